//! A sheet as the recogniser looks at it: rows that hold something, and merged cells found quickly.
//!
//! Works on positions only; it must not know headings or fields. Columns past [`MAX_COLUMNS`] are not
//! looked at, so that one stray cell at the far right costs nothing.

use std::collections::BTreeMap;

use crate::source::{Cell, CellRange, CellRef, Sheet};
use crate::text::{is_invisible, work};

/// How many columns of a sheet are looked at.
pub(super) const MAX_COLUMNS: u16 = 200;

/// A sheet with an index of its merged ranges.
pub(super) struct View<'a> {
    pub(super) sheet: &'a Sheet,
    /// Index of the sheet in its workbook.
    pub(super) index: u16,
    merges: BTreeMap<u16, Vec<CellRange>>,
    width: u16,
}

impl<'a> View<'a> {
    pub(super) fn new(sheet: &'a Sheet, index: u16) -> Self {
        let mut merges: BTreeMap<u16, Vec<CellRange>> = BTreeMap::new();
        for range in &sheet.merges {
            for column in range.start.column..=range.end.column.min(MAX_COLUMNS) {
                merges.entry(column).or_default().push(*range);
            }
        }
        for ranges in merges.values_mut() {
            ranges.sort_unstable_by_key(|range| range.start.row);
        }
        let width = sheet.size().1.min(MAX_COLUMNS);
        Self { sheet, index, merges, width }
    }

    /// The rows that hold any text, from the top down.
    pub(super) fn rows(&self) -> Vec<u32> {
        let mut rows: Vec<u32> = self
            .sheet
            .cells
            .iter()
            .filter(|(at, cell)| at.column < MAX_COLUMNS && !is_blank(&cell.text))
            .map(|(at, _)| at.row)
            .collect();
        rows.dedup();
        rows
    }

    /// The cells of a row that hold text, from left to right.
    pub(super) fn cells(&self, row: u32) -> impl Iterator<Item = (u16, &'a Cell)> + use<'a> {
        work::step();
        self.sheet
            .row(row)
            .filter(|(at, cell)| at.column < MAX_COLUMNS && !is_blank(&cell.text))
            .map(|(at, cell)| (at.column, cell))
    }

    /// The merged range that covers a cell.
    pub(super) fn merge(&self, at: CellRef) -> Option<CellRange> {
        let ranges = self.merges.get(&at.column)?;
        let after = ranges.partition_point(|range| range.start.row <= at.row);
        let range = *ranges.get(after.checked_sub(1)?)?;
        range.contains(at).then_some(range)
    }

    /// The cell whose text shows at this place: the top left of a merged range, or the cell itself.
    pub(super) fn anchor(&self, at: CellRef) -> CellRef {
        self.merge(at).map_or(at, |range| range.start)
    }

    /// The text that shows at this place.
    pub(super) fn shown(&self, at: CellRef) -> &'a str {
        self.sheet.text(self.anchor(at))
    }

    /// How many columns a cell spans.
    pub(super) fn span(&self, at: CellRef) -> u16 {
        self.merge(at).map_or(1, |range| range.end.column - range.start.column + 1)
    }

    /// One past the last column that holds text.
    pub(super) fn width(&self) -> u16 {
        self.width
    }
}

/// Whether a text shows nothing.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c.is_control() || is_invisible(c))
}
