//! duplicate-key: the same key twice in one mapping. Raised by `input::yaml`.

use crate::check::{Area, Check, Mends, Rule};
use crate::finding::{RuleId, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    id: RuleId("duplicate-key"),
    title: "同一项写了两次",
    area: Area::Files,
    level: Severity::Error,
    mends: Mends::Body,
    page: include_str!("duplicate-key.md"),
    check: Check::Reading,
};
