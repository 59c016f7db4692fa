//! Records of a duty list's table to duties.

use crate::input::sheet::types::{ColumnRole, TableKind};
use indexmap::IndexMap;
use jiff::civil::Date;
use std::collections::BTreeSet;

use crate::input::sheet::read::catalogue::free_heading;

use crate::input::decode::{Context, item_refs};
use crate::input::sheet::fit::{self, Looks};
use crate::input::sheet::locate::{duty_headings, lists, powers};
use crate::input::sheet::power_sign::PowerOfGroup;
use crate::input::sheet::recognition::{RecordCell, SheetRecord, Table};
use crate::model::{
    Duty, DutyList, Exemption, day_in, fold, is_change_date, says_no_item, speaks_of_change,
};
use crate::source::{CellRef, Located};

impl Table {
    /// The duties of a duty list's table, in order.
    pub fn duties(&self, context: Context) -> Vec<Duty> {
        if self.kind != TableKind::Duties {
            return Vec::new();
        }
        let dated = self.dated(context);
        let duties = self.records.iter().filter_map(|record| duty(self, context, record));
        duties
            .map(|duty| Duty { dated: duty.dated.clone().or_else(|| dated.clone()), ..duty })
            .collect()
    }

    /// Whether a record of this table names a duty.
    pub fn names_duty(&self, record: &SheetRecord) -> bool {
        self.column(&ColumnRole::DutyName).is_some_and(|column| record.cell(column.index).is_some())
    }

    /// Since when the list as a whole stands as it does, as a title above it says.
    fn dated(&self, context: Context) -> Option<Located<Date>> {
        let head = self.header_rows.first().copied()?;
        let titles = self.skipped.iter().filter(|skipped| skipped.row < head);
        titles.rev().find_map(|title| {
            let day = day_in(&title.text).filter(|_| speaks_of_change(&title.text))?;
            let place = self.location(context, CellRef::new(title.row, 0));
            Some(Located::new(day, place))
        })
    }
}

/// What is seen of the duties of a list: how many of each kind of power, and how many say less than the list
/// has columns for, or the same as another.
pub(in crate::input::sheet) fn summary(table: &Table, duties: &[Duty]) -> String {
    let kinds = kinds_of_power(duties);
    let lacks = lacks(table, duties);
    let kinds = if kinds.is_empty() { kinds } else { format!("（{kinds}）") };
    let lacks = if lacks.is_empty() { lacks } else { format!("，其中 {lacks}") };
    kinds + &lacks
}

fn kinds_of_power(duties: &[Duty]) -> String {
    let mut kinds: IndexMap<&str, usize> = IndexMap::new();
    for power in duties.iter().filter_map(|duty| duty.power.as_ref()) {
        *kinds.entry(power.value.as_str()).or_default() += 1;
    }
    let shown = kinds.iter().take(KINDS_SHOWN).map(|(kind, count)| format!("{kind} {count} 项"));
    let more = if kinds.len() > KINDS_SHOWN { "等" } else { "" };
    shown.collect::<Vec<_>>().join("、") + more
}

fn lacks(table: &Table, duties: &[Duty]) -> String {
    let asked = |role: ColumnRole| table.column(&role).is_some();
    let without = |said: fn(&Duty) -> bool| duties.iter().filter(|duty| !said(duty)).count();
    let lacks = [
        (asked(ColumnRole::DutyBasis), without(|d| d.basis.is_some()), "没有实施依据"),
        (asked(ColumnRole::DutyBody), without(|d| d.body.is_some()), "没有实施主体"),
        (asked(ColumnRole::Power), without(|d| d.power.is_some()), "没有权力类型"),
        (true, named_again(duties), "名称和前面的重复"),
    ];
    let lacks = lacks.into_iter().filter(|(asked, count, _)| *asked && *count > 0);
    lacks.map(|(_, count, what)| format!("{count} 项{what}")).collect::<Vec<_>>().join("、")
}

/// How many have the name of an earlier one, and the same part.
fn named_again(duties: &[Duty]) -> usize {
    let mut names: BTreeSet<(String, String)> = BTreeSet::new();
    let name = |duty: &Duty| {
        (fold::compact(&duty.name.value), fold::compact(duty.part().unwrap_or_default()))
    };
    duties.iter().filter(|duty| !names.insert(name(duty))).count()
}

/// So many kinds of power are named with their counts.
const KINDS_SHOWN: usize = 6;

