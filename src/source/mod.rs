//! Where things stand: files, places in them, and values that remember their place.
//!
//! Two kinds of source exist: text (YAML, with byte spans) and sheets (with cells). Everything above
//! this module speaks of a [`Location`] and never of byte offsets or calamine coordinates; only this
//! module turns a location into what a person reads (line and column, or sheet and cell).
//! It knows nothing of catalogues, rules or file formats.

mod cell;
mod excerpt;
mod grid;
mod map;
mod span;

pub use cell::{CellRange, CellRef};
pub use excerpt::{Excerpt, Stretch};
pub(crate) use grid::HEAD_WITHIN;
pub use grid::{Cell, CellKind, Sheet, Workbook, cost_of_repeating};
pub use map::{FileContent, FileId, PartId, SourceFile, SourceMap};
pub use span::Span;

/// Set in the start of a span that stands for a cell; no text is that long.
const IS_CELL: u32 = 1 << 31;
/// A sheet has at most 2^20 rows.
const ROW_BITS: u32 = 20;

impl Span {
    /// The span that stands for a cell, in a tree that was read from sheets and not from a text:
    /// [`Location::span`] turns it into the cell again. Sheets beyond the 2,048th have no such span and
    /// are given that of the last one.
    pub fn of_cell(sheet: u16, cell: CellRef) -> Self {
        let sheet = u32::from(sheet).min((1 << (31 - ROW_BITS)) - 1);
        let row = cell.row.min((1 << ROW_BITS) - 1);
        Self { start: IS_CELL | (sheet << ROW_BITS) | row, end: u32::from(cell.column) }
    }

    fn cell(self) -> Option<(u16, CellRef)> {
        if self.start & IS_CELL == 0 {
            return None;
        }
        let sheet = (self.start & !IS_CELL) >> ROW_BITS;
        let row = self.start & ((1 << ROW_BITS) - 1);
        Some((u16::try_from(sheet).ok()?, CellRef::new(row, u16::try_from(self.end).ok()?)))
    }
}

/// A place inside one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FilePlace {
    /// The file as a whole.
    Whole,
    /// A byte range of a text file.
    Span(Span),
    /// A cell; `sheet` is the index of the sheet in the file.
    Cell {
        /// Index of the sheet.
        sheet: u16,
        /// The cell.
        cell: CellRef,
    },
}

/// A file and a place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// The file.
    pub file: FileId,
    /// The place in the file.
    pub place: FilePlace,
}

impl Location {
    /// The file as a whole.
    pub fn whole(file: FileId) -> Self {
        Self { file, place: FilePlace::Whole }
    }

    /// A byte range of a text file, or the cell that the span stands for.
    pub fn span(file: FileId, span: Span) -> Self {
        let place = match span.cell() {
            Some((sheet, cell)) => FilePlace::Cell { sheet, cell },
            None => FilePlace::Span(span),
        };
        Self { file, place }
    }

    /// A cell of a sheet.
    pub fn cell(file: FileId, sheet: u16, cell: CellRef) -> Self {
        Self { file, place: FilePlace::Cell { sheet, cell } }
    }
}

/// A value and where it stands. Two located values are equal when their values are: the place is
/// memory, not content.
#[derive(Debug, Clone)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub location: Location,
}

impl<T> Located<T> {
    /// A value at a place.
    pub fn new(value: T, location: Location) -> Self {
        Self { value, location }
    }

    /// The same place with another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Located<U> {
        Located { value: f(self.value), location: self.location }
    }
}

impl<T: PartialEq> PartialEq for Located<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for Located<T> {}
