//! `--mark`: where marked copies go, and what is never written over.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use crate::finding::Finding;
use crate::input::disk;
use crate::output::{make_folder, replace};
use crate::patch;
use crate::report::{Copy, Marked, marked_copy};
use crate::source::{FileId, SourceFile, SourceMap};

/// The options of marked copies.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct MarkArgs {
    /// 给每张有问题的表做一份带标注的副本，放在原文件旁边，名为“名称.校验.xlsx”；原文件不动
    #[arg(long)]
    mark: bool,
    /// 标注副本放到这个文件夹
    #[arg(long, value_name = "文件夹", requires = "mark")]
    mark_dir: Option<PathBuf>,
    /// 副本或报告工作簿已经有了、又被改过的，也覆盖
    #[arg(long)]
    pub(super) force: bool,
}

/// What became of the copies.
#[derive(Debug, Default)]
pub(super) struct Copies {
    /// Those that were written.
    pub(super) written: Vec<Copy>,
    /// Why others were not.
    pub(super) failures: Vec<String>,
}

impl MarkArgs {
    /// Copies beside the originals.
    pub(super) fn beside() -> Self {
        Self { mark: true, ..Self::default() }
    }

    /// Whether there are to be any.
    pub(super) fn is_wanted(&self) -> bool {
        self.mark
    }

    /// Writes a marked copy of each spreadsheet that has findings.
    pub(super) fn write(&self, map: &SourceMap, findings: &[Finding]) -> Copies {
        let mut copies = Copies::default();
        if !self.mark {
            return copies;
        }
        let mut taken = inputs(map);
        for (id, file) in map.files() {
            let Some(path) = &file.path else { continue };
            match self.copy(map, findings, (id, file, path), &mut taken) {
                Ok(Some(copy)) => copies.written.push(copy),
                Ok(None) => {}
                Err(reason) => copies.failures.push(format!("“{}”：{reason}", file.name)),
            }
        }
        copies
    }

    fn copy(
        &self,
        map: &SourceMap,
        findings: &[Finding],
        (id, file, path): (FileId, &SourceFile, &Path),
        taken: &mut BTreeSet<PathBuf>,
    ) -> Result<Option<Copy>, String> {
        if map.workbook(id).is_none() || !findings.iter().any(|f| f.location.file == id) {
            return Ok(None);
        }
        let original =
            disk::read(path).map_err(|error| format!("读不了原文件：{}", error.reason))?;
        let marked = match marked_copy(map, findings, id, &original) {
            Ok(Some(marked)) => marked,
            Ok(None) => return Ok(None),
            Err(error) => return Err(error.to_string()),
        };
        let target = self.target(path, &file.name, marked.extension, taken);
        self.may_write(&target)?;
        write(&target, &marked.bytes)?;
        Ok(Some(Copy { path: shown(&target), remark: remark(&marked) }))
    }

    /// The first name that no file of this run has: by the original's stem, then with its extension,
    /// then in its folders.
    fn target(
        &self,
        path: &Path,
        name: &str,
        extension: &str,
        taken: &mut BTreeSet<PathBuf>,
    ) -> PathBuf {
        let beside = path.parent().unwrap_or(Path::new(""));
        let folder = self.mark_dir.as_deref().unwrap_or(beside);
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let full = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let plain = Path::new(name).parent().unwrap_or(Path::new("")).components();
        let folders: PathBuf = plain.filter(|c| matches!(c, Component::Normal(_))).collect();
        let numbered =
            (2u32..).map(|number| folder.join(format!("{stem}.{number}.校验.{extension}")));
        let mut candidates = [
            folder.join(format!("{stem}.校验.{extension}")),
            folder.join(format!("{full}.校验.{extension}")),
            folder.join(folders).join(format!("{full}.校验.{extension}")),
        ]
        .into_iter()
        .chain(numbered);
        candidates.find(|path| taken.insert(absolute(path))).unwrap_or_default()
    }

    /// A copy that people worked on stays, unless they say otherwise.
    fn may_write(&self, target: &Path) -> Result<(), String> {
        if self.force {
            return Ok(());
        }
        match disk::read(target) {
            Ok(bytes) if !patch::is_sealed(&bytes) => Err(format!(
                "已有“{}”，而且改过了，没有覆盖。里面的改动还要的，先把它改名；不要了，加 --force",
                shown(target)
            )),
            _ => Ok(()),
        }
    }
}

/// The files of this run, over which nothing is ever written.
fn inputs(map: &SourceMap) -> BTreeSet<PathBuf> {
    map.files().filter_map(|(_, file)| file.path.as_deref()).map(absolute).collect()
}

/// The whole path, with links resolved as far as it exists: two names of one file are the same here.
fn absolute(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let real = whole.ancestors().find_map(|upper| {
        let rest = whole.strip_prefix(upper).ok()?;
        let upper = upper.canonicalize().ok()?;
        Some(if rest.as_os_str().is_empty() { upper } else { upper.join(rest) })
    });
    real.unwrap_or(whole)
}

/// Writes the copy, in a new folder if need be.
fn write(target: &Path, bytes: &[u8]) -> Result<(), String> {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
    let made = folder.map_or(Ok(()), make_folder);
    made.and_then(|()| replace(target, bytes)).map_err(|error| error.to_string())
}

fn shown(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    path.strip_prefix("./").unwrap_or(&path).to_owned()
}

fn remark(marked: &Marked) -> Option<String> {
    let reason = marked.rebuilt.as_ref()?;
    Some(format!("{reason}，这是照内容另做的一张表"))
}
