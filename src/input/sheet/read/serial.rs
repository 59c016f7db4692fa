//! 序号 that jumps or comes twice.
//!
//! A table may number its items, or its 一级事项, and may begin again at 1. A jump is only worth a note:
//! the table may be a part of another.

use crate::input::sheet::types::ColumnRole;
use std::collections::{BTreeMap, BTreeSet};

use crate::finding::{Fault, Finding, ItemName};
use crate::input::decode::Context;
use crate::input::sheet::recognition::{SheetRecord, Table};
use crate::model::Code;
use crate::rules::structure::serial_gap;
use crate::source::CellRef;

/// Fewer numbers than this are no series.
const SERIES: usize = 3;

/// A number with its cell and the 一级事项 beside it.
struct Numbered<'a> {
    value: u32,
    cell: CellRef,
    group: &'a str,
}

/// What is wrong with the number of a cell.
type Gap = (CellRef, Fault);

/// What is wrong with the serial numbers of a table, each cell once.
pub(in crate::input::sheet) fn gaps(table: &Table, context: Context) -> Vec<Finding> {
    let mut seen = BTreeSet::new();
    let gaps = all(table).into_iter().filter(|gap| seen.insert(gap.0));
    gaps.map(|gap| finding(table, context, gap)).collect()
}

fn finding(table: &Table, context: Context, (cell, fault): Gap) -> Finding {
    let mut finding = fault.at(table.location(context, cell));
    let record = table.records.iter().find(|record| record.rows.contains(&cell.row));
    finding.item = record.and_then(|record| item_name(table, record));
    finding
}

fn item_name(table: &Table, record: &SheetRecord) -> Option<ItemName> {
    let (domain, _) = table.domain.as_ref()?;
    let of = |role: fn(&ColumnRole) -> bool| {
        let columns = table.columns.iter().filter(move |column| role(&column.role));
        columns.filter_map(|column| record.cell(column.index))
    };
    let code = of(|role| *role == ColumnRole::Code).find_map(|cell| Code::parse(cell.text.trim()));
    let path: Vec<String> =
        of(|role| matches!(role, ColumnRole::Name(_))).map(|cell| cell.text.clone()).collect();
    (!path.is_empty()).then(|| ItemName { domain: domain.clone(), code, path })
}

fn all(table: &Table) -> Vec<Gap> {
    let rows = numbered(table);
    let alone = alone(table, &rows);
    if !alone.is_empty() {
        return alone;
    }
    if rows.len() < SERIES || numbers_groups(&rows) {
        return Vec::new();
    }
    let mut run: BTreeSet<u32> = rows.first().map(|row| row.value).into_iter().collect();
    let mut doubles = Vec::new();
    let mut jumps: Vec<(u32, &Numbered<'_>)> = Vec::new();
    for pair in rows.windows(2) {
        let [before, row] = pair else { continue };
        if row.cell == before.cell {
            continue;
        }
        if row.value == 1 {
            run.clear();
        } else if run.contains(&row.value) {
            doubles.push((row.cell, serial_gap::double(row.value)));
        } else if row.value != before.value + 1 {
            jumps.push((before.value, row));
        }
        run.insert(row.value);
    }
    let whole = rows.first().is_some_and(|row| row.value == 1) && doubles.is_empty();
    doubles.extend(jump(&jumps, whole));
    doubles
}

/// Rows of which nothing but the number is there, between the rows before and behind it.
fn alone(table: &Table, rows: &[Numbered<'_>]) -> Vec<Gap> {
    let Some(serial) = table.column(&ColumnRole::Serial) else { return Vec::new() };
    let is_between = |row: u32, number: u32| {
        let mut pairs = rows.windows(2);
        pairs.any(|pair| match pair {
            [before, after] => {
                (before.cell.row..after.cell.row).contains(&row)
                    && before.value + 1 == number
                    && number + 1 == after.value
            }
            _ => false,
        })
    };
    let numbers = table.skipped.iter().filter_map(|skipped| {
        let number = skipped.text.trim().parse().ok()?;
        let cell = CellRef::new(skipped.row, serial.index);
        is_between(skipped.row, number).then(|| (cell, serial_gap::alone(skipped.row + 1, number)))
    });
    numbers.collect()
}

fn numbered(table: &Table) -> Vec<Numbered<'_>> {
    let Some(serial) = table.column(&ColumnRole::Serial) else { return Vec::new() };
    let group = table.column(&ColumnRole::Name(1)).map(|column| column.index);
    let rows = table.records.iter().filter_map(|record| {
        let cell = record.cell(serial.index)?;
        let value = cell.text.trim().parse().ok()?;
        Some(Numbered { value, cell: cell.at, group: group.map_or("", |at| record.text(at)) })
    });
    rows.collect()
}

/// Whether the numbers are those of 一级事项: one number a name, and one name a number.
fn numbers_groups(rows: &[Numbered<'_>]) -> bool {
    let mut names: BTreeMap<u32, &str> = BTreeMap::new();
    let mut numbers: BTreeMap<&str, u32> = BTreeMap::new();
    rows.iter().all(|row| {
        *names.entry(row.value).or_insert(row.group) == row.group
            && *numbers.entry(row.group).or_insert(row.value) == row.value
    })
}

/// One gap for all jumps, at the first. In a whole table a single number that is left out is a row that is gone.
fn jump(jumps: &[(u32, &Numbered<'_>)], whole: bool) -> Option<Gap> {
    let (before, row) = jumps.first()?;
    if whole && jumps.len() == 1 && row.value == before + 2 {
        return Some((row.cell, serial_gap::missing(before + 1)));
    }
    Some((row.cell, serial_gap::jump(*before, row.value, jumps.len())))
}
