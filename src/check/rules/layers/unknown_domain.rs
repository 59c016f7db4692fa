//! unknown-domain: a domain that nothing above has. Raised by `merge`.

use crate::check::{Area, Check, Mends, Rule};
use crate::finding::{RuleId, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    id: RuleId("unknown-domain"),
    title: "没有这个领域",
    area: Area::Layers,
    level: Severity::Error,
    mends: Mends::Body,
    page: include_str!("unknown-domain.md"),
    check: Check::Merging,
};
