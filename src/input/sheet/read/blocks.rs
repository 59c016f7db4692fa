//! Merged cells that were lost on the way, so that what they showed stands in one row of a group only: several
//! columns side by side are blank below or above a full row, or one column is blank in rows of groups that begin
//! with a text. They are filled from there, and doubted: the row may as well have been left blank.

use crate::input::sheet::locate::heading;
use crate::input::sheet::read::draft::{BlankFiller, RecordDraft};
use crate::input::sheet::recognition::Doubt;
use crate::input::sheet::share;
use crate::input::sheet::types::{ColumnRole, SheetColumn};
use crate::input::sheet::view::View;
use crate::source::CellRef;

/// So many columns side by side that are blank together are a block.
const BLOCK: usize = 3;
/// So many are one where they are all that the other row says beside its names and elements.
const WHOLE_BLOCK: usize = 2;
/// So many blanks in one column show that its cells were merged.
const LONE: usize = 2;
/// The levels of names.
const LEVELS: u8 = 6;
/// Remarks are each row's own.
const REMARK: &str = "备注";

/// Fills what such cells showed. Where the names say which rows
/// begin anew, only blocks below a full row are filled.
pub(super) fn fill_lost(
    view: &View<'_>,
    columns: &[SheetColumn],
    drafts: &mut [RecordDraft],
    filler: &mut BlankFiller<'_>,
) {
    let Some(mut lost) = LostMerges::of(columns) else { return };
    let kept = keeps_merges(view, columns, drafts);
    lost.names_tell = kept || lost.are_all_named(drafts);
    for at in 1..drafts.len() {
        if let Some([above, draft]) = drafts.get_mut(at - 1..=at) {
            lost.fill_block(above, draft, Beside::Above, filler);
        }
    }
    if lost.names_tell {
        return;
    }
    // Of duties it is not known which ones belong together.
    let upwards = if lost.is_of_duties() { 0 } else { drafts.len() };
    for at in (1..upwards).rev() {
        if let Some([draft, below]) = drafts.get_mut(at - 1..=at) {
            lost.fill_block(below, draft, Beside::Below, filler);
        }
    }
    lost.fill_lone_columns(drafts, filler);
}

/// Whether some cell of these rows is merged downwards.
fn keeps_merges(view: &View<'_>, columns: &[SheetColumn], drafts: &[RecordDraft]) -> bool {
    let mut rows = drafts.iter().flat_map(|draft| &draft.rows);
    rows.any(|row| {
        let merge = |column: &SheetColumn| view.merge(CellRef::new(*row, column.index));
        columns.iter().filter_map(merge).any(|range| range.end.row > range.start.row)
    })
}

/// In which row a text stands that is shown in another.
#[derive(Clone, Copy, PartialEq)]
enum Beside {
    Above,
    Below,
}

impl Beside {
    fn label(self) -> &'static str {
        match self {
            Self::Above => "上一行",
            Self::Below => "下一行",
        }
    }
}

/// The columns of a table in which merged cells of several rows may stand.
struct LostMerges<'a> {
    /// The names from the upper ones down, of which rows of a group share the first; none in a list of duties.
    names: Vec<u16>,
    elements: Option<&'a SheetColumn>,
    shared: Vec<&'a SheetColumn>,
    /// Whether a name of its own says that a row begins anew: merged cells were kept, or each row has its names.
    names_tell: bool,
}

impl<'a> LostMerges<'a> {
    /// `None` for a table whose rows are in no groups.
    fn of(columns: &'a [SheetColumn]) -> Option<Self> {
        let find = |role: ColumnRole| columns.iter().find(|column| column.role == role);
        let name = |level: u8| find(ColumnRole::Name(level)).map(|column| column.index);
        let names: Vec<u16> = (1..=LEVELS).map_while(name).collect();
        (!names.is_empty() || find(ColumnRole::DutyName).is_some()).then(|| Self {
            names,
            elements: find(ColumnRole::Elements),
            shared: columns.iter().filter(|column| may_be_shared(column)).collect(),
            names_tell: false,
        })
    }

