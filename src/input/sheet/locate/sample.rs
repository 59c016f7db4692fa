//! The first full rows of a table, by which its columns are judged, and what is told of a column that was.

use crate::input::sheet::fit::{self, Looks, SharedLooks};
use crate::input::sheet::recognition::CellRepair;
use crate::input::sheet::types::{ColumnRole, SheetColumn, TableKind};
use crate::input::sheet::view::{View, is_blank};
use crate::model::writing::{self, RepairKind};
use crate::source::CellRef;

/// So many rows are looked at.
const SAMPLE: usize = 40;
/// So many rows are gone through to find them.
const TRIED: usize = SAMPLE * 2;
/// Rows with fewer texts are titles and notes.
const FULL_ROW: usize = 4;

/// How well the texts of a column must fit to overrule or to replace its heading.
pub(super) const TELLING: f64 = 0.7;

/// The rows that are looked at, each with the looks of its texts.
pub(in crate::input::sheet) type Sample = Vec<Vec<(u16, SharedLooks)>>;

/// What the columns of a table are judged by, and where that is told.
pub(in crate::input::sheet) struct BelowHead {
    /// What the table lists.
    pub(in crate::input::sheet) kind: TableKind,
    /// The last row of the head.
    pub(in crate::input::sheet) last: u32,
    /// Rows below it.
    pub(in crate::input::sheet) sample: Sample,
}

impl BelowHead {
    /// The rows below a head that ends with the row `last`.
    pub(in crate::input::sheet) fn new(
        view: &View<'_>,
        kind: TableKind,
        last: u32,
        rows: &[u32],
    ) -> Self {
        Self { kind, last, sample: sample(view, rows) }
    }
}

/// The first rows with enough texts, each with the looks of its texts.
pub(in crate::input::sheet) fn sample(view: &View<'_>, rows: &[u32]) -> Sample {
    let full = |cells: &Vec<(u16, SharedLooks)>| cells.len() >= FULL_ROW;
    rows.iter().take(TRIED).map(|row| looks(view, *row)).filter(full).take(SAMPLE).collect()
}

/// The looks of the texts of a row, as they are in simplified characters: 區級民政部門 is a body.
pub(in crate::input::sheet) fn looks(view: &View<'_>, row: u32) -> Vec<(u16, SharedLooks)> {
    view.cells(row).map(|(c, cell)| (c, Looks::of(&writing::simplified(&cell.text)))).collect()
}

/// How many rows have a text in a column.
pub(in crate::input::sheet) fn count(column: u16, sample: &Sample) -> usize {
    sample.iter().flatten().filter(|(at, _)| *at == column).count()
}

/// How well the texts under a column fit, on average.
pub(in crate::input::sheet) fn mean(role: &ColumnRole, column: u16, sample: &Sample) -> f64 {
    let texts = sample.iter().flatten().filter(|(at, _)| *at == column);
    let (count, sum) =
        texts.fold((0usize, 0.0), |(n, sum), (_, looks)| (n + 1, sum + fit::fit(role, looks)));
    if count == 0 { 0.0 } else { sum / count as f64 }
}

/// Gives a column its meaning; the repair that tells it.
pub(in crate::input::sheet) fn understood(
    column: &mut SheetColumn,
    role: ColumnRole,
    last: u32,
) -> CellRepair {
    let after = role.label().unwrap_or_default();
    column.role = role;
    CellRepair {
        cell: CellRef::new(last, column.index),
        kind: RepairKind::Heading,
        before: column.heading.clone(),
        after,
    }
}

/// So many rows below the head are looked at to see whether a column holds anything.
const LOOK_AHEAD: u32 = 12;

/// The first texts below a head in a column.
pub(super) fn below<'a>(view: &View<'a>, last: u32, column: u16) -> Vec<&'a str> {
    (last + 1..=last.saturating_add(LOOK_AHEAD))
        .map(|row| view.sheet.text(CellRef::new(row, column)).trim())
        .filter(|text| !is_blank(text))
        .collect()
}
