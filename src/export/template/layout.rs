//! Formats, and the height of wrapped Chinese text.
//!
//! Neither Excel nor WPS fits rows to wrapped text in a file that it did not write itself, so every
//! height is computed. Fonts are named, never shipped.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// Point size of the table.
pub(super) const TABLE_POINTS: f64 = 10.0;
/// Excel's limit of a row's height.
const HIGHEST: f64 = 409.0;

/// The formats of a template.
#[derive(Debug)]
pub(super) struct Formats {
    /// The title.
    pub(super) title: Format,
    /// The line under the title.
    pub(super) line: Format,
    /// A heading that every row must have.
    pub(super) required: Format,
    /// Any other heading.
    pub(super) heading: Format,
    /// A cell of a wide column.
    pub(super) cell: Format,
    /// A cell of a narrow column.
    pub(super) narrow: Format,
    /// A cell of the example row of a wide column.
    pub(super) example: Format,
    /// A cell of the example row of a narrow column.
    pub(super) narrow_example: Format,
}

impl Formats {
    /// The formats.
    pub(super) fn new() -> Self {
        let song = Format::new().set_font_name("宋体").set_font_size(TABLE_POINTS);
        // Text, so that Excel does not make a number of 19.010 or a date of 1-2.
        let cell = song
            .clone()
            .set_num_format("@")
            .set_text_wrap()
            .set_align(FormatAlign::VerticalCenter)
            .set_border(FormatBorder::Thin);
        let narrow = cell.clone().set_align(FormatAlign::Center);
        let pale = |format: &Format| {
            format.clone().set_italic().set_background_color(Color::RGB(0x00F2_F2F2))
        };
        let heading = narrow.clone().set_font_name("黑体").set_num_format("General");
        Self {
            title: Format::new()
                .set_font_name("黑体")
                .set_font_size(18)
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter),
            line: song.set_align(FormatAlign::VerticalCenter),
            required: heading.clone().set_background_color(Color::RGB(0x00D9_D9D9)),
            heading,
            example: pale(&cell),
            narrow_example: pale(&narrow),
            cell,
            narrow,
        }
    }
}

/// Height in points of a row whose cells have these texts and column widths.
pub(super) fn row_height<'a>(cells: impl Iterator<Item = (&'a str, u16)>, points: f64) -> f64 {
    let lines = cells.map(|(text, width)| lines(text, width, points)).max().unwrap_or(1);
    (f64::from(lines.max(1)) * points * 1.45 + 5.0).min(HIGHEST)
}

/// How many lines a text takes in a column. A column's width counts digits at 11 points, a Chinese
/// character takes two of them; one is kept free for the padding and for substituted fonts.
fn lines(text: &str, width: u16, points: f64) -> u32 {
    let room = ((f64::from(width) - 1.0) * 11.0 / points).max(2.0);
    text.split('\n').map(|line| wrapped(line, room)).sum()
}

fn wrapped(line: &str, room: f64) -> u32 {
    let (mut lines, mut used) = (1, 0.0);
    for c in line.chars() {
        let wide = if c.is_ascii() { 1.0 } else { 2.0 };
        if used + wide > room {
            lines += 1;
            used = 0.0;
        }
        used += wide;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heights_follow_the_text() {
        let one = row_height([("事项", 20)].into_iter(), TABLE_POINTS);
        let two =
            row_height([("事项", 20), ("国务院关于进一步加强低保", 20)].into_iter(), TABLE_POINTS);
        let by_break = row_height([("甲\n乙", 20)].into_iter(), TABLE_POINTS);
        assert!((one - 19.5).abs() < 0.01, "{one}");
        assert!((two - 34.0).abs() < 0.01, "{two}");
        assert!((by_break - two).abs() < 0.01, "{by_break}");
        let long = "长".repeat(5000);
        assert!((row_height([(long.as_str(), 10)].into_iter(), TABLE_POINTS) - 409.0).abs() < 0.01);
    }
}
