//! The workbook of `mulu template register`: rows to the same trees that YAML files give.
//!
//! A sheet is told by its name; its headings are the keys of the entries. Lists stand in one cell, parted
//! by 、. The rows of one calendar year, and the versions of one instrument, become one entry.

use std::borrow::Cow;

use super::DataKind;
use crate::input::yaml::{Key, Node, Value};
use crate::model::day_in;
use crate::model::form::EXAMPLE;
use crate::source::{CellRef, FileId, Location, Sheet, Span, Workbook};

/// The sheets and what they hold.
pub(crate) const SHEETS: [(&str, DataKind); 6] = [
    ("法规", DataKind::Instrument),
    ("单位更名", DataKind::Renaming),
    ("渠道", DataKind::Channel),
    ("用语", DataKind::Term),
    ("地名", DataKind::Place),
    ("年历", DataKind::Year),
];

/// Cells that hold lists.
const LISTS: [&str; 6] = ["简称", "替代者", "别名", "例外", "出处", "曾用名"];
/// Headings of an instrument that belong to one of its versions.
const OF_VERSION: [&str; 3] = ["文号", "公布", "施行"];
/// The column that only counts the rows.
const SERIAL: &str = "序号";
/// Cells that hold a day, however it is written.
const DAYS: [&str; 6] = ["自", "公布", "施行", "失效", "起", "止"];
/// What a day in the calendar is.
const OFF: &str = "放假";
/// What people who record something know of it: they have it in hand.
const SEEN: &str = "一处";

/// What the rows of a workbook say, each with the place of its (first) row.
pub(super) fn entries(workbook: &Workbook, file: FileId) -> Vec<(DataKind, Node, Location)> {
    let mut found = Vec::new();
    for (index, sheet) in (0u16..).zip(&workbook.sheets) {
        let Some((_, kind)) = SHEETS.iter().find(|(name, _)| *name == sheet.name.trim()) else {
            continue;
        };
        let Some(rows) = RegisterRows::of(sheet, *kind) else { continue };
        let entries = match kind {
            DataKind::Year => years(&rows),
            DataKind::Instrument => instruments(&rows),
            kind => rows.all.iter().map(|row| (row.at, plain(*kind, row))).collect(),
        };
        let place = |row| Location::cell(file, index, CellRef::new(row, 0));
        found.extend(entries.into_iter().map(|(row, node)| (*kind, node, place(row))));
    }
    found
}

struct RegisterRow {
    at: u32,
    /// The cells that are not empty, by heading.
    cells: Vec<(String, String)>,
}

impl RegisterRow {
    fn text(&self, heading: &str) -> Option<&str> {
        self.cells.iter().find(|(of, _)| of == heading).map(|(_, text)| text.as_str())
    }
}

struct RegisterRows {
    all: Vec<RegisterRow>,
}

impl RegisterRows {
    /// The rows below the headings; `None` where no row is one of headings.
    fn of(sheet: &Sheet, kind: DataKind) -> Option<Self> {
        let (height, width) = sheet.size();
        let cell = |row, column| sheet.text(CellRef::new(row, column)).trim().to_owned();
        let plain = |text: String| text.trim_end_matches(['*', '＊']).trim().to_owned();
        let head = (0..height)
            .find(|row| (0..width).any(|column| plain(cell(*row, column)) == kind.key()))?;
        let headings: Vec<String> = (0..width).map(|column| plain(cell(head, column))).collect();
        let rows = (head + 1..height).map(|at| {
            let cells = (0u16..).zip(&headings).filter(|(_, heading)| !heading.is_empty());
            let cells = cells.map(|(column, heading)| {
                let text = cell(at, column);
                let day = Some(&text).filter(|_| DAYS.contains(&heading.as_str()));
                let day = day.and_then(|text| day_in(text)).map(|day| day.to_string());
                (heading.clone(), day.unwrap_or(text))
            });
            RegisterRow { at, cells: cells.filter(|(_, text)| !text.is_empty()).collect() }
        });
        let used = |row: &RegisterRow| {
            row.text(SERIAL) != Some(EXAMPLE)
                && row.cells.len() > usize::from(row.text(SERIAL).is_some())
        };
        let numbered = rows.filter(used).map(|mut row| {
            row.cells.retain(|(heading, _)| heading != SERIAL);
            row
        });
        Some(Self { all: numbered.collect() })
    }

