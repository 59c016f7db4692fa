//! A table of a document while its rows and cells arrive: where the next cell goes, what it covers.

use std::collections::BTreeMap;

use super::{Budget, ReadError};
use crate::source::{Cell, Sheet};

/// A rectangle of rows and columns, both ends included.
type Rectangle = ((u32, u32), (u32, u32));

/// A cell while its content arrives.
#[derive(Debug)]
pub(super) struct OpenCell {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) text: String,
    /// How far it reaches; at least 1.
    pub(super) columns: u32,
    pub(super) rows: u32,
    /// Word's way to merge downwards: the first cell restarts, the ones below continue it.
    pub(super) restarts: bool,
    pub(super) continues: bool,
}

/// A table while its rows arrive.
#[derive(Debug, Default)]
pub(super) struct OpenTable {
    pub(super) sheet: Sheet,
    /// Its number among all tables of the document.
    pub(super) index: usize,
    pub(super) cell: Option<OpenCell>,
    /// Whether rows have begun, so that headings above it have been taken.
    pub(super) begun: bool,
    /// Cells that claimed more than a sheet can have.
    pub(super) cut: Vec<(u32, u32)>,
    row: Option<u32>,
    next_row: u32,
    column: u32,
    /// For each column the first row that is free of cells reaching down from above.
    free_from: Vec<u32>,
    ranges: Vec<Rectangle>,
    /// The ranges that a cell below may still continue, by column.
    continued: BTreeMap<u32, usize>,
}

impl OpenTable {
    /// A line of text above or below the table, as a row of its own.
    pub(super) fn add_line(
        &mut self,
        text: String,
        budget: &mut Budget<'_>,
    ) -> Result<(), ReadError> {
        budget.put(&mut self.sheet, self.next_row, 0, Cell::text(text))?;
        self.next_row += 1;
        Ok(())
    }

    /// Begins a row, `skip` columns in.
    pub(super) fn open_row(&mut self, skip: u32) {
        self.row = Some(self.next_row);
        self.next_row = self.next_row.saturating_add(1);
        self.column = skip;
    }

    /// Whether a row is open.
    pub(super) fn in_row(&self) -> bool {
        self.row.is_some()
    }

    /// Ends the row.
    pub(super) fn close_row(&mut self) {
        self.row = None;
    }

    /// Forgets the row that was just opened, as if it had not been there.
    pub(super) fn drop_row(&mut self) {
        if let Some(row) = self.row.take() {
            self.next_row = row;
        }
    }

    /// Hides the row that is open.
    pub(super) fn hide_row(&mut self, budget: &Budget<'_>) {
        if let Some(row) = self.row {
            budget.hide_rows(&mut self.sheet, row, row);
        }
    }

    /// Moves the next cell further right.
    pub(super) fn skip(&mut self, columns: u32) {
        self.column = self.column.saturating_add(columns);
    }

    /// Begins a cell at the next free place of the row.
    pub(super) fn open_cell(&mut self, columns: u32, rows: u32) {
        let row = self.row.unwrap_or_else(|| {
            self.open_row(0);
            self.next_row - 1
        });
        while self.free_from.get(self.column as usize).is_some_and(|free| *free > row) {
            self.column += 1;
        }
        self.cell = Some(OpenCell {
            row,
            column: self.column,
            text: String::new(),
            columns: columns.max(1),
            rows: rows.max(1),
            restarts: false,
            continues: false,
        });
    }

    /// Ends the cell and puts it into the sheet.
    pub(super) fn close_cell(&mut self, budget: &mut Budget<'_>) -> Result<(), ReadError> {
        let Some(cell) = self.cell.take() else { return Ok(()) };
        let limits = budget.limits;
        let room = limits.columns.saturating_sub(cell.column).max(1);
        let columns = cell.columns.min(room);
        let rows = cell.rows.min(limits.rows);
        if columns < cell.columns || rows < cell.rows {
            self.cut.push((cell.row, cell.column));
        }
        self.column = cell.column.saturating_add(columns);
        if cell.continues && self.continue_range(&cell) {
            return Ok(());
        }
        self.cover(&cell, columns, rows, limits.columns);
        let text = cell.text.trim_matches(['\n', '\r']).to_owned();
        budget.put(&mut self.sheet, cell.row, cell.column, Cell::text(text))
    }

    /// The text of a continuing cell is not kept: no program shows it.
    fn continue_range(&mut self, cell: &OpenCell) -> bool {
        let Some(range) =
            self.continued.get(&cell.column).and_then(|index| self.ranges.get_mut(*index))
        else {
            return false;
        };
        if range.1.0 + 1 != cell.row {
            return false;
        }
        range.1.0 = cell.row;
        true
    }

    fn cover(&mut self, cell: &OpenCell, columns: u32, rows: u32, most: u32) {
        self.continued.remove(&cell.column);
        let last = (cell.row.saturating_add(rows - 1), cell.column.saturating_add(columns - 1));
        if columns > 1 || rows > 1 || cell.restarts {
            if cell.restarts {
                self.continued.insert(cell.column, self.ranges.len());
            }
            self.ranges.push(((cell.row, cell.column), last));
        }
        if rows > 1 && cell.column < most {
            let end = last.1 as usize + 1;
            self.free_from.resize(self.free_from.len().max(end), 0);
            self.free_from[cell.column as usize..end].fill(last.0.saturating_add(1));
        }
    }

    /// Ends the table: ranges are cut to the rows that there are.
    pub(super) fn close(&mut self, budget: &mut Budget<'_>) -> Result<(), ReadError> {
        let last_row = self.next_row.saturating_sub(1);
        for (start, end) in std::mem::take(&mut self.ranges) {
            budget.merge(&mut self.sheet, start, (end.0.min(last_row), end.1))?;
        }
        Ok(())
    }
}
