//! Columns to tick behind a head that ends before them: the six of the official form, by their places.
//!
//! Only where the head ends with the channels, nothing of audience, ways and levels is known, and the columns
//! behind hold nothing but ticks. What is given so is a repair of the head, and doubted in every row.

use crate::input::sheet::locate::content;
use crate::input::sheet::recognition::CellRepair;
use crate::input::sheet::types::{ColumnRole, SheetColumn, TableKind};
use crate::input::sheet::view::View;
use crate::model::AdminLevel;

/// How well texts must fit to be ticks alone.
const TICKS: f64 = 0.8;

/// Gives such columns their meanings.
pub(in crate::input::sheet) fn settle(
    view: &View<'_>,
    kind: TableKind,
    last: u32,
    columns: &mut [SheetColumn],
    rows: &[u32],
) -> Vec<CellRepair> {
    let channels = columns.iter().position(|column| column.role == ColumnRole::Channels);
    let Some(at) = channels.filter(|_| kind == TableKind::Catalogue) else { return Vec::new() };
    let (known, behind) = columns.split_at_mut(at + 1);
    let Some(first) = known.last().map(|column| column.index + 1) else { return Vec::new() };
    let sample = content::sample(view, rows);
    let roles = ticked();
    let is_ticked = |column: &SheetColumn| {
        column.role == ColumnRole::Other
            && column.heading.is_empty()
            && usize::from(column.index - first) < roles.len()
            && content::mean(&ColumnRole::Everyone, column.index, &sample) >= TICKS
    };
    if known.iter().any(|column| is_of_these(&column.role)) || !behind.iter().all(is_ticked) {
        return Vec::new();
    }
    let given = behind.iter_mut().filter_map(|column| {
        let role = roles.get(usize::from(column.index - first))?.clone();
        Some(content::understood(column, role, last))
    });
    given.collect()
}

/// The columns to tick of the official form, from left to right.
fn ticked() -> [ColumnRole; 6] {
    [
        ColumnRole::Everyone,
        ColumnRole::Group,
        ColumnRole::Active,
        ColumnRole::OnRequest,
        ColumnRole::Level(vec![AdminLevel::County]),
        ColumnRole::Level(vec![AdminLevel::Town]),
    ]
}

fn is_of_these(role: &ColumnRole) -> bool {
    role.is_mark() || matches!(role, ColumnRole::Audience | ColumnRole::Mode | ColumnRole::Levels)
}
