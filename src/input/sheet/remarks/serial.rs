//! 序号 that jumps or comes twice.
//!
//! A table may number its items, or its 一级事项, and may begin again at 1. A jump is only worth a note:
//! the table may be a part of another.

use std::collections::{BTreeMap, BTreeSet};

use super::Remark;
use crate::input::sheet::heading::Role;
use crate::input::sheet::recognition::Table;
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

/// What is wrong with the serial numbers of a table.
pub(super) fn gaps(table: &Table) -> Vec<Remark> {
    let rows = numbered(table);
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
    doubles.extend(jump(&jumps));
    doubles
}

fn numbered(table: &Table) -> Vec<Numbered<'_>> {
    let Some(serial) = table.column(&Role::Serial) else { return Vec::new() };
    let group = table.column(&Role::Name(1)).map(|column| column.index);
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

/// One remark about all jumps, at the first.
fn jump(jumps: &[(u32, &Numbered<'_>)]) -> Option<Remark> {
    let (before, row) = jumps.first()?;
    Some((row.cell, serial_gap::jump(*before, row.value, jumps.len())))
}
