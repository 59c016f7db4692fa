//! What was filled from another row, and may not be what belongs there: the row has a text of its own beside it that
//! fits the column better than the one that it stands in, or the row that it was taken from was read in doubt itself.

use crate::input::sheet::fit::{self, Looks};
use crate::input::sheet::read::doubts::shown;
use crate::input::sheet::read::draft::{FilledCell, RecordDraft};
use crate::input::sheet::recognition::Doubt;
use crate::input::sheet::types::{ColumnRole, SheetColumn};
use crate::source::CellRef;

/// Doubts such texts.
pub(super) fn doubt(columns: &[SheetColumn], drafts: &mut [RecordDraft]) {
    let varies: Vec<bool> = columns.iter().map(|column| varies(column, drafts)).collect();
    for draft in drafts.iter_mut() {
        let lost = |at: usize| own(draft, columns.get(at)?, varies.get(at).copied()?);
        let doubts: Vec<Doubt> = (0..columns.len())
            .filter_map(|at| stands_beside(columns, draft, at).or_else(|| lost(at)))
            .collect();
        draft.doubts.extend(doubts);
    }
    let serial = columns.iter().find(|c| c.role == ColumnRole::Serial).map(|c| c.index);
    for column in columns.iter().filter(|column| is_filled(&column.role)) {
        of_doubtful_rows(column, serial, drafts);
    }
}

/// Whether texts are filled into such a column that say something by themselves.
fn is_filled(role: &ColumnRole) -> bool {
    role.doubted_as().is_some() && !role.is_mark()
}

fn borrowed<'d>(draft: &'d RecordDraft, column: &SheetColumn) -> Option<&'d FilledCell> {
    draft.cells.get(&column.index).filter(|cell| cell.borrowed)
}

/// A text of the row beside what was filled, which fits that column and its own one less.
fn stands_beside(columns: &[SheetColumn], draft: &RecordDraft, at: usize) -> Option<Doubt> {
    let column = columns.get(at).filter(|column| is_filled(&column.role))?;
    borrowed(draft, column)?;
    let own = |column: &SheetColumn| draft.cells.get(&column.index).filter(|cell| !cell.borrowed);
    let beside = |column: &&SheetColumn| own(column).is_some();
    let left = columns.get(..at)?.iter().rev().find(beside);
    let right = columns.get(at + 1..)?.iter().find(beside);
    let (other, cell) = [left, right].into_iter().flatten().find_map(|other| {
        let cell = own(other).filter(|_| is_filled(&other.role))?;
        let looks = Looks::of(&cell.text);
        let fit = fit::fit(&column.role, &looks);
        (fit >= fit::FITS && fit > fit::fit(&other.role, &looks)).then_some((other, cell))
    })?;
    let (text, here, there) = (shown(&cell.text), column.title(), other.title());
    let why = format!("“{here}”是空的，按别的行填了；“{text}”写在“{there}”里，也可能是这一栏的");
    Some(Doubt { field: column.role.doubted_as()?, why, cells: vec![cell.at], blank: false })
}

/// Texts that a row that slid lost: elements are its own, and hardly those of the row above; others may be as well,
/// where rows do not all say the same.
fn own(draft: &RecordDraft, column: &SheetColumn, varies: bool) -> Option<Doubt> {
    let is_own = column.role == ColumnRole::Elements
        || varies
            && matches!(column.role, ColumnRole::Basis | ColumnRole::Limit | ColumnRole::Bodies);
    borrowed(draft, column).filter(|_| is_own && draft.lost.contains(&column.index))?;
    let row = draft.rows.first().copied()?;
    let why = format!("第{}行错了位，没有自己的“{}”，按上面的行填了", row + 1, column.title());
    let cells = vec![CellRef::new(row, column.index)];
    Some(Doubt { field: column.role.doubted_as()?, why, cells, blank: false })
}

/// Whether rows say different things in a column.
fn varies(column: &SheetColumn, drafts: &[RecordDraft]) -> bool {
    let own = drafts.iter().filter_map(|draft| draft.cells.get(&column.index));
    let mut texts = own.filter(|cell| !cell.borrowed).map(|cell| cell.text.trim());
    let first = texts.next();
    texts.any(|text| Some(text) != first)
}

/// Whether words stand where rows have their number: the row slid, and it was not found where to.
fn has_text_for_number(draft: &RecordDraft, serial: Option<u16>) -> bool {
    let cell = serial.and_then(|column| draft.cells.get(&column));
    cell.is_some_and(|cell| fit::fit(&ColumnRole::Serial, &Looks::of(&cell.text)) <= fit::MISFITS)
}

/// What was filled from a row above that was itself read in doubt there.
fn of_doubtful_rows(column: &SheetColumn, serial: Option<u16>, drafts: &mut [RecordDraft]) {
    let Some(field) = column.role.doubted_as() else { return };
    let mut source: Option<(u32, bool)> = None;
    for draft in drafts.iter_mut() {
        let Some(row) = draft.rows.first().copied() else { continue };
        match draft.cells.get(&column.index) {
            Some(cell) if cell.borrowed => {
                let Some((from, _)) = source.filter(|(_, unsure)| *unsure) else { continue };
                let (title, from) = (column.title(), from + 1);
                let why = format!("“{title}”是按第{from}行填的，那一行错了位，可能不对");
                let cells = vec![CellRef::new(row, column.index)];
                draft.doubts.push(Doubt { field, why, cells, blank: false });
            }
            Some(_) => {
                let unsure =
                    draft.unsure.contains(&column.index) || has_text_for_number(draft, serial);
                source = Some((row, unsure));
            }
            None => {}
        }
    }
}
