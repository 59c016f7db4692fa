//! Rows that say nothing but names as they stand: 行政法规 | 公开相关行政法规, 5 | 决策结果公开 | 方案、公告. One of the names is
//! rather what is disclosed.

use crate::input::sheet::fit::{self, Looks};
use crate::input::sheet::segment::slid::{ColumnLayout, RowCell};
use crate::input::sheet::types::ColumnRole;

impl ColumnLayout<'_> {
    /// Whether a row of a catalogue is a name and one text more at its beginning: 行政法规 | 公开相关行政法规. The number
    /// and the names of all levels above were merged and lost.
    pub(super) fn is_named_pair(&self, cells: &[(u16, &str)]) -> bool {
        let [(first, name), (second, _)] = cells else { return false };
        let leads = self.roles.first_key_value().is_some_and(|(column, role)| {
            *column == i32::from(*first) && matches!(role, ColumnRole::Serial | ColumnRole::Name(1))
        });
        leads
            && first + 1 == *second
            && !self.is_of_duties()
            && fit::fit(&ColumnRole::Name(1), &Looks::of(name)) > 0.0
    }

    /// Whether several names and nothing else stand in a row, but for its number: one of them is rather its elements.
    pub(super) fn is_bare(&self, cells: &[RowCell<'_>]) -> bool {
        let role = |cell: &RowCell<'_>| self.roles.get(&cell.column).copied();
        let is_named = |cell: &&RowCell<'_>| matches!(role(cell), Some(ColumnRole::Name(_)));
        let names = cells.iter().filter(is_named).count();
        let others = cells.iter().filter(|cell| !is_named(cell));
        names > 1 && others.into_iter().all(|cell| role(cell) == Some(&ColumnRole::Serial))
    }

    /// Whether nothing speaks against a text under a column.
    pub(in crate::input::sheet) fn may_hold(&self, column: u16, text: &str) -> bool {
        self.score(i32::from(column), &Looks::of(text)) > fit::MISFITS
    }
}
