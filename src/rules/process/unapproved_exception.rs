//! unapproved-exception: an exception that nobody answers for.

use crate::finding::{Area, Fault, Rule, Severity};

pub(crate) static RULE: Rule =
    Rule::warning(Area::Process, include_str!("unapproved-exception.md"))
        .also(&[Severity::Error])
        .mended_by_body();

const HELP: &str = "在这条例外里写“批准人”：同意保留的人";

/// An exception without 批准人, for anything that may be let stand.
pub(crate) fn unapproved(subject: &str) -> Fault {
    RULE.fault(format!("{subject}的例外没有写批准人，说不清是谁同意保留的")).help(HELP)
}

/// An exception for personal data or secrets without 批准人, which does not hold.
pub(crate) fn of_secrets(subject: &str) -> Fault {
    let message =
        format!("{subject}的例外没有写批准人：涉及个人信息和秘密，没有批准人的例外不算数");
    RULE.fault(message).level(Severity::Error).help(HELP)
}
