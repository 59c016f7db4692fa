//! Blocks of merged cells that were lost on the way: several columns side by side are blank below a full row
//! of the same group. They are filled from above, and doubted: the row may as well have been left blank.

use crate::input::sheet::locate::heading;
use crate::input::sheet::read::draft::{BlankFiller, RecordDraft};
use crate::input::sheet::recognition::Doubt;
use crate::input::sheet::types::{ColumnRole, SheetColumn};
use crate::source::CellRef;

/// So many columns side by side that are blank together are a block.
const BLOCK: usize = 3;
/// Remarks are each row's own.
const REMARK: &str = "备注";

/// Fills what such blocks showed.
pub(super) fn fill_lost(
    columns: &[SheetColumn],
    drafts: &mut [RecordDraft],
    filler: &mut BlankFiller<'_>,
) {
    let Some(group) = columns.iter().find(|c| c.role == ColumnRole::Name(1)) else { return };
    let shared: Vec<&SheetColumn> = columns.iter().filter(|c| may_be_shared(c)).collect();
    for at in 1..drafts.len() {
        let Some((before, [draft, ..])) = drafts.split_at_mut_checked(at) else { return };
        let Some(above) = before.last() else { continue };
        if !same_group(group.index, above, draft) {
            continue;
        }
        let lost = lost(&shared, above, draft);
        for column in &lost {
            let text = above.cells.get(&column.index).map(|cell| cell.text.clone());
            filler.fill(draft, column.index, &text.unwrap_or_default());
        }
        doubt(draft, &lost);
    }
}

/// Whether a merged cell of several rows may stand in a column.
fn may_be_shared(column: &SheetColumn) -> bool {
    match column.role {
        ColumnRole::Other => {
            !column.heading.is_empty() && !heading::key(&column.heading).contains(REMARK)
        }
        ColumnRole::Name(_) | ColumnRole::Elements => false,
        ref role => role.field().is_some(),
    }
}

/// Whether a row with a name of its own goes on with the group of the one above.
fn same_group(group: u16, above: &RecordDraft, draft: &RecordDraft) -> bool {
    let name = |draft: &RecordDraft| draft.cells.get(&group).map(|cell| cell.text.clone());
    let is_borrowed = draft.cells.get(&group).is_some_and(|cell| {
        cell.borrowed || draft.rows.first().is_some_and(|row| cell.at.row < *row)
    });
    is_borrowed && name(above) == name(draft)
}

/// The columns of runs that are long enough; what is blank above as well says nothing.
fn lost<'a>(
    shared: &[&'a SheetColumn],
    above: &RecordDraft,
    draft: &RecordDraft,
) -> Vec<&'a SheetColumn> {
    let said = shared.iter().copied().filter(|c| above.cells.contains_key(&c.index));
    let said: Vec<&SheetColumn> = said.collect();
    let missing = |c: &&SheetColumn| !draft.cells.contains_key(&c.index);
    // What was filled before was blank as well.
    let blank = |c: &&SheetColumn| draft.cells.get(&c.index).is_none_or(|cell| cell.borrowed);
    let runs = said.chunk_by(|a, b| blank(a) == blank(b));
    let long = runs.filter(|run| run.len() >= BLOCK && run.first().is_some_and(blank));
    long.flatten().copied().filter(missing).collect()
}

/// A doubt for each field; the first one is told to people, for all of them.
fn doubt(draft: &mut RecordDraft, lost: &[&SheetColumn]) {
    let row = draft.rows.first().copied().unwrap_or(0);
    let titles: Vec<String> = lost.iter().map(|column| column.title()).collect();
    let why = format!("第{}行的{}是空的，按上一行填了", row + 1, titles.join("、"));
    let mut fields: Vec<&str> = Vec::new();
    for column in lost {
        let Some(field) = column.role.doubted_as().filter(|f| !fields.contains(f)) else {
            continue;
        };
        let cells = vec![CellRef::new(row, column.index)];
        let blank = !fields.is_empty();
        draft.doubts.push(Doubt { field, why: why.clone(), cells, blank });
        fields.push(field);
    }
}
