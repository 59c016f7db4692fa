//! unsure-cell: a text that does not look like what its column holds, and rows that slid.

use crate::finding::{Area, Fault, Rule, Severity};

pub(crate) static RULE: Rule = Rule::warning(Area::Files, include_str!("unsure-cell.md"))
    .also(&[Severity::Note])
    .mended_by_body();

/// A cell or a row that the reader doubts.
pub(crate) fn doubted(why: &str) -> Fault {
    RULE.fault(why).help("打开原文件看一看，内容放错了栏就放回去；没有放错的不用理会")
}

/// A row that was read by its contents, because it slid. `row` is counted from 1.
pub(crate) fn moved(row: u32) -> Fault {
    RULE.fault(format!("第{row}行的内容错了位，按内容归到各栏读的"))
        .level(Severity::Note)
        .help("多半是丢了合并格；看看读得对不对，补上空出来的格子")
}
