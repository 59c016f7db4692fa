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

/// So many rows are named.
const NAMED: usize = 8;
/// So many characters of a row are shown.
const SHOWN: usize = 30;

/// `第3、5、7行`, of many the first ones and how many there are; counted from 1.
fn named(rows: &[u32]) -> String {
    let shown: Vec<String> = rows.iter().take(NAMED).map(u32::to_string).collect();
    let shown = shown.join("、");
    if rows.len() > NAMED {
        format!("第{shown}等行（共 {} 行）", rows.len())
    } else {
        format!("第{shown}行")
    }
}

/// A row that is no item, since it has no name; counted from 1.
pub(crate) fn left_out(row: u32, text: &str) -> Fault {
    let short: String = text.chars().take(SHOWN).collect();
    let more = if text.chars().count() > SHOWN { "……" } else { "" };
    RULE.fault(format!("第{row}行没有读成事项，因为名称一栏是空的：“{short}{more}”"))
        .help("是一项的，在名称一栏写上事项名称；是接着上一行的，并到上一行里；都不是的不用理会")
}

/// Rows that begin an item which goes on in the rows below; `columns` are those that were put together.
pub(crate) fn joined(rows: &[u32], columns: &str) -> Fault {
    let rows = named(rows);
    RULE.fault(format!("{rows}下面接着的行并成了一项，并起来的栏：{columns}"))
        .level(Severity::Note)
        .help("下面的行其实是另一项的，给它写上序号和名称")
}

/// Rows with blank cells that say what stands above them; `columns` are those.
pub(crate) fn filled(rows: &[u32], columns: &str) -> Fault {
    let rows = named(rows);
    RULE.fault(format!("{rows}有空格，按上一行填了：{columns}"))
        .level(Severity::Note)
        .help("这几行本来就空着的，写上“无”或者“/”；和上一行一样的，把内容填上")
}

/// Many rows that were read by their contents, counted from 1.
pub(crate) fn all_moved(rows: &[u32]) -> Fault {
    RULE.fault(format!("{}的内容错了位，{MOVED}", named(rows)))
        .help("多半是丢了合并格；看看读得对不对，补上空出来的格子")
}

/// A row that was read by its contents, because it slid. `row` is counted from 1.
pub(crate) fn moved(row: u32) -> Fault {
    RULE.fault(format!("第{row}行的内容错了位，{MOVED}"))
        .help("多半是丢了合并格；看看读得对不对，补上空出来的格子")
}
