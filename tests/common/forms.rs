//! Filling in the forms that the program writes, as an office program would: cell by cell, leaving the
//! rest of the workbook as it is.

use std::io::{Cursor, Read, Write};

use mulu::input::tables::{ReadOptions, read_tables};
use mulu::source::{CellRef, Sheet};

/// A form that is being filled in.
pub struct Form {
    bytes: Vec<u8>,
    /// The part of the package that holds the sheet.
    part: String,
    sheet: Sheet,
    cells: Vec<(CellRef, String)>,
}

impl Form {
    /// The first sheet of a workbook.
    pub fn open(bytes: Vec<u8>) -> Self {
        Self::open_sheet(bytes, 0)
    }

    /// The sheet with this index.
    pub fn open_sheet(bytes: Vec<u8>, index: usize) -> Self {
        let tables = read_tables(&bytes, &ReadOptions::default()).unwrap();
        let sheet = tables.workbook.sheets.into_iter().nth(index).unwrap();
        let part = format!("xl/worksheets/sheet{}.xml", index + 1);
        Self { bytes, part, sheet, cells: Vec::new() }
    }

    /// All texts of the sheet, one a line.
    pub fn text(&self) -> String {
        self.sheet.cells.values().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("\n")
    }

    /// Writes into the column with this heading, in the row that has `key` in some cell.
    pub fn set(&mut self, key: &str, heading: &str, text: &str) -> &mut Self {
        let column = self.find(heading).column;
        let row = self.find(key).row;
        self.cells.push((CellRef::new(row, column), text.to_owned()));
        self
    }

    /// Writes into the column with this heading, in every row below it that has a code.
    pub fn set_all(&mut self, heading: &str, text: &str) -> &mut Self {
        let (column, code) = (self.find(heading).column, self.find("编码"));
        let coded = self.sheet.cells.iter().filter(|(at, cell)| {
            let is_label = cell.text.contains('：');
            at.column == code.column && at.row > code.row && !cell.text.is_empty() && !is_label
        });
        let rows: Vec<u32> = coded.map(|(at, _)| at.row).collect();
        self.cells.extend(rows.into_iter().map(|row| (CellRef::new(row, column), text.to_owned())));
        self
    }

    /// Writes into the column with this heading, so many rows below the row that has `key`.
    pub fn set_below(&mut self, key: &str, rows: u32, heading: &str, text: &str) -> &mut Self {
        let column = self.find(heading).column;
        let row = self.find_start(key).row + rows;
        self.cells.push((CellRef::new(row, column), text.to_owned()));
        self
    }

    /// Writes a text over the cell that begins with `label`.
    pub fn sign(&mut self, label: &str, text: &str) -> &mut Self {
        let at = self.find_start(label);
        self.cells.push((at, format!("{label}{text}")));
        self
    }

    /// Writes a text into the cell at the right of the one with this label.
    pub fn beside(&mut self, label: &str, text: &str) -> &mut Self {
        let at = self.find(label);
        self.cells.push((CellRef::new(at.row, at.column + 1), text.to_owned()));
        self
    }

    fn find(&self, text: &str) -> CellRef {
        let mut cells = self.sheet.cells.iter();
        let found = cells.find(|(_, cell)| cell.text == text);
        *found.unwrap_or_else(|| panic!("no cell “{text}” in\n{}", self.text())).0
    }

    fn find_start(&self, text: &str) -> CellRef {
        let mut cells = self.sheet.cells.iter();
        let found = cells.find(|(_, cell)| cell.text.starts_with(text));
        *found.unwrap_or_else(|| panic!("no cell begins with “{text}”")).0
    }

    /// The workbook with what was written.
    pub fn filled(&self) -> Vec<u8> {
        let mut archive = zip::ZipArchive::new(Cursor::new(&self.bytes)).unwrap();
        let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for index in 0..archive.len() {
            let mut part = archive.by_index(index).unwrap();
            let name = part.name().unwrap().into_owned();
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            if name == self.part {
                content = self.patched(&String::from_utf8(content).unwrap()).into_bytes();
            }
            out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            out.write_all(&content).unwrap();
        }
        out.finish().unwrap().into_inner()
    }

    fn patched(&self, xml: &str) -> String {
        let mut xml = xml.to_owned();
        for (at, text) in &self.cells {
            let start =
                xml.find(&format!("<c r=\"{at}\"")).unwrap_or_else(|| panic!("no cell {at}"));
            let style = xml[start..].split("s=\"").nth(1).unwrap().split('"').next().unwrap();
            let rest = &xml[start..];
            let empty = rest.find("/>").filter(|end| !rest[..*end].contains('>'));
            let end = start + empty.map_or_else(|| rest.find("</c>").unwrap() + 4, |end| end + 2);
            let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
            let cell = format!(
                "<c r=\"{at}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{escaped}</t></is></c>"
            );
            xml.replace_range(start..end, &cell);
        }
        xml
    }
}
