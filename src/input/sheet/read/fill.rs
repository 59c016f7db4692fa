//! The text of each column of a record: joined from its rows, filled from merged cells, from blanks
//! where the pattern is plain, and from 同上.
//!
//! Every fill is a repair. What a column means is used only to tell names and ticks from the rest.

use crate::input::sheet::by_column::ByColumn;
use crate::input::sheet::fit::{self, Looks, Nameless};
use crate::input::sheet::read::aside;
use crate::input::sheet::read::blocks;
use crate::input::sheet::read::borrowed;
use crate::input::sheet::read::clean;
use crate::input::sheet::read::codes;
use crate::input::sheet::read::draft::{BlankFiller, FilledCell, RecordDraft};
use crate::input::sheet::read::glued;
use crate::input::sheet::read::lines;
use crate::input::sheet::read::numbered;
use crate::input::sheet::read::page_links;
use crate::input::sheet::read::ticks;
use crate::input::sheet::read::torn_names;
use crate::input::sheet::recognition::{CellRepair, Doubt};
use crate::input::sheet::segment::rows::{Line, Slide};
use crate::input::sheet::share;
use crate::input::sheet::types::{ColumnRole, SheetColumn};
use crate::input::sheet::view::View;
use crate::model::fold;
use crate::model::writing::{BoxLegend, Manner, RepairKind};
use crate::source::CellRef;
use std::collections::BTreeSet;

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
    codes::take_off(columns, &mut drafts, repairs);
    torn_names::join(columns, &mut drafts, repairs);
    nameless(columns, &mut drafts);
    bare_numbers(columns, &mut drafts);
    glued::codes(columns, &mut drafts, repairs);
    dittos(columns, &mut drafts, repairs);
    numbered::note(columns, &mut drafts);
    let mut filler = BlankFiller::new(repairs);
    names(columns, &mut drafts, &mut filler);
    lost_merges(columns, &mut drafts, &mut filler);
    unnamed(columns, &mut drafts);
    blanks(columns, &mut drafts, &mut filler);
    blocks::fill_lost(view, columns, &mut drafts, &mut filler);
    blocks::fill_numbered(columns, &mut drafts, &mut filler);
    borrowed::doubt(columns, &mut drafts);
    ticks::apart(columns, &mut drafts);
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
                repairs.extend(page_links::take_off(filled));
                filled.number = unnumbered(filled, repairs);
            }
            repairs.extend(aside::of(&column.role, filled));
            repairs.extend(aside::power(&column.role, filled));
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
    share::is_fifth(broken, all.max(1))
}

/// Takes the numbering off a name and gives it back.
fn unnumbered(filled: &mut FilledCell, repairs: &mut Vec<CellRepair>) -> Option<String> {
    let (number, rest) = fold::split_numbering(&filled.text);
    let number = number.filter(|_| rest.chars().count() >= fit::SHORTEST_NAME)?;
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
    let mut cells = ByColumn::default();
    for column in columns {
        let own: Vec<(CellRef, &str)> = group
            .iter()
            .filter_map(|line| {
                Some((line.place(column.index), line.own.get(&column.index)?.as_str()))
            })
            .collect();
        let filled = match own.as_slice() {
            [] => group.first().and_then(|l| merged(view, columns, column, l.row, repairs)),
            [(at, text)] => Some(FilledCell::new(*at, text)),
            [(at, first), rest @ ..] => {
                let text = lines::join(column, own.iter().map(|(_, text)| *text));
                let joined = |cell: CellRef, before: &str, after: String| CellRepair {
                    cell,
                    kind: RepairKind::JoinedRows,
                    before: before.to_owned(),
                    after,
                };
                repairs.push(joined(*at, first, text.clone()));
                // Each of the others is told as well; what they became is said once.
                repairs.extend(
                    rest.iter().map(|(cell, part)| joined(*cell, part, format!("并入 {at}"))),
                );
                Some(FilledCell::new(*at, &text))
            }
        };
        cells.extend(filled.map(|filled| (column.index, filled)));
    }
    cells.shrink();
    let mut doubts = lines::twice_named(columns, group);
    doubts.extend(lines::twice_limited(columns, group));
    doubts.extend(lines::counted_on(columns, group));
    doubts.extend(group.first().filter(|line| line.doubtful).map(lines::apart));
    let slides = || group.iter().filter_map(|line| line.slide.as_ref());
    group.iter().for_each(|line| lines::moved(columns, line, repairs));
    RecordDraft {
        rows: group.iter().map(|line| line.row).collect(),
        cells,
        lost: slides().flat_map(|slide| slide.lost.iter().copied()).collect(),
        unsure: slides().flat_map(Slide::unsure).collect(),
        begins: false,
        doubts: {
            doubts.extend(slides().filter_map(lines::spare));
            doubts.extend(group.iter().flat_map(|line| lines::slid(columns, line)));
            doubts
        },
    }
}