fn duty(table: &Table, context: Context, record: &SheetRecord) -> Option<Duty> {
    let cell = |role: &ColumnRole| record.cell(table.column(role)?.index);
    let located =
        |cell: &RecordCell, text: String| Located::new(text, table.location(context, cell.at));
    let name = cell(&ColumnRole::DutyName)?;
    let list = cell(&ColumnRole::List)
        .and_then(|cell| lists::of_words(&cell.text))
        .or(table.list)
        .unwrap_or(DutyList::Powers);
    let taken_over = cell(&ColumnRole::TakeOver).map(|cell| (cell, take_over(&cell.text)));
    let body = match (cell(&ColumnRole::DutyBody), &taken_over) {
        (Some(body), _) => Some(located(body, body.text.clone())),
        (None, Some((cell, parts))) => Some(located(cell, parts.body.clone())),
        (None, None) => body_of_group(table, context, record),
    };
    let chosen = cell(&ColumnRole::Items);
    let without = chosen.filter(|cell| says_no_item(&cell.text));
    Some(Duty {
        list,
        number: cell(&ColumnRole::DutyCode)
            .or_else(|| cell(&ColumnRole::Serial))
            .map(|cell| cell.text.clone())
            .or_else(|| name.number.clone()),
        power: power(table, context, record),
        name: located(name, name.text.clone()),
        basis: basis(table, record),
        body,
        items: chosen
            .filter(|_| without.is_none())
            .map(|cell| item_refs(&cell.text, table.location(context, cell.at)))
            .unwrap_or_default(),
        exemption: cell(&ColumnRole::Exemption).or(without).map(|article| Exemption {
            article: located(article, article.text.clone()),
            note: cell(&ColumnRole::ExemptionNote).map(|cell| cell.text.clone()),
        }),
        dated: changed(table, context, record),
        other: other(table, record, taken_over.and_then(|(_, parts)| parts.way)),
        location: table.location(context, name.at),
    })
}

/// 权力类型: of its column, of the group of rows, or what the table as a whole is told to list.
pub(super) fn power(
    table: &Table,
    context: Context,
    record: &SheetRecord,
) -> Option<Located<String>> {
    let column = table.column(&ColumnRole::Power).and_then(|column| record.cell(column.index));
    let standard = |text: &str| lists::power(text).unwrap_or(text).to_owned();
    if let Some(cell) = column {
        return Some(Located::new(standard(&cell.text), table.location(context, cell.at)));
    }
    let (kind, at) = match power_of_group(table, record) {
        PowerOfGroup::Kind(kind, at) => (kind, at),
        PowerOfGroup::Untold => {
            let told = table.power.as_ref()?;
            (told.kind?, told.at)
        }
        PowerOfGroup::Ended => return None,
    };
    Some(Located::new(kind.to_owned(), table.location(context, at)))
}

/// The kind of power that the rows above a row name. In what towns have to do, 公共服务 is a field of work.
pub(super) fn power_of_group(table: &Table, record: &SheetRecord) -> PowerOfGroup {
    let of_powers = matches!(table.list, None | Some(DutyList::Powers | DutyList::Services));
    match record.power {
        PowerOfGroup::Kind(kind, _) if !of_powers && !powers::is_of_the_ten(kind) => {
            PowerOfGroup::Untold
        }
        told => told,
    }
}

/// The body of a table without such a column: the name of its group of rows, or what a line above it says.
fn body_of_group(table: &Table, context: Context, record: &SheetRecord) -> Option<Located<String>> {
    if table.column(&ColumnRole::DutyBody).is_some() {
        return None;
    }
    let (body, at) = body_around(table, record)?;
    Some(Located::new(body.to_owned(), table.location(context, at)))
}

/// The body that the group of a row or a line above its table names.
pub(super) fn body_around<'a>(
    table: &'a Table,
    record: &'a SheetRecord,
) -> Option<(&'a str, CellRef)> {
    let grouped = record.group.as_ref().and_then(|(text, at)| Some((body_named(text)?, *at)));
    grouped.or_else(|| titled_body(table))
}

/// The body that a line above the head names: 一、区教育局（10项）, 单位（公章）：县卫生局.
fn titled_body(table: &Table) -> Option<(&str, CellRef)> {
    let head = table.header_rows.first().copied()?;
    let above = table.skipped.iter().filter(|skipped| skipped.row < head);
    let parts =
        above.flat_map(|line| line.text.split(['|', '｜']).map(move |part| (line.row, part)));
    let mut named = parts.filter_map(|(row, part)| {
        let body = match part.split_once(['：', ':']) {
            Some((key, value)) => {
                let is_of_it = speaks_of_body(key) && !duty_headings::is_of_others(key);
                is_of_it.then(|| body_named(value)).flatten()
            }
            // Without a number it may be a part of the title.
            None => fold::split_numbering(part.trim()).0.and_then(|_| body_named(part)),
        };
        Some((body?, CellRef::new(row, 0)))
    });
    named.next_back()
}