    /// The rows in groups that say the same under a heading, or nothing below one that does.
    fn grouped(&self, heading: &str) -> Vec<Vec<&RegisterRow>> {
        let mut groups: Vec<Vec<&RegisterRow>> = Vec::new();
        for row in &self.all {
            let of = row.text(heading);
            let same =
                |group: &Vec<&RegisterRow>| group.first().and_then(|row| row.text(heading)) == of;
            let open = match of {
                Some(_) => groups.iter().position(same),
                None => groups.len().checked_sub(1),
            };
            match open.and_then(|at| groups.get_mut(at)) {
                Some(group) => group.push(row),
                None => groups.push(vec![row]),
            }
        }
        groups
    }
}

fn instruments(rows: &RegisterRows) -> Vec<(u32, Node)> {
    let of_group = |group: Vec<&RegisterRow>| {
        let first = *group.first()?;
        let own = |row: &RegisterRow, of_version: bool| -> Vec<(Key, Node)> {
            let of = row
                .cells
                .iter()
                .filter(|(heading, _)| OF_VERSION.contains(&heading.as_str()) == of_version);
            of.map(|(heading, text)| entry(heading, value(heading, text))).collect()
        };
        let mut cells = own(first, false);
        let versions = group.iter().map(|row| own(row, true)).filter(|cells| !cells.is_empty());
        cells.push(entry("版本", sequence(versions.map(mapping).collect())));
        complete(&mut cells, &[("种类", "地方"), ("状态", "现行有效"), ("核实", SEEN)]);
        Some((first.at, mapping(cells)))
    };
    rows.grouped("名称").into_iter().filter_map(of_group).collect()
}

fn years(rows: &RegisterRows) -> Vec<(u32, Node)> {
    let of_group = |group: Vec<&RegisterRow>| {
        let first = *group.first()?;
        let (mut off, mut work) = (Vec::new(), Vec::new());
        for row in &group {
            let start = row.text("起").unwrap_or_default();
            let end = row.text("止").unwrap_or(start);
            if row.text("安排").is_none_or(|word| word == OFF) {
                let name = row.text("节日").unwrap_or_default();
                let days = [("节日", name), ("起", start), ("止", end)];
                off.push(mapping(days.map(|(key, text)| entry(key, scalar(text))).to_vec()));
            } else {
                work.extend(days(start, end).into_iter().map(|day| scalar(&day)));
            }
        }
        let told = |key: &str| group.iter().find_map(|row| row.text(key)).unwrap_or_default();
        let mut cells: Vec<(Key, Node)> =
            ["年", "文号"].map(|key| entry(key, scalar(told(key)))).to_vec();
        cells.push(entry(OFF, sequence(off)));
        cells.push(entry("上班", sequence(work)));
        complete(&mut cells, &[("核实", SEEN)]);
        Some((first.at, mapping(cells)))
    };
    rows.grouped("年").into_iter().filter_map(of_group).collect()
}

/// Every day from the first to the last; what is no date is kept, so that it is told.
fn days(start: &str, end: &str) -> Vec<String> {
    let (Ok(first), Ok(last)) =
        (start.parse::<jiff::civil::Date>(), end.parse::<jiff::civil::Date>())
    else {
        return vec![start.to_owned()];
    };
    let days = first.series(jiff::Span::new().days(1)).take_while(|day| *day <= last);
    days.take(31).map(|day| day.to_string()).collect()
}

/// A row that is an entry by itself.
fn plain(kind: DataKind, row: &RegisterRow) -> Node {
    let cells = row.cells.iter().map(|(heading, text)| entry(heading, value(heading, text)));
    let mut cells: Vec<(Key, Node)> = cells.collect();
    match kind {
        DataKind::Channel => {
            let no = [("标准", "否"), ("公开", "是"), ("视同网站", "否"), ("核实", SEEN)];
            complete(&mut cells, &no);
        }
        DataKind::Term => complete(&mut cells, &[("类别", "名称"), ("核实", SEEN)]),
        _ => {}
    }
    mapping(cells)
}

