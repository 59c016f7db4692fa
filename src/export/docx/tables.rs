//! A volume of printed tables as a document: the same rows as in the workbook, on A3 that lies, for those who
//! pass on Word files.

use super::parts::{W, paragraph};
use super::{Document, DocxError};
use crate::layout::{Align, BoxKind, Column, Foot, Form, FormBook, Purpose, Row, Width};
use crate::office::relations::ATTRIBUTE_NAMESPACE;
use crate::office::xml::XmlWriter;

/// The width between the margins of A3 that lies, in twentieths of a point.
const TEXT_WIDTH: f64 = 22_659.0;
/// The size of the text in points.
const FONT: f64 = 9.0;
/// What a cell has at its sides together.
const PADDING: f64 = 120.0;
/// A3 that lies, with margins of 10 mm at the sides.
const PAGE: &str = "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId3\"/>\
    <w:footerReference w:type=\"default\" r:id=\"rId4\"/>\
    <w:pgSz w:w=\"23811\" w:h=\"16838\" w:orient=\"landscape\"/>\
    <w:pgMar w:top=\"936\" w:right=\"576\" w:bottom=\"936\" w:left=\"576\" w:header=\"432\" \
    w:footer=\"432\" w:gutter=\"0\"/></w:sectPr>";
const TABLE: &str = "<w:tblPr><w:tblStyle w:val=\"Grid\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/>\
    <w:tblLayout w:type=\"fixed\"/></w:tblPr>";

/// The volume as a document.
///
/// # Errors
/// When the package cannot be put together.
pub fn tables(book: &FormBook) -> Result<Vec<u8>, DocxError> {
    let document = Document {
        title: book.title.clone(),
        office: book.office.clone(),
        date: book.date.clone(),
        identity: book.identity.clone(),
        draft: book.draft,
        fonts: book.fonts,
        ..Document::default()
    };
    document.package(&body(book))
}

fn body(book: &FormBook) -> String {
    let mut out = XmlWriter::document("w:");
    out.element("document", &[("xmlns:w", &W), ("xmlns:r", &ATTRIBUTE_NAMESPACE)], |out| {
        out.element("body", &[], |out| {
            for (at, form) in book.forms.iter().enumerate() {
                let style = if at == 0 { "VolumeTitle" } else { "SheetTitle" };
                paragraph(out, style, &form.title);
                match form.purpose {
                    Purpose::Cover => cover(out, form),
                    _ => sheet(out, form),
                }
            }
            out.raw(PAGE);
        });
    });
    out.finish()
}

/// Label and value of each line of a cover; the counts beside them stand in the contents.
fn cover(out: &mut XmlWriter, form: &Form) {
    for row in &form.rows {
        let Row::Boxes(boxes, _) = row else { continue };
        if let [label, value, ..] = boxes.as_slice()
            && label.kind == BoxKind::Label
            && value.kind != BoxKind::Label
        {
            let label: String = label.text.split_whitespace().collect();
            let value: Vec<&str> =
                value.text.lines().filter(|line| !line.trim().is_empty()).collect();
            paragraph(out, "Flush", &format!("{label}：{}", value.join("　")));
        }
    }
}

fn sheet(out: &mut XmlWriter, form: &Form) {
    paragraph(out, "SheetLine", &format!("{}　　{}", form.left, form.right));
    let seen: Vec<(usize, &Column)> =
        form.columns.iter().enumerate().filter(|(_, column)| !column.hidden).collect();
    let widths = widths(&seen);
    out.element("tbl", &[], |out| {
        out.raw(TABLE);
        out.element("tblGrid", &[], |out| {
            widths.iter().for_each(|width| out.empty("gridCol", &[("w:w", width)]));
        });
        head(out, &seen, &widths);
        form.rows.iter().for_each(|row| table_row(out, row, &seen, &widths));
    });
    for foot in &form.foot {
        match foot {
            Foot::Note(text) => paragraph(out, "SheetLine", text),
            Foot::Fields(labels) => paragraph(out, "SheetLine", &labels.join("　　　　　　　　")),
        }
    }
}

/// The width of each column that is seen, in twentieths of a point.
fn widths(seen: &[(usize, &Column)]) -> Vec<u32> {
    let fixed = |characters: f64| characters * FONT / 2.0 * 20.0 + PADDING;
    let (mut room, mut shares) = (TEXT_WIDTH, 0.0);
    for (_, column) in seen {
        match column.width {
            Width::Share(share) => shares += share,
            Width::Characters(characters) => room -= fixed(characters),
        }
    }
    let width = |column: &Column| match column.width {
        Width::Share(share) if shares > 0.0 => share * room.max(0.0) / shares,
        Width::Share(_) => 0.0,
        Width::Characters(characters) => fixed(characters),
    };
    // Far below what the type holds: a page is no wider.
    seen.iter().map(|(_, column)| width(column).round() as u32).collect()
}

