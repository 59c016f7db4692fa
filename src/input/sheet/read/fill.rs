//! The text of each column of a record: joined from its rows, filled from merged cells, from blanks
//! where the pattern is plain, and from 同上.
//!
//! Every fill is a repair. What a column means is used only to tell names and ticks from the rest.

use crate::input::sheet::types::{ColumnRole, SheetColumn};
use std::collections::{BTreeMap, BTreeSet};

use crate::input::sheet::read::clean;

use crate::input::sheet::recognition::CellRepair;
use crate::input::sheet::segment::rows::Line;
use crate::input::sheet::view::View;
use crate::model::fold;
use crate::model::writing::{self, BoxLegend, Manner, RepairKind};
use crate::source::CellRef;

/// One cell of a record while it is being filled.
#[derive(Debug, Clone)]
pub(in crate::input::sheet) struct FilledCell {
    pub(in crate::input::sheet) at: CellRef,
    pub(in crate::input::sheet) text: String,
    /// The numbering that was taken off a name.
    pub(in crate::input::sheet) number: Option<String>,
    /// The text as written, once it is read otherwise.
    pub(in crate::input::sheet) written: Option<(String, Vec<writing::Repair>)>,
}

impl FilledCell {
    fn new(at: CellRef, text: &str) -> Self {
        Self { at, text: text.to_owned(), number: None, written: None }
    }

    /// Takes the text as it is read, and what was read otherwise.
    fn read(&mut self, text: writing::Text<'_>, repairs: &mut Vec<CellRepair>) {
        let (text, made) = text.into_parts();
        repairs.extend(made.iter().map(|made| CellRepair::of(self.at, made)));
        let written = std::mem::replace(&mut self.text, text);
        if !made.is_empty() {
            self.written = Some((written, made));
        }
    }

    /// Takes what stands above in the place of 同上.
    fn replace(&mut self, column: u16, above: &str, repairs: &mut Vec<CellRepair>) {
        let ditto = std::mem::take(&mut self.text);
        let mut text = writing::Text::as_written(&ditto);
        text.repair(RepairKind::Ditto, above.to_owned());
        let (text, made) = text.into_parts();
        let at = CellRef::new(self.at.row, column);
        repairs.extend(made.iter().map(|made| CellRepair::of(at, made)));
        self.text = text;
        let mut all = self.written.take().unwrap_or((ditto, Vec::new()));
        all.1.extend(made);
        self.written = Some(all);
    }
}

/// A record while it is being filled.
#[derive(Debug, Clone)]
pub(in crate::input::sheet) struct RecordDraft {
    pub(in crate::input::sheet) rows: Vec<u32>,
    pub(in crate::input::sheet) cells: BTreeMap<u16, FilledCell>,
}

/// Fills all records of a table, and notes each fill.
pub(in crate::input::sheet) fn records(
    view: &View<'_>,
    columns: &[SheetColumn],
    groups: &[Vec<Line>],
    legend: &BoxLegend,
    repairs: &mut Vec<CellRepair>,
) -> Vec<RecordDraft> {
    let mut drafts: Vec<RecordDraft> =
        groups.iter().map(|group| joined(view, columns, group, repairs)).collect();
    cleaned(view, columns, &mut drafts, legend, repairs);
    dittos(columns, &mut drafts, repairs);
    names(columns, &mut drafts, repairs);
    blanks(columns, &mut drafts, repairs);
    drafts
}

/// Repairs the text of every cell, and takes the numbering off names.
fn cleaned(
    view: &View<'_>,
    columns: &[SheetColumn],
    drafts: &mut [RecordDraft],
    legend: &BoxLegend,
    repairs: &mut Vec<CellRepair>,
) {
    let manner = Manner { legend, wrapped: is_wrapped(columns, drafts) };
    for draft in drafts {
        for column in columns {
            let Some(filled) = draft.cells.get_mut(&column.index) else { continue };
            let cell = view.sheet.cells.get(&filled.at);
            let written = filled.text.clone();
            filled.read(clean::read(&column.role, &written, cell, manner), repairs);
            if matches!(column.role, ColumnRole::Name(_) | ColumnRole::DutyName) {
                filled.number = unnumbered(filled, repairs);
            }
            if filled.text.is_empty() {
                draft.cells.remove(&column.index);
            }
        }
    }
}

