//! A plain workbook: one table a sheet under one row of headings, every text as text.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
};

use super::ExportError;
use super::xlsx::names::SheetNames;
use super::xlsx::text::{check_length, date_parts};

/// A sheet.
#[derive(Debug)]
pub struct PlainSheet<'a> {
    /// What it would like to be called.
    pub name: String,
    /// The headings with the widths of their columns.
    pub columns: &'a [(&'a str, f64)],
    /// The rows; the first cell names what a row is about.
    pub rows: Vec<Vec<String>>,
}

/// Writes the workbook. The time of creation is `date`, `2020-09-30`, and not that of the clock.
///
/// # Errors
/// When a text is longer than a cell can hold.
pub fn plain_workbook(
    title: &str,
    date: Option<&str>,
    sheets: &[PlainSheet<'_>],
) -> Result<Vec<u8>, ExportError> {
    let (year, month, day) = date.and_then(date_parts).unwrap_or((2020, 1, 1));
    let created = ExcelDateTime::from_ymd(year, month, day)?;
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&created));
    let mut names = SheetNames::new([]);
    for sheet in sheets {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(names.unique(&sheet.name))?;
        fill(worksheet, sheet)?;
    }
    if sheets.is_empty() {
        workbook.add_worksheet();
    }
    Ok(workbook.save_to_buffer()?)
}

fn fill(worksheet: &mut Worksheet, sheet: &PlainSheet<'_>) -> Result<(), ExportError> {
    let cell = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let cell = cell.set_border(FormatBorder::Thin).set_num_format("@");
    let head = Format::new().set_bold().set_border(FormatBorder::Thin);
    for ((heading, width), column) in sheet.columns.iter().zip(0..) {
        worksheet.set_column_width(column, *width)?;
        worksheet.write_string_with_format(0, column, *heading, &head)?;
    }
    for (texts, row) in sheet.rows.iter().zip(1..) {
        for ((text, (heading, _)), column) in texts.iter().zip(sheet.columns).zip(0..) {
            let subject = || texts.first().cloned().unwrap_or_default();
            check_length(text, subject, heading)?;
            worksheet.write_string_with_format(row, column, text, &cell)?;
        }
    }
    worksheet.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
    worksheet.set_landscape().set_paper_size(8).set_print_fit_to_pages(1, 0);
    Ok(())
}
