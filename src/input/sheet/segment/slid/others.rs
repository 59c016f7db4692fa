//! What columns of lists of duties hold that have no meaning of their own (责任事项, 追责情形, 行使层级): no grammar
//! tells it, but the rows that fit as they stand.

use std::collections::BTreeMap;

use crate::input::sheet::fit::{Looks, TextShape};
use crate::input::sheet::locate::heading;
use crate::input::sheet::share;
use crate::input::sheet::types::{ColumnRole, SheetColumn};

/// How well a text fits that looks like the others of its column, and like none of them.
const ALIKE: f64 = 0.4;
const UNLIKE: f64 = -0.4;
/// The same where they are told by their length alone.
const AS_LONG: f64 = 0.1;
const NOT_AS_LONG: f64 = -0.1;
/// Remarks are of any kind.
const REMARK: &str = "备注";

/// The shapes of the texts of such columns.
#[derive(Default)]
pub(super) struct OtherColumns(BTreeMap<i32, TextShape>);

impl OtherColumns {
    /// What the full rows say.
    pub(super) fn of(columns: &[SheetColumn], full: &[Vec<(i32, &str)>]) -> Self {
        let open = columns.iter().filter(|c| {
            c.role == ColumnRole::Other
                && !c.is_duty_part()
                && !heading::key(&c.heading).contains(REMARK)
        });
        let shapes = open.filter_map(|column| {
            let at = i32::from(column.index);
            let texts = full.iter().flatten().filter(|(column, _)| *column == at);
            let mut counts: BTreeMap<TextShape, usize> = BTreeMap::new();
            texts.for_each(|(_, text)| *counts.entry(Looks::of(text).shape()).or_default() += 1);
            let all = counts.values().sum();
            let (shape, most) = counts.into_iter().max_by_key(|(_, count)| *count)?;
            share::is_two_thirds(most, all).then_some((at, shape))
        });
        Self(shapes.collect())
    }

    /// Whether the column holds texts of one shape.
    pub(super) fn holds(&self, column: &SheetColumn) -> bool {
        self.0.contains_key(&i32::from(column.index))
    }

    /// How well a text fits such a column; 0 where nothing is known of it.
    pub(super) fn fit(&self, column: i32, looks: &Looks) -> f64 {
        let Some(shape) = self.0.get(&column) else { return 0.0 };
        let own = looks.shape();
        match (own == *shape, own.is_typed() || shape.is_typed()) {
            (true, true) => ALIKE,
            (true, false) => AS_LONG,
            (false, true) => UNLIKE,
            (false, false) => NOT_AS_LONG,
        }
    }
}
