//! What a website holds: a list of its pages, as its administrator exports it, a saved site map, or a
//! saved page that lists others.
//!
//! Whatever it came from becomes a sheet of one row a page first, so that every page has a row to be
//! pointed to. Nothing here knows what the pages are about.

mod table;

use std::path::Path;

use super::disk::{self, ReadFailure};
use super::doubt;
use super::html::links;
use super::tables::{ReadError, ReadOptions, Tables, read_tables};
use crate::finding::Finding;
use crate::model::ListedPage;
use crate::office::OfficeError;
use crate::office::xml::{XmlNode, each_node};
use crate::source::{Cell, CellRef, FileId, Location, Sheet, SourceMap, Workbook};

/// The pages of a list.
#[derive(Debug)]
pub struct PageList {
    /// The file.
    pub file: FileId,
    /// Its pages.
    pub pages: Vec<ListedPage>,
    /// What is wrong with its rows.
    pub findings: Vec<Finding>,
    /// What was left out of it, in words.
    pub notes: Vec<String>,
}

/// The head of a sheet that is made of a site map or of a page of links.
const HEAD: [&str; 4] = ["栏目", "标题", "地址", "日期"];
/// How much of a file is looked at to know a site map.
const SAMPLE: usize = 2_000;

/// Reads a list and adds it to the map under `name`.
///
/// # Errors
/// When the file cannot be read, or lists no pages.
pub fn read(map: &mut SourceMap, path: &Path, name: &str) -> Result<PageList, ReadFailure> {
    let bytes = disk::read(path)?;
    let refuse = |reason: String| ReadFailure::new(path, reason);
    if is_site_map(&bytes) {
        let sheet = site_map(&bytes).map_err(|error| refuse(error.to_string()))?;
        return listed(map, path, name, vec![sheet], Vec::new());
    }
    match read_tables(&bytes, &ReadOptions::default()) {
        Ok(Tables { workbook, notes, .. }) if table::has_head(&workbook) => {
            let read = listed(map, path, name, workbook.sheets, Vec::new())?;
            let doubts = doubt::findings(map, read.file, &notes);
            Ok(PageList { findings: [doubts, read.findings].concat(), ..read })
        }
        Ok(_) | Err(ReadError::NoTable(_)) => of_links(map, path, name, &bytes),
        Err(error) => Err(refuse(error.to_string())),
    }
}

/// A page that lists others.
fn of_links(
    map: &mut SourceMap,
    path: &Path,
    name: &str,
    bytes: &[u8],
) -> Result<PageList, ReadFailure> {
    let found = links::read(bytes);
    if found.pages.is_empty() {
        let reason =
            "里面没有网页清单：表要有“标题”和“栏目”“地址”“日期”中的一栏，网页要有带日期的链接";
        return Err(ReadFailure::new(path, reason));
    }
    let rows = found.pages.into_iter().map(|link| {
        [found.column.clone().unwrap_or_default(), link.title, link.address, link.date]
    });
    let sheet = sheet_of("网页列表", rows);
    let mut notes = Vec::new();
    if found.without_date > 0 {
        notes.push(format!("{} 个没有日期的链接当作导航，没有取", found.without_date));
    }
    if found.column.is_none() {
        notes.push("看不出是哪个栏目的列表，没有查栏目".to_owned());
    }
    listed(map, path, name, vec![sheet], notes)
}

fn listed(
    map: &mut SourceMap,
    path: &Path,
    name: &str,
    sheets: Vec<Sheet>,
    notes: Vec<String>,
) -> Result<PageList, ReadFailure> {
    let file = map.add_sheets(name, Some(path), Workbook { sheets });
    let mut list = PageList { file, pages: Vec::new(), findings: Vec::new(), notes };
    if let Some(workbook) = map.workbook(file) {
        table::read(file, workbook, &mut list);
    }
    Ok(list)
}

/// A sheet with a row for each page.
fn sheet_of(name: &str, rows: impl Iterator<Item = [String; 4]>) -> Sheet {
    let mut sheet = Sheet { name: name.to_owned(), ..Sheet::default() };
    let head = std::iter::once(HEAD.map(str::to_owned));
    for (row, texts) in (0u32..).zip(head.chain(rows)) {
        for (column, text) in (0u16..).zip(texts).filter(|(_, text)| !text.is_empty()) {
            sheet.cells.insert(CellRef::new(row, column), Cell::text(text));
        }
    }
    sheet
}

fn is_site_map(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(bytes.get(..SAMPLE.min(bytes.len())).unwrap_or(bytes));
    head.contains("<urlset") || head.contains("<sitemapindex")
}

/// The addresses of a site map with their days, and titles where it has them.
fn site_map(bytes: &[u8]) -> Result<Sheet, OfficeError> {
    let mut way: Vec<String> = Vec::new();
    let mut rows: Vec<[String; 4]> = Vec::new();
    each_node(bytes, |node| {
        match node {
            XmlNode::Start(element) => {
                way.push(element.name().to_owned());
                if element.name() == "url" {
                    rows.push(Default::default());
                }
            }
            XmlNode::End(_) => _ = way.pop(),
            XmlNode::Text(text) => add_text(&way, text.trim(), rows.last_mut()),
        }
        Ok::<(), OfficeError>(())
    })?;
    Ok(sheet_of("网站地图", rows.into_iter()))
}

fn add_text(way: &[String], text: &str, row: Option<&mut [String; 4]>) {
    let (Some(row), [.., above, own]) = (row, way) else { return };
    match (above.as_str(), own.as_str()) {
        ("url", "loc") => row[2].push_str(text),
        ("url", "lastmod") => row[3].push_str(text),
        (_, "title") => row[1].push_str(text),
        _ => {}
    }
}

/// The place of a row.
fn place(file: FileId, sheet: u16, row: u32, column: u16) -> Location {
    Location::cell(file, sheet, CellRef::new(row, column))
}
