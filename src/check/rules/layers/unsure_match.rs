//! unsure-match: a row that is like an item of the layer above, but not surely it. Raised by `merge`.

use crate::check::{Area, Check, Mends, Rule};
use crate::finding::{RuleId, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    id: RuleId("unsure-match"),
    title: "像是同一个事项，但不能认定",
    area: Area::Layers,
    level: Severity::Error,
    mends: Mends::Body,
    page: include_str!("unsure-match.md"),
    check: Check::Merging,
};
