//! What is doubted of duties: what something around their table had to say, and what may be another's.

use std::collections::{BTreeMap, BTreeSet};

use crate::input::sheet::fit::{self, Looks};
use crate::input::sheet::locate::{duty_headings, heading, lists};
use crate::input::sheet::power_sign::PowerOfGroup;
use crate::input::sheet::read::doubts::shown;
use crate::input::sheet::read::duty;
use crate::input::sheet::recognition::{Doubt, RecordCell, SheetRecord, Table};
use crate::input::sheet::types::{ColumnRole, SheetColumn, TableKind};
use crate::model::DutyList;
use crate::source::CellRef;
use crate::text::Wording;

/// 行政检查事项清单 above a list without a column 权力类型, or 抽查事项 over its names: its duties are taken for checks.
/// 三、公共服务 below 一、行政许可 and 二、行政处罚 names no kind of power.
pub(super) fn power_of_list(record: &SheetRecord, table: &Table) -> Option<Doubt> {
    let field = ColumnRole::Power.doubted_as()?;
    let (why, at) = match duty::power_of_group(table, record) {
        PowerOfGroup::Kind(..) => return None,
        PowerOfGroup::Untold => {
            let told = table.power.as_ref().filter(|told| !told.outright)?;
            let (place, words) = (told.place.label(), shown(&told.words));
            let taken = match told.kind {
                Some(kind) => format!("按{place}“{words}”当作{kind}"),
                None if told.words.contains("行政检查") => {
                    format!("{place}“{words}”说到行政检查，没有写权力类型")
                }
                None => format!("{place}“{words}”说的不止一类，没有写权力类型"),
            };
            (format!("没有权力类型这一栏，{taken}"), told.at)
        }
        PowerOfGroup::Ended => {
            let (group, at) = record.group.as_ref()?;
            (format!("分组行“{}”没有说是哪一类权力，没有写权力类型", shown(group)), *at)
        }
    };
    let column = table.column(&ColumnRole::Power);
    let said = column.is_some_and(|column| record.cell(column.index).is_some());
    (!said).then(|| Doubt { field, why, cells: vec![at], blank: true })
}

/// Who does a duty, where a column beside it names others: 配合部门 beside 发起部门, 乡级实施主体 beside 县级实施主体;
/// or where nothing but such a column names a body: 市级指导部门.
pub(super) fn body_among_others(record: &SheetRecord, table: &Table) -> Option<Doubt> {
    let field = ColumnRole::DutyBody.doubted_as().filter(|_| table.kind == TableKind::Duties)?;
    let doubt = |why: String, cells: Vec<&RecordCell>| {
        let cells = cells.into_iter().map(|cell| cell.at).collect();
        Some(Doubt { field, why, cells, blank: false })
    };
    let Some(column) = table.column(&ColumnRole::DutyBody) else {
        let (other, cell) = filled_beside(record, table, &|key| duty_headings::is_of_others(key))?;
        // In what towns help with, the others are those whose duty it is.
        let is_told = table.column(&ColumnRole::TakeOver).is_some()
            || table.list == Some(DutyList::Cooperative)
            || duty::body_around(table, record).is_some();
        let why =
            format!("没有写实施主体的栏；“{}”写的是别的部门，没有当作实施主体", other.title());
        return (!is_told).then(|| doubt(why, vec![cell])).flatten();
    };
    let own = record.cell(column.index)?;
    let key = heading::key(&column.heading);
    let takes_part =
        |other: &str| duty_headings::may_act(&key) && duty_headings::is_of_others(other);
    let of_level = |key: &str| duty_headings::of_level(key).is_some();
    let of_another_level =
        |other: &str| of_level(&key) && of_level(other) && !duty_headings::is_of_others(other);
    let (other, cell) =
        filled_beside(record, table, &|key| takes_part(key) || of_another_level(key))?;
    let why = format!(
        "“{}”和“{}”都写了单位，实施主体取的是“{}”，可能不是，或者不止",
        column.title(),
        other.title(),
        column.title()
    );
    doubt(why, vec![own, cell])
}

/// A kind of power in the place of a part: the row slid.
pub(super) fn power_as_part(record: &SheetRecord, table: &Table) -> Option<Doubt> {
    let parts = table.columns.iter().filter(|column| column.is_duty_part());
    let told = parts.filter_map(|column| Some((column, record.cell(column.index)?)));
    let (column, cell) = told.into_iter().find(|(_, cell)| lists::is_power(&cell.text))?;
    Some(Doubt {
        field: Doubt::ROW,
        why: format!("“{}”写在“{}”里，这一行可能错了位", shown(&cell.text), column.title()),
        cells: vec![cell.at],
        blank: false,
    })
}

/// The body that a title begins with, above a list in which nothing else names one: 某县林业局行政权力目录. Whether it does
/// all of it is not said; that the list has no such column a rule tells.
pub(super) fn body_of_title(record: &SheetRecord, table: &Table) -> Option<Doubt> {
    let field = ColumnRole::DutyBody.doubted_as().filter(|_| table.kind == TableKind::Duties)?;
    let is_named =
        table.column(&ColumnRole::DutyBody).is_some() || duty::body_around(table, record).is_some();
    let head = table.header_rows.first().copied().filter(|_| !is_named)?;
    let titles = table.skipped.iter().filter(|line| line.row < head);
    titles.rev().find_map(|line| {
        let end = LISTS.iter().filter_map(|word| line.text.find(word)).min()?;
        let body = line.text.get(..end)?.trim();
        let is_body = fit::fit(&ColumnRole::DutyBody, &Looks::of(body)) >= fit::FITS;
        is_body.then(|| Doubt {
            field,
            why: format!("没有实施主体这一栏，表题里的“{body}”没有当作实施主体"),
            cells: vec![CellRef::new(line.row, 0)],
            blank: true,
        })
    })
}

