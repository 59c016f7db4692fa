//! Text tables: csv, tsv, and what a Chinese Windows saves as 文本文件.
//!
//! Read by hand because three things matter more here than what a CSV crate offers: a blank line is a
//! row (people cite row numbers as WPS shows them), a quotation mark that is never closed must not
//! swallow the rest of the file, and limits must hold while reading.

mod separator;

use super::tables::{
    Budget, DecodedText, EncodingSign, ReadError, ReadNote, ReadOptions, decode, decoded,
};
use crate::source::{Cell, Sheet, Workbook};
use crate::text::unguarded;

pub use separator::{SeparatorCandidate, SeparatorChoice, SeparatorSign};

/// No cell has as many lines: the quotation mark that seems to open it is a plain character.
const LINES_IN_CELL: usize = 200;

/// Reads a text as one sheet.
pub(super) fn read(
    bytes: &[u8],
    options: &ReadOptions,
    budget: &mut Budget<'_>,
) -> Result<Workbook, ReadError> {
    let text = decode(bytes, options.encoding.as_deref(), None, budget)?;
    let (separator, text) = separator::told(&text, options.separator);
    let mut sheet = Sheet { name: "表1".into(), ..Sheet::default() };
    let mut cells = Vec::new();
    let mut fields = CsvFields::new(text, separator);
    while let Some((row, column, field)) = fields.next() {
        let field = unguarded(&field);
        let at = budget.place(&sheet.name, row, column, field)?;
        cells.extend(at.map(|at| (at, Cell::text(field))));
    }
    if let Some(row) = fields.unclosed {
        budget.note(ReadNote::UnclosedQuote { row });
    }
    sheet.cells = cells.into_iter().collect();
    let mut workbook = Workbook::default();
    if !sheet.cells.is_empty() {
        budget.add_packed(&mut workbook, sheet)?;
    }
    Ok(workbook)
}

/// How a text was read as a table.
#[derive(Debug, Clone)]
pub struct TextReading {
    /// The name of its encoding, such as `GB18030`.
    pub encoding: &'static str,
    /// By what that is known.
    pub sign: EncodingSign,
    /// What parts its columns.
    pub separator: SeparatorChoice,
}

/// How [`read`] decides, worked out anew.
pub(super) fn explained(bytes: &[u8], options: &ReadOptions) -> Result<TextReading, ReadError> {
    let DecodedText { text, encoding, sign, .. } =
        decoded(bytes, options.encoding.as_deref(), None)?;
    let separator = separator::explained(&text, options.separator);
    Ok(TextReading { encoding, sign, separator })
}

/// Walks over the fields of a text.
struct CsvFields<'a> {
    rest: &'a str,
    separator: char,
    row: u32,
    column: u32,
    /// The first row with a quotation mark that is never closed.
    unclosed: Option<u32>,
    /// Whether no quotation mark is left, so that none has to be searched for again.
    no_more_quotes: bool,
}

impl<'a> CsvFields<'a> {
    fn new(rest: &'a str, separator: char) -> Self {
        Self { rest, separator, row: 0, column: 0, unclosed: None, no_more_quotes: false }
    }

    fn next(&mut self) -> Option<(u32, u32, String)> {
        if self.rest.is_empty() {
            return None;
        }
        let place = (self.row, self.column);
        let field = self.quoted().unwrap_or_else(|| self.plain().to_owned());
        self.end_field();
        Some((place.0, place.1, field))
    }

