//! `mulu reform` 机构改革: a body becomes others by domain; every row that names it, the settings and adjustments
//! that follow, and a notice.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::build::members;
use super::data::DataArg;
use super::{CliError, ExitStatus, output, records, today};
use crate::export::reform::{Reform, ReformedBody, notice, workbook};
use crate::fix::{self, Fix};
use crate::input::book::{Addition, BookPart};
use crate::input::project::PROFILE_FILE;
use crate::input::{disk, yaml};
use crate::output::{Artifact, OutputFolder, replace_all};
use crate::pipeline::{self, Base};
use crate::reform::{RenamedText, Split, in_own_rows, in_profile, renamed, touched, with_line};
use crate::register::Registers;
use crate::source::{FileContent, FileId, Location, SourceMap, Span};
use crate::start::SettingsBook;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 仓库所在的文件夹
    #[arg(value_name = "文件夹", default_value = ".", value_parser = super::place::repository())]
    folder: PathBuf,
    /// 撤销、合并或者改名的单位
    #[arg(long, value_name = "单位")]
    from: String,
    /// 由谁接：“单位”接其余全部，“单位=领域、领域”只接这些领域；可以写几次
    #[arg(long, value_name = "单位=领域", required = true)]
    to: Vec<String>,
    /// 改动清单、通知和改好的文件写到哪个文件夹
    #[arg(short, long, value_name = "文件夹")]
    out: PathBuf,
    /// 直接改仓库里的文件；不写只在输出的文件夹里给改好的样子
    #[arg(long)]
    write: bool,
    /// 覆盖改动过的输出文件
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    data: DataArg,
}

pub(super) fn run(args: &Args) -> Result<ExitStatus, CliError> {
    let _lock = if args.write { output::lock_repository(&args.folder)? } else { None };
    let mut project = args.data.project(&args.folder)?;
    let base = Base::load(&mut project, &mut Vec::new());
    let split = split(args, base.registers(0))?;
    let mut reform = Reform {
        from: split.from.clone(),
        to: split.to.clone(),
        date: today()?.to_string(),
        bodies: Vec::new(),
    };
    let mut files: BTreeMap<PathBuf, Vec<u8>> = BTreeMap::new();
    let mut by_hand = Vec::new();
    for member in members(&project, &[])? {
        let Some(catalogue) = pipeline::merge(&project, &base, member.body) else {
            by_hand.push(format!("{}没有编成，没有看，先用 mulu check 看有什么错误", member.name));
            continue;
        };
        let rows = touched(&catalogue, &split);
        let mut domains: Vec<String> = rows.iter().map(|row| row.domain.clone()).collect();
        domains.dedup();
        let folder = &project.bodies[member.body].folder;
        profile(folder, &split, &domains, &mut files, &mut by_hand)?;
        if let Some(layer) = &project.bodies[member.body].layer {
            let texts = in_own_rows(&project.map, layer, &catalogue, &split);
            own_rows(&project.map, texts, &mut files, &mut by_hand);
        }
        let office = catalogue.profile.office.as_ref();
        let office = office.map_or_else(|| member.name.clone(), |office| office.value.clone());
        reform.bodies.push(ReformedBody { name: member.name, office, rows });
    }
    finish(args, &reform, &files, &by_hand)
}

/// Who takes what over.
fn split(args: &Args, registers: &Registers) -> Result<Split, CliError> {
    let known = registers.domains();
    let mut to = Vec::new();
    for word in &args.to {
        let (body, domains) = word.split_once(['=', '＝']).unwrap_or((word, ""));
        let words = domains.split(['、', '，', ',']).map(str::trim).filter(|word| !word.is_empty());
        let named = words.map(|word| {
            let found = known.domains().iter().find(|domain| domain.is_called(word));
            let name = found.map(|domain| domain.name.clone());
            name.ok_or_else(|| {
                CliError::Message(format!("没有“{word}”这个领域，用 mulu domains 看全部领域"))
            })
        });
        to.push((body.trim().to_owned(), named.collect::<Result<Vec<String>, CliError>>()?));
    }
    if to.iter().filter(|(_, domains)| domains.is_empty()).count() > 1 {
        let message = "只能有一个单位接其余全部，别的要写明接哪些领域：--to 单位=领域、领域";
        return Err(CliError::Message(message.to_owned()));
    }
    Ok(Split { from: args.from.trim().to_owned(), to })
}

