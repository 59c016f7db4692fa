//! Writing cells: always as text, merged where a range has more than one cell.

use rust_xlsxwriter::{Format, Worksheet};

use super::ExportError;

/// Writes a text into the range from the first to the last cell, each (row, column).
pub(in crate::export) fn put(
    sheet: &mut Worksheet,
    first: (u32, u16),
    last: (u32, u16),
    text: &str,
    format: &Format,
) -> Result<(), ExportError> {
    if first == last {
        sheet.write_string_with_format(first.0, first.1, text, format)?;
    } else {
        sheet.merge_range(first.0, first.1, last.0, last.1, text, format)?;
    }
    Ok(())
}

/// A number as the row of a sheet.
pub(in crate::export) fn row_number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// A number as the column of a sheet.
pub(in crate::export) fn column_number(index: usize) -> u16 {
    u16::try_from(index).unwrap_or(u16::MAX)
}
