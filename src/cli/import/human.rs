//! The report for people: what was recognised, repaired, skipped, and what is unsure.

mod how;
mod looks;
mod text;

use std::fmt::Write as _;
use std::path::PathBuf;

use indexmap::IndexMap;

use super::{Import, Imported};
use crate::input::sheet::{
    CellRepair, Explained, HeadCandidate, OPEN_DOMAIN, SheetRecord, Skip, Skipped, Table, TableKind,
};
use crate::model::Field;
use crate::model::writing::RepairKind;
use crate::source::CellRef;

/// So many cells of a kind of repair are named.
const NAMED: usize = 12;
/// So many rows that were left out for the same reason, or things to look at, are listed.
const LISTED: usize = 1_000;
/// Longer texts are cut in the middle of a line.
const SHOWN: usize = 40;

/// The report. Writing to a string cannot fail.
pub(super) fn report(import: &Import, written: &[PathBuf]) -> String {
    let mut out = String::new();
    for file in &import.files {
        let _ = writeln!(out, "{}", import.map.file(file.file).name);
        for note in &file.notes {
            let _ = writeln!(out, "  {note}");
        }
        if let Some(reading) = &file.text {
            let _ = writeln!(out, "  怎样拆成表的：");
            text::lines(reading).iter().for_each(|line| _ = writeln!(out, "    {line}"));
        }
        let mut explained = file.explained.iter();
        for table in &file.recognition.tables {
            let mut questions = file.recognition.questions.iter();
            let asks = questions.any(|asked| asked.head.is_some() && asked.asks_about(table));
            show_table(&mut out, import, asks, table);
            if let Some(one) = explained.next() {
                show_explained(&mut out, one);
                how::lines(table).iter().for_each(|line| _ = writeln!(out, "      {line}"));
            }
        }
        show_rest(&mut out, file);
    }
    for path in written {
        let _ = writeln!(out, "已写出 {}", path.display());
    }
    out
}

fn show_table(out: &mut String, import: &Import, asks: bool, table: &Table) {
    let _ = writeln!(out, "  工作表“{}”：{}", table.sheet_name, summary(import, asks, table));
    show_looks(out, table);
    let columns: Vec<String> =
        table.column_letters().iter().map(|(name, of)| format!("{of} {}", short(name))).collect();
    let _ = writeln!(out, "    各栏：{}", columns.join("、"));
    if !table.skipped.is_empty() {
        let _ = writeln!(out, "    没有取的 {} 行：", table.skipped.len());
    }
    show_skipped(out, &table.skipped);
    if let Some(step) = next_step(&table.skipped) {
        let _ = writeln!(out, "      {step}");
    }
    show_repairs(out, &table.repairs);
}

/// The rows that were left out, and of a reason that holds for very many how many more there are.
fn show_skipped(out: &mut String, skipped: &[Skipped]) {
    let mut counts: IndexMap<Skip, usize> = IndexMap::new();
    for Skipped { row, why, text } in skipped {
        let count = counts.entry(*why).or_default();
        *count += 1;
        if *count <= LISTED {
            let _ = writeln!(out, "      第{}行 {}：{}", row + 1, why.label(), short(text));
        }
    }
    for (why, count) in counts.into_iter().filter(|(_, count)| *count > LISTED) {
        let more = count - LISTED;
        let _ = writeln!(
            out,
            "      还有 {more} 行 {}，没有一一列出（全部见 --format json）",
            why.label()
        );
    }
}

/// What to do where a row that was left out is an item after all.
fn next_step(skipped: &[Skipped]) -> Option<&'static str> {
    let has = |wanted: &[Skip]| skipped.iter().any(|skipped| wanted.contains(&skipped.why));
    if has(&[Skip::NoName]) {
        return Some("没有名称的行：在名称一栏写上事项名称再读；是接着上一行的，并到上一行里");
    }
    has(&[Skip::Note, Skip::Group, Skip::Total, Skip::Example, Skip::RepeatedHead, Skip::Signature])
        .then_some("其中要是有事项：在它的名称一栏写上名称、别的栏写上内容，再读")
}

