//! A whole template workbook: explanation, sheets to fill in, reference, code lists.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

use super::layout::Formats;
use super::lists::{self, List};
use super::plan::Plan;
use super::{TemplateError, guide, sheet};

/// Writes a workbook. The first plan's sheet is the one that is open at first.
pub(super) fn write(
    title: &str,
    guide_lines: &[&str],
    plans: &[Plan],
    domains: &[String],
) -> Result<Vec<u8>, TemplateError> {
    let mut book = Workbook::new();
    // A fixed time: the same template always has the same bytes.
    let created = ExcelDateTime::from_ymd(2020, 1, 1)?;
    book.set_properties(
        &DocProperties::new().set_title(title).set_author("mulu").set_creation_datetime(&created),
    );
    let formats = Formats::new();
    if !guide_lines.is_empty() {
        guide::write(book.add_worksheet(), title, guide_lines)?;
    }
    for (index, plan) in plans.iter().enumerate() {
        let worksheet = book.add_worksheet();
        sheet::write(worksheet, plan, &formats)?;
        if index == 0 {
            worksheet.set_active(true);
        }
    }
    let fillable = plans.iter().filter(|plan| plan.blank_rows > 0);
    let used: Vec<List> = fillable.flat_map(Plan::lists).collect();
    if !used.is_empty() {
        lists::write(&mut book, &used, domains)?;
    }
    Ok(book.save_to_buffer()?)
}
