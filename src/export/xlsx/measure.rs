//! How much room a text takes in a cell.
//!
//! Excel and WPS do not fit the height of merged rows, and LibreOffice fits none when it converts, so
//! every height is written. The sums allow some slack, since fonts are substituted.

use unicode_width::UnicodeWidthChar;

/// The height of a line, in multiples of the size of the font.
const LINE: f64 = 1.48;
/// Points above and below the text of a cell together.
const PADDING: f64 = 4.0;
/// How many half-width characters of 1 pt stand in one unit of column width: a unit is 8 pixels of
/// 0.75 pt, and such a character is 0.5 pt wide.
const HALF_WIDTHS_A_UNIT: f64 = 12.0;

/// The width of a text in half-width characters. What is ambiguous (√, ■, “”) counts as Chinese does.
pub(in crate::export) fn width(text: &str) -> usize {
    let of = |c: char| match c {
        // Nearly all characters are ideographs; the others are looked up.
        '\u{4e00}'..='\u{9fff}' => 2,
        other => other.width_cjk().unwrap_or(0),
    };
    text.chars().map(of).sum()
}

/// How many half-width characters stand in one line of a column of this width.
pub(in crate::export) fn capacity(column: f64, font: f64) -> usize {
    let capacity = (column * HALF_WIDTHS_A_UNIT / font).floor();
    // The cast is safe: the value is positive and far below the limit.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let capacity = capacity.max(2.0) as usize;
    capacity
}

/// How many lines a text takes in a column of this width; at least one.
pub(crate) fn lines(text: &str, column: f64, font: f64) -> usize {
    let capacity = capacity(column, font);
    // A Chinese character that does not fit, or punctuation that may not begin a line, moves on as a
    // whole and leaves room unused.
    let usable = if capacity > 6 { capacity - 1 } else { capacity & !1 };
    text.split('\n').map(|line| width(line).div_ceil(usable.max(1)).max(1)).sum()
}

/// The height in points of this many lines.
pub(crate) fn height(lines: usize, font: f64) -> f64 {
    // The cast is exact: no cell has 2^52 lines.
    #[allow(clippy::cast_precision_loss)]
    let lines = lines as f64;
    (lines * font * LINE + PADDING).ceil()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths() {
        assert_eq!(width("公开时限"), 8);
        assert_eq!(width("第20条"), 6);
        assert_eq!(width("■√“”"), 8);
    }

    #[test]
    fn wrapped_lines() {
        // A column of 12 units at 9 pt takes 16 half-widths: 8 Chinese characters, of which one may
        // have to move on.
        assert_eq!(capacity(12.0, 9.0), 16);
        assert_eq!(lines("最低生活保障", 12.0, 9.0), 1);
        assert_eq!(lines("最低生活保障政策", 12.0, 9.0), 2);
        assert_eq!(lines("一\n二\n\n三", 12.0, 9.0), 4);
        assert_eq!(lines("", 12.0, 9.0), 1);
        let larger = lines("最低生活保障政策法规文件", 12.0, 12.0);
        assert!(larger > lines("最低生活保障政策法规文件", 12.0, 9.0));
    }

    #[test]
    fn heights_grow_with_lines_and_font() {
        assert_eq!(height(1, 10.0), 19.0);
        assert_eq!(height(8, 9.0), 111.0);
        assert!(height(2, 9.0) > height(1, 9.0));
    }
}
