//! 模板: workbooks to fill in, with drop-downs, notes on the headings and an example row.
//!
//! Each kind of template is a list of [`plan::Plan`]s (what a sheet holds); `sheet` turns a plan into a
//! worksheet. This module must not know how the workbooks are read back: the headings are the contract.

mod adjustments;
mod book;
mod catalogue;
mod duties;
mod guide;
mod layout;
mod lists;
mod plan;
mod reference;
mod sheet;

pub use adjustments::adjustments;
pub use catalogue::catalogue;
pub use duties::{DutyTable, duties, duty_headings, filled_duties};

/// What the 序号 cell of an example row holds. Readers leave such a row out.
pub const EXAMPLE: &str = "示例";
/// The sheet that explains how to fill the workbook in.
pub const GUIDE_SHEET: &str = "填写说明";
/// The hidden sheet with the closed lists behind the drop-downs.
pub const LISTS_SHEET: &str = "码表";
/// The sheet that lists the codes of the guidelines' items.
pub const REFERENCE_SHEET: &str = "事项编码表";

/// Why a workbook could not be made.
#[derive(Debug, thiserror::Error)]
#[error("表格没有做成：{0}")]
pub struct TemplateError(#[from] rust_xlsxwriter::XlsxError);
