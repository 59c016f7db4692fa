//! unsure-head: a table whose head was not understood.

use crate::finding::{Area, Fault, Rule};

pub(crate) static RULE: Rule =
    Rule::error(Area::Files, include_str!("unsure-head.md")).mended_by_body();

/// A row that may be a head: its number, the certainty in percent, and the headings seen.
pub(crate) fn doubtful(row: u32, percent: f64, headings: &str) -> Fault {
    RULE.fault(format!(
        "第{row}行像是表头，但拿不准（把握 {percent}%），没有读这张表。看到的栏名：{headings}"
    ))
    .help("把栏名改成官方表的写法；或者用 mulu import 加 --head 行号、--map 对应.yaml 指明每一栏是什么")
}

/// A workbook with text and no head.
pub(crate) fn none() -> Fault {
    RULE.fault("没有认出表头，这个文件里没有读到事项").help(
        "表头要有官方表的栏名（一级事项、公开内容、公开时限……）；或者用 mulu import 加 --head 行号 指明表头在哪几行",
    )
}