    fn plain(&mut self) -> &'a str {
        let end = match u8::try_from(self.separator).ok().filter(u8::is_ascii) {
            Some(separator) => memchr::memchr3(separator, b'\n', b'\r', self.rest.as_bytes()),
            None => self.rest.find([self.separator, '\n', '\r']),
        };
        let end = end.unwrap_or(self.rest.len());
        let (field, rest) = self.rest.split_at(end);
        self.rest = rest;
        field
    }

    /// A field in quotation marks; doubled ones stand for one. What follows the closing mark up to the
    /// next separator belongs to the field, as Excel reads it.
    fn quoted(&mut self) -> Option<String> {
        let mut rest = self.rest.strip_prefix('"')?;
        if self.no_more_quotes {
            return None;
        }
        let mut field = String::new();
        let mut lines = 0;
        loop {
            let end = rest.find('"');
            self.no_more_quotes = end.is_none();
            let part = &rest[..end.unwrap_or(0)];
            lines += part.matches('\n').count();
            let Some(end) = end.filter(|_| lines <= LINES_IN_CELL) else {
                self.unclosed = self.unclosed.or(Some(self.row));
                return None;
            };
            field.push_str(part);
            rest = &rest[end + 1..];
            match rest.strip_prefix('"') {
                Some(after) => {
                    field.push('"');
                    rest = after;
                }
                None => break,
            }
        }
        self.rest = rest;
        field.push_str(self.plain());
        Some(if field.contains('\r') { field.replace("\r\n", "\n") } else { field })
    }

    fn end_field(&mut self) {
        if let Some(rest) = self.rest.strip_prefix(self.separator) {
            self.rest = rest;
            self.column = self.column.saturating_add(1);
            return;
        }
        let rest = self.rest.strip_prefix("\r\n").or_else(|| self.rest.strip_prefix(['\n', '\r']));
        if let Some(rest) = rest {
            self.rest = rest;
            self.row = self.row.saturating_add(1);
            self.column = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::tables::Limits;
    use crate::source::CellRef;

    fn sheet(text: &str) -> Sheet {
        let limits = Limits::default();
        let mut budget = Budget::new(&limits);
        read(text.as_bytes(), &ReadOptions::default(), &mut budget)
            .expect("readable")
            .sheets
            .remove(0)
    }

    fn cells(text: &str) -> Vec<(String, String)> {
        sheet(text).cells.into_iter().map(|(at, cell)| (at.to_string(), cell.text)).collect()
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected.iter().map(|(at, text)| ((*at).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn quotes_line_breaks_and_blank_lines() {
        let text = "序号,内容\r\n\r\n1,\"甲,乙\r\n丙\"\"丁\"\"\"\r\n2,\"戊\"己\r\n";
        let expected = [
            ("A1", "序号"),
            ("B1", "内容"),
            ("A3", "1"),
            ("B3", "甲,乙\n丙\"丁\""),
            ("A4", "2"),
            ("B4", "戊己"),
        ];
        assert_eq!(cells(text), pairs(&expected));
    }

    #[test]
    fn the_separator_is_told_by_the_file_or_the_user() {
        assert_eq!(cells("sep=§\n甲§§b§c\n"), pairs(&[("A1", "甲"), ("C1", "b"), ("D1", "c")]));
        let options = ReadOptions { separator: Some(';'), ..ReadOptions::default() };
        let limits = Limits::default();
        let told = read("a,b;c\n".as_bytes(), &options, &mut Budget::new(&limits)).unwrap();
        assert_eq!(told.sheets[0].text(CellRef::new(0, 0)), "a,b");
        assert_eq!(cells("sep=;\na;b,c\n"), pairs(&[("A1", "a"), ("B1", "b,c")]));
    }

    #[test]
    fn an_unclosed_quote_swallows_nothing() {
        let limits = Limits::default();
        let mut budget = Budget::new(&limits);
        let text = "a,\"b\n1,2\n\"c\",d\"\n";
        let workbook = read("x,\"y\n1,2\n3,4\n".as_bytes(), &ReadOptions::default(), &mut budget)
            .expect("readable");
        assert_eq!(workbook.sheets[0].text(CellRef::new(0, 1)), "\"y");
        assert_eq!(workbook.sheets[0].text(CellRef::new(2, 1)), "4");
        // A partner much further down is still a partner: that is how line breaks in cells look.
        assert_eq!(cells(text)[1].1, "b\n1,2\nc\"");
        let far = format!("a,\"b\n{}\"c\n", "1,2\n".repeat(LINES_IN_CELL));
        assert_eq!(cells(&far).len(), 2 + 2 * LINES_IN_CELL + 1);
    }
}
