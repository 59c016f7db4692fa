//! The columns of a table: what its head says, settled by what stands below it.

use std::collections::BTreeSet;

use crate::input::sheet::assemble::BookReader;
use crate::input::sheet::locate::head::Head;
use crate::input::sheet::locate::mapping::SaidColumns;
use crate::input::sheet::locate::sample::BelowHead;
use crate::input::sheet::locate::{content, permuted, trailing, unlisted};
use crate::input::sheet::recognition::CellRepair;
use crate::input::sheet::types::{ColumnRole, SheetColumn};

/// The columns of a table, and what was understood otherwise than it is written.
pub(super) struct SettledColumns {
    pub(super) columns: Vec<SheetColumn>,
    pub(super) repairs: Vec<CellRepair>,
    /// Those of the repairs that moved columns under their headings.
    pub(super) permuted: Vec<CellRepair>,
    /// Those that gave columns without a heading a meaning by their places.
    pub(super) by_place: Vec<CellRepair>,
}

impl BookReader<'_> {
    /// What the columns of a head hold, by its words and by the rows below it. What the user says stands.
    pub(super) fn settled(&self, head: &Head, body: &[u32]) -> SettledColumns {
        let Head { kind, last, .. } = *head;
        let mut columns = head.columns.clone();
        let mut repairs = head.repairs.clone();
        if !self.options.columns.is_empty() || !head.shown {
            let columns = self.with_unnamed(columns, body);
            return SettledColumns { columns, repairs, permuted: Vec::new(), by_place: Vec::new() };
        }
        let below = BelowHead::new(self.view, kind, last, body);
        let mut permuted = permuted::settle(&below, &mut columns);
        repairs.extend(permuted.iter().cloned());
        repairs.extend(content::settle(&below, &mut columns));
        repairs.extend(unlisted::settle(&below, &mut columns));
        let mut columns = self.with_unnamed(columns, body);
        repairs.extend(content::unheaded(&below, &mut columns));
        let mut by_place = trailing::settle(&below, &mut columns);
        repairs.extend(by_place.iter().cloned());
        uphold(&head.said, &mut columns, [&mut repairs, &mut permuted, &mut by_place]);
        SettledColumns { columns, repairs, permuted, by_place }
    }

    /// Adds the columns that have no heading but hold text.
    fn with_unnamed(&self, mut columns: Vec<SheetColumn>, rows: &[u32]) -> Vec<SheetColumn> {
        let mut used: BTreeSet<u16> =
            rows.iter().flat_map(|row| self.view.cells(*row)).map(|(column, _)| column).collect();
        columns.iter().for_each(|column| {
            used.remove(&column.index);
        });
        columns.extend(used.into_iter().map(|index| SheetColumn {
            index,
            heading: String::new(),
            role: ColumnRole::Other,
        }));
        columns.sort_by_key(|column| column.index);
        columns
    }
}

/// Gives the columns the roles that the user said, whatever was made of them since, also where the head has moved;
/// and takes back what was to be told of that.
fn uphold(said: &SaidColumns, columns: &mut [SheetColumn], mut told: [&mut Vec<CellRepair>; 3]) {
    let mut open: Vec<&SheetColumn> = said.columns.iter().collect();
    for column in columns {
        let is_same = |said: &&SheetColumn| {
            said.heading == column.heading
                && (!said.heading.is_empty() || said.index == column.index)
        };
        let Some(at) = open.iter().position(is_same) else { continue };
        let said = open.remove(at);
        if column.role != said.role {
            column.role = said.role.clone();
            let others = |repair: &CellRepair| repair.cell.column != column.index;
            told.iter_mut().for_each(|repairs| repairs.retain(others));
        }
    }
}
