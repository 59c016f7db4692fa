//! Physical rows to records: which rows below a head belong to one item.
//!
//! An item may be spread over several rows, by merged cells or by lines that a converter tore apart.
//! The serial number, the name and the ticks tell where one begins. Texts are not changed here.

use crate::input::sheet::types::{ColumnRole, SheetColumn, TableKind};

use crate::input::sheet::fit::{self, Looks};
use crate::input::sheet::share;
use crate::input::sheet::view::View;
use crate::model::{Code, TimeLimits, fold};
use crate::source::CellRef;

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
        let with_tick = |line: &&Line| marks.iter().any(|c| line.own.contains_key(c));
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
            numbered,
            counted,
            ticked,
        }
    }

    /// Puts the lines of each item together, the one with its name before steps that stand above it.
    pub(in crate::input::sheet) fn group(&self, lines: Vec<Line>) -> Vec<Vec<Line>> {
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
        line.slide.is_none() && !line.own.is_empty() && line.own.keys().all(in_column)
    }

    /// The item before the last one, where the last one has no channels of its own and a row of channels
    /// goes on with those of the one before.
    fn goes_back<'g>(&self, line: &Line, groups: &'g mut [Vec<Line>]) -> Option<&'g mut Vec<Line>> {
        let has_channels = |group: &Vec<Line>| {
            group.iter().any(|line| self.channels.iter().any(|c| line.own.contains_key(c)))
        };
        let [.., before, last] = groups else { return None };
        let fits = self.is_channels(line) && !has_channels(last) && has_channels(before);
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
            true => line.has(self.deepest),
            false => self.names.iter().any(|column| line.own.contains_key(column)),
        };
        let serial_covered = self.covered(self.serial, line.row, group);
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
        if serial_covered {
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
        unnumbered && (facts < ENOUGH || slid) && (slid || !self.says_again(line, group))
            || self.is_unplaced(line)
            || self.kind == TableKind::Duties && unnumbered && !self.is_part(line)
    }

    /// Whether a row names a part of a duty.
    fn is_part(&self, line: &Line) -> bool {
        line.has(self.part)
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
        facts >= ENOUGH && !torn || self.says_again(line, group) || self.is_doubtful(line, group)
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

    /// Whether a text of the line is a piece of one above: a bracket is open there, it ends in the middle of
    /// a list or of a word for a body or a limit, or the line begins with what ends a phrase.
    fn goes_on(&self, line: &Line, group: &[Line]) -> bool {
        let above = |column: &u16| group.iter().rev().find_map(|line| line.own.get(column));
        if self.is_torn_name(line, group) {
            return true;
        }
        line.own.iter().filter_map(|(column, text)| Some((*column, above(column)?, text))).any(
            |(column, above, text)| {
                let (above, text) = (fold::compact(above), fold::compact(text));
                let (open, close) = (['(', '《', '〔', '“'], [')', '》', '〕', '”']);
                let count = |text: &str, marks: [char; 4]| text.matches(marks).count();
                let inside = count(&above, open) > count(&above, close);
                let ends = above.ends_with(['、', '，', ',', '和', '及', '与', '的', '或', '对']);
                let begins =
                    text.starts_with(['、', ')', '》', '〕', '的', '和', '及', '与', '等']);
                inside || ends || begins || self.is_torn_whole(column, &above, &text)
            },
        )
    }

    /// Whether a line is nothing but the end of the name of a power: 对生产经营单位安全 | 生产状况的监督检查.
    fn is_torn_name(&self, line: &Line, group: &[Line]) -> bool {
        let name = |line: &Line| self.deepest.and_then(|column| line.own.get(&column).cloned());
        let above = group.iter().rev().find_map(name).map(|text| fold::compact(&text));
        let own = name(line).map(|text| fold::compact(&text));
        self.kind == TableKind::Duties
            && line.own.len() == 1
            && above.is_some_and(|text| !fit::ends_as_power(&text))
            && own.is_some_and(|text| fit::ends_as_power(&text))
    }

    /// Whether two texts only together are a limit or a body.
    fn is_torn_whole(&self, column: u16, above: &str, text: &str) -> bool {
        let Some((_, role)) = self.wholes.iter().find(|(at, _)| *at == column) else {
            return false;
        };
        let whole = |text: &str| fit::fit(role, &Looks::of(text)) >= fit::FITS;
        match role {
            ColumnRole::Limit => {
                let both = format!("{above}{text}");
                !(is_whole_limit(above) && is_whole_limit(text)) && is_whole_limit(&both)
            }
            _ => !whole(above) && whole(&format!("{above}{text}")),
        }
    }

    /// Whether a line says a whole limit, or the very body, that the group has said already: a piece of a
    /// torn item goes on with its texts and does not say them again.
    fn says_again(&self, line: &Line, group: &[Line]) -> bool {
        self.wholes.iter().any(|(column, role)| {
            let text = |line: &Line| line.own.get(column).map(|text| fold::compact(text));
            let Some(own) = text(line) else { return false };
            let mut said = group.iter().filter_map(text);
            match role {
                ColumnRole::Limit => is_whole_limit(&own) && said.any(|text| is_whole_limit(&text)),
                _ => own.chars().count() >= WHOLE_BODY && said.any(|text| text == own),
            }
        })
    }

    /// Whether a line says the very limit and the very bodies of the group once more: under merged names it
    /// is another item, and no further line of the one above.
    fn says_all_again(&self, line: &Line, group: &[Line]) -> bool {
        let text = |line: &Line, column: &u16| line.own.get(column).map(|text| fold::compact(text));
        let again = |(column, _): &(u16, ColumnRole)| {
            let own = text(line, column);
            own.is_some() && group.iter().any(|line| text(line, column) == own)
        };
        let limit = self.wholes.iter().any(|(_, role)| *role == ColumnRole::Limit);
        limit && self.wholes.len() > 1 && self.wholes.iter().all(again)
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
/// The name of a body is not shorter.
const WHOLE_BODY: usize = 4;

/// Whether a text is a limit that can stand alone, and no piece of one.
fn is_whole_limit(text: &str) -> bool {
    fit::fit(&ColumnRole::Limit, &Looks::of(text)) >= fit::FITS
        && TimeLimits::parse(text).understood()
}

/// The column of names by which items differ: the lowest level that is written often enough.
fn deepest(columns: &[SheetColumn], kind: TableKind, lines: &[Line]) -> Option<u16> {
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
