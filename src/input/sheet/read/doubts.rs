//! What of a record the reader is not sure of, and how sure it is of a table.
//!
//! Looks at records as they were read, with the scores of [`fit`], and changes nothing. A text that does
//! not fit its column is doubted; so is a blank where the other rows have something. The weights of the
//! confidence are those that the corpus shows (see `tests/corpus/README.md`).

use std::collections::BTreeSet;

use crate::input::sheet::fit::{self, Looks, Nameless, TextShape};
use crate::input::sheet::locate::{heading, lists, settle};
use crate::input::sheet::read::{elsewhere, odd, open, ticks};
use crate::input::sheet::recognition::{Doubt, SheetRecord, Table};
use crate::input::sheet::share;
use crate::input::sheet::types::{ColumnRole, SheetColumn, TableKind};
use crate::input::sheet::view::View;
use crate::model::{TimeLimits, fold};
use crate::source::CellRef;

mod duties;
mod heads;

use duties::SaidOfDuties;

pub(in crate::input::sheet) use heads::{
    of_a_completed_head, of_an_inherited_domain, of_columns_by_place, of_no_head,
    of_permuted_columns,
};

/// So many fields of one row in the wrong place make the whole row doubtful.
const ROW_MISFITS: usize = 3;
/// A column is expected to be filled when so many of its rows are.
const FILLED: f64 = 0.5;
/// Longer texts are shown by their beginning.
const SHOWN: usize = 20;

/// How often a field is right, by what is known of it.
mod weight {
    /// It fits its column.
    pub(super) const FITS: f64 = 0.98;
    /// Nothing speaks for or against it.
    pub(super) const OPEN: f64 = 0.9;
    /// It is doubted.
    pub(super) const DOUBTED: f64 = 0.3;
    /// What is taken off where every row is doubted as a whole.
    pub(super) const ROWS: f64 = 0.5;
    /// What is taken off where the head fits nothing.
    pub(super) const HEAD: f64 = 0.5;
}

/// Doubts of all records of a table, and the confidence of the table.
pub(in crate::input::sheet) fn tell(view: &View<'_>, table: &mut Table) {
    let judged: Vec<&SheetColumn> = judged(table).collect();
    let expected: Vec<bool> = judged.iter().map(|column| is_expected(table, column)).collect();
    let pairs = ticked_pairs(table);
    let usual = elsewhere::UsualTexts::of(table);
    let said = SaidOfDuties::of(table);
    let mut sum = 0.0;
    let mut count = 0usize;
    let mut doubts = Vec::with_capacity(table.records.len());
    for record in &table.records {
        let mut own = Vec::new();
        for (column, expected) in judged.iter().zip(&expected) {
            let (weight, doubt) = field(view, record, column, *expected, table);
            if let Some(weight) = weight {
                sum += weight;
                count += 1;
            }
            own.extend(doubt);
        }
        own.extend(unticked(record, &pairs));
        whole_row(&mut own);
        own.extend(usual.astray(record, table));
        own.extend(elsewhere::elements_by_level(record, table));
        own.extend(elsewhere::elements_slid(record, table));
        own.extend(elsewhere::body_among_channels(record, table));
        own.extend(elsewhere::before_first_group(record, table));
        own.extend(odd::unnumbered(view, record, table));
        own.extend(odd::beside_no_heading(record, table));
        own.extend(odd::beside_other_ticks(record, table, &own));
        own.extend(ticks::unheaded(table, record));
        own.extend(name_alone(record, &judged, &expected));
        own.extend(duties::power_of_list(record, table));
        own.extend(duties::power_as_part(record, table));
        let of_others = duties::body_among_others(record, table);
        own.extend(of_others.or_else(|| duties::body_of_title(record, table)));
        own.extend(said.name_with_more(record, table));
        own.extend(said.body_of_neighbour(record, table));
        doubts.push(own);
    }
    let mut above = said_above(table);
    above.extend(unclaimed(table));
    above.extend(heads::clipped(table));
    above.extend(heads::overruled(table));
    let repaired: BTreeSet<CellRef> = table.repairs.iter().map(|repair| repair.cell).collect();
    for (record, mut own) in table.records.iter_mut().zip(doubts) {
        own.extend(above.iter().cloned());
        own.extend(std::mem::take(&mut record.doubts));
        own.extend(odd::unread(view, record, &repaired, &own));
        record.doubts = one_a_field(own);
    }
    let doubtful = table.records.iter().filter(|r| r.doubts.iter().any(|d| d.field == Doubt::ROW));
    let share = doubtful.count() as f64 / table.records.len().max(1) as f64;
    let mean = if count == 0 { 0.0 } else { sum / count as f64 };
    let head = 1.0 - weight::HEAD + weight::HEAD * table.score;
    table.confidence = (mean * (1.0 - weight::ROWS * share) * head).clamp(0.0, 1.0);
}

