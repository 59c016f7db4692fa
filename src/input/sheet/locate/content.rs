//! Columns by what stands in them, where the head alone is wrong.
//!
//! A head that lost a column stands beside its table by one; a heading that was clipped says nothing. Both
//! are told by how well the texts of the rows fit, with the scores of [`fit`]. What the words of a head say
//! is only overruled when that explains much more of the rows.

use std::collections::BTreeSet;

use crate::input::sheet::fit::{self, SharedLooks};
use crate::input::sheet::locate::clipped;
use crate::input::sheet::locate::heading;
use crate::input::sheet::locate::headless;
use crate::input::sheet::locate::sample::{BelowHead, Sample, mean, understood};
use crate::input::sheet::recognition::CellRepair;
use crate::input::sheet::types::{ColumnRole, SheetColumn, TableKind};
use crate::model::writing::RepairKind;
use crate::source::CellRef;

/// How far a head may stand beside its table, the likeliest first.
const WAYS: [i32; 3] = [-1, 1, 2];
/// How much better a row must fit, on average, before a head is moved.
const GAIN: f64 = 1.5;
/// The same where its first heading stands over the numbers of the rows.
const GAIN_OF_NUMBERED: f64 = 0.3;
/// A head only moves when so many texts of each row stand under the wrong heading.
const MISFITS_A_ROW: usize = 2;
/// What a text costs where there is no column.
const OUTSIDE: f64 = -0.5;
/// How well the texts of a column without a known heading must fit to say what it is.
const TELLING: f64 = 0.7;

/// Moves a head that stands beside its table, and settles columns whose headings say nothing; gives what
/// was understood otherwise.
pub(in crate::input::sheet) fn settle(
    below: &BelowHead,
    columns: &mut Vec<SheetColumn>,
) -> Vec<CellRepair> {
    let BelowHead { kind, last, ref sample } = *below;
    let mut repairs = Vec::new();
    if let Some((from, by)) = slid(columns, sample) {
        repairs.extend(shift(columns, from, by, last));
        repairs.extend(numbers(columns, sample, last));
    }
    repairs.extend(clipped(kind, columns, sample, last));
    if kind == TableKind::Catalogue {
        repairs.extend(clipped::by_texts(columns, sample, last));
    }
    repairs
}

/// From which column on the head has to move, and by how much.
fn slid(columns: &[SheetColumn], sample: &Sample) -> Option<(u16, i32)> {
    if sample.is_empty() {
        return None;
    }
    // The number of each row stands under the first heading: of rows that lost cells this cannot be seen.
    let widest = sample.iter().map(Vec::len).max()?;
    let whole: Sample = sample.iter().filter(|row| row.len() == widest).cloned().collect();
    let unnumbered = numbers_under_names(columns, &whole);
    let (sample, gain) = if unnumbered { (&whole, GAIN_OF_NUMBERED) } else { (sample, GAIN) };
    let stay = fits(columns, 0, 0, sample);
    let ways = columns.iter().flat_map(|c| WAYS.map(|by| (c.index, by)));
    let scored = ways
        .filter(|way| is_free(columns, *way))
        .map(|(from, by)| (fits(columns, from, by, sample), from, by));
    let (best, from, by) = scored.reduce(|a, b| if b.0 > a.0 + f64::EPSILON { b } else { a })?;
    let misfits = sample.iter().flatten().filter(|(at, looks)| {
        let column = columns.iter().find(|column| column.index == *at);
        column.is_some_and(|column| fit::fit(&column.role, looks) <= fit::MISFITS)
    });
    let many = unnumbered || misfits.count() >= MISFITS_A_ROW * sample.len();
    (many && best >= stay + gain * sample.len() as f64).then_some((from, by))
}

