//! Where the box of a note stands and how large it is, so that its text can be read without pulling
//! at its edges.

use super::comments::FONT;
use super::sheet::Layout;
use crate::layout::measure::{self, PIXELS};
use crate::source::CellRef;

/// Sizes in pixels.
const WIDTH: f64 = 300.0;
const PADDING: f64 = 16.0;
const MOST_HEIGHT: f64 = 420.0;
/// How far to the right of its cell, and below the top of it.
const GAP: f64 = 12.0;
/// Sheets end there.
const LAST_COLUMN: u16 = 16_383;
const LAST_ROW: u32 = 1_048_575;

/// A box as the drawing wants it: column and row at the left top and at the right bottom, each with
/// pixels into it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NoteBox {
    /// Column, pixels, row, pixels; twice.
    pub(super) anchor: [u32; 8],
    /// Width and height in points.
    pub(super) size: (u32, u32),
}

/// The box of a note at a cell.
pub(super) fn place(cell: CellRef, note: &str, layout: &Layout) -> NoteBox {
    let height = height(note);
    let left = cell.column.saturating_add(1).min(LAST_COLUMN);
    let (right, right_pixels) = column_at(left, GAP + WIDTH, layout);
    let (bottom, bottom_pixels) = row_at(cell.row, GAP + height, layout);
    let (left_pixels, top_pixels) = (pixels(GAP), pixels(GAP.min(layout.height(cell.row))));
    let anchor = [
        u32::from(left),
        left_pixels,
        cell.row,
        top_pixels,
        u32::from(right),
        right_pixels,
        bottom,
        bottom_pixels,
    ];
    NoteBox { anchor, size: (pixels(WIDTH / PIXELS), pixels(height / PIXELS)) }
}

fn height(note: &str) -> f64 {
    let size = f64::from(FONT.1);
    let lines = measure::lines(note, (WIDTH - PADDING) / PIXELS, size);
    (measure::height(lines, size) * PIXELS + PADDING).min(MOST_HEIGHT)
}

fn column_at(mut column: u16, mut distance: f64, layout: &Layout) -> (u16, u32) {
    while column < LAST_COLUMN && distance >= layout.width(column) {
        distance -= layout.width(column);
        column += 1;
    }
    (column, pixels(distance.min(layout.width(column))))
}

fn row_at(mut row: u32, mut distance: f64, layout: &Layout) -> (u32, u32) {
    while row < LAST_ROW && distance >= layout.height(row) {
        distance -= layout.height(row);
        row += 1;
    }
    (row, pixels(distance.min(layout.height(row))))
}

fn pixels(size: f64) -> u32 {
    // The cast is safe: sizes are positive and below a few thousand.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let size = size.round() as u32;
    size
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_grow_with_their_text_and_end_somewhere() {
        let layout = Layout::default();
        let short = place(CellRef::new(0, 0), "缺少公开时限", &layout);
        let long = place(CellRef::new(0, 0), &"公开时限\n".repeat(9), &layout);
        assert!(short.size.1 < long.size.1);
        assert_eq!(short.size.0, long.size.0);
        // 12 pixels into a column of 64, and 300 more.
        assert_eq!(short.anchor[..6], [1, 12, 0, 12, 5, 56]);
        let corner = place(CellRef::new(LAST_ROW, LAST_COLUMN), &"长".repeat(9999), &layout);
        assert_eq!((corner.anchor[4], corner.anchor[6]), (16_383, LAST_ROW));
    }
}
