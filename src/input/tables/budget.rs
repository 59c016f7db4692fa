//! The one way by which cells get into a sheet: every reader puts them through a [`Budget`], which
//! counts over the whole file and refuses what passes a limit.

use super::limits::check;
use super::{Limit, Limits, ReadError, ReadNote};
use crate::source::{Cell, CellRange, CellRef, Sheet, Workbook, cost_of_repeating};

/// How many notes are kept about one file.
const MOST_NOTES: usize = 1_000;

/// What a file has used up of its limits, and the notes about it.
#[derive(Debug)]
pub(in crate::input) struct Budget<'a> {
    /// The limits.
    pub(in crate::input) limits: &'a Limits,
    cells: usize,
    text: usize,
    merges: usize,
    notes: Vec<ReadNote>,
}

impl<'a> Budget<'a> {
    /// Nothing used yet.
    pub(in crate::input) fn new(limits: &'a Limits) -> Self {
        Self { limits, cells: 0, text: 0, merges: 0, notes: Vec::new() }
    }

    /// Remembers a note, once; a file that gives occasion to thousands is not worth listing them all.
    pub(in crate::input) fn note(&mut self, note: ReadNote) {
        if self.notes.len() < MOST_NOTES && !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    /// The notes, in the order in which they came.
    pub(super) fn into_notes(self) -> Vec<ReadNote> {
        self.notes
    }

    /// Puts a cell into a sheet. An empty one is not kept; one that holds only blanks and lies beyond
    /// the limits is not worth an error.
    pub(in crate::input) fn put(
        &mut self,
        sheet: &mut Sheet,
        row: u32,
        column: u32,
        cell: Cell,
    ) -> Result<(), ReadError> {
        if let Some(at) = self.place(&sheet.name, row, column, &cell.text)? {
            sheet.cells.insert(at, cell);
        }
        Ok(())
    }

    /// Where a cell of a sheet of this name is to be put; `None` for one that is not kept.
    pub(in crate::input) fn place(
        &mut self,
        sheet: &str,
        row: u32,
        column: u32,
        text: &str,
    ) -> Result<Option<CellRef>, ReadError> {
        if text.is_empty() {
            return Ok(None);
        }
        let Some(at) = self.inside(row, column) else {
            return if text.trim().is_empty() {
                Ok(None)
            } else {
                Err(self.outside(sheet, row, column))
            };
        };
        self.admit(text.len()).map_err(|error| error.at(|| format!("{sheet}!{at}")))?;
        Ok(Some(at))
    }

    /// Adds a merged range, cut to the limits; a single cell is no range.
    pub(in crate::input) fn merge(
        &mut self,
        sheet: &mut Sheet,
        start: (u32, u32),
        end: (u32, u32),
    ) -> Result<(), ReadError> {
        let end = (end.0.min(self.last_row()), end.1.min(self.last_column()));
        let (Some(start), Some(end)) = (self.inside(start.0, start.1), self.inside(end.0, end.1))
        else {
            return Ok(());
        };
        if end.row < start.row || end.column < start.column || start == end {
            return Ok(());
        }
        self.merges += 1;
        check(Limit::Merges, self.merges as u64, self.limits.merges as u64)?;
        sheet.merges.push(CellRange { start, end });
        Ok(())
    }

    /// Adds a finished sheet, with its lists sorted.
    pub(in crate::input) fn add(
        &mut self,
        workbook: &mut Workbook,
        mut sheet: Sheet,
    ) -> Result<(), ReadError> {
        // A tree that grew cell by cell, from the first to the last, is half empty.
        sheet.cells = std::mem::take(&mut sheet.cells).into_iter().collect();
        self.add_packed(workbook, sheet)
    }

    /// The same, of a sheet whose cells were put there at once.
    pub(in crate::input) fn add_packed(
        &mut self,
        workbook: &mut Workbook,
        mut sheet: Sheet,
    ) -> Result<(), ReadError> {
        check(Limit::Sheets, workbook.sheets.len() as u64 + 1, self.limits.sheets as u64)?;
        sheet.merges.sort_unstable();
        sheet.merges.dedup();
        self.admit_merged(&sheet)?;
        sheet.hidden_rows.sort_unstable();
        sheet.hidden_rows.dedup();
        sheet.hidden_columns.sort_unstable();
        sheet.hidden_columns.dedup();
        workbook.sheets.push(sheet);
        Ok(())
    }

    /// Marks rows as hidden, as far as the limits go.
    pub(in crate::input) fn hide_rows(&self, sheet: &mut Sheet, first: u32, last: u32) {
        // A hostile file can name the same rows over and over.
        if sheet.hidden_rows.len() <= self.limits.rows as usize {
            sheet.hidden_rows.extend(first..=last.min(self.last_row()));
        }
    }

    /// Marks columns as hidden, as far as the limits go.
    pub(in crate::input) fn hide_columns(&self, sheet: &mut Sheet, first: u32, last: u32) {
        if sheet.hidden_columns.len() <= self.limits.columns as usize {
            let columns = first..=last.min(self.last_column());
            sheet.hidden_columns.extend(columns.filter_map(|column| u16::try_from(column).ok()));
        }
    }

    /// The place as a reference, when it lies within the limits.
    pub(in crate::input) fn inside(&self, row: u32, column: u32) -> Option<CellRef> {
        let column = u16::try_from(column).ok().filter(|column| *column < u16::MAX)?;
        let inside = row < self.limits.rows && u32::from(column) < self.limits.columns;
        inside.then(|| CellRef::new(row, column))
    }

    fn last_row(&self) -> u32 {
        self.limits.rows.saturating_sub(1)
    }

    fn last_column(&self) -> u32 {
        self.limits.columns.saturating_sub(1)
    }

    fn outside(&self, sheet: &str, row: u32, column: u32) -> ReadError {
        let (what, limit) = if row >= self.limits.rows {
            (Limit::Rows, self.limits.rows)
        } else {
            (Limit::Columns, self.limits.columns)
        };
        let column = u16::try_from(column).unwrap_or(u16::MAX);
        let at = CellRef::new(row, column);
        let at = Some(format!("{sheet}!{at}"));
        ReadError::TooLarge { what, limit: u64::from(limit), at }
    }

    /// Counts the text of merged ranges once for each cell that shows it: a row below reads it as its own.
    fn admit_merged(&mut self, sheet: &Sheet) -> Result<(), ReadError> {
        let (rows, columns) = sheet.size();
        for CellRange { start, end } in &sheet.merges {
            let down = (end.row + 1).min(rows).saturating_sub(start.row) as usize;
            let across = (end.column + 1).min(columns).saturating_sub(start.column);
            let others = down.saturating_mul(usize::from(across)).saturating_sub(1);
            let more = cost_of_repeating(sheet.text(*start), others);
            self.text = self.text.saturating_add(more);
            check(Limit::Text, self.text as u64, self.limits.text_bytes as u64)?;
        }
        Ok(())
    }

    fn admit(&mut self, bytes: usize) -> Result<(), ReadError> {
        self.cells += 1;
        self.text += bytes;
        check(Limit::Cells, self.cells as u64, self.limits.cells as u64)?;
        check(Limit::CellText, bytes as u64, self.limits.cell_bytes as u64)?;
        check(Limit::Text, self.text as u64, self.limits.text_bytes as u64)
    }
}
