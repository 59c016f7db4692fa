//! Texts of a row that stand in other rows under another heading, or beside a column that may go on with them.

use std::collections::BTreeMap;

use crate::input::sheet::fit::{self, Looks};
use crate::input::sheet::read::doubts::shown;
use crate::input::sheet::recognition::{Doubt, SheetRecord, Table};
use crate::input::sheet::share;
use crate::input::sheet::types::{ColumnRole, SheetColumn};
use crate::model::{Channels, fold};
use crate::source::CellRef;

/// So many rows say that a text belongs under their heading.
const FEWEST: usize = 2;

/// Longer texts are not counted: they are hardly the same in two rows.
const LONGEST: usize = 60;

/// How often each text stands under each heading of a table.
pub(super) struct UsualTexts(BTreeMap<(u16, String), usize>);

impl UsualTexts {
    pub(super) fn of(table: &Table) -> Self {
        let mut counts = BTreeMap::new();
        for column in table.columns.iter().filter(|column| is_of_texts(column)) {
            let cells = table.records.iter().filter_map(|record| record.cell(column.index));
            for key in cells.filter_map(|cell| key(&cell.text)) {
                *counts.entry((column.index, key)).or_default() += 1;
            }
        }
        Self(counts)
    }

    /// A text under a heading, of a row that has nothing under the heading where other rows have the very same
    /// text: 相关科室 under 公开内容, and 责任单位 blank. The row slid.
    pub(super) fn astray(&self, record: &SheetRecord, table: &Table) -> Option<Doubt> {
        let texts = || table.columns.iter().filter(|column| is_of_texts(column));
        let blank = texts().filter(|column| record.cell(column.index).is_none());
        let found = blank.flat_map(|blank| texts().map(move |own| (blank, own)));
        let (blank, own, cell) = found
            .filter_map(|(blank, own)| Some((blank, own, record.cell(own.index)?)))
            .find(|(blank, own, cell)| self.is_usual(blank, own, &cell.text))?;
        let (text, own, blank) = (shown(&cell.text), own.title(), blank.title());
        Some(Doubt {
            field: Doubt::ROW,
            why: format!("“{text}”写在“{own}”里，别的行写在“{blank}”里，这一行可能错了位"),
            cells: vec![cell.at],
            blank: false,
        })
    }

    /// Whether rows have a text under one heading, and more of them than under the other.
    fn is_usual(&self, there: &SheetColumn, here: &SheetColumn, text: &str) -> bool {
        let Some(key) = key(text) else { return false };
        let count = |column: &SheetColumn| {
            self.0.get(&(column.index, key.clone())).copied().unwrap_or_default()
        };
        let (there, here) = (count(there), count(here));
        there >= FEWEST && share::is_two_thirds(there, there + here)
    }
}

/// Whether a column holds texts of a field that are no names and no ticks.
fn is_of_texts(column: &SheetColumn) -> bool {
    let role = &column.role;
    role.field().is_some() && !role.is_mark() && !matches!(role, ColumnRole::Name(_))
}

/// The form in which a text is compared; none of a long one.
fn key(text: &str) -> Option<String> {
    let key = fold::compact(text);
    (key.chars().count() <= LONGEST).then_some(key)
}

/// A name without the one above it, before any row that has one: it may stand lower down, in the middle of the rows
/// that it is of.
pub(super) fn before_first_group(record: &SheetRecord, table: &Table) -> Option<Doubt> {
    // Where the head is missing, each row is doubted as it is.
    table.header_rows.first()?;
    let column = table.column(&ColumnRole::Name(1))?;
    let has_group = |record: &SheetRecord| record.cell(column.index).is_some();
    let (row, first) = (record.rows.first()?, table.records.iter().find(|r| has_group(r))?);
    let numbered = record.cell(table.column(&ColumnRole::Serial)?.index).is_some();
    let named = table.columns.iter().any(|lower| {
        matches!(lower.role, ColumnRole::Name(2..)) && record.cell(lower.index).is_some()
    });
    (numbered && named && first.rows.first()? > row && !has_group(record)).then(|| Doubt {
        field: Doubt::ROW,
        why: format!("“{}”是空的，上面也没有，可能写在下面的行里", column.title()),
        cells: vec![CellRef::new(*row, column.index)],
        blank: false,
    })
}

/// Elements that are parted by levels: 市级 and 区县级 below 公开内容. Only those of the first are read.
pub(super) fn elements_by_level(record: &SheetRecord, table: &Table) -> Option<Doubt> {
    let elements = table.column(&ColumnRole::Elements)?;
    let is_next = |column: &&SheetColumn| {
        let heading = ColumnRole::from_heading(table.kind, &column.heading);
        column.index == elements.index + 1 && matches!(heading, Some(ColumnRole::Level(_)))
    };
    let beside = table.columns.iter().find(is_next)?;
    let cell = record.cell(beside.index).filter(|cell| fold::mark(&cell.text).is_none())?;
    Some(Doubt {
        field: elements.role.doubted_as()?,
        why: format!("“{}”一栏的“{}”可能也是公开内容，没有取", beside.title(), shown(&cell.text)),
        cells: vec![cell.at],
        blank: false,
    })
}

/// What clearly belongs under a heading further on stands under 公开内容: what stands before it, read as the names,
/// has most likely slid as well.
pub(super) fn elements_slid(record: &SheetRecord, table: &Table) -> Option<Doubt> {
    let elements = table.column(&ColumnRole::Elements)?;
    let cell = record.cell(elements.index)?;
    let looks = Looks::of(&cell.text);
    if fit::fit(&elements.role, &looks) > fit::MISFITS {
        return None;
    }
    let like = [ColumnRole::Limit, ColumnRole::Bodies, ColumnRole::Channels]
        .into_iter()
        .find(|role| fit::fit(role, &looks) >= fit::FITS)?;
    let (text, like) = (shown(&cell.text), like.doubted_as()?);
    Some(Doubt {
        field: Doubt::ROW,
        why: format!("“{text}”写在“{}”里，像是“{like}”，这一行可能错了位", elements.title()),
        cells: vec![cell.at],
        // What stands there is doubted as well, and told.
        blank: true,
    })
}

/// A body at the head of the channels of a row that names none under 公开主体: 乡镇人民政府■政府网站.
pub(super) fn body_among_channels(record: &SheetRecord, table: &Table) -> Option<Doubt> {
    if table.column(&ColumnRole::Bodies).is_some_and(|c| record.cell(c.index).is_some()) {
        return None;
    }
    let column = table.column(&ColumnRole::Channels)?;
    let cell = record.cell(column.index)?;
    let first = Channels::parse(&cell.text).chosen.into_iter().next()?;
    let looks = Looks::of(&first);
    let is_body = fit::fit(&ColumnRole::Bodies, &looks) >= fit::FITS
        && fit::fit(&column.role, &looks) < fit::FITS;
    is_body.then(|| Doubt {
        field: column.role.doubted_as().unwrap_or_default(),
        why: format!("“{}”像是“公开主体”，和渠道写在一格里", shown(&first)),
        cells: vec![cell.at],
        blank: false,
    })
}
