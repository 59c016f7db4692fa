//! reserved-number: a domain of a layer's own under a number of the national ones. Raised by `merge`.

use crate::check::{Area, Check, Mends, Rule};
use crate::finding::{RuleId, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    id: RuleId("reserved-number"),
    title: "自设领域用了国家的编号",
    area: Area::Layers,
    level: Severity::Warning,
    mends: Mends::Body,
    page: include_str!("reserved-number.md"),
    check: Check::Merging,
};
