//! Finding the heads of the tables on a sheet.
//!
//! A window of one to four rows is read column by column, and scored by how many different columns it
//! explains. The best windows that do not overlap are the heads. What is below the threshold is not
//! guessed: it is handed on as unsure.

use crate::input::sheet::types::{ColumnRole, SheetColumn, TableKind};
use std::collections::{BTreeMap, BTreeSet};

use crate::input::sheet::fit::Looks;
use crate::input::sheet::locate::columns::{self, HeadReading};
use crate::input::sheet::locate::heading::{self, Lookup};
use crate::input::sheet::locate::kinds::{
    catalogue_like, duties_like, keeps_records, speaks_of_disclosing,
};
use crate::input::sheet::locate::mapping::{Mappings, SaidColumns};
use crate::input::sheet::locate::ticked_channels;
use crate::input::sheet::locate::titles::{self, TitleTopic};
use crate::input::sheet::recognition::CellRepair;
use crate::input::sheet::share;
use crate::input::sheet::view::View;
use crate::source::CellRef;
use crate::text::work;

/// The most rows that a head has.
const MOST_ROWS: u32 = 4;
/// So many cells merged downwards make the rows that they cover a part of the head.
const MERGED: usize = 3;
/// So many texts that are no headings make a row one of data; in a row that is numbered, one does.
const DATA: usize = 2;
/// So many texts of a sheet are tried in rows as heads. What follows that looks like one repeats the last.
const MOST_TRIED: usize = 30_000;
/// A row counts for so many at least.
const USUAL_TEXTS: usize = 15;
/// So many rows at the top are searched for slips of the pen as well.
const TOP_ROWS: usize = 8;
/// So many known headings in a row say that its other texts may be slips of the pen.
const KNOWN_TO_BEND: usize = 2;
/// So many short texts make a row at the top one to try, known or not.
const SHORT_TEXTS: usize = 3;
/// So many bytes has a heading at most: folding longer texts costs time in every row.
const LONGEST_HEADING: usize = 300;

/// What a row costs that adds nothing to the head.
const IDLE_ROW: f64 = 0.3;
/// What a last row is worth that is headings and nothing else: more than a column that it gives up.
const ROW_OF_HEADINGS: f64 = 1.1;
/// What it is worth that it ends the headings above it: these count as whole without it too.
const ROW_OF_ENDS: f64 = 0.1;
/// What it is worth that a title says what the table lists.
const SAID: f64 = 1.5;
/// What being sure is worth: more than any number of columns.
const BEING_SURE: f64 = 100.0;
/// How much less a head fits that is not sure.
const UNSURE: f64 = 0.5;
/// How well the columns of a sure head are known, on average.
const CERTAIN: f64 = 0.6;
/// So many known columns of a list of duties are enough, whatever the others are.
const DUTY_COLUMNS: usize = 4;
/// So many fields make a catalogue.
const FIELDS: usize = 4;
/// So many fields do, where the user says that it is one.
const FIELDS_WHEN_SAID: usize = 3;
/// So many fields do under a title that says so: a name, and what is disclosed.
const FIELDS_WHEN_TITLED: usize = 2;

/// A head that was found.
#[derive(Debug, Clone)]
pub(in crate::input::sheet) struct Head {
    pub(in crate::input::sheet) first: u32,
    pub(in crate::input::sheet) last: u32,
    pub(in crate::input::sheet) kind: TableKind,
    pub(in crate::input::sheet) columns: Vec<SheetColumn>,
    /// From 0 to 1.
    pub(in crate::input::sheet) score: f64,
    pub(in crate::input::sheet) repairs: Vec<CellRepair>,
    /// Whether this is surely a head; what is not is only asked about.
    pub(in crate::input::sheet) sure: bool,
    /// Whether it stands on the sheet; if not, the user has said what the columns from row `first` on hold.
    pub(in crate::input::sheet) shown: bool,
    /// What the user has said of its columns before.
    pub(in crate::input::sheet) said: SaidColumns,
}

impl Head {
    /// The head of a table without one, whose rows begin at `first`.
    pub(in crate::input::sheet) fn named(
        kind: TableKind,
        first: u32,
        columns: Vec<SheetColumn>,
    ) -> Self {
        let repairs = Vec::new();
        let said = SaidColumns::default();
        Self {
            first,
            last: first,
            kind,
            columns,
            score: 1.0,
            repairs,
            sure: true,
            shown: false,
            said,
        }
    }

