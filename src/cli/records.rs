//! The files in which a catalogue's way to its filing is kept, beside `mulu.yaml`.

use std::path::Path;

use super::{CliError, diff};
use crate::diff::Edition;
use crate::finding::Finding;
use crate::input::decode;
use crate::input::tables::{ReadOptions, read_tables};
use crate::input::yaml::{Node, Shape};
use crate::review::{Record, decode_record};
use crate::source::SourceMap;
use crate::submit::{Secrecy, decode_secrecy, read_secrecy};

/// The record of opinions.
pub(super) const RECORD: &str = "意见采纳.yaml";
/// The secrecy review.
const SECRECY: &str = "保密审查.yaml";
/// The same, filled in by hand.
const SECRECY_FORMS: [&str; 3] = ["保密审查表.xlsx", "保密审查表.xls", "保密审查表.ods"];
/// Filed versions, each in a folder with its `catalogue.json`.
const FILED: &str = "备案";
const CATALOGUE: &str = "catalogue.json";

/// Reads a YAML file of this shape; `None` when there is no such file, no tree when it cannot be read.
pub(super) fn yaml(
    map: &mut SourceMap,
    path: &Path,
    shape: &'static Shape,
    findings: &mut Vec<Finding>,
) -> Result<Option<(Option<Node>, String)>, CliError> {
    if !path.exists() {
        return Ok(None);
    }
    let text = std::fs::read_to_string(path).map_err(|error| unreadable(path, &error))?;
    let file = map.add_text(path.display().to_string(), Some(path), text.clone());
    Ok(Some((decode::read(map, file, |_| shape, findings), text)))
}

/// The record of opinions of the body in a folder.
pub(super) fn record(
    map: &mut SourceMap,
    folder: &Path,
    findings: &mut Vec<Finding>,
) -> Result<Option<Record>, CliError> {
    let read = yaml(map, &folder.join(RECORD), &decode::OPINIONS, findings)?;
    Ok(read.and_then(|(node, _)| node).map(|node| decode_record(&node)))
}

/// The secrecy review of the body in a folder: the YAML file, or the filled form.
pub(super) fn secrecy(
    map: &mut SourceMap,
    folder: &Path,
    findings: &mut Vec<Finding>,
) -> Result<Option<Secrecy>, CliError> {
    if let Some((node, _)) = yaml(map, &folder.join(SECRECY), &decode::SECRECY, findings)? {
        return Ok(node.map(|node| decode_secrecy(&node)));
    }
    let mut forms = SECRECY_FORMS.iter().map(|name| folder.join(name));
    let Some(path) = forms.find(|path| path.exists()) else { return Ok(None) };
    let bytes = std::fs::read(&path).map_err(|error| unreadable(&path, &error))?;
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

/// The version that was filed last, other than this one: the latest by date, then by the folder's name.
pub(super) fn filed(folder: &Path, version: Option<&str>) -> Result<Option<Edition>, CliError> {
    let Ok(entries) = std::fs::read_dir(folder.join(FILED)) else { return Ok(None) };
    let mut found: Vec<(String, Edition)> = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| unreadable(folder, &error))?.path().join(CATALOGUE);
        if path.is_file() {
            let sides = diff::sides::read(&path, None)?;
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

fn unreadable(path: &Path, error: &std::io::Error) -> CliError {
    CliError::Message(format!("读不了“{}”：{error}", path.display()))
}
