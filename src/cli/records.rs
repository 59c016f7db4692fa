//! The files in which a catalogue's way to its filing is kept, beside `mulu.yaml`.

use std::path::{Path, PathBuf};

use super::data::DataArg;
use super::{CliError, diff};
use crate::diff::Edition;
use crate::finding::Finding;
use crate::input::book::{Addition, BookPart};
use crate::input::project::{BOOK_FILE, RECORDS_FILE, book_of};
use crate::input::tables::{ReadOptions, read_tables};
use crate::input::yaml::{self, Node, Shape};
use crate::input::{decode, disk};
use crate::output::{Staged, replace, safe_name};
use crate::review::{Record, decode_record};
use crate::source::{FileId, SourceMap};
use crate::start::{SettingsBook, adjustment_rows};
use crate::submit::{
    Approval, Secrecy, WithheldLook, decode_approvals, decode_looks, decode_secrecy, read_secrecy,
};

/// The record of opinions.
pub(super) const RECORD: &str = "意见采纳.yaml";
/// The secrecy review.
const SECRECY: &str = "保密审查.yaml";
/// The same, filled in by hand.
const SECRECY_FORM: &str = "保密审查表";
const SECRECY_FORMATS: [&str; 6] = ["xlsx", "xls", "ods", "et", "csv", "docx"];
/// Filed versions, each in a folder with its `catalogue.json`.
const FILED: &str = "备案";
pub(super) const CATALOGUE: &str = "catalogue.json";
/// The folder of adjustments.
pub(super) const OVERLAYS: &str = "overlays";
/// The folder of whole tables.
const DRAFTS: &str = "drafts";
/// The list of 记录.yaml, and how the file begins where there was none.
const LINES: &str = "记录";
const RECORDS_HEAD: &str = "# 进度记录：一行一件事。由 mulu 续写，也可以手写。\n";

/// Reads a YAML file of this shape; `None` when there is no such file, no tree when it cannot be read.
pub(super) fn tree(
    map: &mut SourceMap,
    path: &Path,
    shape: &'static Shape,
    findings: &mut Vec<Finding>,
) -> Result<Option<Read>, CliError> {
    if !path.exists() {
        return Ok(None);
    }
    let text = disk::text(path)?;
    let file = map.add_text(path.display().to_string(), Some(path), text.clone());
    let node = decode::read(map, file, |_| shape, findings);
    Ok(Some(Read { file, node, text }))
}

/// A YAML file.
pub(super) struct Read {
    pub(super) file: FileId,
    /// Its tree, where it can be read.
    pub(super) node: Option<Node>,
    /// Its text.
    pub(super) text: String,
}

/// The record of opinions of the body in a folder.
pub(super) fn record(
    map: &mut SourceMap,
    folder: &Path,
    findings: &mut Vec<Finding>,
) -> Result<Option<Record>, CliError> {
    let read = tree(map, &folder.join(RECORD), &decode::OPINIONS, findings)?;
    let read = read.and_then(|read| Some((read.node?, read.file)));
    Ok(read.map(|(node, file)| decode_record(&node, file)))
}

/// Adjustments of the body in a folder that the record speaks of already, and that a run which was ended
/// did not come to write.
pub(super) fn unfinished(folder: &Path) -> Vec<Staged> {
    let mut left = Staged::left_in(&folder.join(OVERLAYS));
    left.extend(Staged::left_in(&folder.join(DRAFTS)));
    left.extend(Staged::left_in(folder).into_iter().filter(|staged| is_book(staged.target())));
    left
}

/// Whether a file is a body's workbook, by its name.
pub(super) fn is_book(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == BOOK_FILE)
}

/// The workbook of a body's settings, open to be continued; `None` where they are in `mulu.yaml`.
pub(super) fn book(folder: &Path) -> Result<Option<(PathBuf, SettingsBook)>, CliError> {
    let Some(path) = book_of(folder) else { return Ok(None) };
    let book = open_book(&path, disk::read(&path)?)?;
    Ok(Some((path, book)))
}

/// A workbook of settings.
pub(super) fn open_book(path: &Path, bytes: Vec<u8>) -> Result<SettingsBook, CliError> {
    SettingsBook::open(bytes).map_err(|error| in_book(path, &error))
}

/// Why nothing was written into a workbook.
pub(super) fn in_book(path: &Path, error: &impl std::fmt::Display) -> CliError {
    CliError::Message(format!("“{}”：{error}", path.display()))
}

/// How the record of opinions names the rows of 调整 that are written next, by the first of them.
pub(super) fn row_name(book: &SettingsBook) -> String {
    let row = book.next_row(BookPart::Adjustments).unwrap_or_default();
    format!("{BOOK_FILE} {} 第{row}行起", BookPart::Adjustments.name())
}

/// The row that such a name speaks of.
fn named_row(name: &str) -> Option<u32> {
    let rest = name.strip_prefix(BOOK_FILE)?.trim().strip_prefix(BookPart::Adjustments.name())?;
    rest.trim().strip_prefix('第')?.strip_suffix("行起")?.parse().ok()
}

