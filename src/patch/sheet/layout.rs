//! How wide columns and how high rows are, and which style an empty column has.

use std::collections::BTreeMap;

use crate::layout::measure::{COLUMN_PADDING, PIXELS};
use crate::office::xml::Tag;

/// In points, when a sheet says nothing.
const ROW_HEIGHT: f64 = 15.0;
/// In characters, when a sheet says nothing.
const COLUMN_WIDTH: f64 = 8.43;
/// A character of column width, in pixels.
pub(in crate::patch) const CHARACTER: f64 = 7.0;

/// Sizes of the rows and columns of a sheet.
#[derive(Debug, Default)]
pub(in crate::patch) struct Layout {
    default_height: Option<f64>,
    default_width: Option<f64>,
    heights: BTreeMap<u32, f64>,
    columns: Vec<ColumnRun>,
}

/// A run of columns that are alike; numbers count from 1, as in the part.
#[derive(Debug)]
struct ColumnRun {
    first: u32,
    last: u32,
    width: Option<f64>,
    style: usize,
}

impl Layout {
    /// Takes in what a tag before the rows says.
    pub(super) fn tag(&mut self, tag: &Tag<'_>) {
        match tag.name() {
            "sheetFormatPr" if tag.begins() => {
                self.default_height = tag.number("defaultRowHeight");
                self.default_width = tag.number("defaultColWidth");
            }
            "col" if tag.begins() => {
                let hidden = tag.is_on("hidden");
                self.columns.push(ColumnRun {
                    first: tag.number("min").unwrap_or(0),
                    last: tag.number("max").unwrap_or(0),
                    width: if hidden { Some(0.0) } else { tag.number("width") },
                    style: tag.number("style").unwrap_or(0),
                });
            }
            _ => {}
        }
    }

    /// Takes in the height of a row.
    pub(super) fn row(&mut self, row: u32, tag: &Tag<'_>) {
        if tag.is_on("hidden") {
            self.heights.insert(row, 0.0);
        } else if let Some(height) = tag.number("ht") {
            self.heights.insert(row, height);
        }
    }

    /// The style that cells of a column have while they are not there.
    pub(super) fn style(&self, column: u16) -> usize {
        self.column(column).map_or(0, |column| column.style)
    }

    /// The height of a row in pixels.
    pub(in crate::patch) fn height(&self, row: u32) -> f64 {
        let height = self.heights.get(&row).copied().or(self.default_height);
        height.unwrap_or(ROW_HEIGHT) * PIXELS
    }

    /// The width of a column in pixels.
    pub(in crate::patch) fn width(&self, column: u16) -> f64 {
        let width = self.column(column).and_then(|column| column.width).or(self.default_width);
        let width = width.unwrap_or(COLUMN_WIDTH);
        if width > 0.0 { width * CHARACTER + COLUMN_PADDING } else { 0.0 }
    }

    fn column(&self, column: u16) -> Option<&ColumnRun> {
        let number = u32::from(column) + 1;
        self.columns.iter().find(|column| (column.first..=column.last).contains(&number))
    }
}
