//! Runs every fixture of `tests/fixtures/import` and compares with the golden text beside it.
//!
//! `MULU_UPDATE=1` writes the golden texts; read them before they are committed.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use super::grid;
use crate::input::decode::Context;
use crate::input::sheet::view::is_blank;
use crate::input::sheet::{RecogniseOptions, Recognition, Table, TableKind, recognise};
use crate::model::{Duty, Field, LayerId, NewItem};
use crate::source::{CellRef, FilePlace, Location, SourceMap, Workbook};

#[test]
fn golden() {
    let mut wrong = Vec::new();
    for path in fixtures() {
        let text = fs::read_to_string(&path).unwrap();
        let shown = show(&grid::workbook(&text), &options(&text));
        let golden = path.with_extension("expected");
        if env::var_os("MULU_UPDATE").is_some() {
            fs::write(&golden, &shown).unwrap();
        } else if fs::read_to_string(&golden).unwrap_or_default() != shown {
            wrong.push(format!("{}\n{shown}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "MULU_UPDATE=1 rewrites these:\n{}", wrong.join("\n"));
}

/// No row is lost: each row with text is a heading, part of a record, or skipped, and only one of these.
#[test]
fn every_row_is_accounted_for() {
    for path in fixtures() {
        let text = fs::read_to_string(&path).unwrap();
        let workbook = grid::workbook(&text);
        let recognition = recognise(&workbook, &options(&text));
        check_rows(&workbook, &recognition, &path.display().to_string());
    }
}

/// No cell is lost: each with text is in a heading or a skipped row, in a record, or named by a repair or a
/// doubt.
#[test]
fn every_cell_is_accounted_for() {
    for path in fixtures() {
        let text = fs::read_to_string(&path).unwrap();
        let workbook = grid::workbook(&text);
        let recognition = recognise(&workbook, &options(&text));
        check_cells(&workbook, &recognition, &path.display().to_string());
    }
}

fn check_cells(workbook: &Workbook, recognition: &Recognition, name: &str) {
    for (index, sheet) in (0u16..).zip(&workbook.sheets) {
        let tables: Vec<&Table> =
            recognition.tables.iter().filter(|table| table.sheet == index).collect();
        let written = sheet.cells.iter().filter(|(_, cell)| !plain(&cell.text).is_empty());
        let lost: Vec<String> = written
            .filter(|(at, cell)| !tables.iter().any(|table| is_told(table, **at, &cell.text)))
            .map(|(at, cell)| format!("{at} {}", cell.text))
            .collect();
        assert!(tables.is_empty() || lost.is_empty(), "{name}: cells lost: {lost:?}");
    }
}

fn is_told(table: &Table, at: CellRef, text: &str) -> bool {
    let row = table.header_rows.contains(&at.row)
        || table.skipped.iter().any(|skipped| skipped.row == at.row)
        || table.repairs.iter().any(|repair| repair.cell == at);
    let holds = |written: &str| plain(written).contains(&plain(text));
    row || table.records.iter().any(|record| {
        let doubted = record.doubts.iter().any(|doubt| doubt.cells.contains(&at));
        let cells = record.cells.iter().any(|cell| {
            let joined = record.rows.contains(&at.row)
                && (holds(&cell.text) || cell.written.as_ref().is_some_and(|(w, _)| holds(w)));
            cell.at == at || joined
        });
        doubted || cells
    })
}

/// The letters and digits of a text.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

pub(super) fn check_rows(workbook: &Workbook, recognition: &Recognition, name: &str) {
    for (index, sheet) in (0u16..).zip(&workbook.sheets) {
        let tables: Vec<&Table> =
            recognition.tables.iter().filter(|table| table.sheet == index).collect();
        if tables.is_empty() {
            let said = recognition.unread.iter().any(|s| s.index == index)
                || recognition.questions.iter().any(|q| q.sheet == index);
            assert!(said, "{name}: nothing is said of sheet {}", sheet.name);
            continue;
        }
        let heads: BTreeSet<u32> =
            tables.iter().flat_map(|t| t.header_rows.iter().copied()).collect();
        let mut taken: Vec<u32> = heads.iter().copied().collect();
        for table in &tables {
            taken.extend(table.records.iter().flat_map(|record| record.rows.iter().copied()));
            taken.extend(table.skipped.iter().map(|skipped| skipped.row));
        }
        let unique: BTreeSet<u32> = taken.iter().copied().collect();
        assert_eq!(taken.len(), unique.len(), "{name}: a row is taken twice: {taken:?}");
        let written: BTreeSet<u32> = sheet
            .cells
            .iter()
            .filter(|(_, cell)| !is_blank(&cell.text))
            .map(|(at, _)| at.row)
            .collect();
        let lost: Vec<&u32> = written.difference(&unique).collect();
        assert!(lost.is_empty(), "{name}: sheet {}: rows lost: {lost:?}", sheet.name);
    }
}

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    paths.sort();
    assert!(!paths.is_empty());
    paths
}

/// `as duties`, `domain 社会救助`, `head 3-4`, `only 表名`, `file 文件名` at the top of a fixture are options.
fn options(text: &str) -> RecogniseOptions {
    let mut options = RecogniseOptions::default();
    for line in text.lines() {
        if let Some(kind) = line.strip_prefix("as ") {
            options.kind = Some(match kind {
                "duties" => TableKind::Duties,
                _ => TableKind::Catalogue,
            });
        } else if let Some(domain) = line.strip_prefix("domain ") {
            options.domain = Some(domain.to_owned());
        } else if let Some(file) = line.strip_prefix("file ") {
            options.file = Some(file.to_owned());
        } else if let Some(sheet) = line.strip_prefix("only ") {
            options.sheet = Some(sheet.to_owned());
        } else if let Some(head) = line.strip_prefix("head ") {
            let (first, last) = head.split_once('-').unwrap_or((head, head));
            options.head =
                Some((first.parse::<u32>().unwrap() - 1, last.parse::<u32>().unwrap() - 1));
        }
    }
    options
}

fn show(workbook: &Workbook, options: &RecogniseOptions) -> String {
    let mut map = SourceMap::new();
    let file = map.add_sheets("表.xlsx", None, workbook.clone());
    let context = Context { file, layer: LayerId(1) };
    let recognition = recognise(workbook, options);
    let mut out = String::new();
    for table in &recognition.tables {
        show_table(&mut out, table, context);
    }
    for sheet in &recognition.unread {
        writeln!(out, "unread {}: {}", sheet.name, sheet.why.label()).unwrap();
    }
    for question in &recognition.questions {
        let fault = &question.fault;
        writeln!(out, "question {} {}: {}", fault.rule.id, question.cell, fault.message).unwrap();
    }
    out
}

fn show_table(out: &mut String, table: &Table, context: Context) {
    let domain = table.domain.as_ref().map_or("?", |(name, _)| name.as_str());
    let heads: Vec<String> = table.header_rows.iter().map(|row| (row + 1).to_string()).collect();
    let list = table.list.map(|list| format!(" {}", list.label())).unwrap_or_default();
    writeln!(
        out,
        "table {} {}{list} domain={domain} head={} score={:.2}",
        table.sheet_name,
        table.kind.id(),
        heads.join(","),
        table.score
    )
    .unwrap();
    let columns: Vec<String> =
        table.column_letters().iter().map(|(name, letters)| format!("{letters}={name}")).collect();
    writeln!(out, "  columns {}", columns.join(" ")).unwrap();
    table
        .items(context)
        .filter(|_| table.kind == TableKind::Catalogue)
        .for_each(|item| show_item(out, &item));
    table.duties(context).iter().for_each(|duty| show_duty(out, duty));
    for (record, doubt) in table.records.iter().flat_map(|r| r.doubts.iter().map(move |d| (r, d))) {
        let row = record.rows.first().map_or(0, |row| row + 1);
        let cells: Vec<String> = doubt.cells.iter().map(ToString::to_string).collect();
        writeln!(
            out,
            "  doubt {row} {} {}: {}",
            doubt.field,
            cells.join(","),
            one_line(&doubt.why)
        )
        .unwrap();
    }
    for repair in &table.repairs {
        let (before, after) = (one_line(&repair.before), one_line(&repair.after));
        writeln!(out, "  repair {} {}: [{before}] -> [{after}]", repair.cell, repair.kind.id())
            .unwrap();
    }
    for skipped in &table.skipped {
        let text = one_line(&skipped.text);
        writeln!(out, "  skipped {} {}: {text}", skipped.row + 1, skipped.why.label()).unwrap();
    }
}

fn one_line(text: &str) -> String {
    text.replace('\n', "\\n")
}

fn cell(location: Location) -> String {
    match location.place {
        FilePlace::Cell { cell, .. } => cell.to_string(),
        FilePlace::Whole | FilePlace::Span(_) => "?".to_owned(),
    }
}

fn show_item(out: &mut String, item: &NewItem) {
    let code = item.code.as_ref().map(|code| format!(" {}", code.value)).unwrap_or_default();
    let serial = item.serial.as_ref().map(|serial| format!(" #{serial}")).unwrap_or_default();
    writeln!(out, "  item {}{code}{serial}", cell(item.location)).unwrap();
    for field in Field::ALL {
        if let (Some(text), Some(origin)) = (item.fields.text(field), item.fields.origin(field)) {
            writeln!(out, "    {} {}: {}", cell(origin.location), field, one_line(&text)).unwrap();
        }
    }
    for (heading, value) in &item.fields.other {
        let at = cell(value.origin.location);
        writeln!(out, "    {at} 其他 {heading}: {}", one_line(&value.value)).unwrap();
    }
}

fn show_duty(out: &mut String, duty: &Duty) {
    let number = duty.number.as_ref().map(|number| format!(" #{number}")).unwrap_or_default();
    let list = duty.list.label();
    writeln!(out, "  duty {} {list}{number} {}", cell(duty.location), duty.name.value).unwrap();
    let mut line = |key: &str, value: &str| {
        writeln!(out, "    {key}: {}", one_line(value)).unwrap();
    };
    let located = [("权力类型", &duty.power), ("主体", &duty.body)];
    for (key, value) in located {
        if let Some(value) = value {
            line(key, &format!("{} @{}", value.value, cell(value.location)));
        }
    }
    if let Some(basis) = &duty.basis {
        line("依据", basis);
    }
    for item in &duty.items {
        line("对应事项", &item.text());
    }
    if let Some(exemption) = &duty.exemption {
        line(
            "不予公开",
            &format!("{} {}", exemption.article.value, exemption.note.as_deref().unwrap_or("")),
        );
    }
    for (heading, value) in &duty.other {
        line(&format!("其他 {heading}"), value);
    }
}

#[test]
fn nothing_is_said_of_nothing() {
    let recognition = recognise(&Workbook::default(), &RecogniseOptions::default());
    assert!(recognition.tables.is_empty());
    assert_eq!(CellRef::parse("A1"), Some(CellRef::new(0, 0)));
}
