//! Rows whose texts stand under other columns than those that they belong to: a converter that loses merged cells
//! moves what stands behind them to the left, tears a cell in two, or glues two into one.
//!
//! The texts of a row are laid out over the columns anew, in their order: by how well each fits, by which columns
//! other rows fill, and by what other rows say under them. Staying in place costs nothing, each change of the
//! offset does, and so does each column that is left empty. A row is only read otherwise when that explains more
//! of it ([`GAIN`]), and only without a doubt when it explains much more ([`CLEAR_GAIN`]); a row with one odd cell
//! stays where it is and is doubted. Cells are not changed here: it is only said what is to be read under which
//! column. Rows that fit as they stand are not laid out at all.

use std::collections::{BTreeMap, BTreeSet};

use crate::input::sheet::fit::{self, Looks, SharedLooks, TextShape};
use crate::input::sheet::types::{ColumnRole, SheetColumn};
use crate::input::sheet::view::View;
use crate::source::CellRef;

mod bare;
mod cuts;
mod learn;
mod limits;
mod named;
mod open;
mod others;
mod parts;
mod ways;

use others::OtherColumns;
use ways::{LaidAs, RowReading};

/// How much better a row must fit before it is read otherwise.
const GAIN: f64 = 0.6;
/// The same for a row that says nothing but names.
const BARE_GAIN: f64 = 0.1;
/// How much better it must fit to be read otherwise without a doubt.
const CLEAR_GAIN: f64 = 1.5;
/// What each change of the offset costs: a lost merge moves everything behind it by the same.
const MOVE: f64 = 0.8;
/// What it costs besides to leave out a name between two.
const NAME_GAP: f64 = 0.2;
/// What it costs to read one cell as two.
const CUT: f64 = 0.9;
/// What it costs to read two cells as one.
const JOIN: f64 = 0.35;
/// What it costs where they are words that might stand alone.
const JOIN_WORDS: f64 = 0.9;
/// What a text costs that is read under no column.
const DROP: f64 = 0.7;
/// What a text costs where there is no column.
const OUTSIDE: f64 = -0.8;
/// 市级、县级 names no body.
const UNLIKE_BODY: f64 = -0.6;
/// What it costs to read a sentence as a name.
const SENTENCE: f64 = 0.5;
/// Of two columns of names the lower one says which item a row is.
const LOWEST_NAME: f64 = 0.05;
/// What it is worth that other rows say the very same under a column.
const SAID: f64 = 0.4;
/// What it is worth of the upper names, which are the same for all rows of a group.
const SAID_OF_GROUP: f64 = 0.8;
/// How far a text may move to the left and to the right.
const FARTHEST: std::ops::RangeInclusive<i32> = -2..=6;
/// Fewer texts do not show that they slid.
const FEWEST_CELLS: usize = 3;
/// Longer rows are not tried: the form has less than twenty columns.
const MOST_CELLS: usize = 40;
/// So many rows are gone through to see what columns hold.
const SAMPLE: usize = 80;
/// What a text costs under a column that no row fills as it stands.
const UNUSED: f64 = 0.5;

/// A text, or a part of one, and the column under which it is to be read; `None` where it belongs to none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::input::sheet) struct RowPiece {
    pub(in crate::input::sheet) from: u16,
    pub(in crate::input::sheet) to: Option<u16>,
    pub(in crate::input::sheet) text: String,
    /// Whether it is a part of a cell that was read as two.
    pub(in crate::input::sheet) cut: bool,
    /// Whether it is the end of the text before it.
    pub(in crate::input::sheet) joined: bool,
}

/// How a row is read that does not fit as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::input::sheet) struct RowPlaces {
    pub(in crate::input::sheet) pieces: Vec<RowPiece>,
    /// Whether it may as well stand where it does.
    pub(in crate::input::sheet) doubtful: bool,
}

/// One text of a row while it is laid out.
struct RowCell<'a> {
    column: i32,
    text: &'a str,
    looks: SharedLooks,
    /// Together with the text before it.
    joined: Option<SharedLooks>,
    /// The places at which it may be two, with both halves.
    cuts: Vec<(usize, SharedLooks, SharedLooks)>,
}

/// What the columns of a table hold, by which its rows are laid out.
pub(in crate::input::sheet) struct ColumnLayout<'a> {
    roles: BTreeMap<i32, &'a ColumnRole>,
    lowest_name: Option<i32>,
    /// The columns of names that rows fill which fit as they stand.
    named: BTreeSet<i32>,
    first_tick: Option<i32>,
    /// Columns that no row fills as it stands.
    unused: BTreeSet<i32>,
    /// What it costs to leave empty all columns before this one.
    empty: Vec<f64>,
    /// The last column that every full row fills.
    last: Option<i32>,
    /// Whether none of many rows fits as it stands.
    none_fits: bool,
    /// Whether rows that fit have a part of a duty, and others its blank cell.
    keeps_blank_parts: bool,
    /// Texts that rows say which fit as they stand, with their columns.
    said: BTreeMap<String, BTreeSet<i32>>,
    /// What the columns hold that have no meaning of their own, in lists of duties.
    others: OtherColumns,
}

