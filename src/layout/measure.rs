//! How much room texts take: how wide they are, in how many lines they stand, how high a row must be, and
//! where pages end.
//!
//! Excel and WPS do not fit the height of merged rows, and LibreOffice fits none when it converts, so
//! every height is written. The sums allow some slack, since fonts are substituted. Knows neither
//! worksheets nor XML: who makes a workbook and who edits one use the same numbers.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

/// The height of a line, in multiples of the size of the font.
const LINE: f64 = 1.48;
/// Points above and below the text of a cell together.
const PADDING: f64 = 4.0;
/// The width of a half-width character, in multiples of the size of the font.
const HALF_WIDTH: f64 = 0.5;
/// The greatest height of a row in Excel, with some slack.
pub(crate) const TALLEST: f64 = 405.0;
/// The smallest font that is still read.
const SMALLEST: f64 = 6.0;
/// A table that is taller than a page by no more than this is shrunk to one page.
const SHRINK: f64 = 1.2;
/// How many rows of a sheet may begin a page by force.
pub(crate) const MOST_BREAKS: usize = 1_023;
/// Points to pixels.
pub(crate) const PIXELS: f64 = 96.0 / 72.0;
/// What a column is wider than its text, in pixels.
pub(crate) const COLUMN_PADDING: f64 = 5.0;

/// The width of a text in half-width characters. What is ambiguous (√, ■, “”) counts as Chinese does.
pub(crate) fn width(text: &str) -> usize {
    let of = |c: char| match c {
        // Nearly all characters are ideographs; the others are looked up.
        '\u{4e00}'..='\u{9fff}' => 2,
        other => other.width_cjk().unwrap_or(0),
    };
    text.chars().map(of).sum()
}

/// How many half-width characters stand in one line of so many points.
pub(crate) fn capacity(points: f64, font: f64) -> usize {
    // What is lost in a product must not cost a character.
    const SLIP: f64 = 1e-6;
    let capacity = (points / (font * HALF_WIDTH) + SLIP).floor();
    // The cast is safe: the value is positive and far below the limit.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let capacity = capacity.max(2.0) as usize;
    capacity
}

/// How many lines a text takes in a cell with so many points for text; at least one.
pub(crate) fn lines(text: &str, points: f64, font: f64) -> usize {
    let capacity = capacity(points, font);
    // A Chinese character that does not fit, or punctuation that may not begin a line, moves on as a
    // whole and leaves room unused.
    let usable = if capacity > 6 { capacity - 1 } else { capacity & !1 };
    text.split('\n').map(|line| width(line).div_ceil(usable.max(1)).max(1)).sum()
}

/// The height in points of this many lines.
pub(crate) fn height(lines: usize, font: f64) -> f64 {
    (number(lines) * font * LINE + PADDING).ceil()
}

/// A count for sums. The cast is exact: nothing here is counted up to 2^52.
#[allow(clippy::cast_precision_loss)]
pub(crate) fn number(count: usize) -> f64 {
    count as f64
}

/// How a row is made to fit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Fit {
    /// Font size.
    pub(crate) font: f64,
    /// Height of each row of the sheet that it takes.
    pub(crate) height: f64,
    /// How many rows of the sheet it takes: more than one only where it is too tall for one.
    pub(crate) span: u32,
}

impl Fit {
    /// The largest font, from `font` down, at which a row fits a page, which has `room` points for rows.
    /// `lines` says how many lines it takes at a size. Only what no font fits goes on over the end of a
    /// page.
    pub(crate) fn new(lines: impl Fn(f64) -> usize, font: f64, at_least: f64, room: f64) -> Self {
        let tall = |font: f64| height(lines(font), font).max(at_least);
        let mut font = font;
        let mut needed = tall(font);
        while needed > room && font > SMALLEST {
            font = (font - 1.0).max(SMALLEST);
            needed = tall(font);
        }
        let span = (needed / TALLEST.min(room)).ceil().max(1.0);
        // The cast is safe: a cell of 32,767 characters takes some hundred rows at most.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let rows = span as u32;
        // Excel keeps heights in quarters of a point; rounding up must not fill the page again.
        Self { font, height: (needed / span * 4.0).ceil() / 4.0, span: rows }
    }
}

/// A row of a sheet: its height, and whether it stays on the page of the next.
pub(crate) type PageRow = (f64, bool);

/// The rows that begin a page. `repeated` are the rows that stand at the top of every page, the last of
/// them before the first row of the table. There are never more breaks than a sheet may have: beyond
/// them the spreadsheet ends its pages itself.
pub(crate) fn breaks(rows: &[PageRow], repeated: Range<usize>, room: f64) -> Vec<u32> {
    let first = repeated.end;
    let again = tall(rows.get(repeated).unwrap_or(&[]));
    let mut used = tall(rows.get(..first).unwrap_or(&[]));
    let mut breaks = Vec::new();
    let mut at = first;
    for block in rows.get(first..).unwrap_or(&[]).chunk_by(|above, _| above.1) {
        let height = tall(block);
        if used + height > room && at > first {
            breaks.push(u32::try_from(at).unwrap_or(u32::MAX));
            used = again;
        }
        used += height;
        at += block.len();
    }
    breaks.truncate(MOST_BREAKS);
    breaks
}

