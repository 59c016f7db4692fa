//! Rows of lists of duties that are steps of what is to be done, and lost the merged cells beside them.
//!
//! Nothing in such a row names a duty (1.受理责任：… | 行政服务科 | 5日). It belongs to the power above; where the
//! numbers of the steps begin anew, to the one below, whose name stands in the middle or the last of its rows.

use crate::input::sheet::by_column::ByColumn;
use crate::input::sheet::fit::{self, Looks, Nameless};
use crate::input::sheet::locate::lists;
use crate::input::sheet::segment::rows::{FEW, Grouping, Line, Slide};
use crate::input::sheet::types::{ColumnRole, SheetColumn, TableKind};
use crate::input::sheet::view::View;
use crate::source::CellRef;
use crate::text::is_han;

impl Line {
    /// A row that names no duty and stands under columns that hold other texts: steps that slid to the left.
    pub(in crate::input::sheet) fn of_steps(
        view: &View<'_>,
        row: u32,
        columns: &[SheetColumn],
    ) -> Option<Self> {
        let texts = || view.cells(row).map(|(column, cell)| (column, cell.text.as_str()));
        let kinds: Vec<Option<Nameless>> =
            texts().map(|(_, text)| Looks::of(text).nameless()).collect();
        // No power begins with what has to be done for it.
        let begins = matches!(kinds.first(), Some(Some(Nameless::Step(_))));
        let of_steps = kinds.iter().flatten().any(|kind| kind.is_of_steps());
        let misplaced =
            || texts().next().is_some_and(|(column, text)| is_misplaced(columns, column, text));
        if !(begins || of_steps && kinds.iter().all(Option::is_some)) || !misplaced() {
            return None;
        }
        let spare = texts().map(|(column, text)| (CellRef::new(row, column), text.to_owned()));
        let slide = Slide { spare: spare.collect(), steps: true, ..Slide::default() };
        Some(Self { row, own: ByColumn::default(), slide: Some(slide), doubtful: false })
    }

    pub(super) fn is_steps(&self) -> bool {
        self.slide.as_ref().is_some_and(|slide| slide.steps)
    }

    /// The number of the step that the line says, in its own columns or beside them.
    fn step(&self) -> Option<u32> {
        let spare = self.slide.iter().flat_map(|slide| slide.spare.iter().map(|(_, text)| text));
        self.own.values().chain(spare).find_map(|text| match Looks::of(text).nameless() {
            Some(Nameless::Step(number)) => number,
            _ => None,
        })
    }
}

/// Whether a text that names no duty stands under a column for something else.
fn is_misplaced(columns: &[SheetColumn], column: u16, text: &str) -> bool {
    let Some(column) = columns.iter().find(|c| c.index == column) else { return true };
    match column.role {
        ColumnRole::DutyName => true,
        _ if column.is_duty_part() => true,
        ColumnRole::Other => false,
        ref role => fit::fit(role, &Looks::of(text)) <= fit::MISFITS,
    }
}

/// Rows of steps above the row with the name that they belong to.
#[derive(Default)]
pub(super) struct LeadingSteps(Vec<Line>);

impl LeadingSteps {
    /// Keeps a row of steps for the item below, if it begins with a step that the one above has already;
    /// gives it back otherwise.
    pub(super) fn keep(&mut self, line: Line, above: Option<&Vec<Line>>) -> Option<Line> {
        let last = above.into_iter().flatten().filter_map(Line::step).max();
        let begins_anew = line.step().zip(last).is_some_and(|(step, last)| step <= last);
        if self.0.is_empty() && !begins_anew && above.is_some() {
            return Some(line);
        }
        self.0.push(line);
        None
    }

    /// The rows that were kept.
    pub(super) fn take(&mut self) -> Vec<Line> {
        std::mem::take(&mut self.0)
    }
}

impl Grouping<'_> {
    /// Whether a row of a list of duties is a step of what is to be done, slid to the left: few texts, and no
    /// kind of power where the duty above has one.
    fn is_step(&self, line: &Line, group: &[Line]) -> bool {
        let Some(column) = self.power else { return false };
        let is_power = |line: &Line| line.own.get(&column).map(|text| lists::is_power(text));
        line.own.len() <= FEW
            && is_power(line) == Some(false)
            && group.iter().any(|line| is_power(line) == Some(true))
    }

    /// Whether a row that slid says nothing but a word (调查, 事后监管) and what columns without a meaning of their
    /// own hold: a step, whose number, ground and body stood in merged cells.
    fn is_slid_step(&self, line: &Line) -> bool {
        let typed = [self.serial, self.code, self.power, self.basis];
        let says = |column: &Option<u16>| line.has(*column);
        let name = self.deepest.and_then(|column| line.own.get(&column));
        self.kind == TableKind::Duties
            && line.slide.is_some()
            && !typed.iter().any(says)
            && !self.wholes.iter().any(|(column, _)| line.own.contains_key(column))
            && name.is_some_and(|name| name.trim().chars().count() <= LONGEST_WORD)
    }

    /// Whether a row of a list of duties has a word where the others have their number, and much less to say
    /// than the one above: 审查 | 审查材料 | 业务股, a step whose merged cells were lost.
    fn has_word_for_number(&self, line: &Line, group: &[Line]) -> bool {
        let serial = self.serial.filter(|_| self.counted && self.kind == TableKind::Duties);
        let text = serial.and_then(|column| line.own.get(&column));
        let is_word = |text: &String| {
            let mut letters = text.trim().chars();
            letters.clone().count() > 1 && letters.all(|c| is_han(c) && !is_numeral(c))
        };
        let whole = group.first().map_or(0, |first| first.own.len());
        text.is_some_and(is_word) && line.own.len() * 2 <= whole
    }

    /// A row that slid to nobody knows where belongs to the item above as a whole; a full one may be an item.
    pub(super) fn unplaced(&self, line: Line, above: Option<&Vec<Line>>) -> Line {
        let few = line.own.len() <= FEW || self.kind == TableKind::Duties;
        let below = above.is_some_and(|group| {
            self.is_step(&line, group)
                || self.is_slid_step(&line)
                || self.has_word_for_number(&line, group)
        });
        if line.is_steps() || !few || !self.is_unplaced(&line) && !below {
            return line;
        }
        let spare = line.own.iter().map(|(c, text)| (line.place(*c), text.clone()));
        let slide = Some(Slide { spare: spare.collect(), ..Slide::default() });
        Line { own: ByColumn::default(), slide, ..line }
    }
}

/// The word for a step is not longer.
const LONGEST_WORD: usize = 6;

/// 一 to 十, which number groups.
fn is_numeral(c: char) -> bool {
    "一二三四五六七八九十百".contains(c)
}
