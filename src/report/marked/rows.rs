//! The rows of any spreadsheet in a workbook of our own: every cell as text, merged ranges kept. For
//! files that cannot be marked themselves.

use std::collections::BTreeMap;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthStr;

use crate::source::{CellRange, CellRef, Sheet};

/// Widths of columns in characters.
const NARROWEST: usize = 6;
const WIDEST: usize = 40;
/// In points.
const LINE_HEIGHT: f64 = 14.0;
const MOST_HEIGHT: f64 = 400.0;
/// How many empty cells are worth their lines.
const MOST_BLANKS: usize = 200_000;
/// How many cells may lie in merged ranges.
const MOST_MERGED: u64 = 500_000;
/// What a sheet's name may have, in characters.
const LONGEST_NAME: usize = 31;
/// What a cell may have, in characters.
const LONGEST_TEXT: usize = 32_767;

/// The workbook, and the names that its sheets have there.
pub(super) fn workbook(
    source: &crate::source::Workbook,
) -> Result<(Vec<u8>, Vec<String>), XlsxError> {
    let mut workbook = Workbook::new();
    // The same rows give the same bytes: no time of the clock.
    let created = ExcelDateTime::from_ymd(2020, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let names = names(&source.sheets);
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
    Ok((workbook.save_to_buffer()?, names))
}

fn fill(page: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    let format = Format::new()
        .set_font_name("宋体")
        .set_font_size(10)
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
        page.set_column_width(*column, characters(*width))?;
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
    text.chars().take(LONGEST_TEXT).collect()
}

/// The width of each column with text, from its widest line outside merged ranges.
fn widths(sheet: &Sheet) -> BTreeMap<u16, usize> {
    let mut widths: BTreeMap<u16, usize> = BTreeMap::new();
    let spans = spans(sheet);
    for (cell, value) in &sheet.cells {
        let widest = value.text.lines().map(UnicodeWidthStr::width_cjk).max().unwrap_or(0) + 2;
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
        let room = columns.map(|(_, width)| *width).sum::<usize>().saturating_sub(2).max(2);
        let lines = value.text.split('\n').map(|line| line.width_cjk().div_ceil(room).max(1));
        let height = characters(lines.sum()) * LINE_HEIGHT + 4.0;
        let share = height / f64::from(range.end.row - range.start.row + 1);
        for row in range.start.row..=range.end.row {
            let height = heights.entry(row).or_insert(LINE_HEIGHT + 4.0);
            *height = height.max(share.min(MOST_HEIGHT));
        }
    }
    heights
}

/// The merged ranges by their top left cells.
fn spans(sheet: &Sheet) -> BTreeMap<CellRef, CellRange> {
    merges(sheet).map(|range| (range.start, range)).collect()
}

fn characters(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Names that a workbook accepts: no longer than allowed, without marks that mean something, no two
/// alike.
fn names(sheets: &[Sheet]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for sheet in sheets {
        let plain = |c: char| if "[]:*?/\\".contains(c) || c.is_control() { '_' } else { c };
        let name: String = sheet.name.chars().map(plain).take(LONGEST_NAME).collect();
        let name = name.trim_matches('\'').to_owned();
        let name = if name.is_empty() { "表".to_owned() } else { name };
        let short: String = name.chars().take(LONGEST_NAME - 5).collect();
        let mut others = (2u32..).map(|number| format!("{short}_{number}"));
        let taken = |name: &String| names.iter().any(|n| n.to_lowercase() == name.to_lowercase());
        let name = if taken(&name) { others.find(|n| !taken(n)).unwrap_or(name) } else { name };
        names.push(name);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_acceptable() {
        let sheet = |name: &str| Sheet { name: name.to_owned(), ..Sheet::default() };
        let long = "长".repeat(40);
        let sheets = ["甲/乙", "甲:乙", "", "表", "Sheet1", "SHEET1", &long, &long].map(sheet);
        let expected = ["甲_乙", "甲_乙_2", "表", "表_2", "Sheet1", "SHEET1_2"];
        assert_eq!(names(&sheets)[..6], expected);
        assert!(names(&sheets).iter().all(|name| name.chars().count() <= LONGEST_NAME));
    }
}