/// `mulu.yaml` of a body as it is to read.
fn profile(
    folder: &Path,
    split: &Split,
    domains: &[String],
    files: &mut BTreeMap<PathBuf, Vec<u8>>,
    by_hand: &mut Vec<String>,
) -> Result<(), CliError> {
    if let Some((path, book)) = records::book(folder)? {
        return settings_book(path, &book, split, domains, files, by_hand);
    }
    let path = folder.join(PROFILE_FILE);
    if !path.is_file() {
        return Ok(());
    }
    let text = disk::text(&path)?;
    let Ok(tree) = yaml::parse(&text) else { return Ok(()) };
    let changes = in_profile(&tree, split, domains);
    if changes.texts.is_empty() {
        return Ok(());
    }
    let mut map = SourceMap::new();
    let file = map.add_text(path.display().to_string(), Some(&path), text.clone());
    let fixes: Vec<Fix> = changes
        .texts
        .into_iter()
        .map(|(span, before, after)| fix_of(Location::span(file, span), before, after))
        .collect();
    let fixed = fix::yaml::apply(&text, &fixes);
    by_hand.extend(
        fixed.left.iter().map(|fix| {
            format!("{}：写法特殊，请手工改成“{}”", map.describe(fix.location), fix.after)
        }),
    );
    let mut text = fixed.text;
    for (role, key, bodies) in changes.lines {
        let bodies: Vec<&str> = bodies.lines().collect();
        match with_line(&text, &role, &key, &bodies) {
            Some(new) => text = new,
            None => by_hand.push(format!(
                "{}：在“责任单位”里加一行  {key}: {}",
                path.display(),
                bodies.join("、")
            )),
        }
    }
    files.insert(path, text.into_bytes());
    Ok(())
}

/// `目录.xlsx` of a body as it is to read: the cells that name the body, and a row of 责任单位 for each role that
/// goes to somebody else in some domain.
fn settings_book(
    path: PathBuf,
    book: &SettingsBook,
    split: &Split,
    domains: &[String],
    files: &mut BTreeMap<PathBuf, Vec<u8>>,
    by_hand: &mut Vec<String>,
) -> Result<(), CliError> {
    let profile = &book.trees().profile;
    let changes = in_profile(profile, split, domains);
    if changes.texts.is_empty() {
        return Ok(());
    }
    let mut texts: Vec<(Span, String)> = Vec::new();
    for (span, before, after) in &changes.texts {
        let whole = book.text(*span).unwrap_or(before);
        if !texts.iter().any(|(known, _)| known == span) {
            texts.push((*span, renamed(whole, &split.from, after)));
        }
    }
    let bound = profile.get(BookPart::Bodies.name());
    let is_new = |key: &str| bound.is_none_or(|bound| bound.entry(key).is_none());
    let lines = changes.lines.iter().filter(|(_, key, _)| is_new(key));
    let rows: Vec<Addition> = lines.filter_map(|(_, key, bodies)| row_of(key, bodies)).collect();
    let written = book.rewritten(&texts).and_then(|bytes| SettingsBook::open(bytes)?.with(&rows));
    match written {
        Ok(bytes) => drop(files.insert(path, bytes)),
        Err(why) => by_hand.push(format!(
            "{} 里的责任单位、牵头单位写着“{}”的，写不进去（{why}）",
            path.display(),
            split.from
        )),
    }
    Ok(())
}

/// The row of 责任单位 for a role in one domain.
fn row_of(key: &str, bodies: &str) -> Option<Addition> {
    let (domain, role) = key.split_once('/')?;
    let cells = [("领域", domain), ("角色", role), ("责任单位", bodies)];
    let cells = cells.map(|(heading, text)| (heading, text.to_owned())).to_vec();
    Some(Addition::Row(BookPart::Bodies, cells))
}

