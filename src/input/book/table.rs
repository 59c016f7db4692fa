//! The table on one sheet of the workbook: its head, and its rows as nodes.

use std::collections::BTreeMap;

use super::{ADJUSTMENT_KINDS, BookPart, HINT, entry_key, value};
use crate::finding::Finding;
use crate::input::yaml::{Node, Value};
use crate::model::{Code, fold, form};
use crate::rules::files::{duplicate_key, missing_key, unknown_key};
use crate::source::{Cell, CellRef, FileId, Location, Sheet, Span};

/// A head must stand within this many rows.
const HEAD_WITHIN: u32 = 12;

/// The table that was found on a sheet.
#[derive(Debug)]
pub(super) struct BookTable<'a> {
    /// What it is.
    pub(super) part: BookPart,
    sheet: &'a Sheet,
    index: u16,
    head: u32,
    columns: BTreeMap<&'static str, u16>,
}

impl<'a> BookTable<'a> {
    /// Finds the head and what each column is. A column of people's own is told of.
    pub(super) fn find(
        file: FileId,
        index: u16,
        sheet: &'a Sheet,
        part: BookPart,
        findings: &mut Vec<Finding>,
    ) -> Option<Self> {
        let known = |row: &u32| sheet.row(*row).filter(|(_, c)| heading(part, c).is_some()).count();
        let head = (0..HEAD_WITHIN).max_by_key(|row| (known(row), u32::MAX - row))?;
        let mut columns = BTreeMap::new();
        let mut strange = Vec::new();
        for (at, cell) in sheet.row(head).filter(|(_, cell)| !cell.text.trim().is_empty()) {
            let fault = match heading(part, cell) {
                Some(name) if columns.contains_key(name) => duplicate_key::column(name),
                Some(name) => {
                    columns.insert(name, at.column);
                    continue;
                }
                None => {
                    let (text, known) = (cell.text.trim(), part.headings());
                    unknown_key::column(text, &fold::compact(text), known)
                }
            };
            strange.push(fault.at(Location::cell(file, index, at)));
        }
        let needed = part.needed().iter().copied();
        let missing: Vec<&str> = needed.filter(|h| !columns.contains_key(h)).collect();
        if !missing.is_empty() {
            let fault = missing_key::book_columns(&sheet.name, &missing);
            findings.push(fault.at(Location::cell(file, index, CellRef::new(head, 0))));
            return None;
        }
        findings.append(&mut strange);
        Some(Self { part, sheet, index, head, columns })
    }

    /// The first cell of the head.
    pub(super) fn head_span(&self) -> Span {
        Span::of_cell(self.index, CellRef::new(self.head, 0))
    }

    /// The cell of a heading in a row.
    pub(super) fn at(&self, row: u32, heading: &str) -> Option<CellRef> {
        self.columns.get(heading).map(|column| CellRef::new(row, *column))
    }

    /// The name of the sheet.
    pub(super) fn sheet_name(&self) -> &str {
        &self.sheet.name
    }

    /// The first row below the head with nothing in any of the columns in it or below it.
    pub(super) fn free_row(&self) -> u32 {
        let is_used = |cell: &CellRef| self.columns.values().any(|column| *column == cell.column);
        let cells = self.sheet.cells.iter().filter(|(_, cell)| !cell.text.trim().is_empty());
        let used = cells.map(|(at, _)| at).filter(|at| is_used(at)).map(|at| at.row);
        used.max().unwrap_or(self.head).max(self.head) + 1
    }

    /// The row in which a column holds this word, be the rest of it filled in or not.
    pub(super) fn prepared(&self, heading: &str, word: &str) -> Option<u32> {
        let column = *self.columns.get(heading)?;
        let mut cells = self.sheet.cells.iter();
        let (at, _) = cells.find(|(at, cell)| {
            at.column == column && at.row > self.head && fold::compact(&cell.text) == word
        })?;
        Some(at.row)
    }

    /// The rows that hold something besides hints and their number, without examples.
    pub(super) fn rows(&self) -> impl Iterator<Item = BookRow<'_>> {
        let (rows, _) = self.sheet.size();
        (self.head + 1..rows).map(|row| BookRow { table: self, row }).filter(BookRow::is_filled)
    }
}

/// The heading that a cell means.
fn heading(part: BookPart, cell: &Cell) -> Option<&'static str> {
    let text = fold::compact(&cell.text);
    part.headings().iter().copied().find(|heading| fold::compact(heading) == text)
}

/// One row.
#[derive(Debug, Clone, Copy)]
pub(super) struct BookRow<'a> {
    table: &'a BookTable<'a>,
    row: u32,
}

impl BookRow<'_> {
    fn is_filled(&self) -> bool {
        let example = self.cell("序号").is_some_and(|(cell, _)| form::is_example(&cell.text));
        let mut headings = self.table.columns.keys().filter(|h| !["序号", HINT].contains(*h));
        !example && headings.any(|heading| self.cell(heading).is_some())
    }

    /// Where a heading's cell of the row is.
    pub(super) fn span(&self, heading: &str) -> Span {
        let column = self.table.columns.get(heading).copied().unwrap_or(0);
        Span::of_cell(self.table.index, CellRef::new(self.row, column))
    }

    fn cell(&self, heading: &str) -> Option<(&Cell, Span)> {
        let column = *self.table.columns.get(heading)?;
        let cell = self.table.sheet.cells.get(&CellRef::new(self.row, column))?;
        (!cell.text.trim().is_empty()).then(|| (cell, self.span(heading)))
    }

    /// The text of a cell as one scalar.
    pub(super) fn text(&self, heading: &str) -> Option<Node> {
        let (cell, span) = self.cell(heading)?;
        let text = match heading {
            "编码" | "并入" => Code::text_of(cell),
            _ => cell.text.trim().to_owned(),
        };
        Some(value::scalar(text, span))
    }

    /// The lines of a cell.
    pub(super) fn lines(&self, heading: &str) -> Option<Node> {
        let (cell, span) = self.cell(heading)?;
        Some(value::read(heading, cell.text.trim(), span))
    }

    /// The cells under some headings as a mapping.
    pub(super) fn record_of(&self, headings: &[&'static str]) -> Node {
        let entries = headings.iter().filter_map(|heading| {
            // One line of 待核放行 may speak of several domains.
            let several = self.table.part == BookPart::LetPass && *heading == "领域";
            let node = match several || value::has_lines(heading) {
                true => self.lines(heading)?,
                false => self.text(heading)?,
            };
            Some((entry_key(heading, node.span), node))
        });
        let span = headings.first().map_or_else(|| self.span(""), |first| self.span(first));
        Node { span, value: Value::Mapping(entries.collect()) }
    }

    /// All cells as a mapping.
    pub(super) fn record(&self) -> Node {
        self.record_of(self.table.part.headings())
    }

    /// One adjustment. What does not belong to its kind stays in it, so that the check of the shape says
    /// so; the names of a new item are a list.
    pub(super) fn adjustment(&self, kind: &str) -> Node {
        let mut node = self.record_of(self.table.part.headings().get(1..).unwrap_or_default());
        let adds = ADJUSTMENT_KINDS.last() == Some(&kind);
        if let Value::Mapping(entries) = &mut node.value {
            // In every kind but 新增, 序号 only counts the rows.
            entries.retain(|(key, _)| adds || key.text != "序号");
            for (key, names) in entries {
                if key.text == "改名" || (adds && key.text == "事项") {
                    value::split_names(names);
                }
            }
        }
        node
    }
}
