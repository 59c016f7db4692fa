//! yaml-too-large: a file is larger or deeper than any catalogue. Raised by `input::yaml`.

use crate::check::{Area, Check, Mends, Rule};
use crate::finding::{RuleId, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    id: RuleId("yaml-too-large"),
    title: "YAML 太大或套得太深",
    area: Area::Files,
    level: Severity::Error,
    mends: Mends::Body,
    page: include_str!("yaml-too-large.md"),
    check: Check::Reading,
};
