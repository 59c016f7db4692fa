//! Rows of which one look tells that they go on with the item above: their merged cells were lost, so that what is
//! left of them stands at the beginning of the row.
//!
//! - `□广播电视 □纸质媒体`, one or several: further channels, which never name an item;
//! - `《预算法》第十四条。`: a basis outside its column;
//! - `没有数据的表格应当列出空表并说明。`, in the place of the number: one more of the elements, which is doubted, since
//!   a note may stand so as well.

use std::cell::OnceCell;

use crate::input::sheet::fit::{self, Looks};
use crate::input::sheet::segment::noise;
use crate::input::sheet::segment::rows::Line;
use crate::input::sheet::segment::slid::{RowPiece, RowPlaces};
use crate::input::sheet::types::{ColumnRole, SheetColumn};
use crate::input::sheet::view::View;
use crate::model::fold;
use crate::source::{CellRange, CellRef};

/// So many texts has a row that begins an item.
const FULL: usize = 4;
/// In a table of so many levels of names no row names a group.
const LEVELS: usize = 2;

/// Rows of a catalogue that go on with the item above.
pub(super) struct RestOfItems<'a> {
    columns: &'a [SheetColumn],
    /// The rows of several texts, where no cell below the head is merged downwards; else none.
    items: Vec<u32>,
}

impl<'a> RestOfItems<'a> {
    pub(super) fn of(view: &View<'_>, columns: &'a [SheetColumn], rows: &[u32]) -> Self {
        let first = rows.first().copied().unwrap_or(0);
        let is_kept = |range: &CellRange| range.start.row < range.end.row && range.end.row > first;
        let lost = !view.sheet.merges.iter().any(is_kept);
        let is_item = |row: &&u32| lost && view.cells(**row).nth(1).is_some();
        Self { columns, items: rows.iter().filter(is_item).copied().collect() }
    }

    /// The row with its channels or its elements, below these lines.
    pub(super) fn line(
        &self,
        view: &View<'_>,
        row: u32,
        above: &[Line],
        said: &mut SaidAbove,
    ) -> Option<Line> {
        above.first()?;
        channels(view, row, self.columns).or_else(|| self.elements(view, row, above, said))
    }

    /// A text alone in the place of the number, below an item with elements: it goes on with their numbers, is a
    /// sentence as they are, or stands before an item with all its names, which needs no group.
    fn elements(
        &self,
        view: &View<'_>,
        row: u32,
        above: &[Line],
        said: &mut SaidAbove,
    ) -> Option<Line> {
        self.items.first()?;
        let find = |role: ColumnRole| self.columns.iter().find(|c| c.role == role).map(|c| c.index);
        let (to, serial) = (find(ColumnRole::Elements)?, find(ColumnRole::Serial)?);
        let mut cells = view.cells(row);
        let (at, cell) = cells.next().filter(|(at, _)| *at == serial && cells.next().is_none())?;
        let text = cell.text.trim();
        said.read(above, to);
        let above = above.get(said.item?)?.own.get(&to)?.trim();
        let next = self.items.get(self.items.partition_point(|item| *item <= row));
        let is_sentence = || next.is_some() && ends_a_sentence(text) && ends_a_sentence(above);
        // Such rows above say what the last ones are; sentences there may be notes.
        let may_be = said.counts_on(text, above)
            || is_sentence()
            || self.is_no_group(view, text, next)
            || next.is_none() && said.goes_on && !ends_a_sentence(text);
        let goes_on = may_be
            && view.span(CellRef::new(row, at)) == 1
            && !noise::is_aside(text)
            && fit::fit(&ColumnRole::Elements, &Looks::of(text)) > fit::MISFITS;
        goes_on.then(|| Line::going_on(row, to, (at, cell.text.clone())))
    }