impl<'a> ColumnLayout<'a> {
    /// What the rows say of these columns.
    pub(in crate::input::sheet) fn new(
        view: &View<'_>,
        columns: &'a [SheetColumn],
        rows: &[u32],
    ) -> Self {
        let mut layout = Self::of_columns(columns);
        let texts = |row: &u32| -> Vec<(i32, &str)> {
            view.cells(*row).map(|(c, cell)| (i32::from(c), cell.text.as_str())).collect()
        };
        let duties = layout.is_of_duties();
        let fits = |cells: &Vec<(i32, &str)>| {
            if duties && is_torn(cells) {
                return false;
            }
            let fits = |(c, text): &(i32, &str)| layout.score(*c, &Looks::of(text)) > fit::MISFITS;
            cells.len() >= FEWEST_CELLS && cells.iter().all(fits)
        };
        let sample: Vec<Vec<(i32, &str)>> = rows.iter().take(SAMPLE).map(texts).collect();
        let fitting: Vec<Vec<(i32, &str)>> = sample.iter().filter(|c| fits(c)).cloned().collect();
        // A few rows of which none fits may all be torn; of many, none ever fits.
        layout.none_fits = fitting.is_empty() && rows.len() >= SAMPLE;
        layout.see_unused(columns, &sample);
        layout.see_names(&fitting);
        let most = fitting.iter().map(Vec::len).max().unwrap_or(0);
        let full: Vec<Vec<(i32, &str)>> =
            fitting.into_iter().filter(|cells| cells.len() == most).collect();
        layout.learn(columns, &full);
        layout
    }

    fn of_columns(columns: &'a [SheetColumn]) -> Self {
        // 子项 of a list of duties holds names as well.
        let role =
            |c: &'a SheetColumn| if c.is_duty_part() { &ColumnRole::DutyName } else { &c.role };
        let roles: BTreeMap<i32, &ColumnRole> =
            columns.iter().map(|c| (i32::from(c.index), role(c))).collect();
        let lowest_name =
            roles.iter().filter(|(_, role)| is_name(role)).map(|(c, _)| *c).next_back();
        let first_tick = roles.iter().find(|(_, role)| role.is_mark()).map(|(c, _)| *c);
        let mut layout = Self {
            roles,
            lowest_name,
            named: BTreeSet::new(),
            first_tick,
            unused: BTreeSet::new(),
            empty: Vec::new(),
            last: None,
            keeps_blank_parts: false,
            none_fits: false,
            said: BTreeMap::new(),
            others: OtherColumns::default(),
        };
        layout.weigh(|_| 1.0);
        layout
    }

    /// Lists of duties have columns of their own, of which only the rows say what they hold.
    fn is_of_duties(&self) -> bool {
        self.roles.values().any(|role| **role == ColumnRole::DutyName)
    }

    /// What it costs to leave empty the columns from one to before another.
    fn between(&self, from: i32, to: i32) -> f64 {
        let before = |column: i32| {
            let at = usize::try_from(column).unwrap_or(0).min(self.empty.len().saturating_sub(1));
            self.empty.get(at).copied().unwrap_or(0.0)
        };
        (before(to) - before(from)).max(0.0)
    }

    /// What it costs to leave empty the columns behind one.
    fn behind(&self, column: i32) -> f64 {
        self.between(column + 1, i32::MAX)
    }

    fn score(&self, column: i32, looks: &Looks) -> f64 {
        let Some(role) = self.roles.get(&column) else { return OUTSIDE };
        if **role == ColumnRole::Other {
            return self.others.fit(column, looks);
        }
        if **role == ColumnRole::DutyBody && looks.shape() == TextShape::Levels {
            return UNLIKE_BODY;
        }
        let lowest = Some(column) == self.lowest_name && !looks.is_small();
        let sentence = matches!(role, ColumnRole::Name(_)) && looks.is_sentence();
        fit::fit(role, looks) + if lowest { LOWEST_NAME } else { 0.0 }
            - if sentence { SENTENCE } else { 0.0 }
    }

    /// How well a whole cell fits a column, with what other rows say.
    fn score_cell(&self, column: i32, cell: &RowCell<'_>) -> f64 {
        self.score_text(column, cell.text, &cell.looks)
    }

