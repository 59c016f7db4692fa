//! unknown-item: a reference to an item that nothing above has.

use crate::finding::{Area, Fault, Rule};
use crate::model::Item;

pub(crate) static RULE: Rule =
    Rule::error(Area::Layers, include_str!("unknown-item.md")).mended_by_body();

/// A reference, and the item that may be meant.
pub(crate) fn unknown(reference: &str, near: Option<&Item>) -> Fault {
    let help = match near {
        Some(item) => format!("是不是指 {} {}？写编码最稳妥", item.code, item.title()),
        None => "核对编码或名称；领域在本级没有采用的，也找不到它的事项".to_owned(),
    };
    RULE.fault(format!("上一层里没有“{reference}”这个事项，这一条不起作用")).help(help)
}
