//! expired-exception: an exception whose day has passed. Raised by the policy of the settings.

use crate::check::{Area, Check, Mends, Rule};
use crate::finding::{RuleId, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    id: RuleId("expired-exception"),
    title: "例外已经过期",
    area: Area::Process,
    level: Severity::Warning,
    mends: Mends::Body,
    page: include_str!("expired-exception.md"),
    check: Check::Settings,
};
