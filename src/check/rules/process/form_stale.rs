//! form-stale: a form is about an older draft. Raised by `review`.

use crate::check::{Area, Check, Mends, Rule};
use crate::finding::{RuleId, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    id: RuleId("form-stale"),
    title: "反馈针对的不是现在这一稿",
    area: Area::Process,
    level: Severity::Warning,
    mends: Mends::Body,
    page: include_str!("form-stale.md"),
    check: Check::Review,
};
