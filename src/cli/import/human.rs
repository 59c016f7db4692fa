//! The report for people: what was recognised, repaired, skipped, and what is unsure.

use std::fmt::Write as _;
use std::path::PathBuf;

use indexmap::IndexMap;

use super::{Import, Imported};
use crate::input::sheet::{CellRepair, OPEN_DOMAIN, SheetRecord, Table, TableKind};
use crate::model::Field;
use crate::model::writing::RepairKind;
use crate::source::CellRef;

/// So many cells of a kind of repair are named.
const NAMED: usize = 12;
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
        for table in &file.recognition.tables {
            show_table(&mut out, import, table);
        }
        show_rest(&mut out, file);
    }
    for path in written {
        let _ = writeln!(out, "已写出 {}", path.display());
    }
    out
}

fn show_table(out: &mut String, import: &Import, table: &Table) {
    let _ = writeln!(out, "  工作表“{}”：{}", table.sheet_name, summary(import, table));
    show_looks(out, table);
    let columns: Vec<String> =
        table.column_letters().iter().map(|(name, letters)| format!("{letters} {name}")).collect();
    let _ = writeln!(out, "    各栏：{}", columns.join("、"));
    if !table.skipped.is_empty() {
        let _ = writeln!(out, "    没有取的 {} 行：", table.skipped.len());
    }
    for skipped in &table.skipped {
        let _ = writeln!(
            out,
            "      第{}行 {}：{}",
            skipped.row + 1,
            skipped.why.label(),
            short(&skipped.text)
        );
    }
    show_repairs(out, &table.repairs);
}

/// What people have to look at: doubts, rows that slid, and cells that were put together.
fn show_looks(out: &mut String, table: &Table) {
    let doubts = table.records.iter().flat_map(|record| {
        let row = record.rows.first().copied().unwrap_or(0) + 1;
        record.doubts.iter().map(move |doubt| (row, doubt))
    });
    let doubts: Vec<String> = doubts
        .map(|(row, doubt)| {
            let cells: Vec<String> = doubt.cells.iter().map(ToString::to_string).collect();
            format!("第{row}行 {}（{}）：{}", doubt.field, cells.join(" "), doubt.why)
        })
        .collect();
    let read_anew: Vec<&CellRepair> =
        table.repairs.iter().filter(|repair| is_worth_a_look(repair.kind)).collect();
    let count = doubts.len() + read_anew.len();
    if count == 0 {
        return;
    }
    let _ = writeln!(out, "    请看一看的 {count} 处：");
    for doubt in doubts {
        let _ = writeln!(out, "      {doubt}");
    }
    read_anew.into_iter().for_each(|repair| show_repair(out, repair));
}

/// Whether a repair changes what a text belongs to, and not only how it is written.
fn is_worth_a_look(kind: RepairKind) -> bool {
    matches!(
        kind,
        RepairKind::Moved | RepairKind::JoinedRows | RepairKind::Blank | RepairKind::Heading
    )
}

fn summary(import: &Import, table: &Table) -> String {
    let rows: Vec<String> = table.header_rows.iter().map(|row| (row + 1).to_string()).collect();
    let head = match rows.as_slice() {
        [] => "接着上一张表".to_owned(),
        [only] => format!("表头在第{only}行"),
        [first, .., last] => format!("表头在第{first}—{last}行"),
    };
    let percent = (table.confidence * 100.0).round();
    let about = match (table.kind, &table.domain, table.list) {
        (TableKind::Catalogue, Some((name, _)), _) => match import.number(name) {
            Some(number) => format!("领域 {number} {name}"),
            None => format!("领域 {name}"),
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

fn show_repair(out: &mut String, repair: &CellRepair) {
    let (cell, kind) = (repair.cell, repair.kind.label());
    let (before, after) = (short(&repair.before), short(&repair.after));
    let _ = writeln!(out, "      {cell} {kind}：“{before}”→“{after}”");
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
