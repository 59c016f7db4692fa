//! Ticks of rows that lost blank cells. Without all of them they stand side by side from the first column to tick on,
//! so that both of a pair seem ticked and nothing is left for the fields behind; they are set apart again, as other
//! rows have them or one for each field. Without one blank cell all ticks behind it stand one column too far left; they
//! go back where they stand in other rows. Either is doubted.

use std::collections::BTreeMap;

use crate::input::sheet::read::draft::RecordDraft;
use crate::input::sheet::recognition::{Doubt, SheetRecord, Table};
use crate::input::sheet::share;
use crate::input::sheet::types::{ColumnRole, SheetColumn};
use crate::model::{AdminLevel, Audience, Field, fold};
use crate::source::CellRef;

/// One tick alone says nothing.
const FEWEST: usize = 2;

/// The columns to tick, from left to right.
struct Ticks<'a> {
    columns: Vec<&'a SheetColumn>,
    bodies: Option<u16>,
}

/// Sets ticks apart that stand side by side.
pub(super) fn apart(columns: &[SheetColumn], drafts: &mut [RecordDraft]) {
    let bodies = columns.iter().find(|c| c.role == ColumnRole::Bodies).map(|c| c.index);
    // Any number of channels may be ticked: nothing can be told from how they stand.
    let in_pairs = |c: &&SheetColumn| c.role.is_mark() && c.role != ColumnRole::Channel;
    let ticks = Ticks { columns: columns.iter().filter(in_pairs).collect(), bodies };
    let patterns = ticks.patterns(drafts);
    for draft in drafts {
        let ticked = ticks.ticked(draft);
        if ticks.is_torn_pair(draft) {
            ticks.doubt(draft, &[], "公开对象写了字又打了勾，打勾的几栏可能偏左");
        } else if ticks.is_squeezed(draft, &ticked, &patterns) {
            let known = patterns.iter().filter(|(pattern, _)| pattern.len() == ticked.len());
            let known = known.max_by_key(|(_, count)| **count).map(|(pattern, _)| pattern.clone());
            if let Some(places) = known.or_else(|| ticks.usual(draft, ticked.len())) {
                ticks.set(draft, &ticked, &places, "勾挤在一起，后面几栏是空的，像是丢了空格");
            }
        } else if let Some(places) = ticks.before_the_slide(draft, &ticked, &patterns) {
            ticks.set(draft, &ticked, &places, "勾比别的行偏左一格，像是丢了一个空格");
        }
    }
}

