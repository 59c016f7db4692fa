//! What has to be asked, in words: heads that are unsure, tables without a domain, no table at all.
//!
//! Only the wording and the place; whether to ask is decided in [`crate::input::sheet::assemble`].

use crate::finding::Severity;
use crate::input::sheet::locate::head::Head;
use crate::input::sheet::recognition::{Question, Recognition, Record, Table, Unread};
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
        severity: Severity::Error,
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

/// A table, or rows of one, whose domain nothing says.
pub(in crate::input::sheet) fn without_domain(table: &Table) -> Option<Question> {
    if table.kind != TableKind::Catalogue || table.domain.is_some() {
        return None;
    }
    let open: Vec<&Record> = table.records.iter().filter(|r| r.domain.is_none()).collect();
    let first = open.first()?;
    let all = open.len() == table.records.len();
    let column = table.columns.first().map_or(0, |column| column.index);
    let row = match all {
        true => table.header_rows.first().copied().unwrap_or(0),
        false => first.rows.first().copied().unwrap_or(0),
    };
    let message = match all {
        true => {
            format!("看不出工作表“{}”里这张表是哪个领域的，没有和标准指引对照", table.sheet_name)
        }
        false => format!(
            "工作表“{}”里有 {} 项看不出是哪个领域的（第{}行），没有和标准指引对照",
            table.sheet_name,
            open.len(),
            rows(&open)
        ),
    };
    let help = match all {
        true => {
            "把工作表名改成领域名称（如 社会救助），或者在表题里写明“××领域”；校验、导入时也可以加 \
             --domain 领域"
        }
        false => {
            "在一级事项里写领域名称，或者加一栏“领域”；用 mulu domains 看有哪些领域。\
             是本地自己的事项，不用理会"
        }
    };
    Some(Question {
        sheet: table.sheet,
        cell: CellRef::new(row, column),
        rule: "unsure-domain",
        severity: if all { Severity::Error } else { Severity::Warning },
        message,
        help: help.to_owned(),
        head: None,
    })
}

/// The rows of these records, as people count them; of many the first ones.
fn rows(records: &[&Record]) -> String {
    const NAMED: usize = 8;
    let numbers = records.iter().take(NAMED).filter_map(|r| r.rows.first());
    let named: Vec<String> = numbers.map(|row| (row + 1).to_string()).collect();
    let rest = if records.len() > NAMED { "等" } else { "" };
    format!("{}{rest}", named.join("、"))
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
        severity: Severity::Error,
        message: "没有认出表头，这个文件里没有读到事项".to_owned(),
        help: "表头要有官方表的栏名（一级事项、公开内容、公开时限……）；或者用 mulu import 加 --head 行号 指明表头在哪几行"
            .to_owned(),
        head: None,
    })
}