/// What is never the name of a duty: a limit, a step, what follows for those who do not do it.
fn nameless(columns: &[SheetColumn], drafts: &mut [RecordDraft]) {
    for column in columns.iter().filter(|column| column.role == ColumnRole::DutyName) {
        for draft in drafts.iter_mut() {
            let kind = draft.cells.get(&column.index).and_then(|c| Looks::of(&c.text).nameless());
            if kind.is_some_and(|kind| kind != Nameless::Office) {
                draft.cells.remove(&column.index);
            }
        }
    }
}

/// A number alone is no name: it is a serial of a second level, or slid there.
fn bare_numbers(columns: &[SheetColumn], drafts: &mut [RecordDraft]) {
    let names = || columns.iter().filter(|c| matches!(c.role, ColumnRole::Name(_)));
    for draft in drafts {
        for column in names() {
            let Some(cell) = draft.cells.get(&column.index) else { continue };
            if fit::fit(&ColumnRole::Serial, &Looks::of(&cell.text)) > 0.0 {
                let why = format!("名称栏里只有“{}”，没有当作名称", cell.text.trim());
                let doubt = Doubt { field: Doubt::ROW, why, cells: vec![cell.at], blank: false };
                draft.doubts.push(doubt);
                draft.cells.remove(&column.index);
            }
        }
    }
}

/// A row whose only name slid into the elements: the name is taken from there, and doubted.
fn unnamed(columns: &[SheetColumn], drafts: &mut [RecordDraft]) {
    let is_name = |column: &&SheetColumn| matches!(column.role, ColumnRole::Name(_));
    let Some(lowest) = columns.iter().rfind(is_name) else { return };
    let elements = columns.iter().find(|column| column.role == ColumnRole::Elements);
    for draft in drafts {
        if columns.iter().filter(is_name).any(|c| draft.cells.contains_key(&c.index)) {
            continue;
        }
        let Some(cell) = elements.and_then(|column| draft.cells.get(&column.index)) else {
            continue;
        };
        let looks = Looks::of(&cell.text);
        let short = cell.text.chars().count() <= LONGEST_NAME && !cell.text.contains(['、', '；']);
        if short && fit::fit(&lowest.role, &looks) >= fit::FITS {
            let why =
                format!("这一行没有事项名称，“{}”写在公开内容里，当作名称读", cell.text.trim());
            let doubt = Doubt { field: Doubt::ROW, why, cells: vec![cell.at], blank: false };
            draft.doubts.push(doubt);
            let cell = elements.and_then(|column| draft.cells.remove(&column.index));
            draft.cells.extend(cell.map(|cell| (lowest.index, cell)));
        }
    }
}

