//! `word/document.xml`: the paragraphs, numbered by rank, and the page.

use std::fmt::Write as _;

use super::{Block, Document, escaped};

const NUMERALS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
/// 版心 of 156 mm, in twentieths of a point.
const TEXT_WIDTH: u32 = 8845;

/// The part.
pub(super) fn document(document: &Document) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>",
    );
    paragraph(&mut xml, "Title", &document.title);
    paragraph(&mut xml, "Flush", "");
    let mut count = Count::default();
    for block in &document.blocks {
        write(&mut xml, block, &mut count);
    }
    xml.push_str(PAGE);
    xml.push_str("</w:body></w:document>");
    xml
}

/// A4, with the margins of GB/T 9704: 37 mm above, 28 mm at the left, 35 mm below, 26 mm at the right.
const PAGE: &str = "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId3\"/>\
    <w:footerReference w:type=\"default\" r:id=\"rId4\"/>\
    <w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
    <w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1587\" w:header=\"1134\" \
    w:footer=\"1020\" w:gutter=\"0\"/></w:sectPr>";

/// The last number given in each rank.
#[derive(Default)]
struct Count {
    heading: usize,
    subheading: usize,
}

fn write(xml: &mut String, block: &Block, count: &mut Count) {
    match block {
        Block::Recipient(text) => paragraph(xml, "Flush", text),
        Block::Heading(text) => {
            count.heading += 1;
            count.subheading = 0;
            paragraph(xml, "Heading1", &format!("{}、{text}", numeral(count.heading)));
        }
        Block::Subheading(text) => {
            count.subheading += 1;
            paragraph(xml, "Heading2", &format!("（{}）{text}", numeral(count.subheading)));
        }
        Block::Text(text) => text.lines().for_each(|line| paragraph(xml, "Normal", line)),
        Block::Table(head, rows) => table(xml, head, rows),
        Block::Attachments(names) => attachments(xml, names),
        Block::Signature(office, date) => {
            paragraph(xml, "Closing", "");
            paragraph(xml, "Signature", office);
            paragraph(xml, "Signature", date);
        }
        Block::Note(text) => paragraph(xml, "Normal", &format!("（{text}）")),
    }
}

/// 一 to 九十九.
fn numeral(number: usize) -> String {
    let digit = |n: usize| NUMERALS.get(n.wrapping_sub(1)).copied().unwrap_or("");
    match number {
        1..=10 => digit(number).to_owned(),
        11..=99 => {
            let tens = if number < 20 { "" } else { digit(number / 10) };
            format!("{tens}十{}", digit(number % 10))
        }
        _ => number.to_string(),
    }
}

fn paragraph(xml: &mut String, style: &str, text: &str) {
    let _ = write!(xml, "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>");
    if !text.is_empty() {
        let _ = write!(xml, "<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text));
    }
    xml.push_str("</w:p>");
}

/// 附件：1. … with the following ones below the first.
fn attachments(xml: &mut String, names: &[String]) {
    for (at, name) in names.iter().enumerate() {
        let label = if at == 0 { "附件：" } else { "　　　" };
        let number = if names.len() > 1 { format!("{}. ", at + 1) } else { String::new() };
        // The last lines stay on the page of the signature, which must not stand alone.
        let style = if at + 2 >= names.len() { "Closing" } else { "Normal" };
        paragraph(xml, style, &format!("{label}{number}{name}"));
    }
}

fn table(xml: &mut String, head: &[(String, u32)], rows: &[Vec<String>]) {
    let shares: u32 = head.iter().map(|(_, share)| share).sum::<u32>().max(1);
    let widths: Vec<u32> = head.iter().map(|(_, share)| TEXT_WIDTH * share / shares).collect();
    xml.push_str(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"Grid\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/>\
         <w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>",
    );
    for width in &widths {
        let _ = write!(xml, "<w:gridCol w:w=\"{width}\"/>");
    }
    xml.push_str("</w:tblGrid>");
    let headings: Vec<&str> = head.iter().map(|(heading, _)| heading.as_str()).collect();
    row(xml, &headings, &widths, true);
    for cells in rows {
        row(xml, &cells.iter().map(String::as_str).collect::<Vec<_>>(), &widths, false);
    }
    xml.push_str("</w:tbl>");
    paragraph(xml, "Flush", "");
}

fn row(xml: &mut String, cells: &[&str], widths: &[u32], is_head: bool) {
    let (property, style) = match is_head {
        true => ("<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>", "TableHead"),
        false => ("<w:trPr><w:cantSplit/></w:trPr>", "TableText"),
    };
    let _ = write!(xml, "<w:tr>{property}");
    for (at, width) in widths.iter().enumerate() {
        let _ = write!(
            xml,
            "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/><w:vAlign w:val=\"center\"/></w:tcPr>"
        );
        let text = cells.get(at).copied().unwrap_or("");
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let style = if is_number && !is_head { "TableNumber" } else { style };
        let mut lines = text.lines().peekable();
        if lines.peek().is_none() {
            paragraph(xml, style, "");
        }
        lines.for_each(|line| paragraph(xml, style, line));
        xml.push_str("</w:tc>");
    }
    xml.push_str("</w:tr>");
}
