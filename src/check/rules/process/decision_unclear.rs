//! decision-unclear: a decision in 意见采纳情况表 cannot be taken over. Raised by `review`.

use crate::check::{Area, Check, Mends, Rule};
use crate::finding::{RuleId, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    id: RuleId("decision-unclear"),
    title: "采纳情况没有写清楚",
    area: Area::Process,
    level: Severity::Error,
    mends: Mends::Body,
    page: include_str!("decision-unclear.md"),
    check: Check::Review,
};
