//! What is too large.
//!
//! The figures leave room for a county's largest table several times over, and hold a run on a
//! hostile file to a few seconds and to less than 300 MB.

use super::{Limit, ReadError};
use crate::office::OfficeLimits;

const MB: u64 = 1 << 20;

/// The largest values that a reader accepts. A file beyond them is refused with a message, never cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file itself.
    pub file_bytes: u64,
    /// What a container of parts may have.
    pub office: OfficeLimits,
    /// Sheets of a workbook, or tables of a document.
    pub sheets: usize,
    /// Rows of a sheet: no cell with text may lie below.
    pub rows: u32,
    /// Columns of a sheet: no cell with text may lie to the right.
    pub columns: u32,
    /// Cells with something in them, over all sheets.
    pub cells: usize,
    /// Cells of the rectangles around what the sheets of an old workbook hold, which are laid out in
    /// memory with every empty cell.
    pub area: u64,
    /// Merged ranges, over all sheets.
    pub merges: usize,
    /// Bytes (UTF-8) of the text of one cell.
    pub cell_bytes: usize,
    /// Bytes (UTF-8) of the text of all cells.
    pub text_bytes: usize,
    /// How deep tables of a document may stand inside each other.
    pub table_depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 50 * MB,
            office: OfficeLimits::default(),
            sheets: 500,
            rows: 200_000,
            columns: 2_000,
            cells: 1_000_000,
            area: 1_500_000,
            merges: 200_000,
            cell_bytes: 400_000,
            text_bytes: 64 << 20,
            table_depth: 30,
        }
    }
}

impl Limits {
    /// Refuses a file with too many bytes.
    pub(super) fn file_bytes(&self, found: usize) -> Result<(), ReadError> {
        check(Limit::FileBytes, found as u64, self.file_bytes)
    }
}

/// Fails when `found` passes `limit`.
pub(in crate::input) fn check(what: Limit, found: u64, limit: u64) -> Result<(), ReadError> {
    if found <= limit { Ok(()) } else { Err(ReadError::TooLarge { what, limit, at: None }) }
}
