//! form-foreign: a form is about another catalogue, or from a unit that was not asked. Raised by `review`.

use crate::check::{Area, Check, Mends, Rule};
use crate::finding::{RuleId, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    id: RuleId("form-foreign"),
    title: "交回的表不是这里的",
    area: Area::Process,
    level: Severity::Error,
    mends: Mends::Body,
    page: include_str!("form-foreign.md"),
    check: Check::Review,
};
