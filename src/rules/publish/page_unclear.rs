//! page-unclear: a row of the list of pages that cannot be read, or lacks what is needed.

use crate::finding::{Area, Fault, Rule, Severity};

pub(crate) static RULE: Rule = Rule::warning(Area::Publish, include_str!("page-unclear.md"))
    .also(&[Severity::Note])
    .mended_by_body();

/// A row without a title.
pub(crate) fn no_title() -> Fault {
    RULE.fault("这一行没有标题，认不出是哪一项，没有对").help("补上标题")
}

/// Many pages without a title, as site maps have them.
pub(crate) fn no_titles(count: usize) -> Fault {
    RULE.fault(format!("清单里有 {count} 页没有标题，认不出是哪一项，没有对"))
        .help("网站地图一般只有网址；请网站管理员导出带标题、栏目、日期的清单")
}

/// A date that is none.
pub(crate) fn no_day(text: &str) -> Fault {
    RULE.fault(format!("“{text}”看不出是哪一天，没有查是不是按时")).help("写成 2026-11-21 的样子")
}

/// A code that is none.
pub(crate) fn no_code(text: &str) -> Fault {
    RULE.fault(format!("“{text}”不是事项的编码，照标题对")).help("编码写成 19.004 的样子")
}

/// So many pages have no date at all.
pub(crate) fn no_days(count: usize) -> Fault {
    RULE.fault(format!("清单里有 {count} 页没有日期，没有查是不是按时"))
        .level(Severity::Note)
        .help("清单里加上发布日期")
}