fn fix_of(location: Location, before: String, after: String) -> Fix {
    Fix { location, before, after, kinds: Vec::new() }
}

/// The adjustments and tables of a body as they are to read.
fn own_rows(
    map: &SourceMap,
    texts: Vec<RenamedText>,
    files: &mut BTreeMap<PathBuf, Vec<u8>>,
    by_hand: &mut Vec<String>,
) {
    let mut by_file: BTreeMap<FileId, Vec<Fix>> = BTreeMap::new();
    for RenamedText { location, before, after } in texts {
        by_file.entry(location.file).or_default().push(fix_of(location, before, after));
    }
    for (file, fixes) in by_file {
        let source = map.file(file);
        let Some(path) = source.path.clone() else { continue };
        let written = match &source.content {
            FileContent::Text { text, .. } => {
                let fixed = fix::yaml::apply(text, &fixes);
                fixed.left.is_empty().then(|| fixed.text.into_bytes())
            }
            FileContent::Sheets(_) => {
                // The workbook of the body may have other settings by now.
                let bytes = files.remove(&path).or_else(|| disk::read(&path).ok());
                bytes.and_then(|bytes| fix::sheet::apply(&bytes, map, file, &fixes).ok())
            }
            FileContent::Excerpt(_) | FileContent::Nothing => None,
        };
        match written {
            Some(bytes) => drop(files.insert(path, bytes)),
            None => {
                by_hand.extend(fixes.iter().map(|fix| {
                    format!("{}：请手工改成“{}”", map.describe(fix.location), fix.after)
                }))
            }
        }
    }
}

fn finish(
    args: &Args,
    reform: &Reform,
    files: &BTreeMap<PathBuf, Vec<u8>>,
    by_hand: &[String],
) -> Result<ExitStatus, CliError> {
    let rows: usize = reform.bodies.iter().map(|body| body.rows.len()).sum();
    if rows == 0 && files.is_empty() {
        let from = &reform.from;
        return Err(CliError::Message(format!(
            "没有一个事项、一处设置写着“{from}”。看看单位的名称是不是和目录里的一样"
        )));
    }
    let failed = |error: crate::export::ExportError| CliError::Message(error.to_string());
    let papers = [
        Artifact { name: "改动清单.xlsx".to_owned(), bytes: workbook(reform).map_err(failed)? },
        Artifact { name: "通知.docx".to_owned(), bytes: notice(reform).map_err(failed)? },
    ];
    let mut out = OutputFolder::open(&args.out, args.force);
    out.put("", &papers)?;
    output::print(&format!(
        "{} 个事项写着“{}”，改动清单和通知写到 {}\n",
        rows,
        reform.from,
        args.out.display()
    ))?;
    if args.write {
        replace_all(files.iter().map(|(path, bytes)| (path.as_path(), bytes.as_slice())))?;
    }
    for (path, bytes) in files {
        if args.write {
            output::print(&format!("  改了 {}\n", path.display()))?;
            continue;
        }
        let inside = path.strip_prefix(&args.folder).unwrap_or(path);
        let (folder, name) = (inside.parent().unwrap_or(Path::new("")), inside.file_name());
        let name = name.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let folder = format!("改好的/{}", folder.display());
        out.put(folder.trim_end_matches('/'), &[Artifact { name, bytes: bytes.clone() }])?;
        output::print(&format!(
            "  要改 {}，改好的样子在 {}/{folder}\n",
            path.display(),
            args.out.display()
        ))?;
    }
    if !args.write && !files.is_empty() {
        output::print("看过以后加 --write 改仓库里的文件\n")?;
    }
    for told in by_hand {
        output::print(&format!("  要手工改：{told}\n"))?;
    }
    Ok(if by_hand.is_empty() { ExitStatus::Clean } else { ExitStatus::Findings })
}