    fn is_of_duties(&self) -> bool {
        self.names.is_empty()
    }

    /// Whether each row has the name of its group written.
    fn are_all_named(&self, drafts: &[RecordDraft]) -> bool {
        let own = |group: &u16| drafts.iter().all(|draft| !is_borrowed(draft, *group));
        self.names.first().is_some_and(own)
    }

    /// Whether two rows are of one group. Duties are each other's neighbours.
    fn same_group(&self, one: &RecordDraft, other: &RecordDraft) -> bool {
        let Some(group) = self.names.first() else { return true };
        let name = |draft: &RecordDraft| draft.cells.get(group).map(|cell| cell.text.clone());
        let may_go_on = !self.names_tell || is_borrowed(other, *group);
        may_go_on && name(one).is_some() && name(one) == name(other)
    }

    /// Whether two rows differ by their last names only: what stands below is rarely of a row above.
    fn same_parents(&self, one: &RecordDraft, other: &RecordDraft) -> bool {
        let names = |draft: &RecordDraft| -> Vec<String> {
            let cells = self.names.iter().filter_map(|column| draft.cells.get(column));
            cells.map(|cell| cell.text.clone()).collect()
        };
        let (one, other) = (names(one), names(other));
        let parents = one.len().min(other.len()).saturating_sub(1);
        one.iter().zip(&other).take(parents).all(|(a, b)| a == b)
    }

    /// Fills a block of blanks with what a row beside it says.
    fn fill_block(
        &self,
        beside: &RecordDraft,
        draft: &mut RecordDraft,
        from: Beside,
        filler: &mut BlankFiller<'_>,
    ) {
        let apart = from == Beside::Below && !self.same_parents(beside, draft);
        if apart || !self.same_group(beside, draft) {
            return;
        }
        let mut lost = self.block(beside, draft);
        let lacks = |column: &&SheetColumn| {
            beside.cells.contains_key(&column.index) && !draft.cells.contains_key(&column.index)
        };
        // Elements are each item's own, unless they are blank with the block.
        if from == Beside::Above && lost.len() >= BLOCK {
            lost.extend(self.elements.filter(lacks));
        }
        for column in &lost {
            copy(beside, draft, column, filler);
        }
        doubt(draft, &lost, from);
    }

    /// The columns of runs that are long enough; what is blank in the other row as well says nothing.
    fn block(&self, beside: &RecordDraft, draft: &RecordDraft) -> Vec<&'a SheetColumn> {
        let said = self.shared.iter().copied().filter(|c| beside.cells.contains_key(&c.index));
        let said: Vec<&SheetColumn> = said.collect();
        let missing = |c: &&SheetColumn| !draft.cells.contains_key(&c.index);
        // What was filled before was blank as well.
        let blank = |c: &&SheetColumn| draft.cells.get(&c.index).is_none_or(|cell| cell.borrowed);
        let is_block = |run: &&[&SheetColumn]| {
            let whole = !self.is_of_duties() && run.len() == said.len();
            (run.len() >= BLOCK || whole && run.len() >= WHOLE_BLOCK)
                && run.first().is_some_and(blank)
        };
        let runs = said.chunk_by(|a, b| blank(a) == blank(b)).filter(is_block);
        runs.flatten().copied().filter(missing).collect()
    }

    /// Fills columns that are blank in some rows of groups, never in the first one.
    fn fill_lone_columns(&self, drafts: &mut [RecordDraft], filler: &mut BlankFiller<'_>) {
        if self.is_of_duties() {
            return;
        }
        for column in self.shared.iter().filter(|column| is_of_every_item(&column.role)) {
            if !self.is_blank_within_groups(column, drafts) {
                continue;
            }
            for at in 1..drafts.len() {
                let Some([above, draft]) = drafts.get_mut(at - 1..=at) else { continue };
                if !draft.cells.contains_key(&column.index) {
                    copy(above, draft, column, filler);
                    doubt(draft, &[column], Beside::Above);
                }
            }
        }
    }

    /// Whether a column is blank in a few rows, none of which begins a group.
    fn is_blank_within_groups(&self, column: &SheetColumn, drafts: &[RecordDraft]) -> bool {
        let is_blank = |draft: &RecordDraft| !draft.cells.contains_key(&column.index);
        let blanks = drafts.iter().filter(|draft| is_blank(draft)).count();
        let begins = |at: usize, draft: &RecordDraft| {
            let above = at.checked_sub(1).and_then(|above| drafts.get(above));
            above.is_none_or(|above| !self.same_group(above, draft))
        };
        blanks >= LONE
            && share::is_half(drafts.len() - blanks, drafts.len())
            && !drafts.iter().enumerate().any(|(at, draft)| is_blank(draft) && begins(at, draft))
    }
}

