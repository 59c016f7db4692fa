//! A sheet that is added behind the others: lines of text and a table.

use std::fmt::Display;

use super::sheet::CHARACTER;
use super::styles::WorkbookStyles;
use super::xml::cell;
use super::{PatchError, Shade};
use crate::layout::measure::{PIXELS, TALLEST, height, lines};
use crate::office::xml::XmlWriter;
use crate::source::CellRef;

const HEADER: &str = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
    <sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>";
/// What follows the table: gridlines are printed, for the cells have no borders of their own.
const PAGE: &str = "<printOptions gridLines=\"1\"/>\
    <pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/>\
    <pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>";

/// The size of its text in points: that of the workbook's default font, as it usually is.
const FONT: f64 = 11.0;

/// A sheet with lines above a table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListSheet {
    /// Its name.
    pub name: String,
    /// Lines above the table.
    pub lines: Vec<String>,
    /// The headings of the table, with the widths of the columns in characters.
    pub columns: Vec<(String, u8)>,
    /// The rows of the table.
    pub rows: Vec<ListRow>,
}

/// A row of the table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListRow {
    /// The texts of its cells.
    pub cells: Vec<String>,
    /// The fill of one of its cells, by column.
    pub shade: Option<(usize, Shade)>,
    /// A cell that leads to a cell of another sheet, by column.
    pub link: Option<(usize, String, CellRef)>,
}

/// The part of the sheet.
pub(super) fn part(sheet: &ListSheet, styles: &mut WorkbookStyles) -> Result<String, PatchError> {
    let head = styles.running_text(Some(Shade::Grey))?;
    let frozen = sheet.lines.len() + 1;
    let mut out = XmlWriter::document("");
    out.raw(HEADER);
    view(&mut out, frozen);
    out.empty("sheetFormatPr", &[("defaultRowHeight", &15)]);
    columns(&mut out, &sheet.columns);
    out.open("sheetData", &[]);
    let lines = sheet.lines.iter().map(|line| vec![(0, line)]);
    let headings = sheet.columns.iter().map(|(heading, _)| (head, heading)).collect();
    for (at, cells) in (0..).zip(lines.chain([headings])) {
        row(&mut out, at, 1, cells);
    }
    let mut links = XmlWriter::fragment("");
    for (at, entry) in (u32::try_from(frozen).unwrap_or(u32::MAX)..).zip(&sheet.rows) {
        let mut cells = Vec::with_capacity(entry.cells.len());
        for (column, text) in entry.cells.iter().enumerate() {
            let shade = entry.shade.filter(|(shaded, _)| *shaded == column);
            cells.push((styles.running_text(shade.map(|(_, shade)| shade))?, text));
        }
        row(&mut out, at, lines_of(entry, &sheet.columns), cells);
        link(&mut links, entry, at);
    }
    out.close("sheetData");
    let links = links.finish();
    if !links.is_empty() {
        out.element("hyperlinks", &[], |out| out.raw(&links));
    }
    out.raw(PAGE);
    Ok(out.finish())
}

/// The rows down to the headings stay in sight.
fn view(out: &mut XmlWriter, frozen: usize) {
    let below = format!("A{}", frozen + 1);
    let pane: &[(&str, &dyn Display)] = &[
        ("ySplit", &frozen),
        ("topLeftCell", &below),
        ("activePane", &"bottomLeft"),
        ("state", &"frozen"),
    ];
    out.element("sheetViews", &[], |out| {
        out.element("sheetView", &[("workbookViewId", &0)], |out| out.empty("pane", pane));
    });
}

fn columns(out: &mut XmlWriter, columns: &[(String, u8)]) {
    out.element("cols", &[], |out| {
        for (at, (_, width)) in (1..).zip(columns) {
            out.empty("col", &[("min", &at), ("max", &at), ("width", width), ("customWidth", &1)]);
        }
    });
}

/// How many lines the fullest cell of a row takes.
fn lines_of(row: &ListRow, columns: &[(String, u8)]) -> usize {
    let room = |width: u8| f64::from(width) * CHARACTER / PIXELS;
    let cells = row.cells.iter().zip(columns);
    cells.map(|(text, (_, width))| lines(text, room(*width), FONT)).max().unwrap_or(1)
}

/// A row of cells, so many lines high, each with its style and its text.
fn row(out: &mut XmlWriter, at: u32, lines: usize, cells: Vec<(usize, &String)>) {
    let height = height(lines, FONT).min(TALLEST);
    out.element("row", &[("r", &(at + 1)), ("ht", &height), ("customHeight", &1)], |out| {
        for (column, (style, text)) in (0u16..).zip(cells) {
            cell(out, CellRef::new(at, column), Some(style), text);
        }
    });
}

fn link(out: &mut XmlWriter, row: &ListRow, at: u32) {
    let link = row.link.as_ref().filter(|(column, ..)| *column < row.cells.len());
    if let Some((column, sheet, target)) = link {
        let cell = CellRef::new(at, u16::try_from(*column).unwrap_or(u16::MAX));
        let location = format!("'{}'!{target}", sheet.replace('\'', "''"));
        out.empty("hyperlink", &[("ref", &cell), ("location", &location)]);
    }
}
