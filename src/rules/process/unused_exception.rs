//! unused-exception: an exception that covers nothing.

use crate::finding::{Area, Fault, Rule};

pub(crate) static RULE: Rule =
    Rule::warning(Area::Process, include_str!("unused-exception.md")).mended_by_body();

/// An exception for something that was never found.
pub(crate) fn unused(subject: &str) -> Fault {
    RULE.fault(format!("{subject}的例外没有对上任何一个问题，留着会让人以为还有问题"))
        .help("问题已经改好的，删去这一条；没有改好的，看规则编号、事项编码和字段写得对不对")
}