    /// Its rows on the sheet.
    pub(in crate::input::sheet) fn rows(&self) -> Vec<u32> {
        if self.shown { (self.first..=self.last).collect() } else { Vec::new() }
    }

    /// Takes over what the user says of columns.
    pub(in crate::input::sheet) fn rename(&mut self, named: Vec<SheetColumn>) {
        for column in named {
            match self.columns.iter_mut().find(|known| known.index == column.index) {
                Some(known) => known.role = column.role,
                None => self.columns.push(column),
            }
        }
        self.columns.sort_by_key(|column| column.index);
        self.score = 1.0;
        self.sure = true;
    }
}

/// What the sheet is looked at for.
#[derive(Clone, Copy)]
pub(in crate::input::sheet) struct Search<'a> {
    /// The only kind of table that is wanted.
    pub(in crate::input::sheet) kind: Option<TableKind>,
    /// The rows that the user says are the head.
    pub(in crate::input::sheet) given: Option<(u32, u32)>,
    pub(in crate::input::sheet) mappings: &'a Mappings,
    /// What sheet name or titles speak of, so that a head of two columns is enough.
    pub(in crate::input::sheet) about: Option<TableKind>,
    /// Whether they name one kind of power, as titles of lists of duties do, and of their results.
    pub(in crate::input::sheet) names_power: bool,
    /// Whether they say that the table lists something else, so that no head is sure.
    pub(in crate::input::sheet) neither: bool,
}

impl Search<'_> {
    /// So many fields make a catalogue, by what is said of it.
    fn fields_wanted(self) -> usize {
        let is_catalogue = |kind| kind == Some(TableKind::Catalogue);
        match (is_catalogue(self.kind), is_catalogue(self.about)) {
            (_, true) => FIELDS_WHEN_TITLED,
            (true, false) => FIELDS_WHEN_SAID,
            (false, false) => FIELDS,
        }
    }

    /// Whether the user or a title says that the table lists this.
    fn says(self, kind: TableKind) -> bool {
        [self.kind, self.about].contains(&Some(kind))
    }

    /// Whether something says that the table lists duties, and whether a title names a kind of power.
    fn tells_of_duties(self) -> (bool, bool) {
        (self.says(TableKind::Duties), self.names_power)
    }
}

struct HeadWindow {
    head: Head,
    weight: f64,
}

/// The heads of a sheet, from the top down.
pub(in crate::input::sheet) fn find(
    view: &View<'_>,
    search: Search<'_>,
    lookup: &mut Lookup,
) -> Vec<Head> {
    let windows = windows(view, search, lookup);
    if search.given.is_some() {
        let best = windows.into_iter().max_by(|a, b| a.weight.total_cmp(&b.weight));
        return best.map(|w| Head { sure: true, ..w.head }).into_iter().collect();
    }
    best(windows).into_iter().map(|head| whole(view, head)).collect()
}

/// The heads of a sheet; what its file is called counts only where nothing on the sheet says enough.
pub(in crate::input::sheet) fn find_in_file(
    view: &View<'_>,
    search: Search<'_>,
    file: Option<&str>,
    lookup: &mut Lookup,
) -> Vec<Head> {
    let found = find(view, search, lookup);
    if search.about.is_some() || found.iter().any(|head| head.sure) {
        return found;
    }
    match file.and_then(titles::of_file).as_ref().and_then(TitleTopic::kind) {
        about @ Some(_) => find(view, Search { about, ..search }, lookup),
        None => found,
    }
}

/// All that may be a head, the best first.
pub(in crate::input::sheet) fn candidates(
    view: &View<'_>,
    search: Search<'_>,
    lookup: &mut Lookup,
) -> Vec<Head> {
    let mut windows = windows(view, search, lookup);
    windows.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    windows.into_iter().map(|window| window.head).collect()
}

