//! Rows that say nothing but names as they stand: 行政法规 | 公开相关行政法规, 5 | 决策结果公开 | 方案、公告. One of the names is
//! rather what is disclosed.

use crate::input::sheet::fit::{self, Looks};
use crate::input::sheet::segment::slid::{ColumnLayout, RowCell, RowPiece, RowPlaces};
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

    /// A number and a name one column too far to the left, what stands behind them in its place: 2 | 木材运输许可 below 职权类型 | 序号 |
    /// 职权名称. The merged cell of the kind is lost.
    pub(super) fn numbered_pair(&self, cells: &[(u16, &str)]) -> Option<RowPlaces> {
        let [(first, number), (second, name), rest @ ..] = cells else { return None };
        let to = i32::from(*second);
        let is_pair = self.roles.get(&to) == Some(&&ColumnRole::Serial)
            && self.names_of_duties().next() == Some(to + 1)
            && first + 1 == *second
            && rest.iter().all(|(column, _)| i32::from(*column) > to + 1)
            && Looks::of(number).is_number()
            && fit::fit(&ColumnRole::DutyName, &Looks::of(name)) > 0.0;
        is_pair.then(|| {
            let piece = |(from, text): &(u16, &str)| RowPiece {
                from: *from,
                to: Some(if from <= second { from + 1 } else { *from }),
                text: (*text).to_owned(),
                cut: false,
                joined: false,
            };
            RowPlaces { pieces: cells.iter().map(piece).collect(), doubtful: false }
        })
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