    /// The same for a text, which may be a part of a cell.
    fn score_text(&self, column: i32, text: &str, looks: &Looks) -> f64 {
        let said = self.said.get(text).is_some_and(|columns| columns.contains(&column));
        let of_group = Some(column) != self.lowest_name
            && matches!(self.roles.get(&column), Some(ColumnRole::Name(_)));
        let worth = if of_group { SAID_OF_GROUP } else { SAID };
        let unused = if self.unused.contains(&column) { UNUSED } else { 0.0 };
        self.score(column, looks) + if said { worth } else { 0.0 } - unused
    }

    /// How the row is to be read; `None` for a row that stays as it stands.
    pub(in crate::input::sheet) fn place(
        &self,
        view: &View<'_>,
        row: u32,
        cells: &[(u16, &str)],
    ) -> Option<RowPlaces> {
        if let Some(places) = self.numbered_pair(cells) {
            return Some(places);
        }
        let merged = |column: i32| {
            let at = u16::try_from(column).ok().map(|column| CellRef::new(row, column));
            at.is_some_and(|at| view.anchor(at) != at)
        };
        let lacks_last = |cells: &[(u16, &str)]| {
            self.last.is_some_and(|last| !merged(last) && lacks(cells, last))
        };
        let Some(torn) = self.torn_limit(cells) else {
            return self.placed(cells, lacks_last(cells));
        };
        let whole = torn.cells(cells);
        let whole: Vec<(u16, &str)> = whole.iter().map(|(at, text)| (*at, text.as_str())).collect();
        let places = self.placed(&whole, lacks_last(&whole));
        Some(torn.put_back(places.unwrap_or_else(|| RowPlaces::standing(&whole))))
    }

