//! What has to be asked: heads that are unsure, tables without a domain, no table at all.
//!
//! Only the place and what is shown of it; whether to ask is decided in [`crate::input::sheet::assemble`].

use std::collections::BTreeMap;

use crate::input::sheet::locate::head::Head;
use crate::input::sheet::locate::headless::Proposal;
use crate::input::sheet::locate::named::NamedColumns;
use crate::input::sheet::locate::turned::TurnedTable;
use crate::input::sheet::locate::unlisted;
use crate::input::sheet::read::ticks;
use crate::input::sheet::recognition::{
    ReaderQuestion, RecogniseOptions, Recognition, SheetRecord, Skip, Table, Unread,
};
use crate::input::sheet::types::{ColumnRole, SheetColumn, TableKind};
use crate::input::sheet::view::View;
use crate::rules::files::{unsure_domain, unsure_head as head_rule};
use crate::source::{CellRef, Sheet, Workbook};
use crate::text::Wording;

/// What the title of a body's own list names.
static BODIES: Wording = Wording::named("单位自己的目录");

/// A head below the threshold.
pub(in crate::input::sheet) fn unsure_head(
    view: &View<'_>,
    head: &Head,
    rows: &[u32],
) -> ReaderQuestion {
    let (cell, words) = describe(head);
    let percent = (head.score * 100.0).round();
    let columns = unlisted::likely(view, head, rows);
    let named = NamedColumns::of(&columns).to_string();
    let fault = head_rule::doubtful((head.first + 1, head.last + 1), percent, &words, &named);
    ReaderQuestion { sheet: view.index, cell, fault, head: Some((head.kind, columns)) }
}

/// A table whose title says that it lists something else.
pub(in crate::input::sheet) fn neither(
    view: &View<'_>,
    head: Option<&Head>,
    title: &str,
    rows: &[u32],
) -> ReaderQuestion {
    let seen = first_of_several(view.sheet);
    let row = seen.as_ref().map_or(1, |(row, _)| *row);
    let likely =
        head.filter(|head| head.first + 1 == row).map(|head| unlisted::likely(view, head, rows));
    let mut columns = likely.unwrap_or_default();
    let is_name =
        |column: &SheetColumn| matches!(column.role, ColumnRole::DutyName | ColumnRole::Name(_));
    if !columns.iter().any(is_name) {
        columns.retain(|column| column.role == ColumnRole::Serial);
        let first = columns.last().map_or(0, |serial| serial.index + 1);
        let (heading, role) = (String::new(), ColumnRole::DutyName);
        columns.push(SheetColumn { index: first, heading, role });
    }
    let fault = head_rule::neither(title, seen, &NamedColumns::of(&columns).to_string());
    let cell = CellRef::new(row.saturating_sub(1), 0);
    ReaderQuestion { sheet: view.index, cell, fault, head: None }
}

/// A card; whether it was read all the same.
pub(in crate::input::sheet) fn card(view: &View<'_>, head: &Head, is_read: bool) -> ReaderQuestion {
    let column = view.cells(head.first).next().map_or(0, |(column, _)| column);
    let cell = CellRef::new(head.first, column);
    ReaderQuestion { sheet: view.index, cell, fault: head_rule::card(is_read), head: None }
}

/// A table turned by 90°, which is not read.
pub(in crate::input::sheet) fn turned(view: &View<'_>, table: &TurnedTable) -> ReaderQuestion {
    let letters =
        |column: Option<&u16>| column.map_or(String::new(), |c| CellRef::column_letters(*c));
    let ends = (letters(table.items.first()), letters(table.items.last()));
    let headings = CellRef::column_letters(table.first.column);
    let fault = head_rule::turned(&headings, (&ends.0, &ends.1), table.items.len());
    ReaderQuestion { sheet: view.index, cell: table.first, fault, head: None }
}

