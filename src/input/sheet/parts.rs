//! One table of several domains as one table each; and the domain that codes tell.

use crate::input::sheet::domain_sign::{DomainPlace, DomainTold};
use crate::input::sheet::recognition::Table;
use crate::input::sheet::segment::body::TableBody;
use crate::input::sheet::types::ColumnRole;
use crate::model::Code;
use crate::source::CellRef;

/// Splits a table whose rows name several domains; repairs and skipped rows go with the rows around
/// them.
pub(super) fn by_domain(table: Table, read: TableBody, settled: bool) -> Vec<Table> {
    let TableBody { records, repairs, skipped } = read;
    let template = Table { repairs: Vec::new(), skipped: Vec::new(), ..table.clone() };
    let mut parts = vec![table];
    let mut owners: Vec<(u32, usize)> = Vec::new();
    for mut record in records {
        let named = record.domain.take().filter(|_| !settled);
        let at = named.map_or(0, |domain| part_of(&mut parts, &template, domain));
        owners.push((record.rows.first().copied().unwrap_or(0), at));
        if let Some(part) = parts.get_mut(at) {
            part.records.push(record);
        }
    }
    let owner = |row: u32| {
        let after = owners.partition_point(|(start, _)| *start <= row);
        after.checked_sub(1).and_then(|at| owners.get(at)).map_or(0, |(_, part)| *part)
    };
    for repair in repairs {
        if let Some(part) = parts.get_mut(owner(repair.cell.row)) {
            part.repairs.push(repair);
        }
    }
    for skipped in skipped {
        if let Some(part) = parts.get_mut(owner(skipped.row)) {
            part.skipped.push(skipped);
        }
    }
    parts
}

/// The part for a domain: one that there is, the first one while it is still empty, or a new one.
fn part_of(parts: &mut Vec<Table>, template: &Table, domain: (String, CellRef)) -> usize {
    let same = |part: &Table| part.domain.as_ref().is_some_and(|known| known.0 == domain.0);
    if let Some(at) = parts.iter().position(same) {
        return at;
    }
    match parts.as_mut_slice() {
        [only] if only.records.is_empty() => {
            only.domain_told = told_by(template, &domain);
            only.domain = Some(domain);
            0
        }
        _ => {
            let domain_told = told_by(template, &domain);
            parts.push(Table { domain: Some(domain), domain_told, ..template.clone() });
            parts.len() - 1
        }
    }
}

/// Whether the column of domains says that of a row, or a row above.
fn told_by(table: &Table, (_, at): &(String, CellRef)) -> DomainTold {
    let in_column =
        table.column(&ColumnRole::Domain).is_some_and(|column| column.index == at.column);
    DomainTold::at(if in_column { DomainPlace::Column } else { DomainPlace::Notice })
}

/// The domain number that the codes of a table's items share.
pub(super) fn domain_of_codes(table: &Table) -> Option<(String, CellRef)> {
    let column = table.column(&ColumnRole::Code)?;
    table.records.iter().find_map(|record| {
        let cell = record.cell(column.index)?;
        let code = Code::parse(cell.text.trim())?;
        Some((code.domain().to_owned(), cell.at))
    })
}