/// Whether a head without 序号 has its first names over numbers in every row, or any words where the rows have a
/// column more than it.
fn numbers_under_names(columns: &[SheetColumn], sample: &Sample) -> bool {
    let Some(first) = columns.first().filter(|column| {
        let is_name = matches!(column.role, ColumnRole::Name(_) | ColumnRole::DutyName);
        let headed = columns.iter().rfind(|column| !column.heading.is_empty());
        let last = headed.map_or(0, |column| column.index);
        let is_narrow = || sample.iter().all(|row| row.iter().any(|(at, _)| *at > last));
        (is_name || column.role == ColumnRole::Other && is_narrow())
            && !columns.iter().any(|column| column.role == ColumnRole::Serial)
    }) else {
        return false;
    };
    let mut texts = sample.iter().flatten().filter(|(at, _)| *at == first.index).peekable();
    texts.peek().is_some()
        && texts.all(|(_, looks)| fit::fit(&ColumnRole::Serial, looks) >= fit::FITS)
}

/// Whether the columns from here on can move without meeting others.
fn is_free(columns: &[SheetColumn], (from, by): (u16, i32)) -> bool {
    let first = i32::from(from) + by;
    let before = columns.iter().map(|c| i32::from(c.index)).filter(|c| *c < i32::from(from)).max();
    first > before.unwrap_or(-1)
}

/// How well all rows fit when the columns from `from` on stand `by` further to the right.
fn fits(columns: &[SheetColumn], from: u16, by: i32, sample: &Sample) -> f64 {
    let place =
        |column: &SheetColumn| i32::from(column.index) + if column.index >= from { by } else { 0 };
    let cell = |(at, looks): &(u16, SharedLooks)| {
        let column = columns.iter().find(|column| place(column) == i32::from(*at));
        column.map_or(OUTSIDE, |column| fit::fit(&column.role, looks))
    };
    sample.iter().flatten().map(cell).sum()
}

fn shift(columns: &mut [SheetColumn], from: u16, by: i32, last: u32) -> Vec<CellRepair> {
    let mut repairs = Vec::new();
    for column in columns.iter_mut().filter(|column| column.index >= from) {
        let Ok(to) = u16::try_from(i32::from(column.index) + by) else { continue };
        let letters = CellRef::column_letters(to);
        repairs.push(CellRepair {
            cell: CellRef::new(last, column.index),
            kind: RepairKind::Heading,
            before: column.heading.clone(),
            after: format!("{}（{letters}列）", column.title()),
        });
        column.index = to;
    }
    repairs
}

/// The numbers that stand under no heading after the head has moved are 序号.
fn numbers(columns: &mut Vec<SheetColumn>, sample: &Sample, last: u32) -> Option<CellRepair> {
    if columns.iter().any(|column| column.role == ColumnRole::Serial) {
        return None;
    }
    let first = columns.iter().map(|column| column.index).min()?;
    let at = first.checked_sub(1)?;
    let mut texts = sample.iter().flatten().filter(|(column, _)| *column == at).peekable();
    texts.peek()?;
    let counts = texts.all(|(_, looks)| fit::fit(&ColumnRole::Serial, looks) > 0.0);
    counts.then(|| {
        columns
            .insert(0, SheetColumn { index: at, heading: String::new(), role: ColumnRole::Serial });
        let after = ColumnRole::Serial.label().unwrap_or_default();
        CellRepair {
            cell: CellRef::new(last, at),
            kind: RepairKind::Heading,
            before: String::new(),
            after,
        }
    })
}

/// Columns whose heading says nothing known, by their texts: 公开 over names of bodies is 公开主体.
fn clipped(
    kind: TableKind,
    columns: &mut [SheetColumn],
    sample: &Sample,
    last: u32,
) -> Vec<CellRepair> {
    let mut repairs = Vec::new();
    let known: BTreeSet<ColumnRole> = columns.iter().map(|column| column.role.clone()).collect();
    for role in wanted(kind).into_iter().filter(|role| !known.contains(role)) {
        let open = columns.iter_mut().filter(|column| {
            column.role == ColumnRole::Other
                && clipped::is_clipped(&column.heading, &role)
                && heading::exact(kind, &heading::key(&column.heading)).is_none()
        });
        let fitting = open.map(|column| (mean(&role, column.index, sample), column));
        let best = fitting.filter(|(mean, _)| *mean >= TELLING);
        let Some((_, column)) = best.reduce(|a, b| if b.0 > a.0 { b } else { a }) else { continue };
        repairs.push(understood(column, role, last));
    }
    if kind == TableKind::Catalogue {
        let is_open = |column: &SheetColumn| {
            column.role == ColumnRole::Other
                && clipped::is_clipped(&column.heading, &ColumnRole::Elements)
        };
        repairs.extend(elements(columns, sample, last, is_open));
    }
    repairs
}