/// Whether adjustments that a run left waiting are those that the record names so.
pub(super) fn is_waiting(staged: &Staged, name: &str) -> Result<bool, CliError> {
    let target = staged.target();
    let file = target.file_name().unwrap_or_default().to_string_lossy();
    // What stands in a cell or a line of the file is written over again with the same text.
    if name.rsplit('/').next().is_some_and(|last| last.starts_with(&format!("{file} "))) {
        return Ok(!is_book(target) || named_row(name).is_none() || is_next(target, name)?);
    }
    if !is_book(target) {
        return Ok(name == format!("{OVERLAYS}/{file}"));
    }
    is_next(target, name)
}

/// Whether a name speaks of rows that the workbook does not have yet.
fn is_next(target: &Path, name: &str) -> Result<bool, CliError> {
    // What the workbook has already cannot still be waiting.
    let next = open_book(target, disk::read(target)?)?.next_row(BookPart::Adjustments);
    Ok(named_row(name).is_some_and(|row| next.is_some_and(|next| row >= next)))
}

/// The workbook with the adjustments of a text in it.
pub(super) fn adjusted(path: &Path, book: &SettingsBook, text: &str) -> Result<Vec<u8>, CliError> {
    let rows = adjustment_rows(text).ok_or_else(|| in_book(path, &"这些调整写不进表格"))?;
    book.with(&rows).map_err(|error| in_book(path, &error))
}

/// The secrecy review of the body in a folder: the YAML file, or the filled form.
pub(super) fn secrecy(
    map: &mut SourceMap,
    folder: &Path,
    findings: &mut Vec<Finding>,
) -> Result<Option<Secrecy>, CliError> {
    let yaml = folder.join(SECRECY);
    let forms = SECRECY_FORMATS.map(|format| folder.join(format!("{SECRECY_FORM}.{format}")));
    let mut there = std::iter::once(&yaml).chain(&forms).filter(|path| path.exists());
    let Some(path) = there.next() else { return Ok(None) };
    if let Some(other) = there.next() {
        return Err(CliError::Message(format!(
            "保密审查有两份：“{}”和“{}”。只留要用的一份",
            path.display(),
            other.display()
        )));
    }
    if path == &yaml {
        let read = tree(map, path, &decode::SECRECY, findings)?;
        return Ok(read.and_then(|read| read.node).map(|node| decode_secrecy(&node)));
    }
    let bytes = disk::read(path)?;
    let tables = read_tables(&bytes, &ReadOptions::default())
        .map_err(|error| CliError::Message(format!("读不了“{}”：{error}", path.display())))?;
    let read = read_secrecy(&tables.workbook);
    read.map(Some).ok_or_else(|| {
        CliError::Message(format!(
            "“{}”里找不到“审查内容”和“审查结果”两栏，不是保密审查表。重新用 mulu submit --draft 做一份空表",
            path.display()
        ))
    })
}

/// The opinions of reviewers.
const APPROVALS: &str = "审核意见.yaml";
const APPROVALS_HEAD: &str =
    "# 审核意见：一条一个审核单位，由 mulu submit --returned 续写，也可以手写。\n";
/// The list in it.
const APPROVAL_LIST: &str = "审核意见";

/// What reviewers said of the catalogue of the body in a folder.
pub(super) fn approvals(
    map: &mut SourceMap,
    folder: &Path,
    findings: &mut Vec<Finding>,
) -> Result<Vec<Approval>, CliError> {
    let read = tree(map, &folder.join(APPROVALS), &decode::APPROVALS, findings)?;
    let node = read.and_then(|read| read.node);
    Ok(node.map(|node| decode_approvals(&node)).unwrap_or_default())
}

/// 审核意见.yaml with more opinions behind those that are there: its path and its text.
pub(super) fn with_approvals(
    folder: &Path,
    approvals: &[Approval],
) -> Result<(PathBuf, String), CliError> {
    let entries = approvals.iter().map(Approval::entry).collect();
    continued(folder.join(APPROVALS), APPROVALS_HEAD, APPROVAL_LIST, entries)
}

/// The looks at what is withheld.
const LOOKS: &str = "不公开评估.yaml";
const LOOKS_HEAD: &str =
    "# 不予公开的事项和职责的评估：一条一次，由 mulu reassess --read 续写，也可以手写。\n";
/// The list in it.
const LOOK_LIST: &str = "评估";

/// When somebody looked at what the body in a folder withholds.
pub(super) fn looks(
    map: &mut SourceMap,
    folder: &Path,
    findings: &mut Vec<Finding>,
) -> Result<Vec<WithheldLook>, CliError> {
    let read = tree(map, &folder.join(LOOKS), &decode::LOOKS, findings)?;
    let node = read.and_then(|read| read.node);
    Ok(node.map(|node| decode_looks(&node)).unwrap_or_default())
}