/// What stood in a merged cell that was lost with the sliding of a row is what stands above; not so a name below one
/// that begins anew.
fn lost_merges(columns: &[SheetColumn], drafts: &mut [RecordDraft], filler: &mut BlankFiller<'_>) {
    let mut upper: Vec<u16> = Vec::new();
    for column in columns.iter().filter(|column| column.role.doubted_as().is_some()) {
        let is_name = matches!(column.role, ColumnRole::Name(_));
        let mut above: Option<String> = None;
        for draft in drafts.iter_mut() {
            let anew = || draft.begins || upper.iter().any(|upper| own_text(draft, *upper));
            match draft.cells.get(&column.index) {
                Some(cell) => above = Some(cell.text.clone()),
                None if is_name && anew() => above = None,
                None if draft.lost.contains(&column.index) => {
                    if let Some(text) = &above {
                        filler.fill(draft, column.index, text);
                    }
                }
                None => above = None,
            }
        }
        upper.extend(is_name.then_some(column.index));
    }
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
fn names(columns: &[SheetColumn], drafts: &mut [RecordDraft], filler: &mut BlankFiller<'_>) {
    let part = columns.iter().rfind(|c| c.is_duty_part()).map(|c| c.index);
    let upper: Vec<u16> = columns
        .iter()
        .filter(|c| match c.role {
            ColumnRole::Name(1..) | ColumnRole::Domain | ColumnRole::List | ColumnRole::Power => {
                true
            }
            // The name of a duty stands above those of its parts.
            ColumnRole::DutyName => part.is_some_and(|part| c.index < part),
            _ => false,
        })
        .map(|c| c.index)
        .collect();
    let lowest = columns
        .iter()
        .filter(|c| matches!(c.role, ColumnRole::Name(_) | ColumnRole::DutyName))
        .map(|c| c.index)
        .chain(part)
        .max();
    for (position, column) in upper.iter().enumerate() {
        let mut above: Option<String> = None;
        for draft in drafts.iter_mut() {
            let lower = draft
                .cells
                .keys()
                .filter(|c| *c > column)
                .any(|c| upper.contains(c) || lowest == Some(*c));
            let changed = upper.iter().take(position).any(|upper| own_text(draft, *upper));
            if let Some(cell) = draft.cells.get(column) {
                above = Some(cell.text.clone());
            } else if changed || draft.begins {
                above = None;
            } else if let Some(text) =
                above.as_ref().filter(|_| lower || (Some(*column) == lowest && says_enough(draft)))
            {
                filler.fill(draft, *column, text);
            }
        }
    }
}

/// A name that was filled in across a repeated head may be of another block of the table.
pub(in crate::input::sheet) fn doubt_across_heads(
    columns: &[SheetColumn],
    drafts: &mut [RecordDraft],
    heads: &[u32],
) {
    for column in columns.iter().filter(|c| matches!(c.role, ColumnRole::Name(_))) {
        let mut from = None;
        for draft in drafts.iter_mut() {
            let row = draft.rows.first().copied().unwrap_or(0);
            let Some(cell) = draft.cells.get(&column.index) else { continue };
            if !cell.borrowed {
                from = Some(row);
                continue;
            }
            // The first row behind the head tells it for those that follow.
            let across = from.is_some_and(|from| heads.iter().any(|h| from < *h && *h < row));
            if across {
                from = Some(row);
                let why = format!("名称“{}”是隔着重复的表头从上面填下来的", cell.text);
                let doubt = Doubt { field: Doubt::ROW, why, cells: vec![cell.at], blank: false };
                draft.doubts.push(doubt);
            }
        }
    }
}

/// Whether a row without a name says more than its number.
fn says_enough(draft: &RecordDraft) -> bool {
    /// Its number, and two more.
    const CELLS: usize = 3;
    draft.cells.len() >= CELLS
}

/// Whether a column has a text of the record's own rows.
fn own_text(draft: &RecordDraft, column: u16) -> bool {
    let cell = draft.cells.get(&column);
    cell.is_some_and(|cell| !cell.borrowed && draft.rows.contains(&cell.at.row))
}

/// Columns that are written once for each 一级事项 and blank in its other rows, in every group.
fn blanks(columns: &[SheetColumn], drafts: &mut [RecordDraft], filler: &mut BlankFiller<'_>) {
    let Some(group) = columns.iter().find(|c| c.role == ColumnRole::Name(1)) else { return };
    let starts: Vec<bool> = starts(drafts, group.index, filler.repairs);
    let plain: Vec<&SheetColumn> = columns
        .iter()
        .filter(|column| {
            column.role.field().is_some() && !matches!(column.role, ColumnRole::Name(_))
        })
        .filter(|column| !column.role.is_mark() && is_plain(drafts, &starts, column.index))
        .collect();
    // Elements are each item's own, unless the whole block is blank with them.
    let whole_block = plain.len() >= BLOCK;
    for column in plain {
        if column.role != ColumnRole::Elements || whole_block {
            let mut above = String::new();
            for draft in drafts.iter_mut() {
                match draft.cells.get(&column.index) {
                    Some(cell) => above.clone_from(&cell.text),
                    // A row that names nothing is left out, and has nothing to be filled.
                    None if !names_an_item(columns, draft) => {}
                    None => filler.fill(draft, column.index, &above),
                }
            }
        }
    }
}

/// Whether a record has a name in any column of names.
pub(in crate::input::sheet) fn names_an_item(columns: &[SheetColumn], draft: &RecordDraft) -> bool {
    columns.iter().any(|column| {
        matches!(column.role, ColumnRole::Name(_) | ColumnRole::DutyName)
            && draft.cells.contains_key(&column.index)
    })
}

/// So many columns that are blank together are a block of merged cells that was lost.
const BLOCK: usize = 3;
/// A name that stands among the elements is not longer.
const LONGEST_NAME: usize = 30;

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
