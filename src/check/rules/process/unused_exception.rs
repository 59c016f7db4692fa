//! unused-exception: an exception that covers nothing. Raised by the policy of the settings.

use crate::check::{Area, Check, Mends, Rule};
use crate::finding::{RuleId, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    id: RuleId("unused-exception"),
    title: "例外没有对上任何问题",
    area: Area::Process,
    level: Severity::Warning,
    mends: Mends::Body,
    page: include_str!("unused-exception.md"),
    check: Check::Settings,
};
