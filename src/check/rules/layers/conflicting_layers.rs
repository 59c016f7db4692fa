//! conflicting-layers: two places of one layer that want different things. Raised by `merge`.

use crate::check::{Area, Check, Mends, Rule};
use crate::finding::{RuleId, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    id: RuleId("conflicting-layers"),
    title: "同一层有两处说法不一",
    area: Area::Layers,
    level: Severity::Error,
    mends: Mends::Body,
    page: include_str!("conflicting-layers.md"),
    check: Check::Merging,
};