/// The columns whose texts can be judged.
fn judged(table: &Table) -> impl Iterator<Item = &SheetColumn> {
    table.columns.iter().filter(|column| column.role.doubted_as().is_some())
}

/// Whether every row should have something in the column. Of a pair of columns to tick one is enough.
fn is_expected(table: &Table, column: &SheetColumn) -> bool {
    let records = table.records.as_slice();
    if column.role.is_mark() || records.len() < 2 {
        return false;
    }
    let filled = records.iter().filter(|record| record.cell(column.index).is_some()).count();
    // Every item has these: where no row has one, all of them may stand elsewhere.
    let core = matches!(
        column.role,
        ColumnRole::Elements
            | ColumnRole::Basis
            | ColumnRole::Limit
            | ColumnRole::Bodies
            | ColumnRole::Channels
    );
    // So has every power, unless duties of other kinds stand in the same table.
    let of_powers =
        matches!(column.role, ColumnRole::Power | ColumnRole::DutyBasis | ColumnRole::DutyBody)
            && table.column(&ColumnRole::List).is_none();
    core || filled > 0 && (of_powers || filled as f64 >= FILLED * records.len() as f64)
}

/// 公开主体：某局 above a table that has no such column, or only one that may mean something else: which of
/// both holds is not known.
fn said_above(table: &Table) -> Vec<Doubt> {
    let Some(head) = table.header_rows.first() else { return Vec::new() };
    let lines = table.skipped.iter().filter(|skipped| skipped.row < *head);
    let parts = lines.flat_map(|line| line.text.split(['|', '｜']).map(move |part| (line, part)));
    let said = parts.filter_map(|(line, part)| {
        let (key, value) = part.split_once(['：', ':'])?;
        let (role, _) = heading::exact(table.kind, &heading::key(key))?;
        let field = role.doubted_as().filter(|_| !value.trim().is_empty())?;
        // A kind of power above the table is that of its rows.
        if role == ColumnRole::Power && lists::power(value.trim()).is_some() {
            return None;
        }
        let named = table.columns.iter().any(|column| {
            column.role.doubted_as() == Some(field) && settle::is_plain(&column.heading)
        });
        let why = format!("表上面写着“{}”，没有当作“{field}”的内容", shown(&line.text));
        let cells = vec![CellRef::new(line.row, 0)];
        (!named).then_some(Doubt { field, why, cells, blank: false })
    });
    said.collect()
}

/// Fields that a table has no column for, while one that was not understood, or 公开要求, may hold them.
fn unclaimed(table: &Table) -> Vec<Doubt> {
    // Lists of duties have columns of their own beside these, with texts that look alike.
    if table.kind == TableKind::Duties {
        return Vec::new();
    }
    let wanted = [
        ColumnRole::Elements,
        ColumnRole::Basis,
        ColumnRole::Limit,
        ColumnRole::Bodies,
        ColumnRole::Channels,
    ];
    let open = |column: &&SheetColumn| column.role == ColumnRole::Other && !column.is_duty_part();
    let fits = |role: &ColumnRole, column: &SheetColumn| {
        let texts = table.records.iter().take(SAMPLE).filter_map(|r| r.cell(column.index));
        let fits = texts.map(|cell| fit::fit(role, &Looks::of(&cell.text)) >= fit::FITS);
        let (all, fitting) = fits.fold((0, 0), |(all, n), fits| (all + 1, n + usize::from(fits)));
        all > 0 && share::is_half(fitting, all)
    };
    let head = table.header_rows.last().copied().unwrap_or(0);
    let has_none = |field| table.column_of(field).is_none();
    let missing = wanted.into_iter().filter(|role| role.field().is_some_and(has_none));
    let doubts = missing.filter_map(|role| {
        let field = role.doubted_as()?;
        let column = table.columns.iter().filter(open).find(|column| fits(&role, column))?;
        let why = format!("没有“{field}”这一栏；“{}”的内容像是，没有取", column.title());
        let cells = vec![CellRef::new(head, column.index)];
        Some(Doubt { field, why, cells, blank: true })
    });
    doubts.collect()
}

