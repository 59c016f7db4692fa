//! opinion-looser: an opinion that would give more time than the guideline does.

use crate::finding::{Area, Fault, Rule};

pub(crate) static RULE: Rule =
    Rule::warning(Area::Process, include_str!("opinion-looser.md")).mended_by_body();

/// The opinion with this number: the working days that it gives, and those of the guideline or of the
/// draft.
pub(crate) fn looser(number: usize, asked: u32, now: u32, is_guideline: bool) -> Fault {
    let of = if is_guideline { "标准指引" } else { "草案" };
    RULE.fault(format!("第 {number} 号意见要公开时限改成{asked}个工作日，比{of}的{now}个工作日长"))
        .help("采纳以前请部门说明依据；没有依据的，定为不采纳并写理由")
}