/// Whether a cell of a row shows what was written above.
fn is_borrowed(draft: &RecordDraft, column: u16) -> bool {
    draft.cells.get(&column).is_none_or(|cell| {
        cell.borrowed || draft.rows.first().is_some_and(|row| cell.at.row < *row)
    })
}

/// Whether every item has something in such a column.
fn is_of_every_item(role: &ColumnRole) -> bool {
    matches!(
        role,
        ColumnRole::Basis | ColumnRole::Limit | ColumnRole::Bodies | ColumnRole::Channels
    )
}

/// Fills what the rows of one number of a list of duties shared: the ground and the body stand in its first row.
pub(super) fn fill_numbered(
    columns: &[SheetColumn],
    drafts: &mut [RecordDraft],
    filler: &mut BlankFiller<'_>,
) {
    let find = |role: ColumnRole| columns.iter().find(|c| c.role == role);
    let (Some(serial), Some(name)) = (find(ColumnRole::Serial), find(ColumnRole::DutyName)) else {
        return;
    };
    // What stands between the number and the name sorts the duties: 抽查类别.
    let sorts = |c: &SheetColumn| {
        c.role == ColumnRole::Other
            && (serial.index..name.index).contains(&c.index)
            && may_be_shared(c)
    };
    let is_shared = |c: &&SheetColumn| {
        matches!(c.role, ColumnRole::DutyBasis | ColumnRole::DutyBody) || sorts(c)
    };
    let shared: Vec<&SheetColumn> = columns.iter().filter(is_shared).collect();
    let mut numbered = false;
    for at in 1..drafts.len() {
        let Some((before, [draft, ..])) = drafts.split_at_mut_checked(at) else { return };
        let Some(above) = before.last() else { continue };
        numbered |= above.cells.contains_key(&serial.index);
        if !numbered || draft.cells.contains_key(&serial.index) {
            continue;
        }
        let lost: Vec<&SheetColumn> = shared
            .iter()
            .copied()
            .filter(|c| !draft.cells.contains_key(&c.index) && above.cells.contains_key(&c.index))
            .collect();
        for column in &lost {
            copy(above, draft, column, filler);
        }
        doubt(draft, &lost, Beside::Above);
    }
}

/// Whether a merged cell of several rows may stand in a column.
fn may_be_shared(column: &SheetColumn) -> bool {
    match column.role {
        ColumnRole::Other => {
            !column.is_duty_part()
                && !column.heading.is_empty()
                && !heading::key(&column.heading).contains(REMARK)
        }
        ColumnRole::DutyBody => true,
        ColumnRole::Name(_) | ColumnRole::Elements => false,
        ref role => role.field().is_some(),
    }
}

/// Takes over what another row says in a column.
fn copy(
    beside: &RecordDraft,
    draft: &mut RecordDraft,
    column: &SheetColumn,
    filler: &mut BlankFiller<'_>,
) {
    if let Some(cell) = beside.cells.get(&column.index) {
        filler.fill(draft, column.index, &cell.text);
    }
}

/// A doubt for each field; the first one is told to people, for all of them.
fn doubt(draft: &mut RecordDraft, lost: &[&SheetColumn], from: Beside) {
    let row = draft.rows.first().copied().unwrap_or(0);
    let titles: Vec<String> = lost.iter().map(|column| column.title()).collect();
    let why = format!("第{}行的{}是空的，按{}填了", row + 1, titles.join("、"), from.label());
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