/// Columns without any heading, where the table lacks a column that every such table has: told by their
/// texts, from left to right.
pub(in crate::input::sheet) fn unheaded(
    below: &BelowHead,
    columns: &mut [SheetColumn],
) -> Vec<CellRepair> {
    let BelowHead { kind, last, ref sample } = *below;
    let is_open = |c: &SheetColumn| c.role == ColumnRole::Other && c.heading.is_empty();
    if !columns.iter().any(is_open) {
        return Vec::new();
    }
    let mut repairs = Vec::new();
    for role in wanted(kind) {
        if columns.iter().any(|column| column.role == role) {
            continue;
        }
        let place = in_place(kind, &role, columns);
        let open = columns.iter_mut().filter(|column| is_open(column));
        // Between its neighbours of the official form, a column may be blank in most rows.
        let fits = |column: &SheetColumn| match place == Some(column.index) {
            true => mean(&role, column.index, sample),
            false => filled(&role, column.index, sample),
        };
        let fitting = open.map(|column| (fits(column), column));
        let best = fitting.filter(|(mean, _)| *mean >= TELLING);
        let Some((_, column)) = best.reduce(|a, b| if b.0 > a.0 { b } else { a }) else { continue };
        repairs.push(understood(column, role, last));
    }
    repairs.extend(elements(columns, sample, last, is_open));
    repairs
}

/// The column without a heading that stands where this one stands in the official form: its neighbours are
/// known, and nothing else is missing between them.
fn in_place(kind: TableKind, role: &ColumnRole, columns: &[SheetColumn]) -> Option<u16> {
    let order = headless::standard_order(kind);
    let rank = |role: &ColumnRole| order.iter().position(|known| known == role);
    let own = rank(role)?;
    columns.windows(3).find_map(|three| {
        let [before, column, after] = three else { return None };
        let open = column.role == ColumnRole::Other && column.heading.is_empty();
        let fits = rank(&before.role) == own.checked_sub(1) && rank(&after.role) == Some(own + 1);
        (open && fits).then_some(column.index)
    })
}

/// 公开内容 has no words of its own: it is what stands between the names and the columns that have.
fn elements(
    columns: &mut [SheetColumn],
    sample: &Sample,
    last: u32,
    is_open: impl Fn(&SheetColumn) -> bool,
) -> Option<CellRepair> {
    if columns.iter().any(|column| column.role == ColumnRole::Elements) {
        return None;
    }
    let place = |wanted: &dyn Fn(&ColumnRole) -> bool| {
        columns.iter().rposition(|column| wanted(&column.role))
    };
    let name = place(&|role| matches!(role, ColumnRole::Name(_)))?;
    let next = columns.get(name + 2).map(|column| column.role.clone());
    let before = matches!(next, Some(ColumnRole::Basis | ColumnRole::Limit | ColumnRole::Bodies));
    let column = columns.get_mut(name + 1).filter(|column| before && is_open(column))?;
    let fits = filled(&ColumnRole::Elements, column.index, sample) >= fit::FITS;
    fits.then(|| understood(column, ColumnRole::Elements, last))
}

/// The columns that every table of the kind has and whose texts say what they are.
fn wanted(kind: TableKind) -> Vec<ColumnRole> {
    match kind {
        TableKind::Catalogue => {
            vec![ColumnRole::Limit, ColumnRole::Bodies, ColumnRole::Channels, ColumnRole::Basis]
        }
        TableKind::Duties => vec![ColumnRole::Power, ColumnRole::DutyBasis, ColumnRole::DutyBody],
    }
}

/// How well the texts under a column fit, on average of all rows.
fn filled(role: &ColumnRole, column: u16, sample: &Sample) -> f64 {
    let texts = sample.iter().flatten().filter(|(at, _)| *at == column).count();
    mean(role, column, sample) * texts as f64 / sample.len().max(1) as f64
}
