//! A row of a table with its own texts, as it stands or as it slid.

use std::collections::BTreeSet;

use crate::input::sheet::by_column::ByColumn;
use crate::input::sheet::segment::slid::RowPlaces;
use crate::input::sheet::view::View;
use crate::source::CellRef;

/// A row that may be part of an item, with its own texts.
#[derive(Debug, Clone)]
pub(in crate::input::sheet) struct Line {
    pub(in crate::input::sheet) row: u32,
    /// The texts by the column that they belong to.
    pub(in crate::input::sheet) own: ByColumn<String>,
    /// How the row slid, where it did.
    pub(in crate::input::sheet) slide: Option<Slide>,
    /// Whether it is only taken for an item of its own in doubt.
    pub(in crate::input::sheet) doubtful: bool,
}

/// How a row slid.
#[derive(Debug, Clone, Default)]
pub(in crate::input::sheet) struct Slide {
    /// Where the texts stand, by the column that they belong to.
    pub(in crate::input::sheet) from: ByColumn<Vec<(u16, String)>>,
    /// The columns that were jumped over: their merged cells were lost.
    pub(in crate::input::sheet) lost: BTreeSet<u16>,
    /// Texts that belong to no column.
    pub(in crate::input::sheet) spare: Vec<(CellRef, String)>,
    /// The columns of texts that are parts of a cell.
    pub(in crate::input::sheet) cut: BTreeSet<u16>,
    /// The columns of texts that were put together of several cells.
    pub(in crate::input::sheet) joined: BTreeSet<u16>,
    /// Whether the row may as well stand where it does.
    pub(in crate::input::sheet) doubtful: bool,
    /// Whether the texts say only what has to be done for a power, whose merged cells were lost.
    pub(in crate::input::sheet) steps: bool,
    /// The column of the item above with which the only text of the row may go on.
    pub(in crate::input::sheet) goes_on: Option<u16>,
}

impl Slide {
    /// The columns of texts that may as well belong under others.
    pub(in crate::input::sheet) fn unsure(&self) -> BTreeSet<u16> {
        let moved = self.from.keys().filter(|_| self.doubtful);
        moved.chain(&self.cut).copied().collect()
    }
}

impl Line {
    pub(in crate::input::sheet) fn read(view: &View<'_>, row: u32) -> Self {
        let own = view.cells(row).map(|(c, cell)| (c, cell.text.clone())).collect();
        Self { row, own, slide: None, doubtful: false }
    }

    /// A row that slid, its texts under the columns that they belong to.
    pub(in crate::input::sheet) fn moved(row: u32, places: RowPlaces) -> Self {
        let mut own: ByColumn<String> = ByColumn::default();
        let mut slide = Slide { doubtful: places.doubtful, ..Slide::default() };
        let mut offset = 0;
        for piece in places.pieces {
            let Some(to) = piece.to else {
                slide.spare.push((CellRef::new(row, piece.from), piece.text));
                continue;
            };
            // The end of a text stands where another column has its own, which it moves nowhere.
            if !piece.joined {
                let moved = i32::from(to) - i32::from(piece.from);
                let jumped = u16::try_from(moved - offset).unwrap_or(0);
                slide.lost.extend(to.saturating_sub(jumped)..to);
                offset = moved;
            }
            own.or_default(to).push_str(&piece.text);
            slide.cut.extend(piece.cut.then_some(to));
            slide.joined.extend(piece.joined.then_some(to));
            slide.from.or_default(to).push((piece.from, piece.text));
        }
        slide.lost.retain(|column| !own.contains_key(column));
        Self { row, own, slide: Some(slide), doubtful: false }
    }

    /// A row with one text, which may go on with what the item above says in a column.
    pub(in crate::input::sheet) fn going_on(row: u32, to: u16, (at, text): (u16, String)) -> Self {
        let own = ByColumn::from_iter([(to, text.clone())]);
        let from = ByColumn::from_iter([(to, vec![(at, text)])]);
        let slide = Slide { from, goes_on: Some(to), ..Slide::default() };
        Self { row, own, slide: Some(slide), doubtful: false }
    }

    /// Where the text stands that belongs under this column.
    pub(in crate::input::sheet) fn place(&self, column: u16) -> CellRef {
        let from = self.slide.as_ref().and_then(|slide| slide.from.get(&column)?.first());
        CellRef::new(self.row, from.map_or(column, |(from, _)| *from))
    }

    pub(super) fn has(&self, column: Option<u16>) -> bool {
        column.is_some_and(|column| self.own.contains_key(&column))
    }
}