/// A table without a head, and what its columns may be; whether it was read so.
pub(in crate::input::sheet) fn without_head(
    view: &View<'_>,
    first: u32,
    proposal: Proposal,
    is_read: bool,
) -> ReaderQuestion {
    let Proposal { kind, columns } = proposal;
    let cell = CellRef::new(first, columns.first().map_or(0, |column| column.index));
    let fault = head_rule::absent(&NamedColumns::of(&columns).to_string(), is_read);
    ReaderQuestion { sheet: view.index, cell, fault, head: Some((kind, columns)) }
}

/// A head that the user says is below the last row of the sheet.
pub(in crate::input::sheet) fn head_beyond(
    view: &View<'_>,
    rows: &[u32],
    given: Option<(u32, u32)>,
) -> Option<ReaderQuestion> {
    let last = *rows.last()?;
    let (first, _) = given.filter(|(first, _)| *first > last)?;
    let fault = head_rule::beyond(&view.sheet.name, first + 1, last + 1);
    Some(ReaderQuestion { sheet: view.index, cell: CellRef::new(last, 0), fault, head: None })
}

/// Columns that are only ticked, without the headings that say what a tick means; and what they are in the
/// order of the official form.
pub(in crate::input::sheet) fn ticks_without_headings(table: &Table) -> Option<ReaderQuestion> {
    let ticked = ticks::without_heading(table);
    let first = ticked.first()?;
    let headings: Vec<String> = ticked.iter().map(|column| column.title()).collect();
    let mut columns = table.columns.clone();
    for (place, column) in ticked.iter().enumerate() {
        let next = ticked.get(place + 1).map_or(u16::MAX, |next| next.index);
        let [own, other] = ticks::pair(&column.role)?;
        let beside = column.index + 1;
        let is_open =
            |known: &SheetColumn| known.index == beside && known.role == ColumnRole::Other;
        columns.retain(|known| known.index != column.index && !is_open(known));
        let tick = |index, role| SheetColumn { index, heading: String::new(), role };
        columns.push(tick(column.index, own));
        if beside < next && !columns.iter().any(|known| known.index == beside) {
            columns.push(tick(beside, other));
        }
    }
    columns.sort_by_key(|column| column.index);
    let named = NamedColumns::of(&columns).to_string();
    let head = table.header_rows.last().copied().unwrap_or(0);
    let fault = head_rule::only_ticks(&headings, &named);
    let cell = CellRef::new(head, first.index);
    Some(ReaderQuestion { sheet: table.sheet, cell, fault, head: None })
}

/// A file of saved heads that the user gave for these tables, and that has none of them.
pub(in crate::input::sheet) fn unused_map(
    tables: &[Table],
    options: &RecogniseOptions,
) -> Option<ReaderQuestion> {
    let map = options.map.as_ref().filter(|_| options.columns.is_empty())?;
    let first = tables.first()?;
    if tables.iter().any(|table| options.mappings.knows(table.kind, &table.columns)) {
        return None;
    }
    let headings = first.columns.iter().map(|column| column.title());
    let fault = head_rule::map_unused(map, &headings.collect::<Vec<_>>().join("、"));
    let cell = CellRef::new(first.header_rows.first().copied().unwrap_or(0), 0);
    Some(ReaderQuestion { sheet: first.sheet, cell, fault, head: None })
}

/// What an unsure head shows, for the question: its known and unknown headings.
fn describe(head: &Head) -> (CellRef, String) {
    let at = CellRef::new(head.first, head.columns.first().map_or(0, |column| column.index));
    let words: Vec<String> = head
        .columns
        .iter()
        .filter(|column| !column.heading.is_empty())
        .map(|column| match column.role.label() {
            Some(label) if label != column.heading => format!("{}（像“{label}”）", column.heading),
            _ => column.heading.clone(),
        })
        .collect();
    (at, words.join("、"))
}

