//! The page: paper, margins, header and footer, and where pages end.

use rust_xlsxwriter::Worksheet;

use super::Paper;

/// Margins left and right, in inches.
const SIDE: f64 = 0.4;
/// Margins at the top and at the bottom, in inches.
const TOP_AND_BOTTOM: f64 = 0.65;
/// Where header and footer stand, in inches.
const HEADER: f64 = 0.3;
/// What share of a page is filled, so that other fonts and printers do not push a row over.
const FILL: f64 = 0.96;
/// The longest header or footer text of our own, in characters (Excel allows 255 in all).
pub(in crate::export) const LONGEST_FOOTER: usize = 120;

/// Sizes that follow from the paper.
#[derive(Debug, Clone, Copy)]
pub(super) struct Page {
    paper: Paper,
    /// Printable height in points.
    pub(super) height: f64,
    /// Size of the text of domain tables, in points.
    pub(super) font: f64,
    /// Size of the text of the other sheets, which have fewer columns.
    pub(super) large: f64,
}

impl Page {
    pub(super) fn new(paper: Paper) -> Self {
        let (_, height) = inches(paper);
        let (font, large) = match paper {
            Paper::A3 => (9.0, 11.0),
            Paper::A4 => (7.0, 8.5),
        };
        Self { paper, height: (height - 2.0 * TOP_AND_BOTTOM) * 72.0 * FILL, font, large }
    }

    /// The units of width that this many columns share so that together they fill the page. A column of
    /// `w` units is `8w + 5` pixels wide, and an inch has 96.
    pub(super) fn units(self, columns: usize) -> f64 {
        let (width, _) = inches(self.paper);
        // The cast is exact: a sheet has at most 16,384 columns.
        #[allow(clippy::cast_precision_loss)]
        let columns = columns as f64;
        ((width - 2.0 * SIDE) * 96.0 - 5.0 * columns) / 8.0
    }

    /// How much smaller than on A3 everything is.
    pub(super) fn scale(self) -> f64 {
        self.font / 9.0
    }

    /// Sets paper, margins, header and footer. `identity` stands at the lower left of every page.
    pub(super) fn set_up(self, sheet: &mut Worksheet, identity: &str, draft: bool) {
        let identity: String = identity.chars().take(LONGEST_FOOTER).collect();
        let stamp = if draft { "草稿" } else { "" };
        sheet
            .set_paper_size(match self.paper {
                Paper::A3 => 8,
                Paper::A4 => 9,
            })
            .set_landscape()
            .set_margins(SIDE, SIDE, TOP_AND_BOTTOM, TOP_AND_BOTTOM, HEADER, HEADER)
            .set_print_fit_to_pages(1, 0)
            .set_print_center_horizontally(true)
            .set_footer(format!(
                "&L&8{}&C&9第 &P 页 共 &N 页&R&9{stamp}",
                identity.replace('&', "&&")
            ));
        if draft {
            sheet.set_header("&C&\"黑体,Regular\"&14草　　稿");
        }
    }
}

/// Width and height in inches, lying on its side.
pub(in crate::export) fn inches(paper: Paper) -> (f64, f64) {
    match paper {
        Paper::A3 => (420.0 / 25.4, 297.0 / 25.4),
        Paper::A4 => (297.0 / 25.4, 210.0 / 25.4),
    }
}

/// Which rows begin a new page, when each page has room for `room` points of rows.
pub(in crate::export) fn page_starts(heights: &[f64], room: f64) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut used = 0.0;
    for (at, height) in heights.iter().enumerate() {
        if used > 0.0 && used + height > room {
            starts.push(at);
            used = 0.0;
        }
        used += height;
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_end_before_they_are_full() {
        assert_eq!(page_starts(&[10.0, 10.0, 10.0], 20.0), [2]);
        assert_eq!(page_starts(&[10.0, 10.0, 10.0], 30.0), [0usize; 0]);
        assert_eq!(page_starts(&[50.0, 10.0], 20.0), [1], "an oversized row has a page of its own");
        assert_eq!(page_starts(&[], 20.0), [0usize; 0]);
    }

    #[test]
    fn columns_fill_the_page() {
        let a3 = Page::new(Paper::A3);
        let pixels = a3.units(15) * 8.0 + 15.0 * 5.0;
        assert!((pixels - (420.0 / 25.4 - 0.8) * 96.0).abs() < 0.01);
        assert!(Page::new(Paper::A4).units(15) < a3.units(15));
    }
}
