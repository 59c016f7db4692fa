//! Cell references. Rows and columns count from 0 inside, and are shown as people know them (`E7`).

use std::fmt;

/// A cell of a sheet, by absolute position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellRef {
    /// Row, counted from 0.
    pub row: u32,
    /// Column, counted from 0.
    pub column: u16,
}

impl CellRef {
    /// The cell at `row` and `column`, both counted from 0.
    pub fn new(row: u32, column: u16) -> Self {
        Self { row, column }
    }

    /// The letters of a column: 0 is `A`, 26 is `AA`.
    pub fn column_letters(column: u16) -> String {
        let mut letters = Vec::new();
        let mut rest = u32::from(column) + 1;
        while rest > 0 {
            rest -= 1;
            letters.push(b'A' + (rest % 26) as u8);
            rest /= 26;
        }
        letters.iter().rev().map(|&b| char::from(b)).collect()
    }

    /// The column that letters name: `A` is 0; `None` when the text is not one to three letters.
    pub fn column_index(letters: &str) -> Option<u16> {
        if letters.is_empty() || letters.len() > 3 {
            return None;
        }
        let mut column = 0u32;
        for c in letters.chars() {
            let c = c.to_ascii_uppercase();
            if !c.is_ascii_uppercase() {
                return None;
            }
            column = column * 26 + (c as u32 - 'A' as u32 + 1);
        }
        u16::try_from(column - 1).ok()
    }

    /// Reads `E7`; `None` when the text is no cell reference.
    pub fn parse(text: &str) -> Option<Self> {
        let split = text.find(|c: char| c.is_ascii_digit())?;
        let (letters, digits) = text.split_at(split);
        let column = Self::column_index(letters)?;
        let row: u32 = digits.parse().ok()?;
        Some(Self { row: row.checked_sub(1)?, column })
    }
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", Self::column_letters(self.column), u64::from(self.row) + 1)
    }
}

/// A rectangle of cells, both corners included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellRange {
    /// Top left.
    pub start: CellRef,
    /// Bottom right.
    pub end: CellRef,
}

impl CellRange {
    /// Whether the cell lies inside.
    pub fn contains(&self, cell: CellRef) -> bool {
        (self.start.row..=self.end.row).contains(&cell.row)
            && (self.start.column..=self.end.column).contains(&cell.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_read_and_write() {
        for (text, row, column) in
            [("A1", 0, 0), ("E7", 6, 4), ("AA10", 9, 26), ("XFD1048576", 1_048_575, 16_383)]
        {
            let cell = CellRef::new(row, column);
            assert_eq!(cell.to_string(), text);
            assert_eq!(CellRef::parse(text), Some(cell));
        }
        for bad in ["", "7", "E", "E0", "é1", "ABCD1"] {
            assert_eq!(CellRef::parse(bad), None, "{bad}");
        }
    }
}
