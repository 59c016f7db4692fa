//! The rows of any spreadsheet in a workbook of our own: every cell as text, merged ranges kept. For
//! files that cannot be marked themselves.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Worksheet};

use super::measure::{TALLEST, height, lines, number, width};
use super::text::CELL_LIMIT;
use super::{LayoutError, SheetNames, book, page};
use crate::source::{CellRange, CellRef, Sheet, Workbook};

/// The size of the text in points.
const FONT: f64 = 10.0;
/// How many half-width characters a column has room for.
const NARROWEST: usize = 6;
const WIDEST: usize = 40;
/// How many empty cells are worth their lines.
const MOST_BLANKS: usize = 200_000;
/// How many cells may lie in merged ranges.
const MOST_MERGED: u64 = 500_000;

/// The workbook, and the names that its sheets have there.
///
/// # Errors
/// When the workbook cannot be put together.
pub(crate) fn rebuilt(source: &Workbook) -> Result<(Vec<u8>, Vec<String>), LayoutError> {
    let mut workbook = book::new(book::created(None)?)?;
    let mut given = SheetNames::new([]);
    let names: Vec<String> = source.sheets.iter().map(|sheet| given.unique(&sheet.name)).collect();
    let all_hidden = source.sheets.iter().all(|sheet| sheet.hidden);
    let mut first = true;
    for (sheet, name) in source.sheets.iter().zip(&names) {
        let page = workbook.add_worksheet();
        page.set_name(name)?;
        let visible = !sheet.hidden || all_hidden;
        page.set_hidden(!visible);
        if visible && std::mem::take(&mut first) {
            page.set_active(true);
            page.set_first_tab(true);
        }
        fill(page, sheet)?;
    }
    Ok((book::save(workbook)?, names))
}

fn fill(page: &mut Worksheet, sheet: &Sheet) -> Result<(), LayoutError> {
    let format = Format::new()
        .set_font_name("宋体")
        .set_font_size(FONT)
        .set_num_format("@")
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
        .set_border(FormatBorder::Thin);
    page.set_landscape().set_paper_size(8).set_print_fit_to_pages(1, 0);
    for cell in blanks(sheet) {
        page.write_blank(cell.row, cell.column, &format)?;
    }
    for CellRange { start, end } in merges(sheet) {
        let text = clip(sheet.text(start));
        // Ranges that overlap, as web pages can have them, stay apart.
        let _ = page.merge_range(start.row, start.column, end.row, end.column, &text, &format);
    }
    for (cell, value) in &sheet.cells {
        page.write_string_with_format(cell.row, cell.column, clip(&value.text), &format)?;
    }
    let widths = widths(sheet);
    for (column, width) in &widths {
        page.set_column_width(*column, units(*width))?;
    }
    for (row, height) in heights(sheet, &widths) {
        page.set_row_height(row, height)?;
    }
    Ok(())
}

/// The empty cells among those with text, which have lines around them too; none where a sheet is so
/// sparse that they would be many.
fn blanks(sheet: &Sheet) -> Vec<CellRef> {
    let (_, columns) = sheet.size();
    let mut rows: Vec<u32> = sheet.cells.keys().map(|cell| cell.row).collect();
    rows.dedup();
    if rows.len() * usize::from(columns) > MOST_BLANKS {
        return Vec::new();
    }
    let all = rows.into_iter().flat_map(|row| (0..columns).map(move |c| CellRef::new(row, c)));
    all.filter(|cell| !sheet.cells.contains_key(cell)).collect()
}

/// The merged ranges. Every cell of one is written, so a file that merges millions loses the merging.
fn merges(sheet: &Sheet) -> impl Iterator<Item = CellRange> {
    let mut room = MOST_MERGED;
    sheet.merges.iter().copied().filter(move |CellRange { start, end }| {
        let rows = u64::from(end.row - start.row) + 1;
        let area = rows * (u64::from(end.column - start.column) + 1);
        let fits = area <= room;
        room -= if fits { area } else { 0 };
        fits
    })
}

fn clip(text: &str) -> String {
    text.chars().take(CELL_LIMIT).collect()
}

/// How many characters each column with text has room for, from its widest line outside merged ranges.
fn widths(sheet: &Sheet) -> BTreeMap<u16, usize> {
    let mut widths: BTreeMap<u16, usize> = BTreeMap::new();
    let spans = spans(sheet);
    for (cell, value) in &sheet.cells {
        let widest = value.text.lines().map(width).max().unwrap_or(0) + 2;
        let width = widths.entry(cell.column).or_insert(NARROWEST);
        if spans.get(cell).is_none_or(|range| range.start.column == range.end.column) {
            *width = (*width).max(widest.min(WIDEST));
        }
    }
    widths
}

/// The height of each row with text. Rows of a merged range share what its text takes.
fn heights(sheet: &Sheet, widths: &BTreeMap<u16, usize>) -> BTreeMap<u32, f64> {
    let mut heights: BTreeMap<u32, f64> = BTreeMap::new();
    let spans = spans(sheet);
    for (cell, value) in &sheet.cells {
        let range = spans.get(cell).copied().unwrap_or(CellRange { start: *cell, end: *cell });
        let columns = widths.range(range.start.column..=range.end.column);
        let points = columns.map(|(_, width)| page::points(units(*width))).sum();
        let needed = height(lines(&value.text, points, FONT), FONT);
        let share = needed / f64::from(range.end.row - range.start.row + 1);
        for row in range.start.row..=range.end.row {
            let height = heights.entry(row).or_insert(height(1, FONT));
            *height = height.max(share.min(TALLEST));
        }
    }
    heights
}

/// The merged ranges by their top left cells.
fn spans(sheet: &Sheet) -> BTreeMap<CellRef, CellRange> {
    merges(sheet).map(|range| (range.start, range)).collect()
}

fn units(characters: usize) -> f64 {
    page::units(number(characters), FONT)
}
