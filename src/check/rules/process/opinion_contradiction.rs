//! opinion-contradiction: two opinions cannot both be followed. Raised by `review`.

use crate::check::{Area, Check, Mends, Rule};
use crate::finding::{RuleId, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    id: RuleId("opinion-contradiction"),
    title: "几个单位的意见不一致",
    area: Area::Process,
    level: Severity::Error,
    mends: Mends::Body,
    page: include_str!("opinion-contradiction.md"),
    check: Check::Review,
};
