//! opinion-unclear: an opinion does not say what is to become of which item. Raised by `review`.

use crate::check::{Area, Check, Mends, Rule};
use crate::finding::{RuleId, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    id: RuleId("opinion-unclear"),
    title: "意见没有写清楚",
    area: Area::Process,
    level: Severity::Error,
    mends: Mends::Body,
    page: include_str!("opinion-unclear.md"),
    check: Check::Review,
};
