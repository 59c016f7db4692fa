//! form-empty: a form came back as it went out. Raised by `review`.

use crate::check::{Area, Check, Mends, Rule};
use crate::finding::{RuleId, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    id: RuleId("form-empty"),
    title: "交回的表没有填",
    area: Area::Process,
    level: Severity::Warning,
    mends: Mends::Body,
    page: include_str!("form-empty.md"),
    check: Check::Review,
};
