//! form-unreadable: a form that came back cannot be read, or is no form. Raised by `review`.

use crate::check::{Area, Check, Mends, Rule};
use crate::finding::{RuleId, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    id: RuleId("form-unreadable"),
    title: "交回的表读不出来",
    area: Area::Process,
    level: Severity::Error,
    mends: Mends::Body,
    page: include_str!("form-unreadable.md"),
    check: Check::Review,
};
