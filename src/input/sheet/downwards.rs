//! One 一级事项 written downwards over the rows of its items: 最低, 生活 and 保障 above one another.
//!
//! Short first names may be names of their own (低保, 特困). Pieces are joined only where a guideline has an item by
//! the joined name and the lower name beside it.

use std::ops::Range;

use crate::input::sheet::known::{Domains, MatchKind};
use crate::input::sheet::recognition::{CellRepair, Doubt, SheetRecord, Table};
use crate::input::sheet::types::{ColumnRole, TableKind};
use crate::model::writing::RepairKind;

/// A piece of a name has at most so many characters.
const PIECE: usize = 3;

/// Joins the pieces of first names, and doubts what it joined.
pub(super) fn join_names(table: &mut Table, domains: &dyn Domains) {
    let first = ColumnRole::Name(1);
    let Some(column) = table.column(&first).map(|column| column.index) else { return };
    if table.kind != TableKind::Catalogue {
        return;
    }
    for run in runs(&table.records, column) {
        let mut start = run.start;
        while start + 1 < run.end {
            let known = (start + 2..=run.end).rev().find(|end| {
                let is_known = |record: &SheetRecord| {
                    is_item(table, record, &joined(table, start..*end, column), domains)
                };
                let records = table.records.get(start..*end).unwrap_or_default();
                records.iter().any(is_known)
            });
            if let Some(end) = known {
                join(table, start..end, column);
            }
            start = known.unwrap_or(start + 1);
        }
    }
}

/// The first name of a record, where it stands in the row of the record.
fn own(record: &SheetRecord, column: u16) -> Option<&str> {
    let cell = record.cell(column)?;
    let first = record.rows.first()?;
    (cell.at.row == *first && cell.number.is_none() && cell.written.is_none())
        .then_some(cell.text.as_str())
}

/// Records one behind the other that have short first names, no two alike.
fn runs(records: &[SheetRecord], column: u16) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, record) in records.iter().enumerate() {
        let Some(text) = own(record, column).filter(|t| t.chars().count() <= PIECE) else {
            continue;
        };
        match runs.last_mut().filter(|run| run.end == at) {
            Some(run) if records.get(at - 1).and_then(|r| own(r, column)) != Some(text) => {
                run.end = at + 1;
            }
            _ => runs.push(at..at + 1),
        }
    }
    runs.retain(|run| run.len() > 1);
    runs
}

fn joined(table: &Table, rows: Range<usize>, column: u16) -> String {
    let records = table.records.get(rows).unwrap_or_default();
    records.iter().map(|record| record.text(column).trim()).collect()
}

/// Whether a guideline has just this item.
fn is_item(table: &Table, record: &SheetRecord, first: &str, domains: &dyn Domains) -> bool {
    let lower = table.columns.iter().filter(|c| matches!(c.role, ColumnRole::Name(2..)));
    let mut names = vec![first];
    names.extend(lower.map(|column| record.text(column.index)).filter(|text| !text.is_empty()));
    let domain = record.domain.as_ref().or(table.domain.as_ref()).map(|(name, _)| name.as_str());
    domains.item(&names, domain).is_some_and(|found| found.how == MatchKind::Names)
}

fn join(table: &mut Table, rows: Range<usize>, column: u16) {
    let name = joined(table, rows.clone(), column);
    let why = format!("像是一个名称竖着拆在几行里，连起来读成“{name}”");
    doubt(table, rows.clone(), column, &why);
    for record in table.records.get_mut(rows).unwrap_or_default() {
        let Some(cell) = record.cells.iter_mut().find(|cell| cell.column == column) else {
            continue;
        };
        let before = std::mem::replace(&mut cell.text, name.clone());
        let after = name.clone();
        let kind = RepairKind::JoinedRows;
        table.repairs.push(CellRepair { cell: cell.at, kind, before, after });
    }
}

fn doubt(table: &mut Table, rows: Range<usize>, column: u16, why: &str) {
    for record in table.records.get_mut(rows).unwrap_or_default() {
        let cells = record.cell(column).map(|cell| cell.at).into_iter().collect();
        let why = why.to_owned();
        record.doubts.push(Doubt { field: Doubt::ROW, why, cells, blank: false });
    }
}
