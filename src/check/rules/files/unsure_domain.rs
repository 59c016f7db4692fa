//! unsure-domain: a table that does not say its domain. Raised by `input::sheet`.

use crate::check::{Area, Check, Mends, Rule};
use crate::finding::{RuleId, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    id: RuleId("unsure-domain"),
    title: "看不出是哪个领域",
    area: Area::Files,
    level: Severity::Error,
    mends: Mends::Body,
    page: include_str!("unsure-domain.md"),
    check: Check::Reading,
};
