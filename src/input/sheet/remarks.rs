//! What a reviewer would say of the writing of a table: broken ticks, 同上, broken words, mixed width,
//! 序号 that jumps. The reader understands these, so that nothing of them is left to see in the items;
//! what was understood is still to be put right in the file.

use std::collections::BTreeSet;

use super::boxes;
use super::heading::Role;
use super::recognition::{Record, Repair, RepairKind, Table};
use crate::finding::{Finding, ItemName, RuleId, Severity};
use crate::input::decode::Context;
use crate::model::{BracketFault, Code, Field, bracket_faults, broken_word};
use crate::source::CellRef;

mod serial;

/// One remark about a cell.
struct Remark {
    cell: CellRef,
    rule: RuleId,
    severity: Severity,
    message: String,
    help: &'static str,
}

impl Remark {
    fn warning(cell: CellRef, rule: RuleId, message: String, help: &'static str) -> Self {
        Self { cell, rule, severity: Severity::Warning, message, help }
    }
}

/// The remarks about a table, each cell once for each rule.
pub(super) fn of(table: &Table, context: Context) -> Vec<Finding> {
    let repairs = table.repairs.iter().filter_map(of_repair);
    let brackets = table.records.iter().flat_map(|record| &record.cells).filter_map(|cell| {
        let faults = bracket_faults(&cell.text);
        let (open, close) = faults.iter().find_map(|fault| match fault {
            BracketFault::MixedWidth(open, close) => Some((*open, *close)),
            BracketFault::Unclosed(..) | BracketFault::Unopened(_) => None,
        })?;
        let message = format!("括号一半全角一半半角：“{open}”配了“{close}”");
        Some(Remark::warning(cell.at, RuleId("mixed-width"), message, WIDTH_HELP))
    });
    let mut seen = BTreeSet::new();
    let remarks = repairs.chain(brackets).chain(serial::gaps(table));
    remarks
        .filter(|remark| seen.insert((remark.cell, remark.rule)))
        .map(|remark| finding(table, context, remark))
        .collect()
}

const WIDTH_HELP: &str = "一对括号用同一种，数字和字母用半角；mulu check --fix 可以改好";

fn of_repair(repair: &Repair) -> Option<Remark> {
    match repair.kind {
        RepairKind::Tick => broken_tick(repair),
        RepairKind::Ditto => Some(Remark::warning(
            repair.cell,
            RuleId("ditto-mark"),
            format!("写的是“{}”，这一行单独拿出来就不知道说的是什么", repair.before.trim()),
            "把上一行的内容写全；照上一行读出的内容可以用 mulu import 导出",
        )),
        RepairKind::Spaces => broken(repair, ' ').or_else(|| broken(repair, '\u{3000}')),
        RepairKind::LineBreaks => broken(repair, '\n'),
        RepairKind::Width => Some(Remark::warning(
            repair.cell,
            RuleId("mixed-width"),
            format!("有全角的数字或字母：“{}”", excerpt(&repair.before, is_wide)),
            WIDTH_HELP,
        )),
        _ => None,
    }
}

fn is_wide(c: char) -> bool {
    matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '％')
}

/// The first stretch of such characters with what follows it.
fn excerpt(text: &str, wanted: fn(char) -> bool) -> String {
    text.chars().skip_while(|c| !wanted(*c)).take(6).collect()
}

/// A letter that was read as a box. Marks that a legend explains are none.
fn broken_tick(repair: &Repair) -> Option<Remark> {
    let mut pairs = repair.before.chars().zip(repair.after.chars().chain(std::iter::repeat(' ')));
    let (was, is) = pairs.find(|(was, is)| was != is && boxes::is_lost(*was))?;
    let is = if matches!(is, '■' | '√') { "勾选" } else { "没有勾选" };
    let shown = if was as u32 >= 0xf000 {
        "显示不出的符号".to_owned()
    } else {
        format!("“{was}”")
    };
    let message = format!("勾选的方框坏了，成了{shown}，按“{is}”读");
    let help = "改回 ■ 和 □（或者 √），核对哪些渠道是勾选的";
    Some(Remark::warning(repair.cell, RuleId("broken-tick"), message, help))
}

/// A word with a gap in it.
fn broken(repair: &Repair, gap: char) -> Option<Remark> {
    let word = broken_word(&repair.before, gap)?;
    let (what, shown) = match gap {
        '\n' => ("换行", word.replace('\n', "⏎")),
        _ => ("空格", word),
    };
    let message = format!("词中间有{what}：“{shown}”，搜索和比对时找不到这个词");
    let help = "去掉词中间的空格和换行；mulu check --fix 可以改好";
    Some(Remark::warning(repair.cell, RuleId("broken-words"), message, help))
}

fn finding(table: &Table, context: Context, remark: Remark) -> Finding {
    let location = table.location(context, remark.cell);
    let mut finding = Finding::new(remark.rule, remark.severity, location, remark.message);
    finding.help = Some(remark.help.to_owned());
    let record = table.records.iter().find(|record| record.rows.contains(&remark.cell.row));
    finding.item = record.and_then(|record| item_name(table, record));
    finding.field = field(table, remark.cell.column).filter(|_| finding.item.is_some());
    finding
}

fn item_name(table: &Table, record: &Record) -> Option<ItemName> {
    let (domain, _) = table.domain.as_ref()?;
    let of = |role: fn(&Role) -> bool| {
        let columns = table.columns.iter().filter(move |column| role(&column.role));
        columns.filter_map(|column| record.cell(column.index))
    };
    let code = of(|role| *role == Role::Code).find_map(|cell| Code::parse(cell.text.trim()));
    let path: Vec<String> =
        of(|role| matches!(role, Role::Name(_))).map(|cell| cell.text.clone()).collect();
    (!path.is_empty()).then(|| ItemName { domain: domain.clone(), code, path })
}

fn field(table: &Table, column: u16) -> Option<Field> {
    table.columns.iter().find(|c| c.index == column).and_then(|column| column.role.field())
}
