//! 变更说明: what differs between two versions of a catalogue, item by item and field by field.

use crate::diff::{Change, ChangeKind, Diff, ItemChange, MatchedBy, Title};
use crate::layout::{Align, Column, Foot, Form, FormBook, Paper, Row, chinese_date};

/// The name of the sheet.
const SHEET: &str = "变更说明";

/// The workbook, one sheet for each body.
pub fn book(diffs: &[Diff], paper: Paper) -> FormBook {
    let newest = diffs.first().map(|diff| &diff.new);
    FormBook {
        title: SHEET.to_owned(),
        office: newest.map(|title| title.name.clone()).unwrap_or_default(),
        date: newest.and_then(|title| title.date.clone()),
        identity: newest.map(version).unwrap_or_default(),
        forms: diffs.iter().map(|diff| form(diff, paper, diffs.len() > 1)).collect(),
        ..FormBook::default()
    }
}

/// The sheet of one body.
pub fn form(diff: &Diff, paper: Paper, several: bool) -> Form {
    let name = &diff.new.name;
    let sheet = if several { format!("{SHEET}（{name}）") } else { SHEET.to_owned() };
    let mut rows: Vec<Row> = Vec::new();
    for item in &diff.items {
        item_rows(item, &mut rows);
    }
    if rows.is_empty() {
        rows.push(Row::Section("两版没有不同".to_owned()));
    }
    Form {
        sheet,
        attachment: "附件".to_owned(),
        title: format!("{name}政务公开事项标准目录变更说明"),
        left: format!("原版：{}　　现版：{}", version(&diff.old), version(&diff.new)),
        right: diff.new.date.as_deref().map(chinese_date).unwrap_or_default(),
        identity: version(&diff.new),
        paper,
        columns: columns(),
        rows,
        foot: foot(diff),
        ..Form::default()
    }
}

/// The sheet of a body that has no version to compare with.
pub fn first(name: &str, version: Option<&str>) -> Form {
    Form {
        sheet: SHEET.to_owned(),
        attachment: "附件".to_owned(),
        title: format!("{name}政务公开事项标准目录{SHEET}"),
        left: format!("原版：无　　现版：{}", version.unwrap_or(name)),
        paper: Paper::A4,
        columns: columns(),
        rows: vec![Row::Section("以前没有备案过的版本，这是第一次报送，没有变更".to_owned())],
        ..Form::default()
    }
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("序号", 4.0, Align::Center),
        Column::new("编码", 9.0, Align::Center),
        Column::new("领域", 9.0, Align::Center),
        Column::new("事项", 18.0, Align::Left),
        Column::new("变更类型", 6.0, Align::Center),
        Column::new("栏目", 8.0, Align::Center),
        Column::new("原内容", 26.0, Align::Left),
        Column::new("现内容", 26.0, Align::Left),
        Column::new("依据/理由", 17.0, Align::Left),
    ]
}

/// One row a difference; an item that stands on one side only is one row.
fn item_rows(item: &ItemChange, rows: &mut Vec<Row>) {
    if let Some(kind) = item.whole() {
        let side = |text: fn(&Change) -> &str| {
            let stated = item.changes.iter().filter(|change| !text(change).is_empty());
            let lines =
                stated.map(|change| format!("{}：{}", change.heading, inline(text(change))));
            lines.collect::<Vec<_>>().join("\n")
        };
        let change = Change {
            kind,
            heading: "整项".to_owned(),
            old: side(|change| &change.old),
            new: side(|change| &change.new),
            reason: item.reason.clone(),
        };
        rows.push(row(item, &change, kind.label(), rows.len()));
        return;
    }
    for same in item.changes.chunk_by(|a, b| a.is_same_text(b)) {
        let kinds: Vec<&str> = same.iter().map(|change| change.kind.label()).collect();
        if let Some(change) = same.first() {
            rows.push(row(item, change, &kinds.join("、"), rows.len()));
        }
    }
}

fn row(item: &ItemChange, change: &Change, kind: &str, before: usize) -> Row {
    let guess = item.matched.is_some_and(MatchedBy::is_guess).then_some("按相似认定为同一事项");
    let reasons: Vec<&str> = change.reason.as_deref().into_iter().chain(guess).collect();
    Row::Cells(vec![
        (before + 1).to_string(),
        item.code.as_ref().map(ToString::to_string).unwrap_or_default(),
        item.domain.clone(),
        item.names.join("/"),
        kind.to_owned(),
        change.heading.clone(),
        change.old.clone(),
        change.new.clone(),
        reasons.join("\n"),
    ])
}

fn inline(text: &str) -> String {
    text.lines().map(str::trim).collect::<Vec<_>>().join("；")
}

fn version(title: &Title) -> String {
    match (&title.version, &title.date) {
        (Some(version), _) => format!("{} {version}", title.name),
        (None, Some(date)) => format!("{} {date}", title.name),
        (None, None) => title.name.clone(),
    }
}

fn foot(diff: &Diff) -> Vec<Foot> {
    let counts = ChangeKind::ALL
        .into_iter()
        .map(|kind| format!("{} {} 项", kind.label(), diff.count(kind)))
        .collect::<Vec<_>>()
        .join("，");
    let note = format!(
        "说明：原版 {} 项，现版 {} 项；{counts}；没有变更 {} 项。一项有几种变更的分别计数。空白、全半角和分隔符号的差别不算变更。",
        diff.old.items, diff.new.items, diff.same
    );
    let fields = ["填报单位（盖章）：", "负责人：", "经办人：", "日期："];
    vec![Foot::Note(note), Foot::Fields(fields.map(str::to_owned).to_vec())]
}
