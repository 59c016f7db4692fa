//! One file given by itself, without a repository: what kind it is, and what it holds.
//!
//! A YAML file says by its keys what it is. Anything else is read as a spreadsheet. What the rows mean
//! against the guidelines is the business of [`crate::bare`].

use crate::input::key;
use std::path::Path;

use super::decode::{self, Context};
use super::disk::{self, ReadFailure};
use super::project::PROFILE_FILE;
use super::reasons::{self, StatedReasons};
use super::sheet_adjustments::{is_adjustments, read_adjustments};
use super::yaml::{self, Kind, Node, Shape};
use super::{doubt, sheet, tables};
use crate::finding::Finding;
use crate::model::{AdminLevel, LayerId, WholeTable};
use crate::rules::files::unreadable_file;
use crate::source::{FileId, Location, SourceMap, Workbook};

/// A file as read.
#[derive(Debug)]
pub struct Single {
    /// The file.
    pub file: FileId,
    /// Its name without folder and extension.
    pub stem: String,
    /// The name and the level of the body, where the file itself states them.
    pub body: Option<(String, AdminLevel)>,
    /// 版本, where the file states it.
    pub version: Option<String>,
    /// 日期, where the file states it.
    pub date: Option<String>,
    /// Why the catalogue differs from the layer above, where the file states it.
    pub reasons: StatedReasons,
    /// Titles that stand above tables, and names of sheets.
    pub titles: Vec<String>,
    /// The whole tables in it; none when it is another kind of file.
    pub tables: Vec<WholeTable>,
    /// The lists of duties in it.
    pub duties: Vec<sheet::DutySheet>,
    /// What is wrong with the file.
    pub findings: Vec<Finding>,
}

/// The layer that a file by itself stands for: the one below the guidelines.
const LAYER: LayerId = LayerId(1);
/// Titles stand in the first rows.
const TITLE_ROWS: u32 = 3;

/// Reads a file and adds it to the map under `name`.
///
/// # Errors
/// When the file cannot be read, is no table and no YAML, or is not in UTF-8.
pub fn read(
    map: &mut SourceMap,
    path: &Path,
    name: &str,
    options: &sheet::RecogniseOptions,
    separator: Option<char>,
) -> Result<Single, ReadFailure> {
    if disk::is_yaml(path) {
        let text = disk::text(path)?;
        return Ok(read_yaml(map, path, name, text));
    }
    let as_told = tables::ReadOptions { separator, ..tables::ReadOptions::default() };
    let read = tables::read_tables(&disk::read(path)?, &as_told)
        .map_err(|error| ReadFailure::new(path, error.to_string()))?;
    let mut single = read_sheets(map, path, name, read.workbook, options);
    single.findings.extend(doubt::findings(map, single.file, &read.notes));
    Ok(single)
}

impl Single {
    fn new(file: FileId, path: &Path) -> Self {
        let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        Self {
            file,
            stem,
            body: None,
            version: None,
            date: None,
            reasons: StatedReasons::default(),
            titles: Vec::new(),
            tables: Vec::new(),
            duties: Vec::new(),
            findings: Vec::new(),
        }
    }
}

fn read_sheets(
    map: &mut SourceMap,
    path: &Path,
    name: &str,
    workbook: Workbook,
    options: &sheet::RecogniseOptions,
) -> Single {
    let file = map.add_sheets(name, Some(path), workbook);
    let mut single = Single::new(file, path);
    let Some(workbook) = map.workbook(file) else { return single };
    single.titles = titles(workbook);
    single.reasons = reasons::of_workbook(workbook);
    let context = Context { file, layer: LAYER };
    if is_adjustments(workbook) {
        // What they change is known in their repository only; here their form is looked at.
        read_adjustments(context, workbook, &mut single.findings);
        return single;
    }
    let options = sheet::RecogniseOptions { file: Some(single.stem.clone()), ..options.clone() };
    let found = sheet::read_alone(context, workbook, &options, &mut single.findings);
    if found.is_none() && single.findings.is_empty() {
        single.findings.push(unreadable_file::no_table().at(Location::whole(file)));
    }
    let is_empty = |alone: &sheet::Alone| {
        alone.tables.is_empty() && alone.duties.is_empty() && !alone.is_template
    };
    if found.as_ref().is_some_and(is_empty) {
        single.findings.push(unreadable_file::no_rows().at(Location::whole(file)));
    }
    let sheet::Alone { tables, duties, .. } = found.unwrap_or_default();
    (single.tables, single.duties) = (tables, duties);
    single
}

/// The texts of the first rows of every sheet, then the names of the sheets.
fn titles(workbook: &Workbook) -> Vec<String> {
    let visible = || workbook.sheets.iter().filter(|sheet| !sheet.hidden);
    let above = visible().flat_map(|sheet| {
        (0..TITLE_ROWS).flat_map(|row| sheet.row(row)).map(|(_, cell)| cell.text.clone())
    });
    above.chain(visible().map(|sheet| sheet.name.clone())).collect()
}

fn read_yaml(map: &mut SourceMap, path: &Path, name: &str, text: String) -> Single {
    let file = map.add_text(name, Some(path), text);
    let mut single = Single::new(file, path);
    let text = map.text(file).unwrap_or("");
    let node = match yaml::parse(text) {
        Ok(node) => node,
        Err(error) => {
            single.findings = yaml::explain(file, text, &error);
            return single;
        }
    };
    let Some(shape) = shape_of(&node, path) else {
        single.findings.push(unreadable_file::unknown_kind().at(Location::whole(file)));
        return single;
    };
    yaml::validate(file, &node, &Kind::Record(shape), &mut single.findings);
    if std::ptr::eq(shape, &decode::DOMAIN) || std::ptr::eq(shape, &decode::CATALOGUE) {
        single.tables = decode::tables(Context { file, layer: LAYER }, &node);
    }
    if std::ptr::eq(shape, &decode::CATALOGUE) {
        single.body = body(&node);
        single.version = node.text(key::VERSION).map(str::to_owned);
        single.date = node.text(key::DATE).map(str::to_owned);
        single.reasons = reasons::of_tree(&node);
    }
    single
}

fn body(node: &Node) -> Option<(String, AdminLevel)> {
    Some((node.text(key::NAME)?.to_owned(), AdminLevel::from_label(node.text(key::LEVEL)?)?))
}

/// The kind of file: the profile by its name, any other by its keys.
fn shape_of(node: &Node, path: &Path) -> Option<&'static Shape> {
    if path.file_name().is_some_and(|name| name == PROFILE_FILE) {
        return Some(&decode::REPOSITORY);
    }
    decode::shape_of(node)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(name: &str, text: &str) -> Option<&'static str> {
        let node = yaml::parse(text).unwrap();
        shape_of(&node, Path::new(name)).map(|shape| shape.name)
    }

    #[test]
    fn kinds_are_told_by_their_keys() {
        for (name, text, expected) in [
            ("mulu.yaml", "甲: 1", Some("mulu.yaml")),
            ("a.yaml", "名称: 大英县\n层级: 县级", Some("mulu.yaml")),
            ("a.yaml", "名称: 社会救助\n目录: []", Some("领域")),
            (
                "a.json",
                "{\"名称\": \"大英县\", \"领域\": [{\"名称\": \"救灾\"}]}",
                Some("标准目录"),
            ),
            ("a.yaml", "领域: 社会救助\n修改: []", Some("调整")),
            ("a.yaml", "权责清单: []", Some("职责清单")),
            ("a.yaml", "steps: []", None),
            ("a.yaml", "只是文字", None),
        ] {
            assert_eq!(kind(name, text), expected, "{text}");
        }
    }
}
