//! A plan to a worksheet: title, head with notes, rows, drop-downs, page.

use rust_xlsxwriter::{IgnoreError, Note, ObjectMovement, Worksheet, XlsxError};

use super::layout::{Formats, TABLE_POINTS, row_height};
use super::plan::{Column, Paper, Plan};
use crate::model::form::EXAMPLE;

/// The last row (counted from 0) that drop-downs reach.
const LAST_FILLABLE: u32 = 1999;
/// Columns up to this width hold short words, which stand in the middle.
const NARROW: u16 = 12;

/// Writes a plan into an empty worksheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    plan: &Plan,
    formats: &Formats,
) -> Result<(), XlsxError> {
    sheet.set_name(&plan.name)?;
    for (column, spec) in (0u16..).zip(&plan.columns) {
        sheet.set_column_width(column, f64::from(spec.width))?;
    }
    let head = write_title(sheet, plan, formats)?;
    let first = write_head(sheet, plan, head, formats)?;
    let mut row = first;
    if plan.example {
        write_row(sheet, plan, row, &example_row(plan), formats, true)?;
        row += 1;
    }
    for cells in &plan.rows {
        write_row(sheet, plan, row, cells, formats, false)?;
        row += 1;
    }
    for _ in 0..plan.blank_rows {
        write_row(sheet, plan, row, &[], formats, false)?;
        row += 1;
    }
    if plan.blank_rows > 0 {
        add_lists(sheet, plan, first)?;
    }
    let last = u16::try_from(plan.columns.len().saturating_sub(1)).unwrap_or(0);
    sheet.ignore_error_range(first, 0, LAST_FILLABLE, last, IgnoreError::NumberStoredAsText)?;
    set_page(sheet, plan, head, first)
}

/// Title and the line under it. Returns the first row of the head.
fn write_title(sheet: &mut Worksheet, plan: &Plan, formats: &Formats) -> Result<u32, XlsxError> {
    let last = u16::try_from(plan.columns.len().saturating_sub(1)).unwrap_or(0);
    sheet.merge_range(0, 0, 0, last, &plan.title, &formats.title)?;
    sheet.set_row_height(0, 32)?;
    if plan.line.is_empty() {
        return Ok(1);
    }
    sheet.merge_range(1, 0, 1, last, &plan.line, &formats.line)?;
    sheet.set_row_height(1, 20)?;
    Ok(2)
}

/// The head, of one row or two. Returns the row after it.
fn write_head(
    sheet: &mut Worksheet,
    plan: &Plan,
    row: u32,
    formats: &Formats,
) -> Result<u32, XlsxError> {
    let two = plan.has_groups();
    let bottom = if two { row + 1 } else { row };
    for (at, column) in (0u16..).zip(&plan.columns) {
        let format = if column.required { &formats.required } else { &formats.heading };
        let note_row = if two && column.group.is_none() {
            sheet.merge_range(row, at, bottom, at, &column.heading, format)?;
            row
        } else {
            sheet.write_string_with_format(bottom, at, column.heading.as_ref(), format)?;
            bottom
        };
        if !column.note.is_empty() {
            sheet.insert_note(note_row, at, &note(column))?;
        }
    }
    if two {
        write_groups(sheet, plan, row, formats)?;
        sheet.set_row_height(row, 22)?;
    }
    let heads = plan.columns.iter().map(|c| (c.heading.as_ref(), c.width));
    sheet.set_row_height(bottom, row_height(heads, TABLE_POINTS).max(26.0))?;
    Ok(bottom + 1)
}

/// The shared headings of a two-row head, each over its columns.
fn write_groups(
    sheet: &mut Worksheet,
    plan: &Plan,
    row: u32,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let mut at = 0u16;
    for run in plan.columns.chunk_by(|a, b| a.group == b.group) {
        let width = u16::try_from(run.len()).unwrap_or(u16::MAX);
        let (first, last) = (at, at + width - 1);
        at += width;
        match run.first().and_then(|column| column.group) {
            Some(group) if width > 1 => {
                sheet.merge_range(row, first, row, last, group, &formats.heading)?;
            }
            Some(group) => {
                sheet.write_string_with_format(row, first, group, &formats.heading)?;
            }
            None => {}
        }
    }
    Ok(())
}

fn note(column: &Column) -> Note {
    let text = column.note_text();
    let height = row_height([(text.as_str(), 34)].into_iter(), 10.0);
    // Points to pixels, and a little air: notes do not scroll.
    let pixels = (height * 4.0 / 3.0) as u32 + 16;
    Note::new(text)
        .add_author_prefix(false)
        .set_author("mulu")
        .set_font_name("宋体")
        .set_font_size(10)
        .set_width(250)
        .set_height(pixels)
        .set_object_movement(ObjectMovement::MoveButDontSizeWithCells)
}

fn example_row(plan: &Plan) -> Vec<String> {
    let cell = |column: &Column| match column.heading.as_ref() {
        "序号" => EXAMPLE.to_owned(),
        _ => column.example.to_string(),
    };
    plan.columns.iter().map(cell).collect()
}

fn write_row(
    sheet: &mut Worksheet,
    plan: &Plan,
    row: u32,
    cells: &[String],
    formats: &Formats,
    is_example: bool,
) -> Result<(), XlsxError> {
    for (at, column) in (0u16..).zip(&plan.columns) {
        let format = match (column.width <= NARROW, is_example) {
            (true, true) => &formats.narrow_example,
            (true, false) => &formats.narrow,
            (false, true) => &formats.example,
            (false, false) => &formats.cell,
        };
        match cells.get(usize::from(at)).map(String::as_str) {
            Some(text) if !text.is_empty() => {
                sheet.write_string_with_format(row, at, text, format)?;
            }
            _ => {
                sheet.write_blank(row, at, format)?;
            }
        }
    }
    let texts = cells.iter().map(String::as_str).zip(plan.columns.iter().map(|c| c.width));
    let height = row_height(texts, TABLE_POINTS).max(20.0);
    sheet.set_row_height(row, height)?;
    Ok(())
}

fn add_lists(sheet: &mut Worksheet, plan: &Plan, first: u32) -> Result<(), XlsxError> {
    for (at, column) in (0u16..).zip(&plan.columns) {
        if let Some(list) = column.list {
            sheet.add_data_validation(first, at, LAST_FILLABLE, at, &list.validation()?)?;
        }
    }
    Ok(())
}

fn set_page(sheet: &mut Worksheet, plan: &Plan, head: u32, first: u32) -> Result<(), XlsxError> {
    let paper = match plan.paper {
        Paper::A3 => 8,
        Paper::A4 => 9,
    };
    sheet
        .set_paper_size(paper)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_print_center_horizontally(true)
        .set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3)
        .set_footer("&C第 &P 页 共 &N 页");
    sheet.set_repeat_rows(head, first - 1)?.set_freeze_panes(first, 0)?;
    Ok(())
}
