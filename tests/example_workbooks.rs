//! The duty workbooks of `examples/` hold exactly what the text tables in `tests/fixtures/examples` say.
//!
//! `MULU_UPDATE=1 cargo test --test integration example_workbooks` writes the workbooks anew.

use crate::common::fill;

use std::path::{Path, PathBuf};
use std::{env, fs};

use mulu::export::template::{DutyTable, duty_headings};
use mulu::input::tables::{ReadOptions, read_tables};
use mulu::model::{AdminLevel, Code, Domain, DutyList};
use mulu::register::{GuidelineSet, built_in};
use mulu::source::{CellRef, Sheet, SourceMap};

/// A text table and the workbook that is made from it.
struct Pair {
    text: &'static str,
    workbook: &'static str,
    level: AdminLevel,
}

const fn town(text: &'static str, workbook: &'static str) -> Pair {
    Pair { text, workbook, level: AdminLevel::Town }
}

const fn county(text: &'static str, workbook: &'static str) -> Pair {
    Pair { text, workbook, level: AdminLevel::County }
}

const PAIRS: [Pair; 8] = [
    county("daying-powers", "daying/duties/权责清单（示例）.xlsx"),
    county("daying-services", "daying/duties/公共服务事项清单（示例）.xlsx"),
    town("daying-yanjing-powers", "daying/towns/yanjing/duties/权责清单（示例）.xlsx"),
    town("daying-yanjing-services", "daying/towns/yanjing/duties/公共服务事项清单（示例）.xlsx"),
    town(
        "daying-yanjing-responsibilities",
        "daying/towns/yanjing/duties/履行职责事项清单（示例）.xlsx",
    ),
    town("daying-penglai-powers", "daying/towns/penglai/duties/权责清单（示例）.xlsx"),
    town("daying-penglai-services", "daying/towns/penglai/duties/公共服务事项清单（示例）.xlsx"),
    town(
        "daying-penglai-responsibilities",
        "daying/towns/penglai/duties/履行职责事项清单（示例）.xlsx",
    ),
];

impl Pair {
    fn tables(&self) -> Vec<DutyTable> {
        let path = root().join("tests/fixtures/examples").join(self.text).with_extension("tsv");
        fill::tables(&fs::read_to_string(path).unwrap())
    }

    fn path(&self) -> PathBuf {
        root().join("examples").join(self.workbook)
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The texts of a row, as many as there are headings.
fn cells(sheet: &Sheet, row: u32, width: usize) -> Vec<&str> {
    (0..width).map(|at| sheet.text(CellRef::new(row, u16::try_from(at).unwrap()))).collect()
}

fn assert_same(sheet: &Sheet, table: &DutyTable, name: &str) {
    let headings = duty_headings(table.list);
    assert_eq!(sheet.name, table.list.label(), "{name}");
    assert_eq!(sheet.text(CellRef::new(0, 0)), table.title, "{name}");
    assert_eq!(cells(sheet, 1, headings.len()), headings, "{name}");
    for (row, expected) in (2u32..).zip(&table.rows) {
        assert_eq!(&cells(sheet, row, headings.len()), expected, "{name} row {}", row + 1);
    }
    assert_eq!(sheet.size().0 as usize, 2 + table.rows.len(), "{name}: rows after the last");
}

#[test]
fn workbooks_hold_what_the_text_tables_say() {
    let update = env::var_os("MULU_UPDATE").is_some();
    for pair in &PAIRS {
        let tables = pair.tables();
        if update {
            fs::create_dir_all(pair.path().parent().unwrap()).unwrap();
            fs::write(pair.path(), fill::workbook("职责清单（示例）", &tables)).unwrap();
        }
        let bytes = fs::read(pair.path()).unwrap_or_else(|e| panic!("{}: {e}", pair.workbook));
        let workbook = read_tables(&bytes, &ReadOptions::default()).unwrap().workbook;
        let visible: Vec<&Sheet> = workbook.sheets.iter().filter(|sheet| !sheet.hidden).collect();
        assert_eq!(visible.len(), tables.len(), "{}", pair.workbook);
        for (sheet, table) in visible.into_iter().zip(&tables) {
            assert_same(sheet, table, pair.workbook);
        }
    }
}

#[test]
fn every_example_says_that_it_is_one() {
    for pair in &PAIRS {
        assert!(pair.workbook.contains("示例"), "{}", pair.workbook);
        for table in pair.tables() {
            assert!(table.title.contains("示例"), "{}", table.title);
        }
    }
}

#[test]
fn every_town_has_eighty_duties_or_more() {
    for slug in ["yanjing", "penglai"] {
        let of_town = PAIRS.iter().filter(|pair| pair.text.contains(slug));
        let rows: usize = of_town.flat_map(Pair::tables).map(|table| table.rows.len()).sum();
        assert!(rows >= 80, "{slug} has {rows}");
    }
}

#[test]
fn duties_name_items_of_their_level() {
    let domains = built_in().guidelines(&mut SourceMap::new(), Some(GuidelineSet::DEFAULT));
    for pair in &PAIRS {
        for table in pair.tables() {
            let items = duty_headings(table.list).iter().position(|h| h == "对应事项").unwrap();
            let codes = table.rows.iter().flat_map(|row| row[items].split('；'));
            for code in codes.filter(|code| !code.is_empty()) {
                let at_level = has_level(&domains, code, pair.level);
                // What was withdrawn from a town is no longer its own.
                let expected = table.list != DutyList::Withdrawn;
                assert_eq!(at_level, expected, "{} {code}", table.title);
            }
        }
    }
}

fn has_level(domains: &[Domain], code: &str, level: AdminLevel) -> bool {
    let code = Code::parse(code).unwrap_or_else(|| panic!("{code} is no code"));
    let mut items = domains.iter().flat_map(|domain| &domain.items);
    let item = items.find(|item| item.code == code).unwrap_or_else(|| panic!("no item {code}"));
    item.fields.levels.as_ref().is_some_and(|levels| levels.value.contains(level))
}
