//! Why a text is doubted although it may stand in its column: it does not say which of its choices is meant, a
//! title in it has lost its beginning or its end, or what is ticked is something else.

use std::collections::BTreeSet;

use crate::input::sheet::fit::{self, Looks};
use crate::input::sheet::read::doubts::shown;
use crate::input::sheet::read::{aside, open, page_links};
use crate::input::sheet::recognition::{Doubt, RecordCell, SheetRecord, Table};
use crate::input::sheet::types::{ColumnRole, SheetColumn};
use crate::input::sheet::view::View;
use crate::model::{AdminLevel, Mode, fold, placeholder};
use crate::source::CellRef;
use crate::text::Wording;

/// Why what a cell says is not sure.
pub(super) fn why(column: &SheetColumn, cell: &RecordCell) -> Option<String> {
    open::why(&column.role, cell)
        .or_else(|| listed_name(&column.role, &cell.text))
        .or_else(|| linked_name(&column.role, &cell.text))
        .or_else(|| ticked_name(&column.role, &cell.text))
        .or_else(|| hidden_words(&column.role, &cell.text))
        .or_else(|| other_choice(column, &cell.text))
}

/// The name of a body under 公开对象, where 公开主体 is empty or was filled from another row.
pub(super) fn astray(
    record: &SheetRecord,
    column: &SheetColumn,
    cell: &RecordCell,
    table: &Table,
) -> Option<String> {
    let bodies = table.column(&ColumnRole::Bodies)?;
    let own = record
        .cell(bodies.index)
        .is_some_and(|body| body.written.as_ref().is_none_or(|(written, _)| !written.is_empty()));
    let for_whom = matches!(column.role, ColumnRole::Group | ColumnRole::Audience);
    let is_body = fit::fit(&bodies.role, &Looks::of(&cell.text)) >= fit::FITS;
    (for_whom && !own && is_body).then(|| {
        format!("“{}”像是“{}”，写在“{}”里", shown(&cell.text), bodies.title(), column.title())
    })
}

/// A text in the place of the number: the row slid, and it was not found where to.
pub(super) fn unnumbered(view: &View<'_>, record: &SheetRecord, table: &Table) -> Option<Doubt> {
    let serial = table.column(&ColumnRole::Serial)?;
    let cell = record.cell(serial.index)?;
    let is_text = fit::fit(&serial.role, &Looks::of(&cell.text)) <= fit::MISFITS;
    let of_row = |row: &u32| {
        view.cells(*row).map(|(column, _)| CellRef::new(*row, column)).collect::<Vec<_>>()
    };
    is_text.then(|| Doubt {
        field: Doubt::ROW,
        why: format!("“{}”写在“{}”里，这一行可能错了位", shown(&cell.text), serial.title()),
        cells: record.rows.iter().flat_map(of_row).collect(),
        blank: false,
    })
}

/// Texts in the rows of a record of which nothing was made, and nothing said.
pub(super) fn unread(
    view: &View<'_>,
    record: &SheetRecord,
    repaired: &BTreeSet<CellRef>,
    doubts: &[Doubt],
) -> Option<Doubt> {
    let of_doubts = doubts.iter().flat_map(|doubt| &doubt.cells);
    let told: BTreeSet<&CellRef> =
        record.cells.iter().map(|cell| &cell.at).chain(of_doubts).collect();
    let is_told = |at: &CellRef| repaired.contains(at) || told.contains(at);
    let of_row =
        |row: u32| view.cells(row).map(move |(column, cell)| (CellRef::new(row, column), cell));
    let left = record.rows.iter().flat_map(|row| of_row(*row));
    let left: Vec<_> = left.filter(|(at, _)| !is_told(at)).collect();
    let texts: Vec<String> =
        left.iter().map(|(_, cell)| format!("“{}”", shown(&cell.text))).collect();
    (!left.is_empty()).then(|| Doubt {
        field: Doubt::ROW,
        why: format!("{}没有用上，可能是另一项的", texts.join("、")),
        cells: left.into_iter().map(|(at, _)| at).collect(),
        blank: false,
    })
}

