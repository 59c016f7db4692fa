//! conflicting-layers: two places of one layer that want different things.

use crate::finding::{Area, Fault, Rule};
use crate::model::DomainNumber;

pub(crate) static RULE: Rule =
    Rule::error(Area::Layers, include_str!("conflicting-layers.md")).mended_by_body();

/// Two texts for one column.
pub(crate) fn texts(heading: &str, first: &str, other: &str) -> Fault {
    conflict(format!("同一层有两处对“{heading}”写得不一样：“{first}”和“{other}”"))
}

/// An item that is dropped in one place and kept in another.
pub(crate) fn dropped_and_kept() -> Fault {
    conflict("同一层一处不采用这个事项，另一处又列出或修改它")
}

/// An item that is dropped twice, for different reasons.
pub(crate) fn reasons() -> Fault {
    conflict("同一层有两处不采用这个事项，写的理由不一样")
}

/// A table under the number of a local domain that has another name.
pub(crate) fn number_taken(number: &DomainNumber, owner: &str, name: &str) -> Fault {
    RULE.fault(format!("编号 {number} 已经是“{owner}”领域的，“{name}”不能再用，这张表没有编进去"))
        .help("换一个没有用过的编号；是同一个领域的，把名称写得一样")
}

fn conflict(message: impl Into<String>) -> Fault {
    RULE.fault(message).help("留下对的一处，删去或改正另一处")
}