fn windows(view: &View<'_>, search: Search<'_>, lookup: &mut Lookup) -> Vec<HeadWindow> {
    lookup.bend = true;
    if let Some(rows) = search.given {
        let kinds = kinds(search.kind).iter();
        return kinds.filter_map(|kind| window(view, search, *kind, rows, lookup)).collect();
    }
    let mut windows = Vec::new();
    let mut tried = 0;
    for (at, row) in view.rows().iter().enumerate() {
        let keys = keys(view, *row);
        let alone = view.cells(*row).count() == 1;
        // 行政处罚事项 alone above a list of duties is its title, and no heading.
        let kinds = kinds(search.kind).iter().filter(|kind| !alone || **kind != TableKind::Duties);
        for kind in kinds {
            let promise = promise(&keys, *kind);
            lookup.bend = promise.known >= KNOWN_TO_BEND || at < TOP_ROWS;
            if tried < MOST_TRIED && promise.known >= 1
                || (at < TOP_ROWS && promise.short >= SHORT_TEXTS)
            {
                tried += keys.len().max(USUAL_TEXTS);
                let heights = (0..MOST_ROWS).take_while(|h| !is_data(view, *row + h));
                windows.extend(
                    heights.filter_map(|h| window(view, search, *kind, (*row, *row + h), lookup)),
                );
            }
        }
    }
    windows
}

/// A head reaches as far down as most of its cells that are merged over rows.
fn whole(view: &View<'_>, head: Head) -> Head {
    let ends = view.cells(head.last).chain(view.cells(head.first)).filter_map(|(column, _)| {
        let range = [head.last, head.first]
            .into_iter()
            .find_map(|row| view.merge(CellRef::new(row, column)))?;
        (range.start.row >= head.first).then_some(range.end.row)
    });
    let mut below: BTreeMap<u32, usize> = BTreeMap::new();
    ends.filter(|end| *end > head.last && *end <= head.first + MOST_ROWS)
        .for_each(|end| *below.entry(end).or_default() += 1);
    let last = below.into_iter().filter(|(_, count)| *count >= MERGED).map(|(end, _)| end).max();
    Head { last: last.unwrap_or(head.last), ..head }
}

fn kinds(wanted: Option<TableKind>) -> &'static [TableKind] {
    match wanted {
        Some(TableKind::Catalogue) => &[TableKind::Catalogue],
        Some(TableKind::Duties) => &[TableKind::Duties],
        None => &[TableKind::Catalogue, TableKind::Duties],
    }
}

/// Whether a row holds what no heading says: its words may still be headings elsewhere (全社会, 主动).
fn is_data(view: &View<'_>, row: u32) -> bool {
    let mut cells = view.cells(row).map(|(_, cell)| Looks::of(&cell.text)).peekable();
    let counted = cells.peek().is_some_and(|looks| looks.is_small());
    let numbered = cells.peek().is_some_and(|looks| looks.is_number());
    let (mut data, mut words) = (0, 0);
    for looks in cells {
        data += usize::from(looks.is_data());
        words += usize::from(!looks.is_small());
    }
    // A row that begins with its number is one of data; 1, 2, 3 … count the columns.
    numbered && words > 0 || data >= if counted { 1 } else { DATA }
}

/// What speaks for a head beginning in a row: known headings, and short texts.
struct Promise {
    known: usize,
    short: usize,
}

/// The texts of a row as headings.
fn keys(view: &View<'_>, row: u32) -> Vec<String> {
    let short = view.cells(row).filter(|(_, cell)| cell.text.len() <= LONGEST_HEADING);
    short.map(|(_, cell)| heading::key(&cell.text)).collect()
}

fn promise(keys: &[String], kind: TableKind) -> Promise {
    let known = keys.iter().filter(|key| heading::exact(kind, key).is_some()).count();
    let short = keys.iter().filter(|key| key.chars().count() <= heading::LONGEST).count();
    Promise { known, short }
}

/// Reads one window; `None` when it explains nothing or its last row adds nothing.
fn window(
    view: &View<'_>,
    search: Search<'_>,
    kind: TableKind,
    (first, last): (u32, u32),
    lookup: &mut Lookup,
) -> Option<HeadWindow> {
    work::step();
    let stacks = columns::stacks(view, kind, (first, last), lookup);
    let used = columns::rows_used(kind, &stacks, first, lookup);
    if search.given.is_none() && !(used.contains(&last) && used.contains(&first)) {
        return None;
    }
    let idle = (first..=last).filter(|row| !used.contains(row)).count();
    let reading = columns::read(view, kind, last, &stacks, search.mappings, lookup);
    let (sure, score) = judge(&reading, search, kind);
    let HeadReading { columns, quality, repairs, said, .. } = reading;
    // A second row of nothing but headings is a part of the head, even where it adds no column.
    let keys = keys(view, last);
    let channels =
        kind == TableKind::Catalogue && ticked_channels::are_named(keys.iter().map(String::as_str));
    let is_heading = |key: &String| {
        heading::exact(kind, key).is_some()
            || columns::is_level_of_duties(kind, key)
            || channels && ticked_channels::may_name(key)
    };
    // So is a row of the ends of torn headings.
    let mut ends = stacks.iter().flatten().filter(|word| word.row == last).peekable();
    let of_headings = keys.iter().all(is_heading);
    let of_ends = !of_headings && ends.peek().is_some() && ends.all(|word| is_heading(&word.key));
    let whole = last > first && (of_headings || of_ends);
    let weight = quality - IDLE_ROW * idle as f64
        + if whole { ROW_OF_HEADINGS } else { 0.0 }
        + if whole && of_ends { ROW_OF_ENDS } else { 0.0 }
        + if search.about == Some(kind) { SAID } else { 0.0 }
        + if sure { BEING_SURE } else { 0.0 };
    (quality > 0.0).then_some(HeadWindow {
        head: Head { first, last, kind, columns, score, repairs, sure, shown: true, said },
        weight,
    })
}