/// Elements and a basis beside a text that stands under no heading, which may be their end or their beginning.
pub(super) fn beside_no_heading(record: &SheetRecord, table: &Table) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for three in table.columns.windows(3) {
        let [left, middle, right] = three else { continue };
        let is_headless = middle.role == ColumnRole::Other && middle.heading.is_empty();
        let Some(cell) = record.cell(middle.index).filter(|_| is_headless) else { continue };
        let why = format!("旁边的“{}”没有栏名，可能是这一栏的", shown(&cell.text));
        let may_go_on = |column: &&SheetColumn| {
            !column.heading.is_empty()
                && matches!(column.role, ColumnRole::Elements | ColumnRole::Basis)
        };
        for column in [left, right].into_iter().filter(may_go_on) {
            let Some(field) = column.role.doubted_as() else { continue };
            doubts.push(Doubt { field, why: why.clone(), cells: vec![cell.at], blank: false });
        }
    }
    doubts
}

/// Whether a column holds words of which it cannot be told where they end.
pub(super) fn is_of_words(role: &ColumnRole) -> bool {
    matches!(role, ColumnRole::Elements | ColumnRole::Basis | ColumnRole::Name(_))
}

/// The fields to tick of a row, where one of their columns holds what is ticked in another: all may have moved.
pub(super) fn beside_other_ticks(
    record: &SheetRecord,
    table: &Table,
    doubts: &[Doubt],
) -> Vec<Doubt> {
    let ticks = || table.columns.iter().filter(|column| column.role.is_mark());
    let other = ticks().find_map(|column| {
        let cell = record.cell(column.index)?;
        is_of_other_ticks(&column.role, &cell.text).then_some((column, cell))
    });
    let Some((column, cell)) = other else { return Vec::new() };
    let why = format!("“{}”写在“{}”里，打勾的几栏可能错了位", shown(&cell.text), column.title());
    let mut fields: Vec<&'static str> = Vec::new();
    for field in ticks().filter_map(|column| column.role.doubted_as()) {
        let is_doubted = |doubt: &Doubt| doubt.field == field || doubt.field == Doubt::ROW;
        if !fields.contains(&field) && !doubts.iter().any(is_doubted) {
            fields.push(field);
        }
    }
    let doubt = |field| Doubt { field, why: why.clone(), cells: vec![cell.at], blank: false };
    fields.into_iter().map(doubt).collect()
}

/// Whether a text names a level where ways are ticked, a way where levels are, is a list of boxes, or the address of
/// a page.
fn is_of_other_ticks(role: &ColumnRole, text: &str) -> bool {
    if is_of_page(text) {
        return role.is_mark();
    }
    let names = |role: ColumnRole| fit::fit(&role, &Looks::of(text)) >= fit::FITS;
    let is_list = text.contains(BOXES) && aside::leaves_out(role, text).is_some();
    match role {
        ColumnRole::Active | ColumnRole::OnRequest => is_list || names(ColumnRole::Levels),
        ColumnRole::Level(_) => is_list || names(ColumnRole::Mode),
        ColumnRole::Everyone | ColumnRole::Group => {
            names(ColumnRole::Mode) || names(ColumnRole::Levels)
        }
        _ => false,
    }
}

/// Whether a text is the address of a page and nothing else.
fn is_of_page(text: &str) -> bool {
    const BEGINNINGS: [&str; 3] = ["http://", "https://", "www."];
    BEGINNINGS.iter().any(|begin| text.trim_start().starts_with(begin))
}

/// A title that has no beginning or no end: the cell was torn, or lost a part. A rule tells people of it.
pub(super) fn half_title(role: &ColumnRole, text: &str) -> Option<String> {
    let of_words = matches!(role, ColumnRole::Basis | ColumnRole::DutyBasis | ColumnRole::Elements);
    let count = |mark: char| text.matches(mark).count();
    (of_words && count('《') != count('》'))
        .then(|| format!("“{}”里有书名号不成对，可能断开了或者缺了一段", shown(text)))
}

/// A numbered list in the place of a name: elements that slid there.
fn listed_name(role: &ColumnRole, text: &str) -> Option<String> {
    let is_numbered = |part: &str| {
        let digits = part.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
        part.trim_start().len() > digits.len() && digits.starts_with(['、', '.', '．'])
    };
    let parts = text.split(['；', ';', '。', '\n']).filter(|part| is_numbered(part)).count();
    (matches!(role, ColumnRole::Name(_)) && parts >= LISTED)
        .then(|| format!("“{}”像是公开内容，写在名称一栏里", shown(text)))
}

