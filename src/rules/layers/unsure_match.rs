//! unsure-match: a row that is like an item of the layer above, but not surely it. A note for a table by
//! itself, which is merged with nothing.

use crate::finding::{Area, Fault, Rule, Severity};
use crate::model::{DomainNumber, Item};

pub(crate) static RULE: Rule = Rule::error(Area::Layers, include_str!("unsure-match.md"))
    .also(&[Severity::Note])
    .mended_by_body();

/// A row that is like an item of a domain with this number, by `score` from 0 to 1.
pub(crate) fn alike(names: &str, item: &Item, domain: &DomainNumber, score: f64) -> Fault {
    let (code, percent) = (&item.code, (score * 100.0).round());
    RULE.fault(format!(
        "“{names}”像是 {code} {}（相似 {percent}%），但名称不一样，不能替您认定",
        item.title()
    ))
    .help(format!(
        "是同一个事项：在“编码”栏写 {code}；不是：在“编码”栏写本级的编码，如 {domain}.Z001"
    ))
}
