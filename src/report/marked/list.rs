//! The sheet 校验结果: every finding of the file in a row, with a link to its cell.

use super::{LIST_NAME, LIST_TITLE, MarkedFault, place, shade};
use crate::finding::Severity;
use crate::patch::{ListRow, ListSheet};
use crate::source::{FileId, FilePlace, SourceMap};

const COLUMNS: [(&str, u8); 7] = [
    ("序号", 6),
    ("级别", 7),
    ("位置", 18),
    ("事项", 26),
    ("问题", 46),
    ("改法", 46),
    ("规则", 22),
];
/// Only where a fault concerns several bodies.
const MEMBERS: (&str, u8) = ("涉及", 20);
const SEVERITY_COLUMN: usize = 1;
const PLACE_COLUMN: usize = 2;
/// How many bodies are named.
const MOST_MEMBERS: usize = 5;
const LEGEND: &str =
    "底色深的格是错误，浅的是警告，格上有批注；提示只列在这里。点“位置”一栏可以跳到那一格。";

/// The list of a file's faults, for a workbook whose sheets have these names.
pub(super) fn sheet(
    map: &SourceMap,
    file: FileId,
    faults: &[MarkedFault<'_>],
    names: &[String],
) -> ListSheet {
    let with_members = faults.iter().any(|fault| fault.members.len() > 1);
    let more = with_members.then_some(MEMBERS);
    let columns: Vec<(&str, u8)> = COLUMNS.into_iter().chain(more).collect();
    let of = |severity: Severity| {
        let count = faults.iter().filter(|fault| fault.finding.severity == severity).count();
        format!("{} {count}", severity.label())
    };
    let counts = [Severity::Error, Severity::Warning, Severity::Note].map(of).join("，");
    let rows = faults.iter().enumerate().map(|(at, fault)| {
        let mut row = row(map, fault, names, at + 1);
        row.cells.truncate(columns.len());
        row
    });
    ListSheet {
        name: free_name(names),
        lines: vec![format!("{LIST_TITLE}{}", map.file(file).name), counts, LEGEND.to_owned()],
        rows: rows.collect(),
        columns: columns.into_iter().map(|(name, width)| (name.to_owned(), width)).collect(),
    }
}

fn row(map: &SourceMap, fault: &MarkedFault<'_>, names: &[String], number: usize) -> ListRow {
    let finding = fault.finding;
    let item = finding.item.as_ref();
    let item = item.map(|item| {
        let code = item.code.as_ref().map_or("", |code| code.as_str());
        format!("{code} {}", item.path.join("/")).trim().to_owned()
    });
    let shown = place(map, finding.location, names);
    ListRow {
        cells: vec![
            number.to_string(),
            finding.severity.label().to_owned(),
            where_it_stands(map, fault),
            item.unwrap_or_default(),
            finding.message.clone(),
            finding.help.clone().unwrap_or_default(),
            finding.rule.to_string(),
            members(&fault.members),
        ],
        shade: shade(finding.severity).map(|shade| (SEVERITY_COLUMN, shade)),
        link: shown.map(|(sheet, cell)| (PLACE_COLUMN, sheet.to_owned(), cell)),
    }
}

fn where_it_stands(map: &SourceMap, fault: &MarkedFault<'_>) -> String {
    let location = fault.finding.location;
    match (location.place, map.sheet(location)) {
        (FilePlace::Cell { cell, .. }, Some(sheet)) => format!("{}!{cell}", sheet.name),
        _ => "整个文件".to_owned(),
    }
}

fn members(members: &[&str]) -> String {
    let named = members[..members.len().min(MOST_MEMBERS)].join("、");
    if members.len() > MOST_MEMBERS { format!("{named} 等 {} 个", members.len()) } else { named }
}

/// The user may have a sheet of this name.
fn free_name(names: &[String]) -> String {
    let taken = |name: &String| names.iter().any(|have| have.eq_ignore_ascii_case(name));
    let mut others = (2u32..).map(|number| format!("{LIST_NAME}{number}"));
    let first = LIST_NAME.to_owned();
    if taken(&first) { others.find(|name| !taken(name)).unwrap_or(first) } else { first }
}
