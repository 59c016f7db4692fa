//! page-late: a page was published later than its item allows.

use jiff::civil::Date;

use crate::finding::{Area, Fault, Rule};

pub(crate) static RULE: Rule =
    Rule::warning(Area::Publish, include_str!("page-late.md")).mended_by_body();

/// From the day on which the information came about.
pub(crate) fn after(limit: &str, formed: Date, due: Date, published: Date, delay: &str) -> Fault {
    RULE.fault(format!(
        "公开时限是“{limit}”，{formed} 形成，应在 {due} 以前公开，{published} 才公开，晚了 {delay}"
    ))
    .help("日期写错的，改清单；确实晚了的，说明原因，下次在到期以前公开")
}

/// For a time that recurs nothing was published.
pub(crate) fn owed(limit: &str, due: Date, last: Date, delay: &str) -> Fault {
    RULE.fault(format!(
        "公开时限是“{limit}”，{due} 这一次没有公开，已经晚了 {delay}；网站上最近的是 {last}"
    ))
    .help("补上这一次的；已经公开的，看清单里有没有列全")
}
