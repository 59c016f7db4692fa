//! opinion-not-written: an adopted opinion could not be written as an adjustment.

use crate::finding::{Area, Fault, Rule};

pub(crate) static RULE: Rule =
    Rule::warning(Area::Process, include_str!("opinion-not-written.md")).mended_by_body();

/// The opinion with this number, and why not.
pub(crate) fn not_written(number: usize, why: &str) -> Fault {
    RULE.fault(format!("第 {number} 号意见没有写进调整：{why}"))
}
