//! Physical rows to records: which rows below a head belong to one item.
//!
//! An item may be spread over several rows, by merged cells or by lines that a converter tore apart.
//! The serial number, the name and the ticks tell where one begins. Texts are not changed here.

use crate::input::sheet::types::{ColumnRole, SheetColumn, TableKind};
use std::collections::{BTreeMap, BTreeSet};

use crate::input::sheet::segment::slid::RowPlaces;
use crate::input::sheet::view::View;
use crate::model::Code;
use crate::source::CellRef;

/// A row that may be part of an item, with its own texts.
#[derive(Debug, Clone)]
pub(in crate::input::sheet) struct Line {
    pub(in crate::input::sheet) row: u32,
    /// The texts by the column that they belong to.
    pub(in crate::input::sheet) own: BTreeMap<u16, String>,
    /// How the row slid, where it did.
    pub(in crate::input::sheet) slide: Option<Slide>,
}

/// How a row slid.
#[derive(Debug, Clone, Default)]
pub(in crate::input::sheet) struct Slide {
    /// Where the texts stand, by the column that they belong to.
    from: BTreeMap<u16, u16>,
    /// The columns that were jumped over: their merged cells were lost.
    pub(in crate::input::sheet) lost: BTreeSet<u16>,
    /// Texts that belong to no column.
    pub(in crate::input::sheet) spare: Vec<(CellRef, String)>,
}

impl Line {
    pub(in crate::input::sheet) fn read(view: &View<'_>, row: u32) -> Self {
        let own = view.cells(row).map(|(c, cell)| (c, cell.text.clone())).collect();
        Self { row, own, slide: None }
    }

    /// A row that slid, its texts under the columns that they belong to.
    pub(in crate::input::sheet) fn moved(view: &View<'_>, row: u32, places: &RowPlaces) -> Self {
        let (mut own, mut slide) = (BTreeMap::new(), Slide::default());
        let mut offset = 0;
        for (column, cell) in view.cells(row) {
            match places.get(&column).copied().flatten() {
                Some(to) => {
                    let moved = i32::from(to) - i32::from(column);
                    let jumped = u16::try_from(moved - offset).unwrap_or(0);
                    slide.lost.extend(to.saturating_sub(jumped)..to);
                    offset = moved;
                    slide.from.insert(to, column);
                    own.insert(to, cell.text.clone());
                }
                None => slide.spare.push((CellRef::new(row, column), cell.text.clone())),
            }
        }
        Self { row, own, slide: Some(slide) }
    }

    /// Where the text stands that belongs under this column.
    pub(in crate::input::sheet) fn place(&self, column: u16) -> CellRef {
        let from = self.slide.as_ref().and_then(|slide| slide.from.get(&column)).copied();
        CellRef::new(self.row, from.unwrap_or(column))
    }

    fn has(&self, column: Option<u16>) -> bool {
        column.is_some_and(|column| self.own.contains_key(&column))
    }
}

/// What tells where an item begins.
pub(in crate::input::sheet) struct Grouping<'a> {
    view: &'a View<'a>,
    serial: Option<u16>,
    code: Option<u16>,
    /// The column of the last name, by which items differ.
    deepest: Option<u16>,
    /// All columns of names.
    names: Vec<u16>,
    /// Columns that say something of an item other than its name.
    facts: Vec<u16>,
    marks: Vec<u16>,
    /// Whether the serial is written for a good part of the rows.
    numbered: bool,
    /// Whether ticks are set in a good part of the rows.
    ticked: bool,
}

