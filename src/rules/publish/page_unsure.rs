//! page-unsure: a page may be that of an item, but nothing says so clearly. It is not counted.

use crate::finding::{Area, Fault, Rule};

pub(crate) static RULE: Rule =
    Rule::note(Area::Publish, include_str!("page-unsure.md")).mended_by_body();

/// The items that it may be of, the likeliest first.
pub(crate) fn perhaps(title: &str, items: &[String]) -> Fault {
    RULE.fault(format!("“{title}”拿不准是哪一项，没有算：可能是 {}", items.join("；")))
        .help("是的，在清单里加一栏“事项编码”写上编码，再对一次；不是的，不用理会")
}
