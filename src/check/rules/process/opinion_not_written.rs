//! opinion-not-written: an adopted opinion could not be written as an adjustment. Raised by `review`.

use crate::check::{Area, Check, Mends, Rule};
use crate::finding::{RuleId, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    id: RuleId("opinion-not-written"),
    title: "采纳的意见没有写进调整",
    area: Area::Process,
    level: Severity::Warning,
    mends: Mends::Body,
    page: include_str!("opinion-not-written.md"),
    check: Check::Review,
};