/// Whether the columns are surely a head, and how well they fit, from 0 to 1.
fn judge(reading: &HeadReading, search: Search<'_>, kind: TableKind) -> (bool, f64) {
    let columns = &reading.columns;
    let roles: BTreeSet<&ColumnRole> =
        columns.iter().map(|c| &c.role).filter(|role| **role != ColumnRole::Other).collect();
    let certainty = (reading.quality / (roles.len().max(1) as f64)).min(1.0);
    // Lists of duties have many columns of their own.
    let enough_known = kind == TableKind::Duties && roles.len() >= DUTY_COLUMNS;
    let clear =
        certainty >= CERTAIN && (enough_known || !share::is_most(reading.unknown, columns.len()));
    let (enough, part) = match kind {
        TableKind::Catalogue => catalogue_like(columns, search.fields_wanted()),
        TableKind::Duties => duties_like(columns, &roles, search.tells_of_duties()),
    };
    let of_kind = reading.said.whole || is_of_kind(kind, columns, search);
    let sure = enough && clear && of_kind && !search.neither;
    let known = 1.0 - reading.unknown as f64 / columns.len().max(1) as f64;
    (sure, part * certainty * known * if sure { 1.0 } else { UNSURE })
}

/// Whether these columns, as they are understood by what stands in them, are enough for a head.
pub(in crate::input::sheet) fn is_enough(
    kind: TableKind,
    columns: &[SheetColumn],
    search: Search<'_>,
) -> bool {
    let roles: BTreeSet<&ColumnRole> =
        columns.iter().map(|c| &c.role).filter(|role| **role != ColumnRole::Other).collect();
    if search.neither || !is_of_kind(kind, columns, search) {
        return false;
    }
    match kind {
        TableKind::Catalogue => catalogue_like(columns, search.fields_wanted()).0,
        TableKind::Duties => duties_like(columns, &roles, search.tells_of_duties()).0,
    }
}

/// Whether headings may be those of such a list: the user or a title says so, or they are of no other table.
fn is_of_kind(kind: TableKind, columns: &[SheetColumn], search: Search<'_>) -> bool {
    let lists = kind == TableKind::Duties || speaks_of_disclosing(columns);
    search.says(kind) || lists && !keeps_records(columns)
}

/// The best windows that do not overlap, from the top down.
fn best(mut windows: Vec<HeadWindow>) -> Vec<Head> {
    windows.sort_by(|a, b| {
        b.weight
            .total_cmp(&a.weight)
            .then((a.head.last - a.head.first).cmp(&(b.head.last - b.head.first)))
            .then(a.head.first.cmp(&b.head.first))
    });
    let mut taken: BTreeSet<u32> = BTreeSet::new();
    let mut heads: Vec<Head> = Vec::new();
    for HeadWindow { head, .. } in windows {
        if (head.first..=head.last).all(|row| !taken.contains(&row)) {
            taken.extend(head.first..=head.last);
            heads.push(head);
        }
    }
    heads.sort_by_key(|head| head.first);
    let mut whole: Vec<Head> = Vec::new();
    for head in heads {
        match whole.last_mut() {
            // Between two sure heads of a kind that stand one right below the other, no row is of the first.
            Some(above)
                if above.last + 1 == head.first
                    && above.kind == head.kind
                    && above.sure
                    && head.sure =>
            {
                let (first, last) = (above.first, head.last);
                let better = if head.score > above.score { head } else { above.clone() };
                *above = Head { first, last, ..better };
            }
            _ => whole.push(head),
        }
    }
    whole
}