/// How a table was read. The scores are those of the reader, from -1 (surely not) to 1 (surely).
fn show_explained(out: &mut String, explained: &Explained) {
    let _ = writeln!(out, "    怎样认的（分数从 -1 到 1，越高越像）：");
    let heads: Vec<String> = explained.heads.iter().map(head_words).collect();
    if !heads.is_empty() {
        let _ = writeln!(out, "      表头：{}", heads.join("，"));
    }
    for column in &explained.columns {
        let role = column.role.as_deref().unwrap_or("其他");
        let fit = column.fit.map(|fit| format!(" {fit:.2}")).unwrap_or_default();
        let others: Vec<String> =
            column.others.iter().map(|(role, fit)| format!("{role} {fit:.2}")).collect();
        let others = if others.is_empty() {
            String::new()
        } else {
            format!("；也像 {}", others.join("、"))
        };
        let (letters, heading) = (&column.letters, short(&column.heading));
        let _ = writeln!(out, "      {letters} “{heading}”作 {role}{fit}{others}");
    }
}

fn head_words(head: &HeadCandidate) -> String {
    let (first, last) = (head.rows.0 + 1, head.rows.1 + 1);
    let rows =
        if first == last { format!("第{first}行") } else { format!("第{first}—{last}行") };
    let taken = if head.taken { "（用了）" } else { "" };
    format!("{rows}作{} {:.2}{taken}", head.kind.label(), head.score)
}

/// What people have to look at: doubts, rows that slid, and cells that were put together.
fn show_looks(out: &mut String, table: &Table) {
    let doubts = looks::doubts(&table.records);
    let read_anew = read_anew(&table.repairs);
    let count = doubts.len() + read_anew.len();
    if count == 0 {
        return;
    }
    let _ = writeln!(out, "    请看一看的 {count} 处：");
    for line in doubts.into_iter().chain(read_anew).take(LISTED) {
        let _ = writeln!(out, "      {line}");
    }
    if let Some(more) = count.checked_sub(LISTED).filter(|more| *more > 0) {
        let _ = writeln!(out, "      还有 {more} 处，没有一一列出（全部见 --format json）");
    }
}

/// What was read otherwise than it stands: a row that slid in one line, and so a text that was filled in
/// below itself.
fn read_anew(repairs: &[CellRepair]) -> Vec<String> {
    let mut slid: IndexMap<u32, Vec<&CellRepair>> = IndexMap::new();
    let mut filled: IndexMap<(u16, &str), Vec<&CellRepair>> = IndexMap::new();
    let mut joined: IndexMap<(u16, &str), Vec<&CellRepair>> = IndexMap::new();
    let mut others = Vec::new();
    for repair in repairs.iter().filter(|repair| is_worth_a_look(repair.kind)) {
        match repair.kind {
            RepairKind::Moved => slid.entry(repair.cell.row).or_default().push(repair),
            RepairKind::Blank => filled.entry(column_text(repair)).or_default().push(repair),
            RepairKind::JoinedRows => joined.entry(column_text(repair)).or_default().push(repair),
            _ => others.push(repair_words(repair)),
        }
    }
    let slid = slid.into_iter().map(|(row, cells)| slid_words(row, &cells));
    let same = |kind| move |cells: Vec<&CellRepair>| same_words(kind, &cells);
    let joined = joined.into_values().map(same(RepairKind::JoinedRows));
    let filled = filled.into_values().map(same(RepairKind::Blank));
    slid.chain(others).chain(joined).chain(filled).collect()
}

/// The column of a repair, and the text that was read there.
fn column_text(repair: &CellRepair) -> (u16, &str) {
    (repair.cell.column, repair.after.as_str())
}

fn slid_words(row: u32, cells: &[&CellRepair]) -> String {
    let moves = cells.iter().map(|repair| format!("{}→{}", repair.cell, short(&repair.after)));
    let moves: Vec<String> = moves.collect();
    format!("第{}行错了位，{} 格按内容归栏：{}", row + 1, cells.len(), moves.join("、"))
}

/// Cells of a column that are read with the same text.
fn same_words(kind: RepairKind, cells: &[&CellRepair]) -> String {
    let named: Vec<String> =
        cells.iter().take(NAMED).map(|repair| repair.cell.to_string()).collect();
    let rest = if cells.len() > NAMED { "等" } else { "" };
    let text = cells.first().map_or(String::new(), |repair| short(&repair.after));
    format!("{}{rest} {}：“{text}”", named.join(" "), kind.label())
}

/// Whether a repair changes what a text belongs to, and not only how it is written.
fn is_worth_a_look(kind: RepairKind) -> bool {
    matches!(
        kind,
        RepairKind::Moved | RepairKind::JoinedRows | RepairKind::Blank | RepairKind::Heading
    )
}