/// Whether the rows fit on one page, if need be a little smaller: a note or a signature alone on a second
/// page looks like a mistake.
pub(crate) fn nearly_one(rows: &[PageRow], room: f64) -> bool {
    tall(rows) <= room * SHRINK
}

/// The height of these rows together.
pub(crate) fn tall(rows: &[PageRow]) -> f64 {
    rows.iter().map(|(height, _)| height).sum()
}

/// Splits columns of these widths into `count` neighbourhoods of about the same width; each is
/// (first, last). Fewer where there are not so many columns.
pub(crate) fn groups(widths: &[f64], count: usize) -> Vec<(usize, usize)> {
    let count = count.min(widths.len());
    let mut groups = Vec::new();
    let mut start = 0;
    for left in (1..=count).rev() {
        let rest = widths.get(start..).unwrap_or(&[]);
        let goal = rest.iter().sum::<f64>() / number(left);
        let most = rest.len().saturating_sub(left - 1).max(1);
        let mut taken = 1;
        let mut width = rest.first().copied().unwrap_or(0.0);
        while taken < most && (left == 1 || width + rest[taken] / 2.0 < goal) {
            width += rest[taken];
            taken += 1;
        }
        groups.push((start, start + taken - 1));
        start += taken;
    }
    groups
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
        // 72 points at 9 pt take 16 half-widths: 8 Chinese characters, of which one may have to move on.
        assert_eq!(capacity(72.0, 9.0), 16);
        assert_eq!(lines("最低生活保障", 72.0, 9.0), 1);
        assert_eq!(lines("最低生活保障政策", 72.0, 9.0), 2);
        assert_eq!(lines("一\n二\n\n三", 72.0, 9.0), 4);
        assert_eq!(lines("", 72.0, 9.0), 1);
        let larger = lines("最低生活保障政策法规文件", 72.0, 12.0);
        assert!(larger > lines("最低生活保障政策法规文件", 72.0, 9.0));
        // 3 Chinese characters at 7 pt take 21 points, whatever the product says.
        assert_eq!(capacity(3.0 * 7.0 / 6.0 * 6.0, 7.0), 6);
    }

    #[test]
    fn heights_grow_with_lines_and_font() {
        assert_eq!(height(1, 10.0), 19.0);
        assert_eq!(height(8, 9.0), 111.0);
        assert!(height(2, 9.0) > height(1, 9.0));
    }

    #[test]
    fn a_row_shrinks_only_where_a_page_cannot_hold_it() {
        let fit = |count: usize| {
            let text = "长".repeat(count);
            Fit::new(|font| lines(&text, 120.0, font), 10.0, 22.0, 600.0)
        };
        assert_eq!(fit(1), Fit { font: 10.0, height: 22.0, span: 1 }, "never less than asked for");
        let tall = fit(350);
        assert_eq!((tall.font, tall.span), (10.0, 2), "a page holds it, a row does not");
        let taller = fit(500);
        assert!(taller.font < 10.0 && taller.height * 2.0 <= 600.5, "{taller:?}");
        let tallest = fit(4000);
        assert!(tallest.font == SMALLEST && tallest.height <= TALLEST && tallest.span > 2);
    }

    #[test]
    fn the_line_of_a_part_stays_with_its_first_row() {
        let row = (10.0, false);
        let part = (10.0, true);
        // Title and head take 20, a page has room for 50: three rows, then four.
        let rows = [part, part, row, row, row, row, row];
        assert_eq!(breaks(&rows, 1..2, 50.0), [5]);
        assert_eq!(breaks(&rows, 0..2, 30.0), [3, 4, 5, 6], "a page has room for one row at least");
        let rows = [part, part, row, row, part, row, row];
        assert_eq!(breaks(&rows, 1..2, 50.0), [4]);
        assert_eq!(breaks(&rows, 1..2, 500.0), [0u32; 0]);
        let tall = [part, part, (900.0, false), row];
        assert_eq!(breaks(&tall, 1..2, 50.0), [3], "an oversized row has a page of its own");
        assert_eq!(breaks(&[], 0..0, 50.0), [0u32; 0]);
    }

    #[test]
    fn no_more_breaks_than_a_sheet_may_have() {
        assert_eq!(breaks(&vec![(40.0, false); 3_000], 0..0, 50.0).len(), MOST_BREAKS);
    }

    #[test]
    fn a_little_too_tall_is_shrunk() {
        let rows = |count| vec![(10.0, false); count];
        assert!(nearly_one(&rows(12), 100.0));
        assert!(!nearly_one(&rows(13), 100.0));
    }

    #[test]
    fn groups_share_the_width() {
        assert_eq!(groups(&[10.0, 10.0, 10.0, 10.0], 2), [(0, 1), (2, 3)]);
        assert_eq!(groups(&[5.0, 40.0, 5.0], 3), [(0, 0), (1, 1), (2, 2)]);
        assert_eq!(groups(&[5.0, 5.0], 4), [(0, 0), (1, 1)]);
        assert_eq!(groups(&[5.0, 5.0, 30.0, 30.0], 1), [(0, 3)]);
        for count in 1..6 {
            let widths = [3.0, 8.0, 20.0, 12.0, 9.0, 30.0];
            let groups = groups(&widths, count);
            assert_eq!(groups.len(), count);
            assert_eq!(groups.last().map(|g| g.1), Some(widths.len() - 1));
            assert!(groups.windows(2).all(|pair| pair[0].1 + 1 == pair[1].0));
        }
    }
}
