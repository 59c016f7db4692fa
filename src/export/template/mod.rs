//! 模板: workbooks to fill in, with drop-downs, notes on the headings and an example row.
//!
//! Each kind of template is a list of [`plan::Plan`]s (what a sheet holds); `sheet` turns a plan into a
//! worksheet. This module must not know how the workbooks are read back: the headings are the contract.

mod adjustments;
mod book;
mod catalogue;
mod duties;
mod folder;
mod guide;
mod layout;
mod lists;
mod plan;
mod reference;
mod sheet;

pub use adjustments::adjustments;
pub use catalogue::catalogue;
pub use duties::{DutyTable, duties, duty_headings, filled_duties};
pub use folder::{FolderError, Hints, RoleHint, folder};

/// Why a workbook could not be made.
#[derive(Debug, thiserror::Error)]
#[error("表格没有做成：{0}")]
pub struct TemplateError(#[from] rust_xlsxwriter::XlsxError);
