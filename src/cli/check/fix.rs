//! `--fix` and `--diff`: what would be put right, and putting it right.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::run::Found;
use crate::cli::{CliError, output};
use crate::fix::{self, Fix, FixKind};
use crate::input::disk;
use crate::output::{WriteError, replace};
use crate::patch::PatchError;
use crate::source::{FileContent, FileId};

/// Which files are there now in the place of those that were checked.
#[derive(Debug, Default)]
pub(super) struct Done {
    copies: BTreeMap<PathBuf, PathBuf>,
}

impl Done {
    /// The fixed copy of a workbook, or the path as it is.
    pub(super) fn now_at(&self, path: &Path) -> PathBuf {
        self.copies.get(path).map_or_else(|| path.to_path_buf(), Clone::clone)
    }
}

/// Shows all fixes, each with its lines before and after.
pub(super) fn show(found: &Found) -> Result<(), CliError> {
    let mut text = String::new();
    let mut all = Vec::new();
    for fix in fix::by_file(found.fixes.clone()).into_values().flatten() {
        let place = found.map.describe(fix.location);
        let _ = writeln!(text, "{place} {}\n{}", kinds(&fix.kinds), lines(&fix));
        all.push(fix);
    }
    let _ = match all.len() {
        0 => writeln!(text, "没有有把握改的地方"),
        count => writeln!(text, "可以改 {count} 处：{}。加 --fix 写入", summary(&all)),
    };
    output::print(&text)
}

fn kinds(kinds: &[FixKind]) -> String {
    kinds.iter().map(|kind| kind.label()).collect::<Vec<_>>().join("、")
}

/// How many fixes there are of each kind.
fn summary(fixes: &[Fix]) -> String {
    let mut counts: BTreeMap<FixKind, usize> = BTreeMap::new();
    for kind in fixes.iter().flat_map(|fix| &fix.kinds) {
        *counts.entry(*kind).or_insert(0) += 1;
    }
    let counts = counts.iter().map(|(kind, count)| format!("{} {count}", kind.label()));
    counts.collect::<Vec<_>>().join("，")
}

/// Says that bodies are left under former names whose new ones are only likely.
pub(super) fn tell_unsure(found: &Found) {
    let rule = FixKind::LikelyBody.rule();
    let left = found.findings.iter().filter(|finding| finding.rule == rule && !finding.inherited);
    match left.count() {
        0 => {}
        count => output::remark(&format!(
            "单位改名有 {count} 处拿不准现在的名称，没有改：看 mulu check --diff --unsafe，对的加 --fix --unsafe 写入"
        )),
    }
}

/// The lines that change, each before and after.
fn lines(fix: &Fix) -> String {
    let (before, after): (Vec<&str>, Vec<&str>) =
        (fix.before.lines().collect(), fix.after.lines().collect());
    let mut text = String::new();
    if before.len() != after.len() {
        before.iter().for_each(|line| _ = writeln!(text, "- {line}"));
        after.iter().for_each(|line| _ = writeln!(text, "+ {line}"));
        return text;
    }
    for (old, new) in before.iter().zip(&after).filter(|(old, new)| old != new) {
        let _ = writeln!(text, "- {old}\n+ {new}");
    }
    text
}

/// Makes the fixes. A file that cannot be fixed is told of and left as it is.
pub(super) fn write(found: &Found, in_place: bool) -> Result<Done, CliError> {
    let mut done = Done::default();
    for (file, fixes) in fix::by_file(found.fixes.clone()) {
        let Some(path) = found.map.file(file).path.clone() else { continue };
        match &found.map.file(file).content {
            FileContent::Text { text, .. } => yaml(found, file, &path, text, &fixes)?,
            FileContent::Sheets(_) => sheet(found, file, &path, &fixes, in_place, &mut done)?,
            FileContent::Excerpt(_) | FileContent::Nothing => {}
        }
    }
    found.moved.iter().try_for_each(|moved| moved.write())?;
    Ok(done)
}

fn yaml(
    found: &Found,
    file: FileId,
    path: &Path,
    text: &str,
    fixes: &[Fix],
) -> Result<(), CliError> {
    let fixed = fix::yaml::apply(text, fixes);
    let name = &found.map.file(file).name;
    if !fixed.made.is_empty() {
        let count = fixed.made.len();
        if written(name, path, fixed.text.as_bytes(), count)? {
            output::remark(&format!("{name}：改了 {count} 处（{}）", summary(&fixed.made)));
        }
    }
    for fix in &fixed.left {
        let place = found.map.describe(fix.location);
        output::remark(&format!("{place}：没有改，写法特殊，请手工改成“{}”", fix.after));
    }
    Ok(())
}

/// Writes a file with its fixes. One that is read-only is meant to stay as it is: it is told of.
fn written(name: &str, path: &Path, bytes: &[u8], count: usize) -> Result<bool, CliError> {
    match replace(path, bytes) {
        Ok(()) => Ok(true),
        Err(error @ WriteError::ReadOnly(_)) => {
            output::remark(&format!("{name}：有 {count} 处可以改，没有改：{error}"));
            Ok(false)
        }
        Err(error) => Err(error.into()),
    }
}

fn sheet(
    found: &Found,
    file: FileId,
    path: &Path,
    fixes: &[Fix],
    in_place: bool,
    done: &mut Done,
) -> Result<(), CliError> {
    let name = &found.map.file(file).name;
    let count = fixes.len();
    let bytes = disk::read(path)?;
    let fixed = match fix::sheet::apply(&bytes, &found.map, file, fixes) {
        Ok(fixed) => fixed,
        Err(error) => {
            let advice = match error {
                PatchError::NotAWorkbook => "，在 WPS、Excel 里另存为 xlsx 再改",
                _ => "",
            };
            output::remark(&format!("{name}：有 {count} 处可以改，没有改：{error}{advice}"));
            return Ok(());
        }
    };
    let target = if in_place { path.to_path_buf() } else { copy_of(path) };
    let there = disk::read(&target).ok().filter(|_| !in_place);
    if there.as_ref().is_some_and(|there| *there != fixed) {
        let message = format!(
            "已有“{}”，和这次要写的不一样，没有覆盖。看过以后把它改名或移走，再来一次",
            target.display()
        );
        return Err(CliError::Message(message));
    }
    if there.is_none() && !written(name, &target, &fixed, count)? {
        return Ok(());
    }
    let what = summary(fixes);
    output::remark(&match in_place {
        true => format!("{name}：改了 {count} 处（{what}）"),
        false => format!("{name}：改了 {count} 处（{what}），另存为 {}", target.display()),
    });
    if !in_place {
        done.copies.insert(path.to_path_buf(), target);
    }
    Ok(())
}

/// The fixed copy of a workbook, beside it: 民政.xlsx becomes 民政.修正.xlsx.
fn copy_of(path: &Path) -> PathBuf {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
    let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    let extension = extension.filter(|e| e == "xlsm").unwrap_or_else(|| "xlsx".to_owned());
    path.with_file_name(format!("{stem}.修正.{extension}"))
}
