//! part-incomplete: a part of the column 政府信息公开 does not say all that the 条例 demands.

use crate::finding::{Area, Fault, Rule};

pub(crate) static RULE: Rule =
    Rule::warning(Area::Publish, include_str!("part-incomplete.md")).mended_by_body();

/// The text of the part says nothing of these, which this article demands.
pub(crate) fn silent(part: &str, article: &str, demands: &[&str]) -> Fault {
    let demands: Vec<String> = demands.iter().map(|demand| format!("“{demand}”")).collect();
    RULE.fault(format!("“{part}”里没有提到{}，{article}要求写明", demands.join("、")))
        .help("补写一段；本机关没有的，写明没有")
}
