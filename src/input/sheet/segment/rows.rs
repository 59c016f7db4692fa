//! Physical rows to records: which rows below a head belong to one item.
//!
//! An item may be spread over several rows, by merged cells or by lines that a converter tore apart.
//! The serial number, the name and the ticks tell where one begins. Texts are not changed here.

use crate::input::sheet::types::{ColumnRole, SheetColumn, TableKind};

use crate::input::sheet::fit::{self, Looks};
use crate::input::sheet::share;
use crate::input::sheet::view::View;
use crate::model::{Code, fold};
use crate::source::CellRef;

mod again;
mod line;
mod steps;
mod torn;

pub(in crate::input::sheet) use line::{Line, Slide};
use steps::LeadingSteps;

/// What tells where an item begins.
pub(in crate::input::sheet) struct Grouping<'a> {
    view: &'a View<'a>,
    kind: TableKind,
    serial: Option<u16>,
    code: Option<u16>,
    /// The column of the last name, by which items differ.
    deepest: Option<u16>,
    /// All columns of names.
    names: Vec<u16>,
    /// Columns that say something of an item other than its name.
    facts: Vec<u16>,
    marks: Vec<u16>,
    channels: Vec<u16>,
    /// The columns of limits and of bodies, which say the whole in one text.
    wholes: Vec<(u16, ColumnRole)>,
    /// The column of the kinds of power, and that of the parts of duties.
    power: Option<u16>,
    part: Option<u16>,
    /// The column of the grounds of duties.
    basis: Option<u16>,
    /// The column of what is disclosed.
    elements: Option<u16>,
    /// Whether the serial is written for a good part of the rows.
    numbered: bool,
    /// Whether nearly all that stands in its column are numbers.
    counted: bool,
    /// Whether ticks are set in a good part of the rows.
    ticked: bool,
}

impl<'a> Grouping<'a> {
    pub(in crate::input::sheet) fn new(
        view: &'a View<'a>,
        columns: &[SheetColumn],
        kind: TableKind,
        lines: &[&Line],
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
        let often = |count: usize| lines.len() >= SERIES && share::is_quarter(count, lines.len());
        let channels =
            columns.iter().filter(|c| c.role == ColumnRole::Channels).map(|c| c.index).collect();
        let numbered = often(lines.iter().filter(|line| line.has(serial)).count());
        let serials = || lines.iter().filter_map(|line| line.own.get(&serial?));
        let numbers = serials().filter(|text| is_serial(text)).count();
        // The rows of what has to be done may be more than those of the powers themselves.
        let most = kind == TableKind::Duties || share::is_two_thirds(numbers, serials().count());
        // Of one power the steps may fill the rest of the table.
        let begins = kind == TableKind::Duties
            && lines
                .first()
                .and_then(|line| line.own.get(&serial?))
                .is_some_and(|text| is_serial(text));
        let counted = (numbers >= SERIES || begins) && most;
        let power = find(&ColumnRole::Power);
        let part = columns.iter().find(|c| c.is_duty_part()).map(|c| c.index);
        let basis = find(&ColumnRole::DutyBasis);
        let elements = find(&ColumnRole::Elements);
        let with_tick = |line: &&&Line| marks.iter().any(|c| line.own.contains_key(c));
        let ticked = often(lines.iter().filter(with_tick).count());
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
        let is_whole = |c: &&SheetColumn| {
            matches!(c.role, ColumnRole::Limit | ColumnRole::Bodies | ColumnRole::DutyBody)
        };
        let wholes = columns.iter().filter(is_whole).map(|c| (c.index, c.role.clone())).collect();
        Self {
            view,
            kind,
            serial,
            code,
            deepest,
            names,
            facts,
            marks,
            channels,
            wholes,
            power,
            part,
            basis,
            elements,
            numbered,
            counted,
            ticked,
        }
    }

