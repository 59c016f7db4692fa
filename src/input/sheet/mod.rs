//! Tables of sheets to the model.
use super::decode::Context;
use crate::finding::Finding;
use crate::model::{Duty, WholeTable};
use crate::source::Workbook;
/// Whole tables of a workbook.
pub fn read_catalogue(_: Context, _: &Workbook, _: &mut Vec<Finding>) -> Vec<WholeTable> {
    Vec::new()
}
/// Duties of a workbook.
pub fn read_duties(_: Context, _: &Workbook, _: &mut Vec<Finding>) -> Vec<Duty> {
    Vec::new()
}
