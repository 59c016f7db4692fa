//! 模板: workbooks to fill in, with drop-downs, notes on the headings and an example row.
//!
//! Each kind of template is a list of [`plan::TemplatePlan`]s (what a sheet holds). This module must not know how
//! the workbooks are read back: the headings are the contract.

mod adjustments;
mod catalogue;
mod columns;
mod duties;
mod folder;
mod guide;
mod lists;
mod plan;
mod reference;
mod registers;

use crate::layout::{FormBook, LayoutError};
use crate::model::form::LISTS_SHEET;
use lists::Words;
use plan::TemplatePlan;

pub use adjustments::adjustments;
pub use catalogue::catalogue;
pub use columns::columns;
pub use duties::{DutyTable, duties, duty_headings, duty_row, filled_duties};
pub use folder::{FolderError, Hints, RoleHint, folder};
pub use registers::registers;

/// A whole workbook: explanation, sheets to fill in, reference, code lists. The first plan's sheet is the
/// one that is open at first.
fn workbook(
    title: &str,
    guide: &[&str],
    plans: Vec<TemplatePlan>,
    words: Words<'_>,
) -> Result<Vec<u8>, LayoutError> {
    let guide = (!guide.is_empty()).then(|| guide::form(title, guide));
    let open = usize::from(guide.is_some());
    let forms = guide.into_iter().chain(plans.into_iter().map(|plan| plan.form(words)));
    FormBook {
        title: title.to_owned(),
        office: "mulu".to_owned(),
        forms: forms.collect(),
        open,
        lists: LISTS_SHEET,
        ..FormBook::default()
    }
    .write()
}