    fn placed(&self, cells: &[(u16, &str)], lacks_last: bool) -> Option<RowPlaces> {
        let few = cells.len() < FEWEST_CELLS && !self.is_named_pair(cells);
        if few || cells.len() > MOST_CELLS || self.is_filled(cells) {
            return None;
        }
        let mut cells: Vec<RowCell<'_>> = cells.iter().map(|cell| RowCell::of(*cell)).collect();
        let misfits = |cell: &RowCell<'_>| self.score(cell.column, &cell.looks) <= fit::MISFITS;
        let texts: Vec<(i32, &str)> = cells.iter().map(|cell| (cell.column, cell.text)).collect();
        let torn = self.is_of_duties() && is_torn(&texts);
        if !lacks_last && !torn && !cells.iter().any(misfits) {
            return None;
        }
        let stay = self.standing(&cells);
        let mut best = self.best(&cells);
        if lacks_last || torn || self.is_open(&best, &cells) || best.score >= stay + GAIN {
            self.mend(&mut cells);
            let mended = self.best(&cells);
            if mended.score > best.score {
                best = mended;
            }
        }
        let part_only = self.name_numbered(&cells, &mut best.steps);
        let stays = |(cell, step): (&RowCell<'_>, &LaidAs)| *step == LaidAs::At(cell.column);
        let plain = self.is_of_duties() && !lacks_last && !torn;
        let gain = match (plain, self.is_bare(&cells)) {
            (true, _) => CLEAR_GAIN,
            (false, true) => BARE_GAIN,
            (false, false) => GAIN,
        };
        if cells.iter().zip(&best.steps).all(stays) || best.score < stay + gain {
            return None;
        }
        let open = self.left_open(&cells, &mut best);
        let into_unused = |(cell, step): (&RowCell<'_>, &LaidAs)| matches!(step, LaidAs::At(to) if *to != cell.column && self.unused.contains(to));
        let doubtful = open
            || part_only
            || best.score < stay + CLEAR_GAIN
            || cells.iter().zip(&best.steps).any(into_unused);
        Some(RowPlaces { pieces: pieces(&cells, &best.steps), doubtful })
    }

    /// Whether every column has a text and no text stands outside, in a table of which no row fits: there is
    /// nothing to slide into.
    fn is_filled(&self, cells: &[(u16, &str)]) -> bool {
        self.none_fits
            && cells.len() == self.roles.len()
            && cells.iter().all(|(column, _)| self.roles.contains_key(&i32::from(*column)))
    }

    /// How well the row fits as it stands.
    fn standing(&self, cells: &[RowCell<'_>]) -> f64 {
        let mut last = -1;
        let mut sum = 0.0;
        for cell in cells {
            sum += self.score_cell(cell.column, cell) - self.between(last + 1, cell.column);
            last = cell.column;
        }
        sum - self.behind(last)
    }

    /// Sees what cells would be together with the ones before them, and where they may be two. Texts of lists of
    /// duties look much alike: there only a bracket that is open says that a text goes on.
    fn mend(&self, cells: &mut [RowCell<'_>]) {
        let duties = self.is_of_duties();
        let mut before: Option<(i32, &str)> = None;
        for cell in cells {
            let beside =
                before.filter(|(column, text)| column + 1 == cell.column && *text != cell.text);
            cell.joined = beside
                .filter(|(_, text)| !cell.looks.is_small() && !self.are_two(text, &cell.looks))
                .filter(|(_, text)| !duties || is_inside(text))
                .map(|(_, text)| Looks::of(&format!("{text}{}", cell.text)));
            let looks = |at: usize| {
                let (first, second) = cell.text.split_at_checked(at)?;
                Some((at, Looks::of(first), Looks::of(second)))
            };
            cell.cuts = self.cuts(cell.text).into_iter().filter_map(looks).collect();
            before = Some((cell.column, cell.text));
        }
    }

    /// Whether two texts are clearly of two columns: a basis and channels, anything and what begins as a basis or
    /// is a limit.
    fn are_two(&self, one: &str, other: &Looks) -> bool {
        let one = Looks::of(one);
        let fits = |role: ColumnRole, looks: &Looks| fit::fit(&role, looks) >= fit::FITS;
        let is_basis = fits(ColumnRole::Basis, &one);
        let is_timeless = fit::fit(&ColumnRole::Limit, &one) <= fit::MISFITS;
        is_basis && fits(ColumnRole::Channels, other)
            || !is_basis && other.is_basis()
            || is_timeless && fits(ColumnRole::Limit, other)
    }

    /// Whether a column may hold a text that was torn: names and ticks are too short.
    fn may_be_torn(&self, column: i32) -> bool {
        let role = self.roles.get(&column);
        role.is_some_and(|role| {
            role.doubted_as().is_some() && !role.is_mark() && !matches!(role, ColumnRole::Name(_))
        })
    }

    /// Whether some text of the row fits nowhere, so that cells may be torn or glued.
    fn is_open(&self, reading: &RowReading, cells: &[RowCell<'_>]) -> bool {
        cells.iter().zip(&reading.steps).any(|(cell, step)| match step {
            LaidAs::At(column) => self.score(*column, &cell.looks) <= fit::MISFITS,
            _ => true,
        })
    }
}

impl<'a> RowCell<'a> {
    fn of((column, text): (u16, &'a str)) -> Self {
        let looks = Looks::of(text);
        Self { column: i32::from(column), text, looks, joined: None, cuts: Vec::new() }
    }
}

fn is_name(role: &ColumnRole) -> bool {
    matches!(role, ColumnRole::Name(_) | ColumnRole::DutyName)
}

/// Whether no text stands in a column.
fn lacks(cells: &[(u16, &str)], column: i32) -> bool {
    !cells.iter().any(|(at, _)| i32::from(*at) == column)
}

/// Whether a text ends inside a bracket that the one beside it closes.
fn is_torn(cells: &[(i32, &str)]) -> bool {
    let goes_on = |pair: &[(i32, &str)]| match pair {
        [(_, one), (_, other)] => is_inside(one) && !is_inside(&format!("{one}{other}")),
        _ => false,
    };
    cells.windows(2).any(goes_on)
}

/// Whether a text ends inside a bracket.
pub(in crate::input::sheet) fn is_inside(text: &str) -> bool {
    let count = |marks: [char; 4]| text.matches(marks).count();
    count(['(', '（', '《', '〔']) > count([')', '）', '》', '〕'])
}

/// What is read under which column.
fn pieces(cells: &[RowCell<'_>], steps: &[LaidAs]) -> Vec<RowPiece> {
    let mut pieces = Vec::new();
    for (cell, step) in cells.iter().zip(steps) {
        let joined = matches!(step, LaidAs::Joined(_));
        let mut add = |to: Option<i32>, text: &str, cut: bool| {
            let from = u16::try_from(cell.column).unwrap_or_default();
            let to = to.and_then(|to| u16::try_from(to).ok());
            pieces.push(RowPiece { from, to, text: text.to_owned(), cut, joined });
        };
        match *step {
            LaidAs::At(to) | LaidAs::Joined(to) => add(Some(to), cell.text, false),
            LaidAs::Cut(to, at) => {
                let (first, second) = cell.text.split_at_checked(at).unwrap_or((cell.text, ""));
                add(Some(to), first.trim(), true);
                add(Some(to + 1), second.trim(), true);
            }
            LaidAs::Dropped => add(None, cell.text, false),
        }
    }
    pieces
}

#[cfg(test)]
mod tests;