/// Whether a heading above a table says whose it is: 单位（公章）, 填报单位, 实施主体.
fn speaks_of_body(key: &str) -> bool {
    const ENDS: [&str; 4] = ["单位", "部门", "主体", "机关"];
    let bare = key.split(['（', '(']).next().unwrap_or(key).trim();
    ENDS.iter().any(|end| bare.ends_with(end))
}

/// The body that a text is, behind a number and before how many duties it has.
fn body_named(text: &str) -> Option<&str> {
    let (_, name) = fold::split_numbering(text.trim());
    let end =
        name.rfind(['（', '(']).filter(|at| name.get(*at..).is_some_and(|n| n.contains('项')));
    let name = name.get(..end.unwrap_or(name.len()))?.trim();
    let bare = name.split(['（', '(']).next().unwrap_or(name);
    let is_body = fit::fit(&ColumnRole::DutyBody, &Looks::of(bare)) >= fit::FITS;
    is_body.then_some(name)
}

/// 实施依据, of one column or of several for laws, regulations and so on.
fn basis(table: &Table, record: &SheetRecord) -> Option<String> {
    let columns = table.columns.iter().filter(|column| column.role == ColumnRole::DutyBasis);
    let texts: Vec<&str> = columns
        .filter_map(|column| record.cell(column.index))
        .map(|cell| cell.text.as_str())
        .filter(|text| fold::mark(text).is_none())
        .collect();
    (!texts.is_empty()).then(|| texts.join("\n"))
}

/// The day on which a row last changed, where a column says it.
fn changed(table: &Table, context: Context, record: &SheetRecord) -> Option<Located<Date>> {
    let named = table.columns.iter().filter(|column| is_change_date(&column.heading));
    named.filter_map(|column| record.cell(column.index)).find_map(|cell| {
        let day = day_in(&cell.text)?;
        Some(Located::new(day, table.location(context, cell.at)))
    })
}

/// Further columns by their heading, and the name of the group.
fn other(table: &Table, record: &SheetRecord, way: Option<String>) -> IndexMap<String, String> {
    let mut other: IndexMap<String, String> = IndexMap::new();
    for column in &table.columns {
        let Some(cell) = record.cell(column.index) else { continue };
        // With a code, the serial would be lost.
        let serial =
            column.role == ColumnRole::Serial && table.column(&ColumnRole::DutyCode).is_some();
        if column.role == ColumnRole::Other || serial {
            let heading = free_heading(&other, &column.title());
            other.insert(heading, cell.text.clone());
        }
    }
    other.extend(way.map(|way| ("工作方式".to_owned(), way)));
    let names_power = |at: CellRef| matches!(power_of_group(table, record), PowerOfGroup::Kind(_, of) if of == at);
    if let Some((group, _)) = record.group.as_ref().filter(|(_, at)| !names_power(*at)) {
        let (_, name) = fold::split_numbering(group);
        other.entry("类别".to_owned()).or_insert_with(|| name.to_owned());
    }
    other
}

/// What a cell 承接部门及工作方式 says.
struct TakeOver {
    body: String,
    way: Option<String>,
}

fn take_over(text: &str) -> TakeOver {
    let (body, way) = match text.find("工作方式") {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    let after_colon = |part: &str, word: &str| {
        let part = part.trim();
        let rest = part.strip_prefix(word).unwrap_or(part);
        let end = |c: char| c.is_whitespace() || "：:；;，。".contains(c);
        rest.trim_matches(end).to_owned()
    };
    let way = Some(after_colon(way, "工作方式")).filter(|way| !way.is_empty());
    TakeOver { body: after_colon(body, "承接部门"), way }
}

/// Where the record stands.
impl SheetRecord {
    /// The cell of its name, or its first cell.
    pub fn place(&self, table: &Table) -> CellRef {
        let named = table
            .columns
            .iter()
            .rev()
            .filter(|c| matches!(c.role, ColumnRole::Name(_) | ColumnRole::DutyName))
            .find_map(|column| self.cell(column.index));
        named.or(self.cells.first()).map_or(CellRef::new(0, 0), |cell| cell.at)
    }
}
