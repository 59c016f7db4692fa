//! page-missing: the list of what the website holds has no page of an item.

use crate::finding::{Area, Fault, Rule};

pub(crate) static RULE: Rule =
    Rule::warning(Area::Publish, include_str!("page-missing.md")).mended_by_body().told_together();

/// No page at all. `column` is where it should stand, where that is known.
pub(crate) fn no_page(item: &str, column: Option<&str>) -> Fault {
    let place = column.map(|column| format!("，应当在栏目“{column}”")).unwrap_or_default();
    RULE.fault(format!("网站上没有找到 {item}{place}"))
        .help("没有公开的，补上；公开了的，看清单有没有列全、标题里有没有事项的名称；本级没有发生的业务，也要有一页写明")
}
