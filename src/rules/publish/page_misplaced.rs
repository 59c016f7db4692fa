//! page-misplaced: a page stands in another column than the one that is there to show its item.

use crate::finding::{Area, Fault, Rule};

pub(crate) static RULE: Rule =
    Rule::warning(Area::Publish, include_str!("page-misplaced.md")).mended_by_body();

/// It is in `column`, and belongs into one of the `wanted`.
pub(crate) fn elsewhere(title: &str, item: &str, column: &str, wanted: &[&str]) -> Fault {
    let wanted = wanted.join("”或“");
    RULE.fault(format!("“{title}”公开的是 {item}，在栏目“{column}”，应当在“{wanted}”"))
        .help("移到应当在的栏目；栏目这样设是对的，改 栏目.yaml（栏目.xlsx）")
}
