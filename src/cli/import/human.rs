//! The report for people: what was recognised, repaired, skipped, and what is unsure.

use std::fmt::Write as _;
use std::path::PathBuf;

use indexmap::IndexMap;

use super::{Import, Imported};
use crate::input::sheet::{CellRepair, OPEN_DOMAIN, Table, TableKind};
use crate::model::writing::RepairKind;
use crate::source::CellRef;

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
    let columns: Vec<String> =
        table.column_letters().iter().map(|(name, letters)| format!("{letters} {name}")).collect();
    let _ = writeln!(out, "    各栏：{}", columns.join("、"));
    show_repairs(out, &table.repairs);
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
}

fn summary(import: &Import, table: &Table) -> String {
    let rows: Vec<String> = table.header_rows.iter().map(|row| (row + 1).to_string()).collect();
    let head = match rows.as_slice() {
        [] => "接着上一张表".to_owned(),
        [only] => format!("表头在第{only}行"),
        [first, .., last] => format!("表头在第{first}—{last}行"),
    };
    let percent = (table.score * 100.0).round();
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
        "{}，{about}，{head}，把握 {percent}%，读到 {} 项",
        table.kind.label(),
        table.records.len()
    )
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

/// Fills of merged cells are many and plain: one line names their cells. Every other repair has its own.
fn show_repairs(out: &mut String, repairs: &[CellRepair]) {
    if repairs.is_empty() {
        return;
    }
    let _ = writeln!(out, "    读法和原文不同的 {} 处：", repairs.len());
    let cells: Vec<CellRef> =
        repairs.iter().filter(|r| r.kind == RepairKind::Merged).map(|r| r.cell).collect();
    if !cells.is_empty() {
        let names: Vec<String> = cells.iter().map(ToString::to_string).collect();
        let _ = writeln!(out, "      {}：{}", RepairKind::Merged.label(), names.join(" "));
    }
    for repair in repairs.iter().filter(|repair| repair.kind != RepairKind::Merged) {
        let _ = writeln!(
            out,
            "      {} {}：“{}”→“{}”",
            repair.cell,
            repair.kind.label(),
            short(&repair.before),
            short(&repair.after)
        );
    }
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