fn summary(import: &Import, asks: bool, table: &Table) -> String {
    let rows: Vec<String> = table.header_rows.iter().map(|row| (row + 1).to_string()).collect();
    let head = match rows.as_slice() {
        [] if table.of_cards => "栏名在卡片左边".to_owned(),
        [] if table.columns.iter().all(|column| column.heading.is_empty()) => {
            let told = if asks { "看内容认的" } else { "照指明的读" };
            format!("没有表头，各栏{told}")
        }
        [] => "接着上一张表".to_owned(),
        [only] => format!("表头在第{only}行"),
        [first, .., last] => format!("表头在第{first}—{last}行"),
    };
    let percent = (table.confidence * 100.0).round();
    let about = match (table.kind, &table.domain, table.list) {
        (TableKind::Catalogue, Some((name, _)), _) => match import.number(name) {
            Some(number) => format!("领域 {number} {name}"),
            None => format!("领域 {name}（没有这个领域的标准指引）"),
        },
        (TableKind::Catalogue, None, _) => by_row(table),
        (TableKind::Duties, _, Some(list)) => list.label().to_owned(),
        (TableKind::Duties, _, None) => "职责".to_owned(),
    };
    format!(
        "{}，{about}，{head}，把握 {percent}%，读到 {} 项{}",
        table.kind.label(),
        table.records.len(),
        lacking(table)
    )
}

/// How many of the rows lack a field that the table has a column for.
fn lacking(table: &Table) -> String {
    let fields = [Field::Elements, Field::Basis, Field::Limit, Field::Bodies, Field::Channels];
    let counts = fields.into_iter().filter_map(|field| {
        let column = table.column_of(field)?;
        let lacks = |record: &&SheetRecord| record.cell(column.index).is_none();
        let count = table.records.iter().filter(lacks).count();
        (count > 0).then(|| format!("{count} 项没有{field}"))
    });
    let counts: Vec<String> = counts.collect();
    if counts.is_empty() { String::new() } else { format!("，其中 {}", counts.join("、")) }
}

/// The domains of a table of several.
fn by_row(table: &Table) -> String {
    let mut counts: IndexMap<&str, usize> = IndexMap::new();
    for record in &table.records {
        let name = record.domain.as_ref().map_or(OPEN_DOMAIN, |(name, _)| name);
        *counts.entry(name).or_default() += 1;
    }
    if counts.len() == 1 && counts.contains_key(OPEN_DOMAIN) {
        return "不知道是哪个领域".to_owned();
    }
    let counts: Vec<String> =
        counts.iter().map(|(name, count)| format!("{name} {count} 项")).collect();
    format!("各行的领域：{}", counts.join("、"))
}

/// Repairs of writing are harmless: one line a kind names their cells.
fn show_repairs(out: &mut String, repairs: &[CellRepair]) {
    let harmless: Vec<&CellRepair> =
        repairs.iter().filter(|repair| !is_worth_a_look(repair.kind)).collect();
    if harmless.is_empty() {
        return;
    }
    let mut kinds: IndexMap<&str, Vec<CellRef>> = IndexMap::new();
    for repair in &harmless {
        let cells = kinds.entry(repair.kind.label()).or_default();
        if !cells.contains(&repair.cell) {
            cells.push(repair.cell);
        }
    }
    let _ = writeln!(out, "    只改了写法的 {} 处（每一处前后见 --format json）：", harmless.len());
    for (kind, cells) in kinds {
        let named: Vec<String> = cells.iter().take(NAMED).map(ToString::to_string).collect();
        let rest = if cells.len() > NAMED { " 等" } else { "" };
        let _ = writeln!(out, "      {kind} {} 处：{}{rest}", cells.len(), named.join(" "));
    }
}

fn repair_words(repair: &CellRepair) -> String {
    let (cell, kind) = (repair.cell, repair.kind.label());
    let (before, after) = (short(&repair.before), short(&repair.after));
    format!("{cell} {kind}：“{before}”→“{after}”")
}

fn show_rest(out: &mut String, file: &Imported) {
    for sheet in &file.recognition.unread {
        let _ = writeln!(out, "  工作表“{}”没有读：{}", sheet.name, sheet.why.label());
    }
    for question in &file.recognition.questions {
        let _ = writeln!(out, "  要您来定 {}：{}", question.cell, question.fault.message);
        let _ = writeln!(out, "    {}", question.fault.help.as_deref().unwrap_or_default());
    }
}

/// A text on one line, its middle left out when it is long.
fn short(text: &str) -> String {
    let line = text.replace(['\n', '\r'], "⏎");
    let length = line.chars().count();
    if length <= SHOWN {
        return line;
    }
    let start: String = line.chars().take(SHOWN - 10).collect();
    let end: String = line.chars().skip(length - 9).collect();
    format!("{start}…{end}")
}
