//! The page of a form: paper, margins, page numbers, and the width that columns share.

use rust_xlsxwriter::Worksheet;

use super::{Column, Form, FormBook, Paper};
use crate::export::xlsx::page::{LONGEST_FOOTER, inches};

/// Margins left and right, in inches.
const SIDE: f64 = 0.6;
/// Margins at the top and at the bottom, in inches.
const TOP_AND_BOTTOM: f64 = 0.75;
/// Where header and footer stand, in inches.
const HEADER: f64 = 0.35;
/// What share of a page is filled, so that other fonts and printers do not push a row over.
const FILL: f64 = 0.95;
/// A form that is taller than a page by no more than this is shrunk to one page.
const SHRINK: f64 = 1.2;

/// The size of the text on this paper, in points.
pub(super) fn font(paper: Paper) -> f64 {
    match paper {
        Paper::A3 => 11.0,
        Paper::A4 => 10.0,
    }
}

/// Width and height of the paper in inches, as it is laid.
fn size(form: &Form) -> (f64, f64) {
    let (long, short) = inches(form.paper);
    if form.upright { (short, long) } else { (long, short) }
}

/// Printable height in points.
pub(super) fn room(form: &Form) -> f64 {
    (size(form).1 - 2.0 * TOP_AND_BOTTOM) * 72.0 * FILL
}

/// The width of each column, so that those that are seen fill the page. A column of `w` units is
/// `8w + 5` pixels wide, and an inch has 96.
pub(super) fn widths(form: &Form) -> Vec<f64> {
    let seen = || form.columns.iter().filter(|column| !column.hidden);
    let shares: f64 = seen().map(|column| column.share).sum();
    let room: f64 = (size(form).0 - 2.0 * SIDE) * 96.0 - seen().map(|_| 5.0).sum::<f64>();
    let width = |column: &Column| match column.hidden {
        true => 10.0,
        false => column.share / shares * room / 8.0,
    };
    form.columns.iter().map(width).collect()
}

/// The rows that begin a new page. `rows` are all rows with their heights, and whether each stays with
/// the next; the head stands from `head` to `first` and is repeated.
pub(super) fn breaks(rows: &[(f64, bool)], head: u32, first: u32, room: f64) -> Vec<u32> {
    let (head, first) = (head as usize, first as usize);
    let sum = |rows: &[(f64, bool)]| rows.iter().map(|(height, _)| height).sum::<f64>();
    let repeated = sum(rows.get(head..first).unwrap_or(&[]));
    let mut used = sum(rows.get(..first).unwrap_or(&[]));
    let mut breaks = Vec::new();
    let mut at = first;
    for block in rows.get(first..).unwrap_or(&[]).chunk_by(|above, _| above.1) {
        let height = sum(block);
        if used + height > room && at > first {
            breaks.push(u32::try_from(at).unwrap_or(u32::MAX));
            used = repeated;
        }
        used += height;
        at += block.len();
    }
    breaks
}

/// Whether the rows fit on one page, if need be a little smaller: a note or a signature alone on a second
/// page looks like a mistake.
pub(super) fn nearly_one(rows: &[(f64, bool)], room: f64) -> bool {
    rows.iter().map(|(height, _)| height).sum::<f64>() <= room * SHRINK
}

/// Sets paper, margins, header and footer.
pub(super) fn set_up(sheet: &mut Worksheet, book: &FormBook, form: &Form) {
    let identity = if form.identity.is_empty() { &book.identity } else { &form.identity };
    let identity: String = identity.chars().take(LONGEST_FOOTER).collect();
    sheet
        .set_paper_size(match form.paper {
            Paper::A3 => 8,
            Paper::A4 => 9,
        })
        .set_margins(SIDE, SIDE, TOP_AND_BOTTOM, TOP_AND_BOTTOM, HEADER, HEADER)
        .set_print_fit_to_pages(1, 0)
        .set_print_center_horizontally(true)
        .set_footer(format!(
            "&L&8{}&C&9第 &P 页 共 &N 页&R&9{}",
            identity.replace('&', "&&"),
            if book.draft { "草稿" } else { "" }
        ));
    if book.draft {
        sheet.set_header("&C&\"黑体,Regular\"&14草　　稿");
    }
    if form.upright {
        sheet.set_portrait();
    } else {
        sheet.set_landscape();
    }
}

#[cfg(test)]
mod tests {
    use super::super::Align;
    use super::*;

    #[test]
    fn the_line_of_a_part_stays_with_its_first_row() {
        let row = (10.0, false);
        let part = (10.0, true);
        // Title and head take 20, a page has room for 50: three rows, then four.
        let rows = [(10.0, true), (10.0, true), row, row, row, row, row];
        assert_eq!(breaks(&rows, 1, 2, 50.0), [5]);
        let rows = [(10.0, true), (10.0, true), row, row, part, row, row];
        assert_eq!(breaks(&rows, 1, 2, 50.0), [4]);
        assert_eq!(breaks(&rows, 1, 2, 500.0), [0u32; 0]);
        let tall = [(10.0, true), (10.0, true), (900.0, false), row];
        assert_eq!(breaks(&tall, 1, 2, 50.0), [3]);
    }

    #[test]
    fn a_little_too_tall_is_shrunk() {
        let rows = |count| vec![(10.0, false); count];
        assert!(nearly_one(&rows(12), 100.0));
        assert!(!nearly_one(&rows(13), 100.0));
    }

    #[test]
    fn seen_columns_fill_the_page() {
        let column = |share| Column::new("栏", share, Align::Left);
        let columns = vec![column(1.0), column(3.0), column(9.0).hidden()];
        let mut form = Form { paper: Paper::A4, columns, ..Form::default() };
        let widths = widths(&form);
        let pixels = (widths[0] + widths[1]) * 8.0 + 10.0;
        assert!((pixels - (297.0 / 25.4 - 2.0 * SIDE) * 96.0).abs() < 0.01, "{widths:?}");
        assert!((widths[1] / widths[0] - 3.0).abs() < 0.01);
        let lying = room(&form);
        form.upright = true;
        assert!(room(&form) > lying);
    }
}