    /// Puts the lines of each item together, the one with its name before steps that stand above it.
    pub(in crate::input::sheet) fn group(&self, lines: Vec<Line>) -> Vec<Vec<Line>> {
        if self.are_numbered_below(&lines) {
            return self.ending_in_numbers(lines);
        }
        let mut groups: Vec<Vec<Line>> = Vec::new();
        let mut leading = LeadingSteps::default();
        for line in lines {
            let line = match line.is_steps() {
                true => leading.keep(line, groups.last()),
                false => Some(line),
            };
            let Some(line) = line else { continue };
            let mut line = self.unplaced(line, groups.last());
            if let Some(earlier) = self.goes_back(&line, &mut groups) {
                earlier.push(line);
                continue;
            }
            match groups.last_mut() {
                Some(group) if !self.begins(&line, group) => group.push(line),
                Some(group) => {
                    line.doubtful = self.begins_in_doubt(&line, group);
                    groups.push(vec![line]);
                }
                None => groups.push(vec![line]),
            }
            if let Some(group) = groups.last_mut() {
                group.append(&mut leading.take());
            }
        }
        match groups.last_mut() {
            Some(group) => group.append(&mut leading.take()),
            None => groups.extend(Some(leading.take()).filter(|lines| !lines.is_empty())),
        }
        self.join_lead(&mut groups);
        groups
    }

    /// Whether nothing but channels stands in a row.
    fn is_channels(&self, line: &Line) -> bool {
        let in_column = |column: &u16| self.channels.contains(column);
        let whole = line.slide.as_ref().is_none_or(|slide| slide.spare.is_empty());
        whole && !line.own.is_empty() && line.own.keys().all(in_column)
    }

