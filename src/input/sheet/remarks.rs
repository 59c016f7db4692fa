//! What a reviewer would say of the writing of a table: broken ticks, 同上, broken words, mixed width,
//! 序号 that jumps. The reader understands these, so that nothing of them is left to see in the items;
//! what was understood is still to be put right in the file.

use std::collections::BTreeSet;

use super::boxes;
use super::heading::Role;
use super::recognition::{Record, Repair, RepairKind, Table};
use crate::finding::{Fault, Finding, ItemName};
use crate::input::decode::Context;
use crate::model::{BracketFault, Code, Field, bracket_faults, broken_word};
use crate::rules::channels::broken_tick;
use crate::rules::structure::{broken_words, ditto_mark, mixed_width};
use crate::source::CellRef;

mod serial;

/// What is wrong with the writing of a cell.
type Remark = (CellRef, Fault);

/// The remarks about a table, each cell once for each rule.
pub(super) fn of(table: &Table, context: Context) -> Vec<Finding> {
    let repairs = table.repairs.iter().filter_map(of_repair);
    let brackets = table.records.iter().flat_map(|record| &record.cells).filter_map(|cell| {
        let faults = bracket_faults(&cell.text);
        let (open, close) = faults.iter().find_map(|fault| match fault {
            BracketFault::MixedWidth(open, close) => Some((*open, *close)),
            BracketFault::Unclosed(..) | BracketFault::Unopened(_) => None,
        })?;
        Some((cell.at, mixed_width::brackets(open, close)))
    });
    let mut seen = BTreeSet::new();
    let remarks = repairs.chain(brackets).chain(serial::gaps(table));
    remarks
        .filter(|(cell, fault)| seen.insert((*cell, fault.rule.id)))
        .map(|remark| finding(table, context, remark))
        .collect()
}

fn of_repair(repair: &Repair) -> Option<Remark> {
    let fault = match repair.kind {
        RepairKind::Tick => broken_tick(repair),
        RepairKind::Ditto => Some(ditto_mark::filled(repair.before.trim())),
        RepairKind::Spaces => broken(repair, ' ').or_else(|| broken(repair, '\u{3000}')),
        RepairKind::LineBreaks => broken(repair, '\n'),
        RepairKind::Width => Some(mixed_width::characters(&excerpt(&repair.before, is_wide))),
        _ => None,
    };
    Some((repair.cell, fault?))
}

fn is_wide(c: char) -> bool {
    matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '％')
}

/// The first stretch of such characters with what follows it.
fn excerpt(text: &str, wanted: fn(char) -> bool) -> String {
    text.chars().skip_while(|c| !wanted(*c)).take(6).collect()
}

/// A letter that was read as a box. Marks that a legend explains are none.
fn broken_tick(repair: &Repair) -> Option<Fault> {
    let mut pairs = repair.before.chars().zip(repair.after.chars().chain(std::iter::repeat(' ')));
    let (was, is) = pairs.find(|(was, is)| was != is && boxes::is_lost(*was))?;
    Some(broken_tick::read_as(was, matches!(is, '■' | '√')))
}

/// A word with a gap in it.
fn broken(repair: &Repair, gap: char) -> Option<Fault> {
    Some(broken_words::in_cell(&broken_word(&repair.before, gap)?, gap))
}

fn finding(table: &Table, context: Context, (cell, fault): Remark) -> Finding {
    let mut finding = fault.at(table.location(context, cell));
    let record = table.records.iter().find(|record| record.rows.contains(&cell.row));
    finding.item = record.and_then(|record| item_name(table, record));
    finding.field = field(table, cell.column).filter(|_| finding.item.is_some());
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