impl Ticks<'_> {
    /// The places, among the columns to tick, that are ticked.
    fn ticked(&self, draft: &RecordDraft) -> Vec<usize> {
        let is_ticked = |column: &&SheetColumn| {
            let text = draft.cells.get(&column.index).map(|cell| cell.text.as_str());
            text.is_some_and(|text| {
                fold::mark(text) == Some(true)
                    || fold::mark_with_text(text).is_some_and(|(yes, _)| yes)
            })
        };
        let places = self.columns.iter().enumerate().filter(|(_, column)| is_ticked(column));
        places.map(|(place, _)| place).collect()
    }

    /// The ticks of rows that kept their blank cells, each with how often.
    fn patterns(&self, drafts: &[RecordDraft]) -> BTreeMap<Vec<usize>, usize> {
        let mut patterns = BTreeMap::new();
        let whole = drafts.iter().filter(|draft| !self.is_torn_pair(draft));
        for ticked in whole.map(|draft| self.ticked(draft)) {
            if !is_run(&ticked) {
                *patterns.entry(ticked).or_default() += 1;
            }
        }
        patterns
    }

    /// Whether words stand under 全社会 and a tick alone under 特定群体, which names nobody beside them: the words
    /// belong there, and the tick to the next field.
    fn is_torn_pair(&self, draft: &RecordDraft) -> bool {
        let mark = |role: ColumnRole| {
            let column = self.columns.iter().find(|column| column.role == role)?;
            let cell = draft.cells.get(&column.index)?;
            Some((fold::mark_with_text(&cell.text), Audience::parse(&cell.text).everyone))
        };
        mark(ColumnRole::Everyone) == Some((None, false))
            && mark(ColumnRole::Group).is_some_and(|(mark, _)| mark == Some((true, "")))
    }

    fn field(&self, place: usize) -> Option<Field> {
        self.columns.get(place)?.role.field()
    }

    /// Whether the ticks stand side by side while a field is left without one that rows in place have.
    fn is_squeezed(
        &self,
        draft: &RecordDraft,
        ticked: &[usize],
        patterns: &BTreeMap<Vec<usize>, usize>,
    ) -> bool {
        let pair = ticked.windows(2).any(|two| self.field(two[0]) == self.field(two[1]));
        if ticked.len() < FEWEST || !is_run(ticked) || self.holds_others(draft, ticked) || !pair {
            return false;
        }
        let covered = |field: Option<Field>, ticked: &[usize]| {
            ticked.iter().any(|place| self.field(*place) == field)
        };
        let behind = ticked.len()..self.columns.len();
        let mut left =
            behind.map(|place| self.field(place)).filter(|field| !covered(*field, ticked));
        left.any(|field| patterns.is_empty() || patterns.keys().any(|p| covered(field, p)))
    }

    /// Whether a column to tick holds something else.
    fn holds_others(&self, draft: &RecordDraft, ticked: &[usize]) -> bool {
        let filled = self.columns.iter().filter(|c| draft.cells.contains_key(&c.index)).count();
        filled > ticked.len()
    }

    /// Where the ticks stand in other rows, of which this one has all but a blank cell: both of a pair seem ticked,
    /// and the last column is blank.
    fn before_the_slide(
        &self,
        draft: &RecordDraft,
        ticked: &[usize],
        patterns: &BTreeMap<Vec<usize>, usize>,
    ) -> Option<Vec<usize>> {
        if !self.has_both(ticked) || self.holds_others(draft, ticked) {
            return None;
        }
        let own = patterns.get(ticked).copied().unwrap_or(0).max(FEWEST);
        let whole = patterns.iter().filter(|(pattern, count)| {
            **count >= own && !self.has_both(pattern) && is_slid(ticked, pattern)
        });
        whole.max_by_key(|(_, count)| **count).map(|(pattern, _)| pattern.clone())
    }

    /// Whether both columns of a pair are ticked: 全社会 and 特定群体, 主动 and 依申请.
    fn has_both(&self, ticked: &[usize]) -> bool {
        ticked.windows(2).any(|two| {
            let field = self.field(two[0]);
            field == self.field(two[1]) && field != Some(Field::Levels)
        })
    }

    /// One tick for each field, and what is left over for further levels.
    fn usual(&self, draft: &RecordDraft, count: usize) -> Option<Vec<usize>> {
        let mut places: Vec<usize> = Vec::new();
        for (place, column) in self.columns.iter().enumerate() {
            let new = !places.iter().any(|p| self.field(*p) == column.role.field());
            if new {
                places.push(self.first_of(draft, place));
            }
        }
        let levels = |place: &usize| self.field(*place) == Some(Field::Levels);
        let more = (0..self.columns.len()).filter(|place| levels(place) && !places.contains(place));
        let more: Vec<usize> = more.collect();
        places.extend(more);
        if places.len() < count {
            return None;
        }
        places.truncate(count);
        places.sort_unstable();
        Some(places)
    }

    /// Of the columns of a field the one that a single tick is likeliest for: 特定群体 with words beside the tick,
    /// the level of towns where a town discloses.
    fn first_of(&self, draft: &RecordDraft, place: usize) -> usize {
        let Some(column) = self.columns.get(place) else { return place };
        let text = |column: u16| draft.cells.get(&column).map_or("", |cell| cell.text.as_str());
        match column.role {
            ColumnRole::Everyone => {
                let words = fold::mark_with_text(text(column.index)).map_or("", |(_, words)| words);
                let group = !words.is_empty() && !Audience::parse(words).everyone;
                let next = self.columns.get(place + 1).is_some_and(|c| c.role == ColumnRole::Group);
                place + usize::from(group && next)
            }
            ColumnRole::Level(_) if self.bodies.is_some_and(|at| is_town(text(at))) => {
                let of_towns = |c: &&SheetColumn| matches!(&c.role, ColumnRole::Level(of) if of.contains(&AdminLevel::Town));
                self.columns.iter().position(of_towns).unwrap_or(place)
            }
            _ => place,
        }
    }

    /// Moves the ticks to these places, and doubts their fields.
    fn set(&self, draft: &mut RecordDraft, ticked: &[usize], places: &[usize], seen: &str) {
        let column = |place: &usize| self.columns.get(*place).map(|column| column.index);
        let cells: Vec<_> =
            ticked.iter().filter_map(column).filter_map(|c| draft.cells.remove(&c)).collect();
        let at = cells.iter().map(|cell| cell.at).collect::<Vec<_>>();
        draft.cells.extend(places.iter().filter_map(column).zip(cells));
        let read = places.iter().filter_map(|place| self.columns.get(*place)?.role.label());
        let why = format!("{seen}，当作“{}”", read.collect::<Vec<_>>().join("、"));
        self.doubt(draft, &at, &why);
    }

    /// Doubts all fields to tick; people are told once.
    fn doubt(&self, draft: &mut RecordDraft, cells: &[CellRef], why: &str) {
        let row = draft.rows.first().copied().unwrap_or(0);
        let own = self.columns.iter().filter(|column| draft.cells.contains_key(&column.index));
        let own = own.map(|column| CellRef::new(row, column.index)).collect();
        let cells: Vec<CellRef> = if cells.is_empty() { own } else { cells.to_vec() };
        let mut fields: Vec<&str> = Vec::new();
        for field in self.columns.iter().filter_map(|column| column.role.doubted_as()) {
            if !fields.contains(&field) {
                let blank = !fields.is_empty();
                let doubt = Doubt { field, why: why.to_owned(), cells: cells.clone(), blank };
                draft.doubts.push(doubt);
                fields.push(field);
            }
        }
    }
}

