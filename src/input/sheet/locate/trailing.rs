//! Columns to tick whose headings are gone: the six of the official form, by their places.
//!
//! A head may end before them, or have lost its second row, so that 公开对象 stands over the first of its two
//! columns and nothing over the other. Only columns that hold nothing but ticks are told so; each is a repair of
//! the head, and doubted in every row.

use crate::input::sheet::locate::sample::{self, BelowHead, Sample};
use crate::input::sheet::recognition::CellRepair;
use crate::input::sheet::types::{ColumnRole, SheetColumn, TableKind};
use crate::model::AdminLevel;

/// How well texts must fit to be ticks alone.
const TICKS: f64 = 0.8;

/// Gives such columns their meanings.
pub(in crate::input::sheet) fn settle(
    below: &BelowHead,
    columns: &mut [SheetColumn],
) -> Vec<CellRepair> {
    let BelowHead { kind, last, ref sample } = *below;
    if kind != TableKind::Catalogue {
        return Vec::new();
    }
    let mut told = behind_the_head(columns, sample);
    if told.is_empty() {
        told = below_parents(columns, sample);
    }
    let given = told.into_iter().filter_map(|(index, role)| {
        let column = columns.iter_mut().find(|column| column.index == index)?;
        Some(sample::understood(column, role, last))
    });
    given.collect()
}

/// What the columns hold behind a head that ends with the channels.
fn behind_the_head(columns: &[SheetColumn], sample: &Sample) -> Vec<(u16, ColumnRole)> {
    let channels = columns.iter().position(|column| column.role == ColumnRole::Channels);
    let Some((known, behind)) = channels.and_then(|at| columns.split_at_checked(at + 1)) else {
        return Vec::new();
    };
    let Some(first) = known.last().map(|column| column.index + 1) else { return Vec::new() };
    let roles = pairs().map(|(_, children)| children).concat();
    let told: Option<Vec<(u16, ColumnRole)>> = behind
        .iter()
        .map(|column| {
            let role = roles.get(usize::from(column.index - first))?.clone();
            is_bare(column, sample).then_some((column.index, role))
        })
        .collect();
    let is_known = |column: &SheetColumn| {
        column.role.is_mark() || pairs().iter().any(|(parent, _)| *parent == column.role)
    };
    told.filter(|_| !known.iter().any(is_known)).unwrap_or_default()
}

/// What the columns hold below headings that lost the row below them, each with a column behind it that has none.
fn below_parents(columns: &[SheetColumn], sample: &Sample) -> Vec<(u16, ColumnRole)> {
    let mut told = Vec::new();
    for (parent, [first, second]) in pairs() {
        let Some(at) = columns.iter().position(|column| column.role == parent) else { continue };
        let Some(column) = columns.get(at) else { continue };
        let next = columns.get(at + 1);
        let own = sample::count(column.index, sample) == 0 || is_ticked(column, sample);
        let beside = next.filter(|next| next.index == column.index + 1);
        // A blank column stands between two headings where nothing is ticked in it.
        let room = match beside {
            Some(beside) => is_bare(beside, sample),
            None => next.is_some() && sample::count(column.index, sample) > 0,
        };
        if own && room {
            told.push((column.index, first));
            told.extend(beside.map(|beside| (beside.index, second)));
        }
    }
    told
}

/// Whether a column has no heading and holds nothing but ticks.
fn is_bare(column: &SheetColumn, sample: &Sample) -> bool {
    column.role == ColumnRole::Other && column.heading.is_empty() && is_ticked(column, sample)
}

fn is_ticked(column: &SheetColumn, sample: &Sample) -> bool {
    sample::mean(&ColumnRole::Everyone, column.index, sample) >= TICKS
}

/// The columns to tick of the official form, below their headings.
fn pairs() -> [(ColumnRole, [ColumnRole; 2]); 3] {
    let level = |level| ColumnRole::Level(vec![level]);
    [
        (ColumnRole::Audience, [ColumnRole::Everyone, ColumnRole::Group]),
        (ColumnRole::Mode, [ColumnRole::Active, ColumnRole::OnRequest]),
        (ColumnRole::Levels, [level(AdminLevel::County), level(AdminLevel::Town)]),
    ]
}