/// 不公开评估.yaml with more looks behind those that are there: its path and its text.
pub(super) fn with_looks(
    folder: &Path,
    looks: &[WithheldLook],
) -> Result<(PathBuf, String), CliError> {
    let entries = looks.iter().map(WithheldLook::entry).collect();
    continued(folder.join(LOOKS), LOOKS_HEAD, LOOK_LIST, entries)
}

/// A file with more entries at the end of its list; one that is not there yet begins with `head`.
fn continued(
    path: PathBuf,
    head: &str,
    list: &str,
    entries: Vec<Vec<(&'static str, String)>>,
) -> Result<(PathBuf, String), CliError> {
    let mut text = match path.exists() {
        true => disk::text(&path)?,
        false => head.to_owned(),
    };
    for entry in entries {
        text = yaml::edit::append(&text, list, &entry).ok_or_else(|| {
            let path = path.display();
            CliError::Message(format!(
                "“{path}”续写不了，什么也没有写。先用 mulu check 看它写得对不对"
            ))
        })?;
    }
    Ok((path, text))
}

/// The version that was filed last, other than this one: the latest by date, then by the folder's name.
pub(super) fn filed(folder: &Path, version: Option<&str>) -> Result<Option<Edition>, CliError> {
    let versions = folder.join(FILED);
    if !versions.is_dir() {
        return Ok(None);
    }
    let mut found: Vec<(String, Edition)> = Vec::new();
    for version in disk::entries(&versions)? {
        let path = version.join(CATALOGUE);
        if path.is_file() {
            let sides = diff::sides::read(&path, None, &DataArg::default())?;
            let name = path.display().to_string();
            found.extend(sides.into_iter().map(|side| (name.clone(), side.edition)));
        }
    }
    found.retain(|(_, edition)| {
        edition.title.version.is_none() || edition.title.version.as_deref() != version
    });
    found.sort_by(|(a, x), (b, y)| (&x.title.date, a).cmp(&(&y.title.date, b)));
    Ok(found.pop().map(|(_, edition)| edition))
}

/// The version that was filed under this name.
pub(super) fn filed_as(folder: &Path, name: &str) -> Result<Option<Edition>, CliError> {
    let path = filed_folder(folder, name).join(CATALOGUE);
    if !path.is_file() {
        return Ok(None);
    }
    Ok(diff::sides::read(&path, None, &DataArg::default())?.pop().map(|side| side.edition))
}

/// Where a version is kept when it is filed.
pub(super) fn filed_folder(folder: &Path, name: &str) -> PathBuf {
    folder.join(FILED).join(safe_name(name))
}

/// A line for 记录.yaml, or for the sheet in its place, that is worked out but not yet written, so that a
/// file that cannot be continued is known before anything else is done.
pub(super) struct RecordLine {
    path: PathBuf,
    bytes: Vec<u8>,
}

impl RecordLine {
    /// The line after those that are there; `None` when it is there already.
    pub(super) fn new(
        folder: &Path,
        entry: &[(&'static str, String)],
    ) -> Result<Option<Self>, CliError> {
        match book(folder)? {
            // A workbook without the sheet was made by hand, or the sheet was not wanted.
            Some((path, book)) if book.next_row(BookPart::Records).is_some() => {
                Self::in_sheet(path, &book, entry)
            }
            _ => Self::in_text(folder, entry),
        }
    }

    fn in_sheet(
        path: PathBuf,
        book: &SettingsBook,
        entry: &[(&'static str, String)],
    ) -> Result<Option<Self>, CliError> {
        if holds(&book.trees().records, entry) {
            return Ok(None);
        }
        let row = Addition::Row(BookPart::Records, entry.to_vec());
        let bytes = book.with(&[row]).map_err(|error| in_book(&path, &error))?;
        Ok(Some(Self { path, bytes }))
    }

    fn in_text(folder: &Path, entry: &[(&str, String)]) -> Result<Option<Self>, CliError> {
        let path = folder.join(RECORDS_FILE);
        let text = match path.exists() {
            true => disk::text(&path)?,
            false => RECORDS_HEAD.to_owned(),
        };
        let known = yaml::parse(&text).is_ok_and(|node| holds(&node, entry));
        if known {
            return Ok(None);
        }
        let text = yaml::edit::append(&text, LINES, entry).ok_or_else(|| {
            CliError::Message(format!(
                "“{}”续写不了，什么也没有写。先用 mulu check 看它写得对不对，“{LINES}”要一条一行",
                path.display()
            ))
        })?;
        Ok(Some(Self { path, bytes: text.into_bytes() }))
    }

    /// The file.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// What the file will be.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Writes it.
    pub(super) fn write(self) -> Result<(), CliError> {
        Ok(replace(&self.path, &self.bytes)?)
    }
}

fn holds(node: &Node, entry: &[(&str, String)]) -> bool {
    let lines = node.get(LINES).map_or(&[][..], Node::elements);
    lines.iter().any(|line| entry.iter().all(|(key, value)| line.text(key) == Some(value)))
}
