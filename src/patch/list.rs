//! A sheet that is added behind the others: lines of text and a table.

use std::fmt::Display;

use super::styles::Styles;
use super::xml::cell;
use super::{PatchError, Shade};
use crate::office::xml::XmlWriter;
use crate::source::CellRef;

const NAMESPACE: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

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
    /// Its height in points.
    pub height: u16,
}

/// The part of the sheet.
pub(super) fn part(sheet: &ListSheet, styles: &mut Styles) -> Result<String, PatchError> {
    let head = styles.running_text(Some(Shade::Grey))?;
    let frozen = sheet.lines.len() + 1;
    let mut out = XmlWriter::document("");
    out.open("worksheet", &[("xmlns", &NAMESPACE)]);
    out.element("sheetPr", &[], |out| out.empty("pageSetUpPr", &[("fitToPage", &1)]));
    view(&mut out, frozen);
    out.empty("sheetFormatPr", &[("defaultRowHeight", &15)]);
    columns(&mut out, &sheet.columns);
    out.open("sheetData", &[]);
    let mut rows = 0u32..;
    let mut next = || rows.next().unwrap_or(u32::MAX);
    for line in &sheet.lines {
        row(&mut out, next(), 20, [(0, line)]);
    }
    let headings = sheet.columns.iter().map(|(heading, _)| (head, heading));
    row(&mut out, next(), 20, headings);
    let mut links = Vec::new();
    for entry in &sheet.rows {
        let at = next();
        let mut cells = Vec::with_capacity(entry.cells.len());
        for (column, text) in entry.cells.iter().enumerate() {
            let shade = entry.shade.filter(|(shaded, _)| *shaded == column);
            cells.push((styles.running_text(shade.map(|(_, shade)| shade))?, text));
        }
        row(&mut out, at, entry.height, cells);
        links.extend(link(entry, at));
    }
    out.close("sheetData");
    if !links.is_empty() {
        out.element("hyperlinks", &[], |out| {
            for (cell, location) in &links {
                out.empty("hyperlink", &[("ref", cell), ("location", location)]);
            }
        });
    }
    page(&mut out);
    out.close("worksheet");
    Ok(out.finish())
}

/// The rows down to the headings stay in sight.
fn view(out: &mut XmlWriter, frozen: usize) {
    let below = format!("A{}", frozen + 1);
    out.element("sheetViews", &[], |out| {
        out.element("sheetView", &[("workbookViewId", &0)], |out| {
            let pane: &[(&str, &dyn Display)] = &[
                ("ySplit", &frozen),
                ("topLeftCell", &below),
                ("activePane", &"bottomLeft"),
                ("state", &"frozen"),
            ];
            out.empty("pane", pane);
        });
    });
}

fn columns(out: &mut XmlWriter, columns: &[(String, u8)]) {
    out.element("cols", &[], |out| {
        for (number, (_, width)) in (1..).zip(columns) {
            out.empty(
                "col",
                &[("min", &number), ("max", &number), ("width", width), ("customWidth", &1)],
            );
        }
    });
}

/// A row of cells, each with its style and its text.
fn row<'t>(
    out: &mut XmlWriter,
    at: u32,
    height: u16,
    cells: impl IntoIterator<Item = (usize, &'t String)>,
) {
    out.element("row", &[("r", &(at + 1)), ("ht", &height), ("customHeight", &1)], |out| {
        for (column, (style, text)) in (0u16..).zip(cells) {
            cell(out, CellRef::new(at, column), style, text);
        }
    });
}

fn link(row: &ListRow, at: u32) -> Option<(CellRef, String)> {
    let (column, sheet, target) = row.link.as_ref().filter(|(to, ..)| *to < row.cells.len())?;
    let cell = CellRef::new(at, u16::try_from(*column).ok()?);
    Some((cell, format!("'{}'!{target}", sheet.replace('\'', "''"))))
}

/// Gridlines are printed, for the cells have no borders of their own.
fn page(out: &mut XmlWriter) {
    let margins: &[(&str, &dyn Display)] = &[
        ("left", &"0.5"),
        ("right", &"0.5"),
        ("top", &"0.6"),
        ("bottom", &"0.6"),
        ("header", &"0.3"),
        ("footer", &"0.3"),
    ];
    out.empty("printOptions", &[("gridLines", &1)]);
    out.empty("pageMargins", margins);
    out.empty(
        "pageSetup",
        &[("paperSize", &9), ("orientation", &"landscape"), ("fitToHeight", &0)],
    );
}
