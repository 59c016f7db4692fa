//! The cells of a workbook, put into it when rust_xlsxwriter has written everything else.
//!
//! The crate hashes the whole format of every cell and keeps each text and each cell in a tree, which takes
//! longer than to compress what comes of it, and nothing in its interface goes around that. So it gets one
//! cell of each look in a sheet, from which the number is read that it gives to the look, and what is no
//! cell: columns, pages, drop-downs, notes, links. Rows, merged ranges and texts are spliced into its parts.

mod texts;

use std::collections::BTreeMap;

use rust_xlsxwriter::XlsxError;

use super::LayoutError;
use super::styles::CellStyle;
use super::text::CELL_LIMIT;
use crate::office::{EditedContainer, OfficeError};
use crate::source::{CellRange, CellRef};

pub(super) use texts::SharedTexts;
use texts::{TEXTS, push_number};

/// How many rows a sheet may have.
const MOST_ROWS: u32 = 1 << 20;
/// Pixels to points, and back.
const POINTS: f64 = 0.75;
/// What stands behind merged ranges in the part of a sheet, whichever comes first.
const BEHIND_MERGES: [&str; 4] =
    ["<dataValidations", "<hyperlinks", "<printOptions", "<pageMargins"];
/// Where the crate is shown the looks: far beside all tables.
const SAMPLES: u16 = 10_000;
/// Room for the XML of a cell without its text.
const CELL_BYTES: usize = 40;

/// The cells of one sheet.
#[derive(Default)]
pub(super) struct SheetCells {
    /// The height of each row in points.
    heights: Vec<f64>,
    rows: Vec<Vec<PutCell>>,
    merges: Vec<CellRange>,
    /// The looks, in the order of their first cells.
    looks: Vec<CellStyle>,
}

#[derive(Clone, Copy)]
struct PutCell {
    column: u16,
    /// Its place among the looks.
    look: usize,
    /// Its place among the texts; blank cells have none.
    text: Option<usize>,
    is_merged: bool,
}

impl SheetCells {
    /// A sheet with rows of these heights in points.
    pub(super) fn new(heights: Vec<f64>) -> Self {
        Self { heights, ..Self::default() }
    }

    /// Puts a text over a range. Gives the cell that shall show the crate the look, where that is new or the
    /// text is the first of all: without one the workbook would have no part for texts.
    ///
    /// # Errors
    /// When no sheet can hold it.
    pub(super) fn put(
        &mut self,
        range: CellRange,
        text: &str,
        style: CellStyle,
        texts: &mut SharedTexts,
    ) -> Result<Option<(u32, u16)>, LayoutError> {
        let CellRange { start, end } = range;
        if end.row >= MOST_ROWS {
            return Err(XlsxError::RowColumnLimitError.into());
        }
        if text.len() > CELL_LIMIT && text.encode_utf16().count() > CELL_LIMIT {
            return Err(XlsxError::MaxStringLengthExceeded.into());
        }
        let known = self.looks.iter().position(|known| *known == style);
        let look = known.unwrap_or(self.looks.len());
        if known.is_none() {
            self.looks.push(style);
        }
        let is_merged = start != end;
        let shows = known.is_none() || texts.is_empty() && !text.is_empty();
        let text = (!text.is_empty()).then(|| texts.place(text));
        for row in start.row..=end.row {
            for column in start.column..=end.column {
                let text = text.filter(|_| (row, column) == (start.row, start.column));
                self.row(row).push(PutCell { column, look, text, is_merged });
            }
        }
        if is_merged {
            self.merges.push(range);
        }
        Ok(shows.then(|| sample(look)))
    }

    fn row(&mut self, row: u32) -> &mut Vec<PutCell> {
        let at = row as usize;
        if self.rows.len() <= at {
            self.rows.resize_with(at + 1, Vec::new);
        }
        &mut self.rows[at]
    }