/// With these the words begin that say what a title lists.
static LISTS: Wording = Wording::named("表题里单位后面的话");

/// A column without a meaning of its own under such a heading, in which the row names bodies.
fn filled_beside<'a>(
    record: &'a SheetRecord,
    table: &'a Table,
    is_meant: &dyn Fn(&str) -> bool,
) -> Option<(&'a SheetColumn, &'a RecordCell)> {
    let mut open = table.columns.iter().filter(|column| column.role == ColumnRole::Other);
    open.find_map(|column| {
        let cell =
            record.cell(column.index).filter(|_| is_meant(&heading::key(&column.heading)))?;
        let may_be_bodies = fit::fit(&ColumnRole::DutyBody, &Looks::of(&cell.text)) > fit::MISFITS;
        may_be_bodies.then_some((column, cell))
    })
}

/// What all rows of a list say of bodies and grounds, by which one row of it is judged.
pub(super) struct SaidOfDuties<'a> {
    /// The bodies, and how many rows name each.
    bodies: BTreeMap<&'a str, usize>,
    /// What stands in the column beside that of the bodies.
    beside: BTreeSet<&'a str>,
    /// Whether some row has a ground.
    has_grounds: bool,
}

impl<'a> SaidOfDuties<'a> {
    pub(super) fn of(table: &'a Table) -> Self {
        let texts = |column: Option<&SheetColumn>| {
            let index = column.map(|column| column.index);
            let cells = table.records.iter().filter_map(move |record| record.cell(index?));
            cells.map(|cell| cell.text.as_str())
        };
        let mut bodies: BTreeMap<&str, usize> = BTreeMap::new();
        texts(table.column(&ColumnRole::DutyBody)).for_each(|t| *bodies.entry(t).or_default() += 1);
        Self {
            bodies,
            beside: texts(beside_bodies(table)).collect(),
            has_grounds: texts(table.column(&ColumnRole::DutyBasis)).next().is_some(),
        }
    }

    /// A name that may hold what its row has in no other cell, since two cells were glued: the ground behind it, or
    /// the body that other rows name before it.
    pub(super) fn name_with_more(&self, record: &SheetRecord, table: &Table) -> Option<Doubt> {
        let field = ColumnRole::DutyName.doubted_as()?;
        let name = record.cell(table.column(&ColumnRole::DutyName)?.index)?;
        let lacked = |role: ColumnRole| {
            table.column(&role).filter(|column| record.cell(column.index).is_none())
        };
        let ground = || {
            lacked(ColumnRole::DutyBasis).filter(|_| self.has_grounds && cites_behind(&name.text))
        };
        let body = || lacked(ColumnRole::DutyBody).filter(|_| self.begins_with_body(&name.text));
        let column = ground().or_else(body)?;
        let why = format!("这一行没有“{}”，像是连在名称“{}”里", column.title(), shown(&name.text));
        Some(Doubt { field, why, cells: vec![name.at], blank: false })
    }

    fn begins_with_body(&self, name: &str) -> bool {
        let ends = name.char_indices().map(|(at, _)| at).take(LONGEST_BODY).skip(1);
        ends.filter_map(|end| name.get(..end)).any(|start| self.bodies.contains_key(start))
    }

    /// A body that may be that of the column beside it, which names none here: of two columns of bodies one was lost,
    /// and what stood behind it moved there.
    pub(super) fn body_of_neighbour(&self, record: &SheetRecord, table: &Table) -> Option<Doubt> {
        let field = ColumnRole::DutyBody.doubted_as()?;
        let own = record.cell(table.column(&ColumnRole::DutyBody)?.index)?;
        let beside = beside_bodies(table)?;
        let names_body = |cell: &RecordCell| {
            fit::fit(&ColumnRole::DutyBody, &Looks::of(&cell.text)) >= fit::FITS
        };
        let text = own.text.as_str();
        let moved = self.bodies.get(text) == Some(&1)
            && self.beside.contains(text)
            && !record.cell(beside.index).is_some_and(names_body);
        let why = || format!("这一行没有“{}”，“{}”可能是它的", beside.title(), shown(text));
        moved.then(|| Doubt { field, why: why(), cells: vec![own.at], blank: false })
    }
}

/// No body before a name is longer, in characters.
const LONGEST_BODY: usize = 24;

/// The column behind that of the bodies, if it has no meaning of its own.
fn beside_bodies(table: &Table) -> Option<&SheetColumn> {
    let at = table.columns.iter().position(|column| column.role == ColumnRole::DutyBody)?;
    table.columns.get(at + 1).filter(|column| column.role == ColumnRole::Other)
}

/// 取水许可《水法》第四十八条, 工程开工审批国务院412号令: an instrument behind other words.
fn cites_behind(text: &str) -> bool {
    let behind = |word: &str| text.find(word).is_some_and(|at| at > 0);
    ["《", "号令", "号文"].into_iter().any(behind)
}
