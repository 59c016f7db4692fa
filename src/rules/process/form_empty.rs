//! form-empty: a form came back as it went out.

use crate::finding::{Area, Fault, Rule};

pub(crate) static RULE: Rule =
    Rule::warning(Area::Process, include_str!("form-empty.md")).mended_by_body();

/// A form without an answer.
pub(crate) fn unanswered() -> Fault {
    RULE.fault("一条意见也没有填，这份表按没有反馈算")
        .help("请单位填好再交；没有意见的，逐项选“同意”")
}
