//! The page: its size, its margins, how large text is on it, and the width that columns share.

use super::measure::{COLUMN_PADDING, PIXELS, capacity, number};
use super::{Column, Form, Paper, Purpose, Width};

/// Margins left and right, in inches.
pub(super) const SIDE: f64 = 0.4;
/// Margins at the top and at the bottom, in inches.
pub(super) const TOP_AND_BOTTOM: f64 = 0.65;
/// Where header and footer stand, in inches.
pub(super) const HEADER: f64 = 0.3;
/// What share of a page is filled, so that other fonts and printers do not push a row over.
const FILL: f64 = 0.96;
/// The unit of column width, in pixels: a digit of the default font, 宋体 11, as in a Chinese Excel.
const UNIT: f64 = 8.0;
/// The least that columns are shrunk to when the page has no room left for them.
const LEAST: f64 = 0.2;

/// The size of the text of a form, in points.
pub(super) fn font(form: &Form) -> f64 {
    form.font.unwrap_or(match form.paper {
        Paper::A3 => 11.0,
        Paper::A4 => 10.0,
    })
}

/// Width and height of the paper in inches, as it is laid.
fn size(form: &Form) -> (f64, f64) {
    let (long, short) = match form.paper {
        Paper::A3 => (420.0 / 25.4, 297.0 / 25.4),
        Paper::A4 => (297.0 / 25.4, 210.0 / 25.4),
    };
    if form.upright { (short, long) } else { (long, short) }
}

/// Printable height in points.
pub(super) fn room(form: &Form) -> f64 {
    (size(form).1 - 2.0 * TOP_AND_BOTTOM) * 72.0 * FILL
}

/// The points for text in a column of so many units.
pub(super) fn points(units: f64) -> f64 {
    units * UNIT / PIXELS
}

impl Form {
    /// How many half-width characters stand in a line of a column.
    pub(crate) fn capacity(&self, column: usize) -> usize {
        let units = widths(self).get(column).copied().unwrap_or(0.0);
        capacity(points(units), font(self))
    }
}

/// The units of a column in which so many half-width characters stand in a line.
pub(super) fn units(characters: f64, font: f64) -> f64 {
    characters * font / 2.0 * PIXELS / UNIT
}

/// The width of each column in units, so that those that are seen fill the page. A column of `w` units is
/// `8w + 5` pixels wide.
pub(super) fn widths(form: &Form) -> Vec<f64> {
    let fixed = |characters| units(characters, font(form));
    let seen: Vec<&Column> = form.columns.iter().filter(|column| !column.hidden).collect();
    let pixels = (size(form).0 - 2.0 * SIDE) * 72.0 * PIXELS;
    let mut room = (pixels - COLUMN_PADDING * number(seen.len())) / UNIT;
    let mut shares = 0.0;
    for column in &seen {
        match column.width {
            Width::Share(share) => shares += share,
            Width::Characters(characters) => room -= fixed(characters),
        }
    }
    let factor = if shares > 0.0 { (room / shares).max(LEAST) } else { 1.0 };
    let width = |column: &Column| match column.width {
        _ if column.hidden => 10.0,
        Width::Share(share) => share * factor,
        Width::Characters(characters) => fixed(characters),
    };
    form.columns.iter().map(width).collect()
}

/// The least height of a row of a table. One can write into a form by hand; a volume is only read.
pub(super) fn low(form: &Form) -> f64 {
    /// In multiples of the size of the text.
    const LOW: f64 = 2.2;
    if form.purpose == Purpose::Part { 0.0 } else { (font(form) * LOW).ceil() }
}

/// How much larger than the text the title is.
pub(super) fn title_size(form: &Form) -> f64 {
    let times = if form.purpose == Purpose::Cover { 3.0 } else { 2.0 };
    font(form) * times
}

#[cfg(test)]
mod tests {
    use super::super::Align;
    use super::*;

    #[test]
    fn seen_columns_fill_the_page() {
        let column = |share| Column::new("栏", share, Align::Left);
        let fixed = Column { width: Width::Characters(6.0), ..column(0.0) };
        let columns = vec![column(1.0), column(3.0), column(9.0).hidden(), fixed];
        let mut form = Form { paper: Paper::A4, columns, ..Form::default() };
        let widths = widths(&form);
        let pixels = (widths[0] + widths[1] + widths[3]) * 8.0 + 15.0;
        assert!((pixels - (297.0 / 25.4 - 2.0 * SIDE) * 96.0).abs() < 0.01, "{widths:?}");
        assert!((widths[1] / widths[0] - 3.0).abs() < 0.01);
        assert!((points(widths[3]) - 30.0).abs() < 0.01, "6 half-widths of 10 pt");
        let lying = room(&form);
        form.upright = true;
        assert!(room(&form) > lying);
    }
}
