//! Reads each file of `tests/fixtures/formats` and compares the grid with its golden text.
//!
//! `MULU_UPDATE=1 cargo test --test integration readers` writes the golden texts anew: read them before they are
//! committed.

#![allow(clippy::expect_used, clippy::panic)]

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use mulu::input::tables::{ReadOptions, Tables, read_tables};
use mulu::source::{CellKind, CellRange, CellRef, Sheet};

mod hostile;
mod mutations;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/formats")
}

/// The bytes of a fixture.
fn fixture(name: &str) -> Vec<u8> {
    fs::read(fixtures().join(name)).expect("fixture")
}

/// All fixtures, by name.
fn names() -> Vec<String> {
    let entries = fs::read_dir(fixtures()).expect("folder of fixtures");
    let files = entries.map(|entry| entry.expect("entry")).filter(|entry| entry.path().is_file());
    let mut names: Vec<String> =
        files.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| name != "README.md");
    names.sort();
    names
}

#[test]
fn every_fixture_reads_as_its_golden_text() {
    let mut wrong = Vec::new();
    for name in names() {
        let shown = match read_tables(&fixture(&name), &ReadOptions::default()) {
            Ok(tables) => show(&tables),
            Err(error) => format!("错误：{error}\n"),
        };
        let golden = fixtures().join("expected").join(format!("{name}.txt"));
        if env::var_os("MULU_UPDATE").is_some() {
            fs::write(&golden, &shown).expect("golden text written");
        } else if fs::read_to_string(&golden).ok().as_deref() != Some(shown.as_str()) {
            wrong.push(format!("{name} reads as\n{shown}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_golden_text_has_its_fixture() {
    let names = names();
    for entry in fs::read_dir(fixtures().join("expected")).expect("golden texts") {
        let name = entry.expect("entry").file_name().to_string_lossy().into_owned();
        assert!(
            names.contains(&name.strip_suffix(".txt").unwrap_or(&name).to_owned()),
            "{name} is left over"
        );
    }
}

/// The same table read from different formats is the same table.
#[test]
fn formats_agree() {
    let sheet = |name: &str| {
        let tables = read_tables(&fixture(name), &ReadOptions::default()).expect(name);
        let mut sheet = tables.workbook.sheets[0].clone();
        // LibreOffice stores the result that openpyxl leaves out, and makes formulas of TRUE and #N/A.
        for changed in ["C6", "D6"] {
            sheet.cells.remove(&CellRef::parse(changed).expect("reference"));
        }
        sheet.cells.values_mut().for_each(|cell| cell.formula = false);
        sheet
    };
    let first = sheet("openpyxl.xlsx");
    for other in [
        "wps-dimension.xlsx",
        "xlsx-named.xls",
        "libreoffice.xlsx",
        "libreoffice.xls",
        "libreoffice.ods",
    ] {
        assert_eq!(sheet(other), first, "{other}");
    }
}

fn show(tables: &Tables) -> String {
    let mut text = format!("格式：{}\n", tables.format);
    for note in &tables.notes {
        let _ = writeln!(text, "说明：{note}");
    }
    for sheet in &tables.workbook.sheets {
        show_sheet(sheet, &mut text);
    }
    text
}

fn show_sheet(sheet: &Sheet, text: &mut String) {
    let _ = writeln!(text, "\n## {}{}", sheet.name, if sheet.hidden { "（隐藏）" } else { "" });
    for (at, cell) in &sheet.cells {
        let kind = match cell.kind {
            CellKind::Text => "文字",
            CellKind::Number => "数字",
            CellKind::Date => "日期",
            CellKind::Bool => "真假",
            CellKind::Error => "错误",
        };
        let formula = if cell.formula { "，公式" } else { "" };
        let _ = writeln!(text, "{at}（{kind}{formula}）{:?}", cell.text);
    }
    let list = |label: &str, items: Vec<String>, text: &mut String| {
        if !items.is_empty() {
            let _ = writeln!(text, "{label}：{}", items.join(" "));
        }
    };
    let range = |range: &CellRange| format!("{}:{}", range.start, range.end);
    list("合并", sheet.merges.iter().map(range).collect(), text);
    list("隐藏行", sheet.hidden_rows.iter().map(|row| (row + 1).to_string()).collect(), text);
    let letters = |column: &u16| CellRef::column_letters(*column);
    list("隐藏列", sheet.hidden_columns.iter().map(letters).collect(), text);
}
