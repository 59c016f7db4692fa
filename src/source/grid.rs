//! The raw form of a table: sheets of cells, whatever file they came from.
//!
//! Every reader (xlsx, xls, csv, docx, html ...) ends here. A cell keeps the text as it stands in the
//! file; nothing is trimmed or repaired at this point.

use std::collections::{BTreeMap, BTreeSet};

use super::{CellRange, CellRef, FilePlace, Location};

/// Heads of tables stand in the first rows of a sheet.
pub(crate) const HEAD_WITHIN: u32 = 30;

/// What it costs to read a text in the place of so many cells, in bytes. Of a long one each reading costs more
/// than its bytes: it may be a list of thousands, of which each row has its own.
pub fn cost_of_repeating(text: &str, times: usize) -> usize {
    /// Longer texts hardly stand for several rows.
    const LONG: usize = 4_096;
    text.len().saturating_mul(1 + text.len() / LONG).saturating_mul(times)
}

/// What sort of value a cell held. The text is always there as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellKind {
    /// Text.
    Text,
    /// A number; `text` is its shortest decimal form.
    Number,
    /// A date or time; `text` is `2026-11-21` or `2026-11-21 09:00:00`.
    Date,
    /// TRUE or FALSE.
    Bool,
    /// An error value such as `#REF!`.
    Error,
}

/// One cell with something in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The text as it stands.
    pub text: String,
    /// What sort of value it was.
    pub kind: CellKind,
    /// Whether the value is the cached result of a formula.
    pub formula: bool,
}

impl Cell {
    /// A text cell.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), kind: CellKind::Text, formula: false }
    }
}

/// One sheet, or one table of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its name; tables of documents are called 表1, 表2 ...
    pub name: String,
    /// Whether the sheet is hidden.
    pub hidden: bool,
    /// The cells that hold something, by row and then column.
    pub cells: BTreeMap<CellRef, Cell>,
    /// Merged ranges, sorted; only the top left cell holds a value.
    pub merges: Vec<CellRange>,
    /// Rows that are hidden, where the format says so.
    pub hidden_rows: Vec<u32>,
    /// Columns that are hidden, where the format says so.
    pub hidden_columns: Vec<u16>,
}

impl Sheet {
    /// The text of a cell as it stands; empty when there is none.
    pub fn text(&self, cell: CellRef) -> &str {
        self.cells.get(&cell).map_or("", |c| c.text.as_str())
    }

    /// The merged range that the cell lies in.
    pub fn merge_at(&self, cell: CellRef) -> Option<CellRange> {
        self.merges.iter().copied().find(|range| range.contains(cell))
    }

    /// One past the last row and one past the last column that hold a value.
    pub fn size(&self) -> (u32, u16) {
        let rows = self.cells.keys().next_back().map_or(0, |cell| cell.row + 1);
        let columns = self.cells.keys().map(|cell| cell.column + 1).max().unwrap_or(0);
        (rows, columns)
    }

    /// The cells of one row, from left to right.
    pub fn row(&self, row: u32) -> impl Iterator<Item = (CellRef, &Cell)> {
        self.cells
            .range(CellRef::new(row, 0)..=CellRef::new(row, u16::MAX))
            .map(|(cell, value)| (*cell, value))
    }
}

/// The sheets of one file, in the order in which they stand there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Workbook {
    /// The sheets.
    pub sheets: Vec<Sheet>,
}

impl Workbook {
    /// The same with only the rows of these places, and those that may hold the heads above them.
    #[must_use]
    pub(super) fn shown<'a>(&self, places: impl Iterator<Item = &'a Location>) -> Self {
        let mut rows: BTreeMap<u16, BTreeSet<u32>> = BTreeMap::new();
        for place in places {
            if let FilePlace::Cell { sheet, cell } = place.place {
                rows.entry(sheet).or_default().insert(cell.row);
            }
        }
        let sheets = (0u16..).zip(&self.sheets);
        let sheets = sheets.map(|(at, sheet)| match rows.get(&at) {
            Some(rows) => sheet.with_rows(rows),
            None => Sheet { name: sheet.name.clone(), hidden: sheet.hidden, ..Sheet::default() },
        });
        Self { sheets: sheets.collect() }
    }
}

impl Sheet {
    /// The same with only these rows, the first ones, and the ranges that are merged with them.
    fn with_rows(&self, rows: &BTreeSet<u32>) -> Self {
        let heads = self.merges.iter().filter(|range| range.start.row < HEAD_WITHIN);
        let head_end = heads.map(|range| range.end.row + 1).max().unwrap_or(0).max(HEAD_WITHIN);
        let within = |row: u32| row < head_end || rows.contains(&row);
        let touches = |range: &&CellRange| {
            range.start.row < HEAD_WITHIN
                || rows.range(range.start.row..=range.end.row).next().is_some()
        };
        let merges: Vec<CellRange> = self.merges.iter().filter(touches).copied().collect();
        let starts: BTreeSet<CellRef> = merges.iter().map(|range| range.start).collect();
        let kept = |cell: &CellRef| within(cell.row) || starts.contains(cell);
        let cells = self.cells.iter().filter(|(cell, _)| kept(cell));
        Self {
            name: self.name.clone(),
            cells: cells.map(|(cell, value)| (*cell, value.clone())).collect(),
            merges,
            ..Self { hidden: self.hidden, ..Self::default() }
        }
    }
}
