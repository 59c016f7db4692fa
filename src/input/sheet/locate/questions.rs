//! What has to be asked, in words: heads that are unsure, tables without a domain, no table at all.
//!
//! Only the wording and the place; whether to ask is decided in [`crate::input::sheet::assemble`].

use crate::input::sheet::locate::head::Head;
use crate::input::sheet::recognition::{Question, Recognition, Table, Unread};
use crate::input::sheet::types::TableKind;
use crate::input::sheet::view::View;
use crate::source::{CellRef, Workbook};

/// A head below the threshold.
pub(in crate::input::sheet) fn unsure_head(view: &View<'_>, head: &Head) -> Question {
    let (cell, words) = describe(head);
    let percent = (head.score * 100.0).round();
    Question {
        sheet: view.index,
        cell,
        rule: "unsure-head",
        message: format!(
            "第{}行像是表头，但拿不准（把握 {percent}%），没有读这张表。看到的栏名：{words}",
            head.first + 1
        ),
        help: "把栏名改成官方表的写法；或者用 mulu import 加 --head 行号、--map 对应.yaml 指明每一栏是什么"
            .to_owned(),
        head: Some((head.kind, head.columns.clone())),
    }
}

/// What an unsure head shows, for the question: its known and unknown headings.
fn describe(head: &Head) -> (CellRef, String) {
    let at = CellRef::new(head.first, head.columns.first().map_or(0, |column| column.index));
    let words: Vec<String> = head
        .columns
        .iter()
        .filter(|column| !column.heading.is_empty())
        .map(|column| match column.role.label() {
            Some(label) if label != column.heading => format!("{}（像“{label}”）", column.heading),
            _ => column.heading.clone(),
        })
        .collect();
    (at, words.join("、"))
}

/// A table whose domain nothing says, unless the codes of its items do.
pub(in crate::input::sheet) fn without_domain(table: &Table) -> Option<Question> {
    if table.kind != TableKind::Catalogue || table.domain.is_some() {
        return None;
    }
    let row = table.header_rows.first().copied().unwrap_or(0);
    Some(Question {
        sheet: table.sheet,
        cell: CellRef::new(row, table.columns.first().map_or(0, |column| column.index)),
        rule: "unsure-domain",
        message: format!("看不出工作表“{}”里这张表是哪个领域的，这张表没有用上", table.sheet_name),
        help: "把工作表名改成领域名称（如 社会救助），或者在表题里写明“××领域”；导入时也可以加 --domain 领域"
            .to_owned(),
        head: None,
    })
}

/// A workbook with text but without any table that was recognised.
pub(in crate::input::sheet) fn nothing_found(
    workbook: &Workbook,
    recognition: &Recognition,
) -> Option<Question> {
    let unread = recognition.unread.iter().find(|sheet| sheet.why == Unread::NoTable)?;
    let sheet = workbook.sheets.get(usize::from(unread.index))?;
    let cell = *sheet.cells.keys().next()?;
    Some(Question {
        sheet: unread.index,
        cell,
        rule: "unsure-head",
        message: "没有认出表头，这个文件里没有读到事项".to_owned(),
        help: "表头要有官方表的栏名（一级事项、公开内容、公开时限……）；或者用 mulu import 加 --head 行号 指明表头在哪几行"
            .to_owned(),
        head: None,
    })
}
