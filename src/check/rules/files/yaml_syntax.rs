//! yaml-syntax: a file is no YAML. Raised by `input::yaml`.

use crate::check::{Area, Check, Mends, Rule};
use crate::finding::{RuleId, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    id: RuleId("yaml-syntax"),
    title: "YAML 写法有错，读不下去",
    area: Area::Files,
    level: Severity::Error,
    mends: Mends::Body,
    page: include_str!("yaml-syntax.md"),
    check: Check::Reading,
};