/// Adds what is not said.
fn complete(cells: &mut Vec<(Key, Node)>, defaults: &[(&'static str, &str)]) {
    for (key, text) in defaults {
        if !cells.iter().any(|(known, _)| known.text == *key) {
            cells.push(entry(key, scalar(text)));
        }
    }
}

fn value(heading: &str, text: &str) -> Node {
    if LISTS.contains(&heading) {
        let parts = text.split(['、', '\n', '；']).map(str::trim).filter(|part| !part.is_empty());
        return sequence(parts.map(scalar).collect());
    }
    scalar(text)
}

fn entry(key: &str, node: Node) -> (Key, Node) {
    (Key { span: Span::default(), text: Cow::Owned(key.to_owned()) }, node)
}

fn scalar(text: &str) -> Node {
    let value =
        if text.is_empty() { Value::Null } else { Value::Scalar(Cow::Owned(text.to_owned())) };
    Node { span: Span::default(), value }
}

fn sequence(elements: Vec<Node>) -> Node {
    Node { span: Span::default(), value: Value::Sequence(elements) }
}

fn mapping(entries: Vec<(Key, Node)>) -> Node {
    Node { span: Span::default(), value: Value::Mapping(entries) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Cell, SourceMap};

    fn sheet(name: &str, rows: &[&[&str]]) -> Workbook {
        let mut sheet = Sheet { name: name.to_owned(), ..Sheet::default() };
        for (row, cells) in (0u32..).zip(rows) {
            for (column, text) in (0u16..).zip(*cells).filter(|(_, text)| !text.is_empty()) {
                sheet.cells.insert(CellRef::new(row, column), Cell::text(*text));
            }
        }
        Workbook { sheets: vec![sheet] }
    }

    fn read(workbook: &Workbook) -> Vec<(DataKind, Node, Location)> {
        entries(workbook, SourceMap::new().add_text("登记.xlsx", None, ""))
    }

    #[test]
    fn rows_become_entries() {
        let found = read(&sheet(
            "单位更名",
            &[
                &["单位更名"],
                &["序号", "旧", "新", "自", "依据"],
                &["示例", "甲局", "乙局", "2024-03-01", "甲文"],
                &["1", "丙局", "丁局", "2024-03-01", "乙文"],
                &["2"],
            ],
        ));
        assert_eq!(found.len(), 1, "{found:?}");
        let (kind, node, place) = &found[0];
        assert_eq!(*kind, DataKind::Renaming);
        assert_eq!((node.text("旧"), node.text("新")), (Some("丙局"), Some("丁局")));
        assert_eq!(node.get("序号"), None);
        assert_eq!(
            place.place,
            crate::source::FilePlace::Cell { sheet: 0, cell: CellRef::new(3, 0) }
        );
    }

    #[test]
    fn versions_and_days_are_gathered() {
        let laws = read(&sheet(
            "法规",
            &[
                &["名称", "文号", "施行", "出处"],
                &["甲办法", "甲发〔2015〕1号", "2015-01-01", "原件"],
                &["甲办法", "甲发〔2025〕9号", "2025-01-01", "原件"],
            ],
        ));
        assert_eq!(laws.len(), 1);
        assert_eq!(laws[0].1.get("版本").map_or(0, |list| list.elements().len()), 2);
        assert_eq!(laws[0].1.text("种类"), Some("地方"));
        let years = read(&sheet(
            "年历",
            &[
                &["年", "文号", "安排", "节日", "起", "止"],
                &["2027", "国办发明电〔2026〕9号", "放假", "元旦", "2027-01-01", "2027-01-03"],
                &["", "", "上班", "", "2027-02-13", "2027-02-14"],
            ],
        ));
        assert_eq!(years.len(), 1);
        assert_eq!(years[0].1.texts("上班"), ["2027-02-13", "2027-02-14"]);
        assert_eq!(years[0].1.get("放假").map_or(0, |list| list.elements().len()), 1);
    }
}
