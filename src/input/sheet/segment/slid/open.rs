//! Whether a row that is laid out anew may as well have a text of its own where it is left empty: what is empty is filled
//! from above, which would hide it.

use crate::input::sheet::segment::slid::ways::{LaidAs, RowReading};
use crate::input::sheet::segment::slid::{ColumnLayout, RowCell};
use crate::input::sheet::types::ColumnRole;

/// So much less may a row fit that is as likely read in another way.
const NEAR: f64 = 0.4;

impl ColumnLayout<'_> {
    /// Whether the row may as well be read with a text of its own under a column that it leaves empty, which would be
    /// filled from above. Elements are each item's own: where it may, it is read so.
    pub(super) fn left_open(&self, cells: &[RowCell<'_>], best: &mut RowReading) -> bool {
        let takes = |steps: &[LaidAs], column: i32| {
            steps.iter().any(|step| match *step {
                LaidAs::At(to) | LaidAs::Joined(to) => to == column,
                LaidAs::Cut(to, _) => to == column || to + 1 == column,
                LaidAs::Dropped => false,
            })
        };
        let mut open = false;
        for (column, role) in &self.roles {
            if !is_of_one_item(role) || takes(&best.steps, *column) {
                continue;
            }
            let other = self.best_filling(Some(*column), cells);
            if other.score < best.score - NEAR || self.moves_said(cells, &best.steps, &other.steps)
            {
                continue;
            }
            open = true;
            if **role == ColumnRole::Elements {
                *best = other;
            }
        }
        open
    }

    /// Whether a text that other rows say under its column as well is moved away from there.
    fn moves_said(&self, cells: &[RowCell<'_>], steps: &[LaidAs], others: &[LaidAs]) -> bool {
        let moved = cells.iter().zip(steps.iter().zip(others)).filter(|(_, (a, b))| a != b);
        let is_said = |(cell, (step, _)): (&RowCell<'_>, (&LaidAs, &LaidAs))| match step {
            LaidAs::At(column) => self.said.get(cell.text).is_some_and(|at| at.contains(column)),
            _ => false,
        };
        moved.into_iter().any(is_said)
    }
}

/// Whether each item has something in such a column, which one text of a row says.
fn is_of_one_item(role: &ColumnRole) -> bool {
    matches!(
        role,
        ColumnRole::Elements
            | ColumnRole::Basis
            | ColumnRole::Limit
            | ColumnRole::Bodies
            | ColumnRole::Channels
    )
}
