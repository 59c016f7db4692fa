//! `word/document.xml`: the paragraphs, numbered by rank, and the page.

use super::parts::{W, paragraph};
use super::{Block, Document};
use crate::office::relations::ATTRIBUTE_NAMESPACE;
use crate::office::xml::XmlWriter;
use crate::text::numeral;

/// 版心 of 156 mm, in twentieths of a point.
const TEXT_WIDTH: u32 = 8845;

/// The part.
pub(super) fn document(document: &Document) -> String {
    let mut out = XmlWriter::document("w:");
    out.element("document", &[("xmlns:w", &W), ("xmlns:r", &ATTRIBUTE_NAMESPACE)], |out| {
        out.element("body", &[], |out| {
            if let Some(number) = &document.number {
                paragraph(out, "Number", number);
                paragraph(out, "Flush", "");
            }
            paragraph(out, "Title", &document.title);
            paragraph(out, "Flush", "");
            let mut count = Count::default();
            for block in &document.blocks {
                write(out, block, &mut count);
            }
            out.raw(PAGE);
        });
    });
    out.finish()
}

/// A4, with the margins of GB/T 9704: 37 mm above, 28 mm at the left, 35 mm below, 26 mm at the right.
const PAGE: &str = "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId3\"/>\
    <w:footerReference w:type=\"default\" r:id=\"rId4\"/>\
    <w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
    <w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1587\" w:header=\"1134\" \
    w:footer=\"1020\" w:gutter=\"0\"/></w:sectPr>";
/// A table takes the whole width, in the columns that it is given.
const TABLE: &str = "<w:tblPr><w:tblStyle w:val=\"Grid\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/>\
    <w:tblLayout w:type=\"fixed\"/></w:tblPr>";

/// The last number given in each rank.
#[derive(Default)]
struct Count {
    heading: usize,
    subheading: usize,
}

fn write(out: &mut XmlWriter, block: &Block, count: &mut Count) {
    match block {
        Block::Recipient(text) => paragraph(out, "Flush", text),
        Block::Heading(text) => {
            count.heading += 1;
            count.subheading = 0;
            paragraph(out, "Heading1", &format!("{}、{text}", figures(count.heading)));
        }
        Block::Subheading(text) => {
            count.subheading += 1;
            paragraph(out, "Heading2", &format!("（{}）{text}", figures(count.subheading)));
        }
        Block::Text(text) => text.lines().for_each(|line| paragraph(out, "Normal", line)),
        Block::Table(head, rows) => table(out, head, rows),
        Block::Attachments(names) => attachments(out, names),
        Block::Signature(office, date) => {
            paragraph(out, "Closing", "");
            paragraph(out, "Signature", office);
            paragraph(out, "Signature", date);
        }
        Block::Note(text) => paragraph(out, "Normal", &format!("（{text}）")),
    }
}

/// A number in Chinese figures as far as headings are counted in them.
fn figures(number: usize) -> String {
    numeral(number).unwrap_or_else(|| number.to_string())
}

/// 附件：1. … with the following ones below the first.
fn attachments(out: &mut XmlWriter, names: &[String]) {
    for (at, name) in names.iter().enumerate() {
        let label = if at == 0 { "附件：" } else { "　　　" };
        let number = if names.len() > 1 { format!("{}. ", at + 1) } else { String::new() };
        // The last lines stay on the page of the signature, which must not stand alone.
        let style = if at + 2 >= names.len() { "Closing" } else { "Normal" };
        paragraph(out, style, &format!("{label}{number}{name}"));
    }
}

fn table(out: &mut XmlWriter, head: &[(String, u32)], rows: &[Vec<String>]) {
    let shares: u32 = head.iter().map(|(_, share)| share).sum::<u32>().max(1);
    let widths: Vec<u32> = head.iter().map(|(_, share)| TEXT_WIDTH * share / shares).collect();
    out.element("tbl", &[], |out| {
        out.raw(TABLE);
        out.element("tblGrid", &[], |out| {
            widths.iter().for_each(|width| out.empty("gridCol", &[("w:w", width)]));
        });
        let headings: Vec<&str> = head.iter().map(|(heading, _)| heading.as_str()).collect();
        row(out, &headings, &widths, true);
        for cells in rows {
            row(out, &cells.iter().map(String::as_str).collect::<Vec<_>>(), &widths, false);
        }
    });
    paragraph(out, "Flush", "");
}

fn row(out: &mut XmlWriter, cells: &[&str], widths: &[u32], is_head: bool) {
    out.element("tr", &[], |out| {
        out.element("trPr", &[], |out| {
            out.empty("cantSplit", &[]);
            if is_head {
                out.empty("tblHeader", &[]);
            }
        });
        for (at, width) in widths.iter().enumerate() {
            cell(out, cells.get(at).copied().unwrap_or(""), *width, is_head);
        }
    });
}

fn cell(out: &mut XmlWriter, text: &str, width: u32, is_head: bool) {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let style = match (is_head, is_number) {
        (true, _) => "TableHead",
        (false, true) => "TableNumber",
        (false, false) => "TableText",
    };
    out.element("tc", &[], |out| {
        out.element("tcPr", &[], |out| {
            out.empty("tcW", &[("w:w", &width), ("w:type", &"dxa")]);
            out.empty("vAlign", &[("w:val", &"center")]);
        });
        if text.is_empty() {
            paragraph(out, style, "");
        }
        text.lines().for_each(|line| paragraph(out, style, line));
    });
}