/// Whether lines are cut at the width of their columns: names and limits, which have no reason to be in
/// several lines, often are.
fn is_wrapped(columns: &[SheetColumn], drafts: &[RecordDraft]) -> bool {
    let whole =
        |column: &&SheetColumn| matches!(column.role, ColumnRole::Name(_) | ColumnRole::Limit);
    let texts = columns
        .iter()
        .filter(whole)
        .flat_map(|column| drafts.iter().filter_map(|draft| draft.cells.get(&column.index)));
    let (all, broken) = texts.fold((0usize, 0usize), |(all, broken), cell| {
        (all + 1, broken + usize::from(cell.text.trim().contains('\n')))
    });
    broken * 5 >= all.max(1)
}

/// Takes the numbering off a name and gives it back.
fn unnumbered(filled: &mut FilledCell, repairs: &mut Vec<CellRepair>) -> Option<String> {
    let (number, rest) = fold::split_numbering(&filled.text);
    let number = number.filter(|_| rest.chars().count() >= 2)?;
    let number = number.trim().trim_end_matches(['、', '.', '．']).to_owned();
    let after = rest.to_owned();
    let before = std::mem::replace(&mut filled.text, after.clone());
    repairs.push(CellRepair { cell: filled.at, kind: RepairKind::Numbering, before, after });
    Some(number)
}

/// The texts of one group of rows, with what merged cells show.
fn joined(
    view: &View<'_>,
    columns: &[SheetColumn],
    group: &[Line],
    repairs: &mut Vec<CellRepair>,
) -> RecordDraft {
    let mut cells = BTreeMap::new();
    for column in columns {
        let own: Vec<(u32, &str)> = group
            .iter()
            .filter_map(|line| Some((line.row, line.own.get(&column.index)?.as_str())))
            .collect();
        let filled = match own.as_slice() {
            [] => group.first().and_then(|l| merged(view, columns, column, l.row, repairs)),
            [(row, text)] => Some(FilledCell::new(CellRef::new(*row, column.index), text)),
            [(row, first), ..] => {
                let at = CellRef::new(*row, column.index);
                let text = join(column, own.iter().map(|(_, text)| *text));
                let before = (*first).to_owned();
                repairs.push(CellRepair {
                    cell: at,
                    kind: RepairKind::JoinedRows,
                    before,
                    after: text.clone(),
                });
                Some(FilledCell::new(at, &text))
            }
        };
        cells.extend(filled.map(|filled| (column.index, filled)));
    }
    RecordDraft { rows: group.iter().map(|line| line.row).collect(), cells }
}

/// Names are one word; anything else may be a list, which the lines keep apart.
fn join<'t>(column: &SheetColumn, texts: impl Iterator<Item = &'t str>) -> String {
    let separator =
        if matches!(column.role, ColumnRole::Name(_) | ColumnRole::DutyName) { "" } else { "\n" };
    texts.map(str::trim).collect::<Vec<_>>().join(separator)
}

/// What a merged cell from above, or across two columns of ticks, shows here.
fn merged(
    view: &View<'_>,
    columns: &[SheetColumn],
    column: &SheetColumn,
    row: u32,
    repairs: &mut Vec<CellRepair>,
) -> Option<FilledCell> {
    let own = CellRef::new(row, column.index);
    let anchor = view.anchor(own);
    let text = view.sheet.text(anchor);
    let same_column = anchor.column == column.index;
    let ticks = column.role.is_mark()
        && columns.iter().any(|c| c.index == anchor.column && c.role.is_mark());
    if anchor == own || crate::input::sheet::view::is_blank(text) || !(same_column || ticks) {
        return None;
    }
    repairs.push(CellRepair {
        cell: own,
        kind: RepairKind::Merged,
        before: String::new(),
        after: text.trim().to_owned(),
    });
    Some(FilledCell::new(anchor, text))
}

/// 同上 and its kin take what the record before says.
fn dittos(columns: &[SheetColumn], drafts: &mut [RecordDraft], repairs: &mut Vec<CellRepair>) {
    for column in columns {
        let mut above: Option<String> = None;
        for draft in drafts.iter_mut() {
            let Some(cell) = draft.cells.get_mut(&column.index) else {
                above = None;
                continue;
            };
            if let Some(text) = above.as_ref().filter(|_| fold::is_ditto(&cell.text)) {
                cell.replace(column.index, text, repairs);
            }
            above = Some(cell.text.clone());
        }
    }
}

