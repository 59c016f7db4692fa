//! opinion-changed: a unit changed an opinion that was decided on.

use crate::finding::{Area, Fault, Rule};

pub(crate) static RULE: Rule =
    Rule::warning(Area::Process, include_str!("opinion-changed.md")).mended_by_body();

/// The opinion `known`, decided on as said, which is now also there as `fresh`.
pub(crate) fn changed(unit: &str, known: usize, decision: &str, fresh: usize) -> Fault {
    RULE.fault(format!(
        "{unit}改了意见，而第 {known} 号意见已经定为“{decision}”。另记为第 {fresh} 号"
    ))
    .help("看新的意见采纳不采纳，重新定；原来已经写进调整的，也看要不要改回去")
}