    /// Whether a text without a number stands before an item that has a number and a name of every level.
    fn is_no_group(&self, view: &View<'_>, text: &str, next: Option<&u32>) -> bool {
        let names = || self.columns.iter().filter(|c| matches!(c.role, ColumnRole::Name(_)));
        let begins = |row: u32| {
            let texts: Vec<(u16, &str)> =
                view.cells(row).map(|(column, cell)| (column, cell.text.as_str())).collect();
            let has = |column: &SheetColumn| texts.iter().any(|(at, _)| *at == column.index);
            let numbered = texts.first().is_some_and(|(_, text)| Looks::of(text).is_number());
            numbered && texts.len() >= FULL && names().all(has)
        };
        fold::split_numbering(text).0.is_none()
            && names().count() >= LEVELS
            && next.is_some_and(|row| begins(*row))
    }
}

/// What the lines above a row say that it may go on with. Each line is read once, and so is the text of an
/// item: below it may stand thousands of rows.
#[derive(Debug, Default)]
pub(super) struct SaidAbove {
    /// How many lines were read.
    read: usize,
    /// Whether one of them goes on with the item above it although nothing else stands in it.
    goes_on: bool,
    /// The last one that is of an item itself.
    item: Option<usize>,
    /// The last number in the elements of that item, once it was asked for.
    number: OnceCell<Option<u32>>,
}

impl SaidAbove {
    fn read(&mut self, lines: &[Line], elements: u16) {
        for (at, line) in lines.iter().enumerate().skip(self.read) {
            self.goes_on |= line.slide.as_ref().is_some_and(|slide| slide.goes_on.is_some());
            if line.own.len() > 1 || line.own.contains_key(&elements) {
                (self.item, self.number) = (Some(at), OnceCell::new());
            }
        }
        self.read = lines.len();
    }

    /// 2.听证笔录 below 1.补偿安置方案; `above` is the text of the last item.
    fn counts_on(&self, text: &str, above: &str) -> bool {
        let before = || *self.number.get_or_init(|| above.lines().rev().find_map(number));
        number(text).is_some_and(|own| before().is_some_and(|before| own == before + 1))
    }
}

/// The row as channels, if nothing else stands in it and nothing in their column.
fn channels(view: &View<'_>, row: u32, columns: &[SheetColumn]) -> Option<Line> {
    let to = columns.iter().find(|c| c.role == ColumnRole::Channels)?.index;
    let cells = || view.cells(row);
    let in_column = |column: u16| {
        columns.iter().any(|c| {
            c.index == column && matches!(c.role, ColumnRole::Channels | ColumnRole::Channel)
        })
    };
    let boxed = cells().next().is_some()
        && cells()
            .all(|(column, cell)| !in_column(column) && Looks::of(&cell.text).is_boxed_channels());
    let pieces = cells().zip(0..).map(|((from, cell), at)| RowPiece {
        from,
        to: Some(to),
        text: cell.text.clone(),
        cut: false,
        joined: at > 0,
    });
    boxed.then(|| Line::moved(row, RowPlaces { pieces: pieces.collect(), doubtful: false }))
}

/// A basis alone in a row, outside its column, slid there with its whole row.
pub(super) fn basis(columns: &[SheetColumn], cells: &[(u16, &str)]) -> Option<RowPlaces> {
    let [(at, text)] = cells else { return None };
    let is_basis = |c: &&SheetColumn| matches!(c.role, ColumnRole::Basis | ColumnRole::DutyBasis);
    let to = columns.iter().find(is_basis)?.index;
    let holds_laws = columns.iter().any(|c| {
        c.index == *at
            && (is_basis(&c) || matches!(c.role, ColumnRole::Elements | ColumnRole::Other))
    });
    (!holds_laws && to > *at && Looks::of(text).is_basis()).then(|| alone(*at, to, text))
}

/// The number that a text begins with.
fn number(text: &str) -> Option<u32> {
    let number = fold::split_numbering(text.trim()).0?;
    let bare = number.trim().trim_matches(['（', '）', '(', ')', '、', '.', '．']);
    bare.parse::<u32>().ok().or_else(|| fold::chinese_number(bare))
}

fn ends_a_sentence(text: &str) -> bool {
    text.ends_with(['。', '；', ';'])
}

/// The only text of a row, read under another column.
fn alone(from: u16, to: u16, text: &str) -> RowPlaces {
    let piece = RowPiece { from, to: Some(to), text: text.to_owned(), cut: false, joined: false };
    RowPlaces { pieces: vec![piece], doubtful: false }
}
