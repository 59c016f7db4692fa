//! Tables of docx documents.
//!
//! The nodes of the main part drive a [`DocumentTables`]. What a reader of the printed page would see is
//! kept: insertions of tracked changes, symbols, ticked boxes; deletions are left out. Numbers that
//! Word makes by itself (automatic numbering) are not in the text and do not appear.

use super::tables::{Budget, DocumentTables, FileFormat, ReadError};
use crate::office::Container;
use crate::office::relations::MainPart;
use crate::office::xml::{Element, XmlNode, each_node, is_on};
use crate::source::Workbook;

const FORMAT: FileFormat = FileFormat::Docx;
/// Deleted text, text moved away, and the second version of a drawing for old programs.
const SKIPPED: [&str; 3] = ["del", "moveFrom", "Fallback"];

/// Reads the tables of a document.
pub(super) fn read(bytes: &[u8], budget: &mut Budget<'_>) -> Result<Workbook, ReadError> {
    let mut container = Container::open(bytes, &budget.limits.office)?;
    let main = MainPart::find(&mut container, "word/document.xml")?;
    let Some(part) = container.part(&main.path)? else {
        return Err(ReadError::broken(FORMAT, "缺少正文"));
    };
    let mut body = DocxBody::new(DocumentTables::new(budget));
    each_node(part, |node| match node {
        XmlNode::Start(element) => body.start(&element),
        XmlNode::Text(text) if body.in_text && body.skip_to.is_none() => body.text(text),
        XmlNode::Text(_) => Ok(()),
        XmlNode::End(name) => body.end(name),
    })?;
    body.document.finish()
}

/// The text body while it is read.
struct DocxBody<'b, 'l> {
    document: DocumentTables<'b, 'l>,
    /// How many elements are open.
    depth: usize,
    /// Everything is skipped until the element at this depth ends.
    skip_to: Option<usize>,
    /// The depths of the open rows.
    rows: Vec<usize>,
    in_row_properties: bool,
    in_text: bool,
    /// The font of the run.
    font: String,
    /// A form field that is a box, and whether it is ticked.
    ticked: Option<bool>,
}

impl<'b, 'l> DocxBody<'b, 'l> {
    fn new(document: DocumentTables<'b, 'l>) -> Self {
        Self {
            document,
            depth: 0,
            skip_to: None,
            rows: Vec::new(),
            in_row_properties: false,
            in_text: false,
            font: String::new(),
            ticked: None,
        }
    }

    fn start(&mut self, element: &Element<'_>) -> Result<(), ReadError> {
        self.depth += 1;
        if self.skip_to.is_some() {
            return Ok(());
        }
        let name = element.name();
        if name == "del" && self.in_row_properties {
            self.document.drop_row();
            self.skip_to = self.rows.last().copied();
        } else if SKIPPED.contains(&name) {
            self.skip_to = Some(self.depth);
        } else {
            self.structure(name, element)?;
            self.content(name, element)?;
        }
        Ok(())
    }

    fn structure(&mut self, name: &str, element: &Element<'_>) -> Result<(), ReadError> {
        match name {
            "tbl" => self.document.open_table()?,
            "tr" => {
                self.rows.push(self.depth);
                self.document.open_row()?;
            }
            "trPr" => self.in_row_properties = true,
            "gridBefore" => self.document.skip_columns(element.number("val").unwrap_or(0)),
            "tc" => self.document.open_cell(1, 1)?,
            "gridSpan" => self.document.span_columns(element.number("val").unwrap_or(1)),
            "vMerge" => {
                let restart = element.attribute("val").as_deref() == Some("restart");
                self.document.merge_down(restart);
            }
            "cellDel" => self.document.drop_cell_text(),
            _ => {}
        }
        Ok(())
    }

    fn content(&mut self, name: &str, element: &Element<'_>) -> Result<(), ReadError> {
        match name {
            "p" => self.document.block()?,
            "r" => self.font.clear(),
            "rFonts" => self.font = element.attribute("ascii").unwrap_or_default(),
            "t" => self.in_text = true,
            "tab" if !self.in_row_properties => self.tab(element)?,
            "br" | "cr" => self.document.line_break()?,
            "noBreakHyphen" => self.document.text("-")?,
            "sym" => self.symbol(element)?,
            "checkBox" => self.ticked = Some(false),
            "default" | "checked" if self.ticked.is_some() => {
                let on = element.attribute("val").is_none_or(|value| is_on(&value));
                self.ticked = Some(on);
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), ReadError> {
        let ended = self.depth;
        self.depth = ended.saturating_sub(1);
        match self.skip_to {
            Some(depth) if depth < ended => return Ok(()),
            Some(_) => self.skip_to = None,
            None => {}
        }
        match name {
            "tbl" => self.document.close_table()?,
            "tr" => {
                self.rows.pop();
                self.in_row_properties = false;
                self.document.close_row()?;
            }
            "trPr" => self.in_row_properties = false,
            "tc" => self.document.close_cell()?,
            "p" => self.document.block()?,
            "t" => self.in_text = false,
            "checkBox" => {
                let ticked = self.ticked.take().unwrap_or(false);
                self.document.text(if ticked { "☑" } else { "☐" })?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Text in a symbol font looks like letters (R for a ticked box) wherever the font is lost.
    fn text(&mut self, text: &str) -> Result<(), ReadError> {
        if !self.font.starts_with("Wingdings") {
            return self.document.text(text);
        }
        let shown: String =
            text.chars().map(|c| symbol(&self.font, u32::from(c) & 0xff).unwrap_or(c)).collect();
        self.document.text(&shown)
    }

    /// A tab in a run has no attributes; one with a position is a tab stop of the paragraph.
    fn tab(&mut self, element: &Element<'_>) -> Result<(), ReadError> {
        if element.attribute("pos").is_some() { Ok(()) } else { self.document.text("\t") }
    }

    fn symbol(&mut self, element: &Element<'_>) -> Result<(), ReadError> {
        let font = element.attribute("font").unwrap_or_default();
        let code = element.attribute("char").unwrap_or_default();
        let code = u32::from_str_radix(code.trim(), 16).unwrap_or(0);
        let shown = symbol(&font, code & 0xff).or_else(|| char::from_u32(code)).unwrap_or(' ');
        self.document.text(shown.encode_utf8(&mut [0; 4]))
    }
}

/// The marks of the Wingdings fonts that tables are ticked with.
fn symbol(font: &str, code: u32) -> Option<char> {
    let shown = match (font, code) {
        ("Wingdings", 0xfe) | ("Wingdings 2", 0x52) => '☑',
        ("Wingdings", 0xfd) | ("Wingdings 2", 0x51 | 0x53 | 0x54) => '☒',
        ("Wingdings", 0xa8 | 0x6f | 0x71 | 0x72) | ("Wingdings 2", 0xa3) => '□',
        ("Wingdings", 0x6e) | ("Wingdings 2", 0xa2) => '■',
        ("Wingdings", 0xfc) | ("Wingdings 2", 0x50) => '√',
        ("Wingdings", 0xfb) | ("Wingdings 2", 0x4f) => '×',
        ("Wingdings", 0x6c) | ("Wingdings 2", 0x97) => '●',
        ("Wingdings", 0xa1) => '○',
        _ => return None,
    };
    Some(shown)
}
