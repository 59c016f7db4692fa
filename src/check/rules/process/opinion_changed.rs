//! opinion-changed: a unit changed an opinion that was decided on. Raised by `review`.

use crate::check::{Area, Check, Mends, Rule};
use crate::finding::{RuleId, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    id: RuleId("opinion-changed"),
    title: "定了以后又改了意见",
    area: Area::Process,
    level: Severity::Warning,
    mends: Mends::Body,
    page: include_str!("opinion-changed.md"),
    check: Check::Review,
};