    /// Brings the cells of each row into their order. What was put over a cell takes its place.
    ///
    /// # Errors
    /// When merged ranges overlap: Excel would not open the file.
    fn settle(&mut self) -> Result<(), LayoutError> {
        for (row, cells) in (0u32..).zip(&mut self.rows) {
            // The last one that was put comes first among its like, and is the one that stays.
            cells.reverse();
            cells.sort_by_key(|cell| cell.column);
            let clash = |pair: &[PutCell]| pair[0].column == pair[1].column && pair[1].is_merged;
            if let Some(pair) = cells.windows(2).find(|pair| clash(pair)) {
                let cell = CellRef::new(row, pair[0].column).to_string();
                return Err(XlsxError::MergeRangeOverlaps(cell.clone(), cell).into());
            }
            cells.dedup_by_key(|cell| cell.column);
        }
        Ok(())
    }

    /// The part of the sheet with its cells. `texts` are the numbers of the texts.
    fn spliced(&self, part: &str, texts: &[usize]) -> Option<String> {
        let (before, rest) = part.split_once("<sheetData>")?;
        let (given, after) = rest.split_once("</sheetData>")?;
        let numbers = numbers_of_looks(given);
        let number = |look| {
            let (row, column) = sample(look);
            numbers.get(&*CellRef::new(row, column).to_string()).copied()
        };
        let looks = (0..self.looks.len()).map(number).collect::<Option<Vec<&str>>>()?;
        let (above, below) = before.split_once("<dimension ref=\"")?;
        let (_, below) = below.split_once('"')?;
        let behind = BEHIND_MERGES.iter().filter_map(|tag| after.find(tag)).min()?;
        let cells: usize = self.rows.iter().map(Vec::len).sum();
        let mut xml = String::with_capacity(part.len() + (cells + self.heights.len()) * CELL_BYTES);
        xml.push_str(above);
        xml.push_str("<dimension ref=\"");
        xml.push_str(&self.extent());
        xml.push('"');
        xml.push_str(below);
        xml.push_str("<sheetData>");
        self.write_rows(&mut xml, &looks, texts);
        xml.push_str("</sheetData>");
        xml.push_str(&after[..behind]);
        self.write_merges(&mut xml);
        xml.push_str(&after[behind..]);
        Some(xml)
    }

    /// From the first cell to the last.
    fn extent(&self) -> String {
        let columns = self.rows.iter().filter_map(|row| row.last()).map(|cell| cell.column);
        let last = CellRef::new(
            u32::try_from(self.rows.len()).unwrap_or(MOST_ROWS).saturating_sub(1),
            columns.max().unwrap_or(0),
        );
        format!("A1:{last}")
    }

    fn write_rows(&self, xml: &mut String, looks: &[&str], texts: &[usize]) {
        let columns = self.rows.iter().filter_map(|row| row.last()).map(|cell| cell.column);
        let letters: Vec<String> =
            (0..=columns.max().unwrap_or(0)).map(CellRef::column_letters).collect();
        let mut number = String::new();
        for at in 0..self.rows.len().max(self.heights.len()) {
            number.clear();
            push_number(&mut number, at + 1);
            xml.push_str("<row r=\"");
            xml.push_str(&number);
            xml.push('"');
            if let Some(height) = self.heights.get(at) {
                xml.push_str(" ht=\"");
                xml.push_str(&in_whole_pixels(*height).to_string());
                xml.push_str("\" customHeight=\"1\"");
            }
            match self.rows.get(at).filter(|cells| !cells.is_empty()) {
                Some(cells) => {
                    xml.push('>');
                    for cell in cells {
                        let place = (&*letters[usize::from(cell.column)], &*number);
                        write_cell(xml, place, looks[cell.look], cell.text.map(|text| texts[text]));
                    }
                    xml.push_str("</row>");
                }
                None => xml.push_str("/>"),
            }
        }
    }

    fn write_merges(&self, xml: &mut String) {
        if self.merges.is_empty() {
            return;
        }
        xml.push_str("<mergeCells count=\"");
        push_number(xml, self.merges.len());
        xml.push_str("\">");
        for CellRange { start, end } in &self.merges {
            xml.push_str(&format!("<mergeCell ref=\"{start}:{end}\"/>"));
        }
        xml.push_str("</mergeCells>");
    }
}

