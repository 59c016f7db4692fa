//! Where in a worksheet's part the pass is. Rows and cells may leave out their references; then they
//! count on from the one before.

use std::collections::BTreeMap;

use crate::office::xml::{Tag, with_attribute};
use crate::patch::CellEdit;
use crate::source::{CellRange, CellRef};

/// The last row and the last cell that began.
#[derive(Debug, Default)]
pub(super) struct SheetPosition {
    row: Option<u32>,
    row_before: Option<u32>,
    column: Option<u16>,
    column_before: Option<u16>,
}

impl SheetPosition {
    /// The open row.
    pub(super) fn row(&self) -> u32 {
        self.row.unwrap_or(0)
    }

    /// Goes on to the row that begins with a tag; `None` when it is out of order.
    pub(super) fn next_row(&mut self, tag: &Tag<'_>) -> Option<u32> {
        let counted = self.row.map_or(0, |row| row.saturating_add(1));
        let row = match tag.attribute("r") {
            Some(number) => number.trim().parse::<u32>().ok()?.checked_sub(1)?,
            None => counted,
        };
        self.row_before = self.row;
        (self.row, self.column, self.column_before) = (Some(row), None, None);
        (row >= counted).then_some(row)
    }

    /// Goes on to the cell that begins with a tag; `None` when it is out of order.
    pub(super) fn next_cell(&mut self, tag: &Tag<'_>) -> Option<CellRef> {
        let counted = self.column.map_or(0, |column| column.saturating_add(1));
        let cell = match tag.attribute("r") {
            Some(reference) => CellRef::parse(&reference)?,
            None => CellRef::new(self.row(), counted),
        };
        self.column_before = self.column;
        self.column = Some(cell.column);
        (cell.row == self.row() && cell.column >= counted).then_some(cell)
    }

    /// The first row that may be missing before the row just begun, or else at the end.
    pub(super) fn first_missing_row(&self, before: Option<u32>) -> u32 {
        let last = if before.is_some() { self.row_before } else { self.row };
        last.map_or(0, |row| row.saturating_add(1))
    }

    /// The first column that may be missing before the cell just begun, or else at the row's end.
    pub(super) fn first_missing_column(&self, before: Option<u16>) -> u16 {
        let last = if before.is_some() { self.column_before } else { self.column };
        last.map_or(0, |column| column.saturating_add(1))
    }
}

/// The range with one more cell in it.
pub(super) fn around(range: Option<CellRange>, cell: CellRef) -> CellRange {
    let CellRange { start, end } = range.unwrap_or(CellRange { start: cell, end: cell });
    CellRange {
        start: CellRef::new(start.row.min(cell.row), start.column.min(cell.column)),
        end: CellRef::new(end.row.max(cell.row), end.column.max(cell.column)),
    }
}

/// The tag of a row whose `spans` (first and last column, counted from 1) hold all edits of the row.
pub(super) fn widened(raw: &str, edits: &BTreeMap<CellRef, CellEdit>, row: u32) -> String {
    let columns = edits
        .range(CellRef::new(row, 0)..=CellRef::new(row, u16::MAX))
        .map(|(cell, _)| u32::from(cell.column) + 1);
    let spans = Tag::of(raw).attribute("spans");
    let pair = spans.as_deref().and_then(|spans| spans.split_once(':'));
    let numbers = pair.and_then(|(first, last)| Some((first.parse().ok()?, last.parse().ok()?)));
    let Some((first, last)) = numbers else { return raw.to_owned() };
    let (low, high) = columns
        .fold((first, last), |(low, high): (u32, u32), column| (low.min(column), high.max(column)));
    if (low, high) == (first, last) {
        return raw.to_owned();
    }
    with_attribute(raw, "spans", &format!("{low}:{high}"))
}

/// The tag of a row whose height, where it is set, shows what it needs.
pub(super) fn heightened(raw: String, needed: f64) -> String {
    match Tag::of(&raw).number::<f64>("ht") {
        Some(height) if height < needed => with_attribute(&raw, "ht", &needed.to_string()),
        _ => raw,
    }
}

/// The tag of the sheet's dimension, when it does not hold the range yet.
pub(super) fn wider_dimension(raw: &str, range: CellRange) -> Option<String> {
    let reference = Tag::of(raw).attribute("ref")?;
    let (start, end) = reference.split_once(':').unwrap_or((&reference, &reference));
    let old = CellRange { start: CellRef::parse(start)?, end: CellRef::parse(end)? };
    let new = around(Some(around(Some(old), range.start)), range.end);
    (new != old).then(|| with_attribute(raw, "ref", &format!("{}:{}", new.start, new.end)))
}