/// So many rows say what a column holds.
const SAMPLE: usize = 40;

/// The columns to tick of one field, where most rows have a tick in one of them.
fn ticked_pairs(table: &Table) -> Vec<(&'static str, Vec<u16>)> {
    let mut pairs: Vec<(&'static str, Vec<u16>)> = Vec::new();
    for column in table.columns.iter().filter(|column| column.role.is_mark()) {
        let Some(field) = column.role.doubted_as() else { continue };
        match pairs.iter_mut().find(|(known, _)| *known == field) {
            Some((_, columns)) => columns.push(column.index),
            None => pairs.push((field, vec![column.index])),
        }
    }
    let ticked = |columns: &[u16]| {
        table.records.iter().filter(|r| columns.iter().any(|c| r.cell(*c).is_some())).count()
    };
    pairs.retain(|(_, columns)| ticked(columns) as f64 >= FILLED * table.records.len() as f64);
    pairs
}

/// Rows without a tick where the others have one.
fn unticked(record: &SheetRecord, pairs: &[(&'static str, Vec<u16>)]) -> Vec<Doubt> {
    let blank = pairs.iter().filter(|(_, c)| c.iter().all(|c| record.cell(*c).is_none()));
    let row = record.rows.first().copied().unwrap_or(0);
    let doubt = |(field, columns): &(&'static str, Vec<u16>)| Doubt {
        field,
        why: format!("“{field}”别的行打了勾，这一行没有"),
        cells: columns.iter().map(|column| CellRef::new(row, *column)).collect(),
        blank: true,
    };
    blank.map(doubt).collect()
}

/// How likely a field is right, and what is doubted of it.
fn field(
    view: &View<'_>,
    record: &SheetRecord,
    column: &SheetColumn,
    expected: bool,
    table: &Table,
) -> (Option<f64>, Option<Doubt>) {
    let Some(name) = column.role.doubted_as() else { return (None, None) };
    let Some(cell) = record.cell(column.index) else {
        if !expected || is_written_elsewhere(record, column, table) {
            return (None, None);
        }
        let at = CellRef::new(record.rows.first().copied().unwrap_or(0), column.index);
        let filled = table.records.iter().any(|other| other.cell(column.index).is_some());
        let others =
            if filled { "别的行有，这一行是空的" } else { "各行都是空的" };
        let why = format!("“{}”这一栏{others}", column.title());
        let doubt = Doubt { field: name, why, cells: vec![view.anchor(at)], blank: true };
        return (Some(weight::DOUBTED), Some(doubt));
    };
    let told = odd::half_title(&column.role, &cell.text)
        .or_else(|| odd::page_code(&column.role, &cell.text))
        .or_else(|| odd::unfilled_name(&column.role, &cell.text));
    if let Some(why) = told {
        let doubt = Doubt { field: name, why, cells: vec![cell.at], blank: true };
        return (Some(weight::DOUBTED), Some(doubt));
    }
    if let Some(why) = odd::why(column, cell).or_else(|| odd::astray(record, column, cell, table)) {
        let doubt = Doubt { field: name, why, cells: vec![cell.at], blank: false };
        return (Some(weight::DOUBTED), Some(doubt));
    }
    let looks = Looks::of(&cell.text);
    // 三级事项 is a dash where an item has no third name.
    if matches!(column.role, ColumnRole::Name(_)) && fold::mark(&cell.text) == Some(false) {
        return (None, None);
    }
    if column.role == ColumnRole::DutyName && looks.nameless() == Some(Nameless::Office) {
        let why = format!("“{}”像是单位的名称，不像职责", shown(&cell.text));
        let doubt = Doubt { field: name, why, cells: vec![cell.at], blank: false };
        return (Some(weight::DOUBTED), Some(doubt));
    }
    if column.role == ColumnRole::DutyName && looks.shape() == TextShape::Levels {
        let why = format!("“{}”像是层级，不像职责", shown(&cell.text));
        let doubt = Doubt { field: name, why, cells: vec![cell.at], blank: false };
        return (Some(weight::DOUBTED), Some(doubt));
    }
    if column.role == ColumnRole::DutyBasis && matches!(looks.nameless(), Some(Nameless::Step(_))) {
        let why = format!("“{}”像是要做的事，不像依据", shown(&cell.text));
        let doubt = Doubt { field: name, why, cells: vec![cell.at], blank: false };
        return (Some(weight::DOUBTED), Some(doubt));
    }
    let fit = fit::fit(&column.role, &looks);
    // A limit that is understood is one, whatever it looks like.
    let understood = column.role == ColumnRole::Limit && TimeLimits::parse(&cell.text).understood();
    if fit > fit::MISFITS || understood {
        let weight = if fit >= fit::FITS { weight::FITS } else { weight::OPEN };
        return (Some(weight), None);
    }
    let why = format!("“{}”不像是“{}”这一栏的内容", shown(&cell.text), column.title());
    let doubt = Doubt { field: name, why, cells: vec![cell.at], blank: false };
    (Some(weight::DOUBTED), Some(doubt))
}

/// A row of which nothing but its name was read, where the others say more, may be no item at all.
fn name_alone(record: &SheetRecord, judged: &[&SheetColumn], expected: &[bool]) -> Option<Doubt> {
    let is_name = |c: &SheetColumn| matches!(c.role, ColumnRole::Name(_) | ColumnRole::DutyName);
    let facts = || judged.iter().zip(expected).filter(|(column, _)| !is_name(column));
    let wanted = facts().filter(|(_, expected)| **expected).count();
    let filled = facts().filter(|(column, _)| record.cell(column.index).is_some()).count();
    let cells: Vec<CellRef> = record.cells.iter().map(|cell| cell.at).collect();
    let why = "这一行只有名称，别的栏都是空的，可能不是事项".to_owned();
    (wanted >= EXPECTED && filled == 0).then_some(Doubt {
        field: Doubt::ROW,
        why,
        cells,
        blank: false,
    })
}

/// A table in which so many columns are filled says something of every item.
const EXPECTED: usize = 3;

/// Lower names stand for the ones above; a table of duties may name its kind of power in group rows.
fn is_written_elsewhere(record: &SheetRecord, column: &SheetColumn, table: &Table) -> bool {
    match column.role {
        ColumnRole::Name(_) => {
            let names = table.columns.iter().filter(|c| matches!(c.role, ColumnRole::Name(_)));
            names.filter(|c| record.cell(c.index).is_some()).count() > 0
        }
        ColumnRole::Power => table.kind == TableKind::Duties && record.group.is_some(),
        _ => false,
    }
}

/// Several fields in the wrong place are one doubt about the row.
fn whole_row(doubts: &mut Vec<Doubt>) {
    // Ticks without a heading stand in their place.
    let is_misfit = |doubt: &&Doubt| !doubt.blank && !doubt.why.starts_with(open::ONLY_TICKED);
    let misfits = doubts.iter().filter(is_misfit).count();
    if misfits < ROW_MISFITS {
        return;
    }
    let cells = doubts.iter().flat_map(|doubt| doubt.cells.iter().copied()).collect();
    let why = format!("这一行有 {misfits} 栏的内容不像是该栏的，可能整行错了位");
    *doubts = vec![Doubt { field: Doubt::ROW, why, cells, blank: false }];
}

/// The doubts about one field as one.
fn one_a_field(doubts: Vec<Doubt>) -> Vec<Doubt> {
    let mut merged: Vec<Doubt> = Vec::new();
    for doubt in doubts {
        match merged.iter_mut().find(|known| known.field == doubt.field) {
            Some(known) => {
                known.why = format!("{}；{}", known.why, doubt.why);
                known.cells.extend(doubt.cells);
                known.blank &= doubt.blank;
            }
            None => merged.push(doubt),
        }
    }
    merged
}

/// The beginning of a text in one line.
pub(super) fn shown(text: &str) -> String {
    let line: String = text.chars().filter(|c| !c.is_whitespace()).take(SHOWN + 1).collect();
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or("")),
        None => line,
    }
}
