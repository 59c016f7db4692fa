//! unsure-head: a table whose head was not understood. Raised by `input::sheet`.

use crate::check::{Area, Check, Mends, Rule};
use crate::finding::{RuleId, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    id: RuleId("unsure-head"),
    title: "表头认不准",
    area: Area::Files,
    level: Severity::Error,
    mends: Mends::Body,
    page: include_str!("unsure-head.md"),
    check: Check::Reading,
};
