//! unsure-cell: a text that does not look like what its column holds, and rows that slid.

use crate::finding::{Area, Fault, Finding, Rule, Severity};
use crate::model::Field;

pub(crate) static RULE: Rule = Rule::warning(Area::Files, include_str!("unsure-cell.md"))
    .also(&[Severity::Note])
    .mended_by_body();

/// A cell or a row that the reader doubts.
pub(crate) fn doubted(why: &str) -> Fault {
    RULE.fault(why).help("打开原文件看一看，内容放错了栏就放回去；没有放错的不用理会")
}

/// Whether ticks of a row are doubted, or the row was moved as a whole, which says nothing of a field.
pub(crate) fn is_of_ticks(doubt: &Finding) -> bool {
    let of_ticks = |field| matches!(field, Field::Audience | Field::Mode | Field::Levels);
    doubt.field.map_or(doubt.message.ends_with(MOVED), of_ticks)
}

/// How what is said of a moved row ends.
const MOVED: &str = "按内容归到各栏读的";

/// Many rows that were read by their contents, counted from 1.
pub(crate) fn all_moved(rows: &[u32]) -> Fault {
    const SHOWN: usize = 8;
    let shown: Vec<String> = rows.iter().take(SHOWN).map(u32::to_string).collect();
    let more = if rows.len() > SHOWN { "等" } else { "" };
    let (shown, count) = (shown.join("、"), rows.len());
    RULE.fault(format!("第{shown}{more}行（共 {count} 行）的内容错了位，{MOVED}"))
        .help("多半是丢了合并格；看看读得对不对，补上空出来的格子")
}

/// A row that was read by its contents, because it slid. `row` is counted from 1.
pub(crate) fn moved(row: u32) -> Fault {
    RULE.fault(format!("第{row}行的内容错了位，{MOVED}"))
        .help("多半是丢了合并格；看看读得对不对，补上空出来的格子")
}