/// A table, or rows of one, whose domain nothing says.
pub(in crate::input::sheet) fn without_domain(
    table: &Table,
    file: Option<&str>,
) -> Option<ReaderQuestion> {
    if table.kind != TableKind::Catalogue || table.domain.is_some() {
        return None;
    }
    let open: Vec<&SheetRecord> = table.records.iter().filter(|r| r.domain.is_none()).collect();
    let first = open.first()?;
    let all = open.len() == table.records.len();
    let column = table.columns.first().map_or(0, |column| column.index);
    let row = match all {
        true => table.header_rows.first().copied().unwrap_or(0),
        false => first.rows.first().copied().unwrap_or(0),
    };
    let fault = match all {
        true => match own_list(table, file) {
            Some(title) => unsure_domain::of_a_body(title),
            None => unsure_domain::unstated(&table.sheet_name),
        },
        false => {
            let (count, all) = (open.len(), table.records.len());
            unsure_domain::rows_unstated(&table.sheet_name, count, all, &rows(&open))
        }
    };
    Some(ReaderQuestion { sheet: table.sheet, cell: CellRef::new(row, column), fault, head: None })
}

/// The title of a table above its head, where it names the body whose list it is: 某某县教体局政务公开目录.
fn own_list<'a>(table: &'a Table, file: Option<&'a str>) -> Option<&'a str> {
    let head = table.header_rows.first()?;
    let titles = table.skipped.iter().filter(|row| row.row < *head && row.why == Skip::Title);
    let mut titles =
        titles.map(|row| row.text.as_str()).chain([table.sheet_name.as_str()]).chain(file);
    titles.find(|title| BODIES.iter().any(|body| title.contains(body)))
}

/// The rows of these records, as people count them; of many the first ones.
fn rows(records: &[&SheetRecord]) -> String {
    const NAMED: usize = 8;
    let numbers = records.iter().take(NAMED).filter_map(|r| r.rows.first());
    let named: Vec<String> = numbers.map(|row| (row + 1).to_string()).collect();
    let rest = if records.len() > NAMED { "等" } else { "" };
    format!("{}{rest}", named.join("、"))
}

/// A workbook with text but without any table that was recognised.
pub(in crate::input::sheet) fn nothing_found(
    workbook: &Workbook,
    recognition: &Recognition,
) -> Option<ReaderQuestion> {
    let unread = recognition.unread.iter().find(|sheet| sheet.why == Unread::NoTable)?;
    let sheet = workbook.sheets.get(usize::from(unread.index))?;
    let cell = *sheet.cells.keys().next()?;
    let fault = head_rule::none(first_of_several(sheet));
    Some(ReaderQuestion { sheet: unread.index, cell, fault, head: None })
}

/// So many texts side by side may be a head.
const SEVERAL: usize = 3;
/// So many of them are shown, each by its beginning.
const SHOWN: usize = 8;
/// Longer texts are shown by their beginning.
const SHOWN_TEXT: usize = 12;

/// The first row with several texts, as people count it, and its texts with the letters of their columns.
fn first_of_several(sheet: &Sheet) -> Option<(u32, String)> {
    let mut rows: BTreeMap<u32, Vec<(CellRef, &str)>> = BTreeMap::new();
    for (at, cell) in sheet.cells.iter().filter(|(_, cell)| !cell.text.trim().is_empty()) {
        rows.entry(at.row).or_default().push((*at, cell.text.trim()));
    }
    let (row, cells) = rows.into_iter().find(|(_, cells)| cells.len() >= SEVERAL)?;
    let shown = cells.iter().take(SHOWN).map(|(at, text)| {
        let start: String = text.chars().filter(|c| !c.is_whitespace()).take(SHOWN_TEXT).collect();
        format!("{} {start}", CellRef::column_letters(at.column))
    });
    let rest = if cells.len() > SHOWN { "……" } else { "" };
    Some((row + 1, shown.collect::<Vec<_>>().join("、") + rest))
}
