//! wrong-type: a value of the wrong kind. Raised by `input::yaml`.

use crate::check::{Area, Check, Mends, Rule};
use crate::finding::{RuleId, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    id: RuleId("wrong-type"),
    title: "内容的种类不对",
    area: Area::Files,
    level: Severity::Error,
    mends: Mends::Body,
    page: include_str!("wrong-type.md"),
    check: Check::Reading,
};