/// Puts the cells of the first sheets into a workbook that the crate has written.
///
/// # Errors
/// When ranges overlap, or the workbook is not as the crate writes it.
pub(super) fn fill(
    bytes: &[u8],
    sheets: Vec<SheetCells>,
    texts: &SharedTexts,
) -> Result<Vec<u8>, LayoutError> {
    let mut workbook = EditedContainer::open(bytes)?;
    let strange = |part: &str| OfficeError::broken(part, "不是预期的结构");
    let mut numbers = Vec::new();
    if let Some(part) = workbook.text(TEXTS)? {
        let (text, of_texts) = texts.behind(&part).ok_or_else(|| strange(TEXTS))?;
        workbook.put(TEXTS, text);
        numbers = of_texts;
    }
    for (mut cells, number) in sheets.into_iter().zip(1..) {
        cells.settle()?;
        let name = format!("xl/worksheets/sheet{number}.xml");
        let part = workbook.required(&name)?;
        let text = cells.spliced(&part, &numbers).ok_or_else(|| strange(&name))?;
        workbook.put(&name, text);
    }
    Ok(workbook.write()?)
}

/// The cell that shows a look.
fn sample(look: usize) -> (u32, u16) {
    (0, SAMPLES.saturating_add(u16::try_from(look).unwrap_or(u16::MAX)))
}

/// Excel keeps heights in whole pixels.
fn in_whole_pixels(points: f64) -> f64 {
    (points / POINTS).round() * POINTS
}

/// The number of the look of each cell that the crate has written, by the name of the cell.
fn numbers_of_looks(rows: &str) -> BTreeMap<&str, &str> {
    let number = |cell| {
        let (name, rest) = str::split_once(cell, "\" s=\"")?;
        Some((name, rest.split_once('"')?.0))
    };
    rows.split("<c r=\"").skip(1).filter_map(number).collect()
}

fn write_cell(xml: &mut String, (letters, row): (&str, &str), look: &str, text: Option<usize>) {
    xml.push_str("<c r=\"");
    xml.push_str(letters);
    xml.push_str(row);
    xml.push_str("\" s=\"");
    xml.push_str(look);
    match text {
        Some(text) => {
            xml.push_str("\" t=\"s\"><v>");
            push_number(xml, text);
            xml.push_str("</v></c>");
        }
        None => xml.push_str("\"/>"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::styles::CellRole;

    fn range(from: (u32, u16), to: (u32, u16)) -> CellRange {
        CellRange { start: CellRef::new(from.0, from.1), end: CellRef::new(to.0, to.1) }
    }

    fn put(cells: &mut SheetCells, place: CellRange, text: &str) {
        let style = CellStyle::new(CellRole::Left, 9.0);
        cells.put(place, text, style, &mut SharedTexts::default()).unwrap();
    }

    #[test]
    fn what_is_put_over_a_cell_takes_its_place() {
        let mut cells = SheetCells::default();
        put(&mut cells, range((0, 1), (0, 1)), "甲");
        put(&mut cells, range((0, 0), (0, 0)), "乙");
        put(&mut cells, range((0, 1), (0, 1)), "");
        cells.settle().unwrap();
        let row: Vec<_> = cells.rows[0].iter().map(|cell| (cell.column, cell.text)).collect();
        assert_eq!(row, [(0, Some(0)), (1, None)]);
    }

    #[test]
    fn ranges_that_overlap_are_refused() {
        let mut cells = SheetCells::default();
        put(&mut cells, range((0, 0), (2, 0)), "甲");
        put(&mut cells, range((2, 0), (2, 3)), "乙");
        assert!(matches!(
            cells.settle(),
            Err(LayoutError::Workbook(XlsxError::MergeRangeOverlaps(..)))
        ));
    }

    #[test]
    fn no_sheet_has_more_rows_and_no_cell_more_text() {
        let style = CellStyle::new(CellRole::Left, 9.0);
        let refused = |place, text: &str| {
            SheetCells::default().put(place, text, style, &mut SharedTexts::default()).is_err()
        };
        assert!(refused(range((0, 0), (MOST_ROWS, 0)), "甲"));
        assert!(refused(range((0, 0), (0, 0)), &"长".repeat(CELL_LIMIT + 1)));
    }
}
