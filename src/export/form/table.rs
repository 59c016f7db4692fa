//! The rows of a form: font size, height, and how many rows of the sheet each takes.

use crate::export::xlsx::measure::{height, lines};

/// The greatest height of a row in Excel, with some slack.
const TALLEST: f64 = 405.0;
/// The smallest font that is still read.
const SMALLEST: f64 = 7.0;

/// How a row is laid out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Layout {
    /// Font size.
    pub(super) font: f64,
    /// Height of each row of the sheet that it takes.
    pub(super) height: f64,
    /// How many rows of the sheet it takes: more than one only where it is too tall for one.
    pub(super) span: u32,
}

impl Layout {
    /// The layout of these texts in columns of these widths. `room` is what a page has for rows.
    pub(super) fn new<'a>(
        cells: impl Iterator<Item = (&'a str, f64)> + Clone,
        font: f64,
        at_least: f64,
        room: f64,
    ) -> Self {
        let tall = |font: f64| {
            let most = cells.clone().map(|(text, width)| lines(text, width, font)).max();
            height(most.unwrap_or(1), font).max(at_least)
        };
        let tallest = TALLEST.min(room);
        let mut font = font;
        while tall(font) > tallest && font > SMALLEST {
            font = (font - 1.0).max(SMALLEST);
        }
        let needed = tall(font);
        let span = (needed / tallest).ceil().max(1.0);
        // The cast is safe: a cell of 32,767 characters takes some hundred rows at most.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let rows = span as u32;
        Self { font, height: (needed / span).ceil(), span: rows }
    }
}

/// Splits columns of these widths into `count` neighbourhoods of about the same width; each is
/// (first, last). Fewer where there are not so many columns.
pub(super) fn groups(widths: &[f64], count: usize) -> Vec<(usize, usize)> {
    let count = count.min(widths.len());
    let mut groups = Vec::new();
    let mut start = 0;
    for left in (1..=count).rev() {
        let rest = widths.get(start..).unwrap_or(&[]);
        let goal = rest.iter().sum::<f64>() / to_f64(left);
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

/// The cast is exact: a sheet has at most 16,384 columns.
#[allow(clippy::cast_precision_loss)]
fn to_f64(number: usize) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_shrink_and_then_take_several_rows() {
        let layout = |text: &str| Layout::new([(text, 20.0)].into_iter(), 10.0, 24.0, 400.0);
        assert_eq!(layout("短").span, 1);
        assert_eq!(layout("短").height, 24.0, "never less than asked for");
        assert_eq!(layout("短").font, 10.0);
        let long = layout(&"长".repeat(400));
        assert!(long.font < 10.0 && long.span == 1, "{long:?}");
        let longest = layout(&"长".repeat(4000));
        assert!(longest.span > 1 && longest.height <= 405.0, "{longest:?}");
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