    /// The item before the last one, where the last one has no channels of its own and a row of channels
    /// goes on with those of the one before.
    fn goes_back<'g>(&self, line: &Line, groups: &'g mut [Vec<Line>]) -> Option<&'g mut Vec<Line>> {
        let has_channels = |group: &Vec<Line>| {
            group.iter().any(|line| self.channels.iter().any(|c| line.own.contains_key(c)))
        };
        let [.., before, last] = groups else { return None };
        // Channels that slid stand below their own item.
        let in_place = line.slide.is_none() && self.is_channels(line);
        let fits = in_place && !has_channels(last) && has_channels(before);
        fits.then_some(before)
    }

    /// The first item of a table may stand in the middle of its rows: those above it hold channels only.
    fn join_lead(&self, groups: &mut Vec<Vec<Line>>) {
        let [first, second, ..] = groups.as_slice() else { return };
        let named = second.iter().any(|line| line.has(self.deepest));
        if named && first.iter().all(|line| self.is_channels(line)) {
            let mut lead = groups.remove(0);
            if let Some(item) = groups.first_mut() {
                lead.append(item);
                *item = lead;
            }
        }
    }

    /// Whether a line begins a new item after these lines.
    fn begins(&self, line: &Line, group: &[Line]) -> bool {
        if line.has(self.serial) || self.has_code_of_its_own(line, group) {
            return true;
        }
        if self.completes(line, group) {
            return false;
        }
        let facts = self.facts.iter().filter(|c| line.own.contains_key(c)).count();
        let torn = self.ticked && !self.shows_tick(line.row);
        // Without numbers, any name of its own begins an item.
        let named = match self.numbered {
            true => self.names_item(line),
            false => self.names.iter().any(|column| line.own.contains_key(column)),
        };
        let serial_covered = self.covered(self.serial, line.row, group);
        if self.is_another_part(line, group) && facts > 0 {
            return true;
        }
        if named {
            // A table with numbers: a row without one is a piece, unless it says enough by itself.
            return match (self.numbered, serial_covered) {
                (false, _) => !torn || facts >= PLENTY,
                // Merged cells are no torn lines.
                (true, true) => true,
                (true, false) => self.stands_alone(line, group, facts, torn),
            };
        }
        if facts >= PLENTY && self.says_all_again(line, group) {
            return true;
        }
        if serial_covered || self.goes_on_counting(line, group) {
            return false;
        }
        // A row of a list of duties without number and name goes on with the articles of the one above.
        if torn || self.numbered && self.kind == TableKind::Duties {
            return false;
        }
        facts >= if self.covered(self.deepest, line.row, group) { ENOUGH } else { PLENTY }
    }

    /// Whether a line without a name says only what the item above it does not: the item was broken over rows.
    fn completes(&self, line: &Line, group: &[Line]) -> bool {
        let says = |column: &u16| group.iter().any(|line| line.own.contains_key(column));
        let shows = |column: &u16| self.covered(Some(*column), line.row, group);
        let named = self.names.iter().any(|column| line.own.contains_key(column) || shows(column));
        let whole = self.wholes.iter().any(|(column, _)| line.own.contains_key(column));
        !named
            && whole
            && group.iter().any(|line| line.has(self.deepest))
            && !line.own.keys().any(says)
    }

    /// Whether the line has the code of an item, and another one than the lines before it.
    fn has_code_of_its_own(&self, line: &Line, group: &[Line]) -> bool {
        let code_of = |line: &Line| self.code.and_then(|c| Code::parse(line.own.get(&c)?.trim()));
        code_of(line).is_some_and(|code| group.iter().filter_map(code_of).all(|held| held != code))
    }

    /// Whether a line that begins an item does so in doubt only.
    fn begins_in_doubt(&self, line: &Line, group: &[Line]) -> bool {
        let facts = self.facts.iter().filter(|c| line.own.contains_key(c)).count();
        let unnumbered = self.numbered
            && !line.has(self.serial)
            && !self.covered(self.serial, line.row, group)
            && line.has(self.deepest);
        let slid = line.slide.is_some() || self.is_unplaced(line);
        let sure = self.slid_whole(line, group) && (self.is_clear(line) || self.is_rich(line));
        let few = facts < ENOUGH || slid;
        unnumbered && few && !sure && (slid || !self.says_again(line, group))
            || self.is_unplaced(line)
            || self.kind == TableKind::Duties
                && unnumbered
                && !self.is_part(line)
                && !self.is_whole_duty(line, group)
    }

    /// Whether a row has the name by which items differ, or in a catalogue one below it.
    fn names_item(&self, line: &Line) -> bool {
        let is_below = |column: &&u16| self.deepest.is_some_and(|deepest| **column > deepest);
        let below = || self.names.iter().filter(is_below).any(|c| line.own.contains_key(c));
        line.has(self.deepest) || self.kind == TableKind::Catalogue && below()
    }

    /// Whether a row names a part of a duty.
    fn is_part(&self, line: &Line) -> bool {
        line.has(self.part)
    }

    /// Whether a row names a part of a duty that has one already, and nothing of it goes on.
    fn is_another_part(&self, line: &Line, group: &[Line]) -> bool {
        self.kind == TableKind::Duties
            && self.is_part(line)
            && group.iter().any(|line| self.is_part(line))
            && !self.goes_on(line, group)
    }

    /// Whether something that is no number stands where the others have theirs: the row slid, and it was
    /// not found where to.
    fn is_unplaced(&self, line: &Line) -> bool {
        let text = |column: Option<u16>| column.and_then(|at| line.own.get(&at));
        match text(self.serial.filter(|_| self.counted)) {
            Some(serial) => !is_serial(serial),
            None => {
                let name = text(self.deepest.filter(|_| self.kind == TableKind::Duties));
                self.counted && name.is_some_and(|name| is_no_name(name))
            }
        }
    }

    /// Whether a row without a number, in a table that has numbers, is an item of its own: it says enough
    /// of its own, or has a name and nothing in it goes on with the row above.
    fn stands_alone(&self, line: &Line, group: &[Line], facts: usize, torn: bool) -> bool {
        facts >= ENOUGH && !torn
            || self.says_again(line, group)
            || self.slid_whole(line, group)
            || self.is_doubtful(line, group)
            || self.is_whole_duty(line, group)
    }

    /// Whether a row that slid has a name and elements of its own, which go on with nothing above.
    fn slid_whole(&self, line: &Line, group: &[Line]) -> bool {
        self.kind == TableKind::Catalogue
            && line.slide.is_some()
            && line.has(self.deepest)
            && line.has(self.elements)
            && !self.goes_on(line, group)
    }

    /// Whether a row that slid is names and elements and nothing else, and its name is no piece of one: of a row
    /// that says more, texts may stand one column off.
    fn is_clear(&self, line: &Line) -> bool {
        let name = self.deepest.and_then(|column| line.own.get(&column));
        let plain = |column: &u16| self.names.contains(column) || Some(*column) == self.elements;
        line.own.keys().all(plain)
            && line.slide.as_ref().is_some_and(|slide| slide.unsure().is_empty())
            && name.is_some_and(|name| fold::compact(name).chars().count() >= WHOLE_NAME)
    }

    /// Whether a row that slid says so much that only an item does, and all of it stands under one column for sure.
    fn is_rich(&self, line: &Line) -> bool {
        let facts = self.facts.iter().filter(|c| line.own.contains_key(c)).count();
        let name = self.deepest.and_then(|column| line.own.get(&column));
        facts >= PLENTY
            && line.slide.as_ref().is_some_and(|slide| slide.unsure().is_empty())
            && name.is_some_and(|name| fold::compact(name).chars().count() >= WHOLE_NAME)
    }

    /// Whether a line is only an item of its own because nothing says that it goes on with the one above.
    fn is_doubtful(&self, line: &Line, group: &[Line]) -> bool {
        let length = |text: &str| fold::compact(text).chars().count();
        let is_name = |line: &Line| {
            let name = self.deepest.and_then(|column| line.own.get(&column));
            name.is_some_and(|name| length(name) >= WHOLE_NAME)
        };
        let whole = is_name(line) && group.iter().any(is_name);
        whole && !self.goes_on(line, group)
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

/// Whether a text may stand under 序号.
fn is_serial(text: &str) -> bool {
    let looks = Looks::of(text);
    fit::fit(&ColumnRole::Serial, &looks) > 0.0
        || fit::fit(&ColumnRole::Code, &looks) > 0.0
        || text.trim().chars().count() <= LONGEST_SERIAL
}

/// Whether a text is never the name of a duty: an article, what has to be done.
fn is_no_name(text: &str) -> bool {
    fit::fit(&ColumnRole::DutyName, &Looks::of(text)) <= fit::MISFITS
}

/// 一、(二)1 and the like are not longer.
const LONGEST_SERIAL: usize = 8;
/// Fewer rows or numbers say nothing of a column.
const SERIES: usize = 2;
/// A row that says so much of its own is an item, where something else speaks for it.
const ENOUGH: usize = 3;
/// A row that says so much is an item by itself.
const PLENTY: usize = 4;
/// So many texts of a row that slid are not enough for an item.
const FEW: usize = 3;
/// A name that can stand alone is not shorter.
const WHOLE_NAME: usize = 4;

/// The column of names by which items differ: the lowest level that is written often enough.
fn deepest(columns: &[SheetColumn], kind: TableKind, lines: &[&Line]) -> Option<u16> {
    let is_name = |column: &&SheetColumn| match kind {
        TableKind::Catalogue => matches!(column.role, ColumnRole::Name(_)),
        TableKind::Duties => column.role == ColumnRole::DutyName || column.is_duty_part(),
    };
    let written = |column: u16| lines.iter().filter(|line| line.own.contains_key(&column)).count();
    let names: Vec<u16> = columns.iter().filter(is_name).map(|c| c.index).collect();
    let most = names.iter().map(|c| written(*c)).max()?;
    // 三级事项 is often written for a few items only.
    names.iter().rev().copied().find(|c| share::is_half(written(*c), most))
}