/// What a cell shares with its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CellMerge {
    None,
    /// The first of several below each other.
    Begins,
    /// One of those below it.
    GoesOn,
}

fn head(out: &mut XmlWriter, seen: &[(usize, &Column)], widths: &[u32]) {
    let two = seen.iter().any(|(_, column)| !column.above.is_empty());
    let columns: Vec<&Column> = seen.iter().map(|(_, column)| *column).collect();
    head_row(out, |out| {
        let mut at = 0;
        for run in columns.chunk_by(|a, b| !a.above.is_empty() && a.above == b.above) {
            let width = widths.get(at..at + run.len()).unwrap_or(&[]).iter().sum();
            at += run.len();
            let first = run.first().copied();
            let above = first.and_then(|column| column.above.first().copied());
            let merge = if two && above.is_none() { CellMerge::Begins } else { CellMerge::None };
            let text = above.unwrap_or_else(|| first.map_or("", |column| &column.heading));
            cell(out, text, width, "CellHead", run.len(), merge);
        }
    });
    if two {
        head_row(out, |out| {
            for (column, width) in columns.iter().zip(widths) {
                match column.above.is_empty() {
                    true => cell(out, "", *width, "CellHead", 1, CellMerge::GoesOn),
                    false => cell(out, &column.heading, *width, "CellHead", 1, CellMerge::None),
                }
            }
        });
    }
}

fn head_row(out: &mut XmlWriter, cells: impl FnOnce(&mut XmlWriter)) {
    out.element("tr", &[], |out| {
        out.element("trPr", &[], |out| {
            out.empty("cantSplit", &[]);
            out.empty("tblHeader", &[]);
        });
        cells(out);
    });
}

fn table_row(out: &mut XmlWriter, row: &Row, seen: &[(usize, &Column)], widths: &[u32]) {
    let whole = widths.iter().sum();
    out.element("tr", &[], |out| {
        out.element("trPr", &[], |out| out.empty("cantSplit", &[]));
        let (cells, joined): (&[String], usize) = match row {
            Row::Section(text) => {
                cell(out, text, whole, "CellHead", seen.len(), CellMerge::None);
                return;
            }
            Row::Boxes(boxes, _) => {
                let texts: Vec<&str> = boxes.iter().map(|one| one.text.as_str()).collect();
                cell(out, &texts.join("\n"), whole, "CellText", seen.len(), CellMerge::None);
                return;
            }
            Row::Joined(cells, joined) => (cells, *joined),
            Row::Cells(cells) | Row::Example(cells) | Row::Linked { cells, .. } => (cells, 0),
            Row::Free => (&[], 0),
        };
        let mut order = 0;
        for ((index, column), width) in seen.iter().zip(widths) {
            let merge = match (column.joins, order < joined) {
                (false, _) => CellMerge::None,
                (true, true) => CellMerge::GoesOn,
                (true, false) => CellMerge::Begins,
            };
            order += usize::from(column.joins);
            let style = if column.align == Align::Center { "CellCenter" } else { "CellText" };
            let text = cells.get(*index).map_or("", String::as_str);
            let text = if merge == CellMerge::GoesOn { "" } else { text };
            cell(out, text, *width, style, 1, merge);
        }
    });
}

fn cell(
    out: &mut XmlWriter,
    text: &str,
    width: u32,
    style: &str,
    columns: usize,
    merge: CellMerge,
) {
    out.element("tc", &[], |out| {
        out.element("tcPr", &[], |out| {
            out.empty("tcW", &[("w:w", &width), ("w:type", &"dxa")]);
            if columns > 1 {
                out.empty("gridSpan", &[("w:val", &columns)]);
            }
            match merge {
                CellMerge::None => {}
                CellMerge::Begins => out.empty("vMerge", &[("w:val", &"restart")]),
                CellMerge::GoesOn => out.empty("vMerge", &[]),
            }
            out.empty("vAlign", &[("w:val", &"center")]);
        });
        if text.is_empty() {
            paragraph(out, style, "");
        }
        text.lines().for_each(|line| paragraph(out, style, line));
    });
}