/// Columns of 公开对象, 公开方式 and 公开层级 in which hardly anything but ticks stands.
pub(in crate::input::sheet) fn without_heading(table: &Table) -> Vec<&SheetColumn> {
    let columns = table.columns.iter().filter(|column| pair(&column.role).is_some());
    columns.filter(|column| is_ticked(table, column)).collect()
}

/// Whether most texts of a column are ticks.
fn is_ticked(table: &Table, column: &SheetColumn) -> bool {
    let texts = || table.records.iter().filter_map(|record| record.cell(column.index));
    let ticks = texts().filter(|cell| fold::mark(&cell.text) == Some(true)).count();
    ticks >= FEWEST && share::is_most(ticks, texts().count())
}

/// What the two columns to tick of a field hold, in the order of the official form.
pub(in crate::input::sheet) fn pair(role: &ColumnRole) -> Option<[ColumnRole; 2]> {
    Some(match role {
        ColumnRole::Audience => [ColumnRole::Everyone, ColumnRole::Group],
        ColumnRole::Mode => [ColumnRole::Active, ColumnRole::OnRequest],
        ColumnRole::Levels => {
            [ColumnRole::Level(vec![AdminLevel::County]), ColumnRole::Level(vec![AdminLevel::Town])]
        }
        _ => return None,
    })
}

/// Doubts each tick that stands under no heading that says what it means: the field is that of the column with
/// ticks before it.
pub(super) fn unheaded(table: &Table, record: &SheetRecord) -> Vec<Doubt> {
    let mut field = Doubt::ROW;
    let mut doubts = Vec::new();
    for column in &table.columns {
        match (&column.role, column.role.doubted_as()) {
            (role, Some(own)) if pair(role).is_some() || role.is_mark() => field = own,
            (ColumnRole::Other, _) if column.heading.trim().is_empty() => {
                let cell = record.cell(column.index);
                let tick = cell.filter(|cell| fold::mark(&cell.text) == Some(true));
                doubts.extend(tick.filter(|_| is_ticked(table, column)).map(|cell| Doubt {
                    field,
                    why: format!("{}没有栏名，看不出打的勾是什么", column.title()),
                    cells: vec![cell.at],
                    blank: false,
                }));
            }
            _ => {}
        }
    }
    doubts
}

/// Whether the first columns are ticked, and no other.
fn is_run(ticked: &[usize]) -> bool {
    ticked.iter().enumerate().all(|(at, place)| at == *place)
}

/// Whether ticks are those of a pattern that lost one of its blank cells, so that all behind it slid.
fn is_slid(ticked: &[usize], pattern: &[usize]) -> bool {
    let same = ticked.iter().zip(pattern).take_while(|(own, whole)| own == whole).count();
    let behind = ticked.iter().zip(pattern).skip(same);
    ticked.len() == pattern.len()
        && same < ticked.len()
        && behind.into_iter().all(|(own, whole)| own + 1 == *whole)
}

/// Whether a town or a subdistrict discloses alone.
fn is_town(bodies: &str) -> bool {
    const ENDS: [&str; 4] = ["镇人民政府", "乡人民政府", "街道办事处", "镇政府"];
    let bare = bodies.trim();
    ENDS.iter().any(|end| bare.ends_with(end)) && !bare.contains(['、', '，', ',', '；', '\n'])
}