/// 一级事项 is written once for its group: blanks below it mean the same, as long as a lower name stands
/// there.
fn names(columns: &[SheetColumn], drafts: &mut [RecordDraft], repairs: &mut Vec<CellRepair>) {
    let upper: Vec<u16> = columns
        .iter()
        .filter(|c| {
            matches!(
                c.role,
                ColumnRole::Name(1..) | ColumnRole::Domain | ColumnRole::List | ColumnRole::Power
            )
        })
        .map(|c| c.index)
        .collect();
    let lowest = columns
        .iter()
        .filter(|c| matches!(c.role, ColumnRole::Name(_) | ColumnRole::DutyName))
        .map(|c| c.index)
        .next_back();
    for (position, column) in upper.iter().enumerate() {
        let mut above: Option<String> = None;
        for draft in drafts.iter_mut() {
            let lower = draft
                .cells
                .range(column + 1..)
                .any(|(c, _)| upper.contains(c) || lowest == Some(*c));
            let changed = upper.iter().take(position).any(|upper| own_text(draft, *upper));
            if let Some(cell) = draft.cells.get(column) {
                above = Some(cell.text.clone());
            } else if changed {
                above = None;
            } else if let Some(text) =
                above.as_ref().filter(|_| lower || (Some(*column) == lowest && says_enough(draft)))
            {
                fill(draft, *column, text, repairs);
            }
        }
    }
}

/// Whether a row without a name says more than its number.
fn says_enough(draft: &RecordDraft) -> bool {
    draft.cells.len() >= 3
}

/// Whether a column has a text of the record's own rows.
fn own_text(draft: &RecordDraft, column: u16) -> bool {
    draft.cells.get(&column).is_some_and(|cell| draft.rows.contains(&cell.at.row))
}

fn fill(draft: &mut RecordDraft, column: u16, text: &str, repairs: &mut Vec<CellRepair>) {
    let Some(row) = draft.rows.first() else { return };
    let at = CellRef::new(*row, column);
    let after = text.trim().to_owned();
    repairs.push(CellRepair { cell: at, kind: RepairKind::Blank, before: String::new(), after });
    draft.cells.insert(column, FilledCell::new(at, text));
}

/// Columns that are written once for each 一级事项 and blank in its other rows, in every group.
fn blanks(columns: &[SheetColumn], drafts: &mut [RecordDraft], repairs: &mut Vec<CellRepair>) {
    let Some(group) = columns.iter().find(|c| c.role == ColumnRole::Name(1)) else { return };
    let starts: Vec<bool> = starts(drafts, group.index, repairs);
    for column in columns {
        let text = matches!(
            column.role,
            ColumnRole::Basis
                | ColumnRole::Limit
                | ColumnRole::Bodies
                | ColumnRole::Channels
                | ColumnRole::Audience
                | ColumnRole::Mode
                | ColumnRole::Levels
        );
        if text && is_plain(drafts, &starts, column.index) {
            let mut above = String::new();
            for draft in drafts.iter_mut() {
                match draft.cells.get(&column.index) {
                    Some(cell) => above.clone_from(&cell.text),
                    None => fill(draft, column.index, &above, repairs),
                }
            }
        }
    }
}

/// Whether each record is the first of its 一级事项.
fn starts(drafts: &[RecordDraft], group: u16, repairs: &[CellRepair]) -> Vec<bool> {
    let filled: BTreeSet<CellRef> = repairs
        .iter()
        .filter(|r| matches!(r.kind, RepairKind::Blank | RepairKind::Merged))
        .map(|r| r.cell)
        .collect();
    let first = |draft: &RecordDraft| {
        let own = draft.rows.first().map(|row| CellRef::new(*row, group));
        draft.cells.contains_key(&group) && !own.is_some_and(|at| filled.contains(&at))
    };
    drafts.iter().map(first).collect()
}

/// Written at every start, blank everywhere else, and that more than once.
fn is_plain(drafts: &[RecordDraft], starts: &[bool], column: u16) -> bool {
    let mut followers = 0;
    for (draft, start) in drafts.iter().zip(starts) {
        if draft.cells.contains_key(&column) != *start {
            return false;
        }
        followers += usize::from(!start);
    }
    followers >= 2
}
