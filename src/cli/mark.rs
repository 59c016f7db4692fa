//! `--mark`: where marked copies go, and what is never written over.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::finding::Finding;
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
        let original = fs::read(path).map_err(|error| format!("读不了原文件：{error}"))?;
        let marked = match marked_copy(map, findings, id, &original) {
            Ok(Some(marked)) => marked,
            Ok(None) => return Ok(None),
            Err(error) => return Err(error.to_string()),
        };
        let target = self.target(path, &file.name, marked.extension, taken);
        self.may_write(&target)?;
        write(&target, &marked.bytes).map_err(|error| {
            format!("标注副本“{}”写不了：{error}。看文件夹能不能写，文件是不是开着", shown(&target))
        })?;
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
        match fs::read(target) {
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

fn absolute(path: &Path) -> PathBuf {
    let whole = || {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = fs::canonicalize(folder.unwrap_or(Path::new("."))).ok()?;
        Some(folder.join(path.file_name()?))
    };
    whole().unwrap_or_else(|| path.to_path_buf())
}

/// Into a file beside the target, which then takes its place.
fn write(target: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    io::Write::write_all(&mut file, bytes)?;
    file.persist(target).map_err(|error| error.error)?;
    Ok(())
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

fn remark(marked: &Marked) -> Option<String> {
    let reason = marked.rebuilt.as_ref()?;
    Some(format!("{reason}，这是照内容另做的一张表"))
}
