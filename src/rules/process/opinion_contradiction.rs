//! opinion-contradiction: two opinions cannot both be followed.

use crate::finding::{Area, Fault, Rule};

pub(crate) static RULE: Rule =
    Rule::error(Area::Process, include_str!("opinion-contradiction.md")).mended_by_body();

/// Two opinions on an item, each as `unit（place）`, and what they want.
pub(crate) fn opposed(item: &str, one: &str, other: &str, what: &str) -> Fault {
    RULE.fault(format!("{item} 的意见不一致：{one}和{other}：{what}"))
        .help("定一个采纳，另一个写不采纳和理由")
}

/// What they want: two texts for one field.
pub(crate) fn two_texts(field: &str, one: &str, other: &str) -> String {
    format!("“{field}”一个要改成“{one}”，一个要改成“{other}”")
}

/// What they want: the end of the item, and another text in it.
pub(crate) fn deleted_and_changed() -> String {
    "一个要删除这个事项，一个要修改它".to_owned()
}

/// A unit would delete an item to which others agreed.
pub(crate) fn kept_by_others(item: &str, unit: &str, others: &[&str]) -> Fault {
    RULE.fault(format!("{item} 的意见不一致：{unit}要删除，{}同意保留", others.join("、")))
        .help("定下来删不删；不采纳的写理由")
}
