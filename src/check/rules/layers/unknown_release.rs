//! unknown-release: the release of the guidelines does not exist. Raised by `pipeline`.

use crate::check::{Area, Check, Mends, Rule};
use crate::finding::{RuleId, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    id: RuleId("unknown-release"),
    title: "没有这一版国家指引",
    area: Area::Layers,
    level: Severity::Error,
    mends: Mends::Body,
    page: include_str!("unknown-release.md"),
    check: Check::Merging,
};