impl<'a> Grouping<'a> {
    pub(in crate::input::sheet) fn new(
        view: &'a View<'a>,
        columns: &[SheetColumn],
        kind: TableKind,
        lines: &[Line],
    ) -> Self {
        let find = |role: &ColumnRole| columns.iter().find(|c| c.role == *role).map(|c| c.index);
        let serial = find(&ColumnRole::Serial);
        let code = find(&ColumnRole::Code);
        let is_fact = |column: &&SheetColumn| match kind {
            TableKind::Catalogue => {
                column.role.field().is_some() && !matches!(column.role, ColumnRole::Name(_))
            }
            TableKind::Duties => !matches!(column.role, ColumnRole::Serial | ColumnRole::DutyName),
        };
        let marks: Vec<u16> =
            columns.iter().filter(|c| c.role.is_mark()).map(|c| c.index).collect();
        let share = |count: usize| lines.len() >= 2 && count * 4 >= lines.len();
        let numbered = share(lines.iter().filter(|line| line.has(serial)).count());
        let with_tick = |line: &&Line| marks.iter().any(|c| line.own.contains_key(c));
        let ticked = share(lines.iter().filter(with_tick).count());
        let deepest = deepest(columns, kind, lines);
        let facts = columns
            .iter()
            .filter(is_fact)
            .map(|c| c.index)
            .filter(|c| Some(*c) != deepest)
            .collect();
        let names = columns
            .iter()
            .filter(|c| matches!(c.role, ColumnRole::Name(_) | ColumnRole::DutyName))
            .map(|c| c.index)
            .collect();
        Self { view, serial, code, deepest, names, facts, marks, numbered, ticked }
    }

    /// Puts the lines of each item together.
    pub(in crate::input::sheet) fn group(&self, lines: Vec<Line>) -> Vec<Vec<Line>> {
        let mut groups: Vec<Vec<Line>> = Vec::new();
        for line in lines {
            match groups.last_mut() {
                Some(group) if !self.begins(&line, group) => group.push(line),
                _ => groups.push(vec![line]),
            }
        }
        groups
    }

    /// Whether a line begins a new item after these lines.
    fn begins(&self, line: &Line, group: &[Line]) -> bool {
        if line.has(self.serial) || self.has_code_of_its_own(line, group) {
            return true;
        }
        let facts = self.facts.iter().filter(|c| line.own.contains_key(c)).count();
        let torn = self.ticked && !self.shows_tick(line.row);
        // Without numbers, any name of its own begins an item.
        let named = match self.numbered {
            true => line.has(self.deepest),
            false => self.names.iter().any(|column| line.own.contains_key(column)),
        };
        let serial_covered = self.covered(self.serial, line.row, group);
        if named {
            // A table with numbers: a row without one is a piece, unless it says enough by itself.
            return match (self.numbered, serial_covered) {
                (false, _) => !torn || facts >= 4,
                // Merged cells are no torn lines.
                (true, true) => true,
                (true, false) => facts >= 3 && !torn,
            };
        }
        if serial_covered {
            return false;
        }
        if torn {
            return false;
        }
        if self.covered(self.deepest, line.row, group) { facts >= 3 } else { facts >= 4 }
    }

    /// Whether the line has the code of an item, and another one than the lines before it.
    fn has_code_of_its_own(&self, line: &Line, group: &[Line]) -> bool {
        let code_of = |line: &Line| self.code.and_then(|c| Code::parse(line.own.get(&c)?.trim()));
        code_of(line).is_some_and(|code| group.iter().filter_map(code_of).all(|held| held != code))
    }

    /// Whether a tick shows in the row, its own or that of a merged cell.
    fn shows_tick(&self, row: u32) -> bool {
        self.marks.iter().any(|c| !self.view.shown(CellRef::new(row, *c)).trim().is_empty())
    }

    /// Whether the cell shows what a merged cell of the group says.
    fn covered(&self, column: Option<u16>, row: u32, group: &[Line]) -> bool {
        let Some(column) = column else { return false };
        let anchor = self.view.anchor(CellRef::new(row, column));
        anchor.row < row && group.iter().any(|line| line.row >= anchor.row)
    }
}

/// The column of names by which items differ: the lowest level that is written often enough.
fn deepest(columns: &[SheetColumn], kind: TableKind, lines: &[Line]) -> Option<u16> {
    let is_name = |column: &&SheetColumn| match kind {
        TableKind::Catalogue => matches!(column.role, ColumnRole::Name(_)),
        TableKind::Duties => {
            column.role == ColumnRole::DutyName
                || matches!(column.heading.as_str(), "子项" | "子项名称")
        }
    };
    let written = |column: u16| lines.iter().filter(|line| line.own.contains_key(&column)).count();
    let names: Vec<u16> = columns.iter().filter(is_name).map(|c| c.index).collect();
    let most = names.iter().map(|c| written(*c)).max()?;
    // 三级事项 is often written for a few items only.
    names.iter().rev().copied().find(|c| written(*c) * 2 >= most)
}
