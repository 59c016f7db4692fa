//! Rows with a number and one name in tables whose numbers count the first names: 1 | 政策文件 | 按文件种类 | 法律, below it
//! rows without a number, then 2 | 投诉举报电话. Its cell spanned the levels; the names above it are not its own.

use std::collections::BTreeSet;

use crate::input::sheet::read::draft::RecordDraft;
use crate::input::sheet::recognition::Doubt;
use crate::input::sheet::types::{ColumnRole, SheetColumn};
use crate::source::CellRef;

/// So many levels of names must a table have.
const LEVELS: usize = 3;
/// So many rows without a number show that numbers do not count items.
const UNNUMBERED: usize = 2;

/// Notes which rows begin anew, so that no name is filled into them, and doubts each.
pub(super) fn note(columns: &[SheetColumn], drafts: &mut [RecordDraft]) {
    let names: Vec<u16> =
        columns.iter().filter(|c| matches!(c.role, ColumnRole::Name(_))).map(|c| c.index).collect();
    let serial = columns.iter().find(|c| c.role == ColumnRole::Serial).map(|c| c.index);
    let (Some(serial), [first, _, ..]) = (serial, names.as_slice()) else { return };
    if names.len() < LEVELS {
        return;
    }
    let of = |draft: &RecordDraft| {
        let count = names.iter().filter(|column| draft.cells.contains_key(column)).count();
        (draft.cells.contains_key(&serial), draft.cells.contains_key(first), count)
    };
    let is_alone = |draft: &&RecordDraft| of(draft) == (true, false, 1);
    let rows: BTreeSet<u32> =
        drafts.iter().filter(is_alone).filter_map(|d| d.rows.first().copied()).collect();
    let is_other = |draft: &&RecordDraft| !is_alone(draft);
    let counted = drafts.iter().filter(is_other).all(|draft| {
        let (numbered, begins, _) = of(draft);
        numbered == begins
    });
    let unnumbered = drafts.iter().filter(|draft| !of(draft).0).count();
    let starts = drafts.iter().filter(|draft| of(draft).1).count();
    if !counted || unnumbered < UNNUMBERED || starts == 0 {
        return;
    }
    for draft in drafts.iter_mut() {
        let Some(row) = draft.rows.first().copied().filter(|row| rows.contains(row)) else {
            continue;
        };
        draft.begins = true;
        let why = format!("第{}行有自己的序号，只有一个名称，没有按上面的行填上级名称", row + 1);
        let cells = vec![CellRef::new(row, *first)];
        draft.doubts.push(Doubt { field: Doubt::ROW, why, cells, blank: true });
    }
}
