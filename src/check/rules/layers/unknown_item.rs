//! unknown-item: a reference to an item that nothing above has. Raised by `merge`.

use crate::check::{Area, Check, Mends, Rule};
use crate::finding::{RuleId, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    id: RuleId("unknown-item"),
    title: "没有这个事项",
    area: Area::Layers,
    level: Severity::Error,
    mends: Mends::Body,
    page: include_str!("unknown-item.md"),
    check: Check::Merging,
};