/// So many numbers make a list; that of the first element may have been taken off.
const LISTED: usize = 2;

/// Pieces of the code of a page among words. A rule tells people of them.
pub(super) fn page_code(role: &ColumnRole, text: &str) -> Option<String> {
    static CODE: Wording = Wording::named("网页代码");
    let of_words = *role == ColumnRole::DutyBasis || is_of_words(role);
    (of_words && CODE.iter().any(|code| text.contains(code)))
        .then(|| format!("“{}”里混进了网页代码，可能缺了字", shown(text)))
}

/// A body of which the name was never filled in, or is hidden: ××县教育局, ******局. A rule tells people of it.
pub(super) fn unfilled_name(role: &ColumnRole, text: &str) -> Option<String> {
    (is_of_body(role) && placeholder(text).is_some())
        .then(|| format!("“{}”没有写出名称，或者被遮住了", shown(text)))
}

/// Words that whoever copied a table left out: 区（略）, * 个工作日; and those that were put among the name of a body.
fn hidden_words(role: &ColumnRole, text: &str) -> Option<String> {
    let shown = shown(text);
    if ["(略)", "（略）"].iter().any(|words| text.contains(words)) {
        return Some(format!("“{shown}”里略去了字"));
    }
    if *role == ColumnRole::Limit && text.contains(['*', '＊']) {
        return Some(format!("“{shown}”里的数字被遮住了"));
    }
    if *role == ColumnRole::DutyBody && is_place(text.trim()) {
        return Some(format!("“{shown}”只是地名，没有写是哪个单位"));
    }
    let mut words = text.split(|c: char| !c.is_ascii_alphabetic());
    (is_of_body(role) && words.any(|word| word.len() >= LATIN))
        .then(|| format!("“{shown}”里有不是名称的字，名称可能被换掉了"))
}

/// Whether a text is the name of a place and nothing else: 福州市.
fn is_place(text: &str) -> bool {
    const LONGEST: usize = 5;
    let count = text.chars().count();
    (SHORTEST_PLACE..=LONGEST).contains(&count)
        && text.ends_with(['省', '市', '州', '县', '区', '旗'])
}

/// Shorter words name a level: 市级, 县.
const SHORTEST_PLACE: usize = 3;
/// So many Latin letters beside one another are no part of the name of a body.
const LATIN: usize = 3;

fn is_of_body(role: &ColumnRole) -> bool {
    matches!(role, ColumnRole::Bodies | ColumnRole::DutyBody)
}

/// The words of a link behind a name, which may be of the name.
fn linked_name(role: &ColumnRole, text: &str) -> Option<String> {
    let link = page_links::of(text).filter(|_| matches!(role, ColumnRole::Name(_)))?;
    Some(format!("“{}”后面的“{link}”像是网页上的链接，不是名称", shown(text)))
}

/// A tick among the words of a name: rows were put together that do not belong so.
fn ticked_name(role: &ColumnRole, text: &str) -> Option<String> {
    let ticked = text.contains(['√', '☑', '✓']) && fold::mark(text).is_none();
    (matches!(role, ColumnRole::Name(_)) && ticked)
        .then(|| format!("“{}”里混进了勾，不像名称", shown(text)))
}

/// What stands in a column to tick and is no tick of it: 县级 under 主动, ■文本 under 县级.
fn other_choice(column: &SheetColumn, text: &str) -> Option<String> {
    let says = match column.role {
        ColumnRole::Active => Mode::parse(text).active,
        ColumnRole::OnRequest => Mode::parse(text).on_request,
        ColumnRole::Level(_) => !AdminLevel::read(text).is_empty(),
        _ => return None,
    };
    let odd = match fold::mark_with_text(text) {
        Some(_) => text.contains(BOXES) && aside::leaves_out(&column.role, text).is_some(),
        None => !says,
    };
    odd.then(|| format!("“{}”不像是“{}”这一栏的内容", shown(text), column.title()))
}

/// What is chosen of a list is written with these.
const BOXES: [char; 4] = ['■', '□', '☑', '☐'];
