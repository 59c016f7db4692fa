//! Texts of docx documents as Markdown: headings, paragraphs, tables. What a document says beyond that
//! (fonts, pictures, footnotes) is not kept. Text that was deleted under tracked changes is left out.

use super::tables::ReadError;
use crate::office::relations::MainPart;
use crate::office::xml::{Element, XmlNode, each_node};
use crate::office::{Container, OfficeLimits};

/// Deleted text, text moved away, and the second version of a drawing for old programs.
const SKIPPED: [&str; 3] = ["del", "moveFrom", "Fallback"];

/// The text of a document.
///
/// # Errors
/// When the file is no document, or larger than it claims.
pub fn docx(bytes: &[u8]) -> Result<String, ReadError> {
    let limits = OfficeLimits::default();
    let mut container = Container::open(bytes, &limits)?;
    let main = MainPart::find(&mut container, "word/document.xml")?;
    let mut prose = Prose::default();
    if let Some(part) = container.part(&main.path)? {
        each_node(part, |node| {
            match node {
                XmlNode::Start(element) => prose.start(&element),
                XmlNode::Text(text) => prose.text(text),
                XmlNode::End(name) => prose.end(name),
            }
            Ok::<(), ReadError>(())
        })?;
    }
    Ok(prose.out)
}

#[derive(Default)]
struct Prose {
    out: String,
    paragraph: String,
    /// The rank of the paragraph as a heading; 0 for text.
    rank: usize,
    in_text: bool,
    /// Open elements whose content is not read.
    skipped: usize,
    /// Open tables; only the outermost makes rows.
    tables: usize,
    /// The cells of the row, and whether the table has its line under the head yet.
    cells: Vec<String>,
    headed: bool,
}

impl Prose {
    fn start(&mut self, element: &Element<'_>) {
        match element.name() {
            name if SKIPPED.contains(&name) => self.skipped += 1,
            "p" if self.tables == 0 => self.rank = 0,
            "pStyle" => self.rank = element.attribute("val").map_or(0, |style| rank(&style)),
            "outlineLvl" => self.rank = element.number("val").map_or(0, |level| level as usize + 1),
            "t" => self.in_text = true,
            "ta" | "br" | "cr" => self.paragraph.push(' '),
            "tbl" => {
                self.tables += 1;
                self.headed = self.tables > 1;
            }
            "tc" if self.tables == 1 => self.paragraph.clear(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_text && self.skipped == 0 {
            self.paragraph.push_str(&escaped(text));
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "del" | "moveFrom" | "Fallback" => self.skipped = self.skipped.saturating_sub(1),
            "t" => self.in_text = false,
            "p" if self.tables == 0 => self.close_paragraph(),
            "p" => self.paragraph.push(' '),
            "tc" if self.tables == 1 => self.cells.push(std::mem::take(&mut self.paragraph)),
            "tr" if self.tables == 1 => self.close_row(),
            "tbl" => {
                self.tables = self.tables.saturating_sub(1);
                self.out.push('\n');
            }
            _ => {}
        }
    }

    fn close_paragraph(&mut self) {
        let text = std::mem::take(&mut self.paragraph);
        let text = text.trim();
        if !text.is_empty() {
            let mark = "#".repeat(self.rank.min(6));
            let space = if self.rank > 0 { " " } else { "" };
            self.out.push_str(&format!("{mark}{space}{text}\n\n"));
        }
    }

    fn close_row(&mut self) {
        let cells = std::mem::take(&mut self.cells);
        let texts: Vec<&str> = cells.iter().map(|cell| cell.trim()).collect();
        self.out.push_str(&format!("| {} |\n", texts.join(" | ")));
        if !self.headed {
            self.out.push_str(&format!("|{}\n", " --- |".repeat(texts.len())));
            self.headed = true;
        }
    }
}

/// The rank of a style: `Heading1`, or `1` as a Chinese Word calls it.
fn rank(style: &str) -> usize {
    let number = style.strip_prefix("Heading").or_else(|| style.strip_prefix("heading"));
    number.unwrap_or(style).trim().parse().ok().filter(|rank| (1..=6).contains(rank)).unwrap_or(0)
}

/// The text, so that Markdown finds no marks in it.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_punctuation() {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_by_style() {
        assert_eq!(["Heading2", "3", "a0", "9"].map(rank), [2, 3, 0, 0]);
    }
}
