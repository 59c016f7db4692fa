//! No row and no cell is lost in silence: what stands in a table is read here by other means than the
//! program's (the grid of the corpus, the text of a fixture, calamine), and each text must be found again in
//! what `mulu import --format json` says: in an item, a repair, `skipped`, a doubt, a heading or a sheet that
//! was not read.
//!
//! Says nothing, and so may be left out without a word: a dash, a cross, 无, an open box with what stands
//! behind it, and the number of a list.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use calamine::{Data, Reader, open_workbook_auto};
use mulu::source::{CellRange, CellRef};
use serde_json::Value;

use crate::common::{mulu, tests_folder};
use crate::corpus::table::{self, Grid, Set};

mod account;
mod fixture;

/// A sheet as it stands in its file.
pub struct RawSheet {
    pub name: String,
    pub cells: BTreeMap<CellRef, String>,
    pub merges: Vec<CellRange>,
}

impl RawSheet {
    fn of_grid(grid: &Grid) -> Self {
        let rows = (0u32..).zip(&grid.rows);
        let cells = rows.flat_map(|(row, texts)| {
            (0u16..).zip(texts).map(move |(column, text)| (CellRef { row, column }, text.clone()))
        });
        Self { name: grid.sheet.clone(), cells: cells.collect(), merges: grid.merge_ranges() }
    }
}

fn imported(folder: &Path, args: &[&str]) -> Value {
    let args = [&["import"], args, &["--format", "json"]].concat();
    let run = mulu(folder, &args);
    serde_json::from_str(&run.stdout).unwrap_or_else(|e| panic!("{args:?}: {e}\n{}", run.stderr))
}

/// What is lost of a table of the corpus. A csv or a page knows no name of its sheet.
fn lost_of(grid: &Grid) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    grid.build(folder.path());
    account::lost(&imported(folder.path(), &[&grid.file]), &[RawSheet::of_grid(grid)])
}

#[test]
fn no_cell_of_the_corpus_is_lost() {
    let tables = table::load(&tests_folder("corpus"));
    let (tune, held): (Vec<_>, Vec<_>) =
        tables.iter().partition(|table| table.answers.set == Set::Tune);
    let lost: Vec<String> = tune
        .iter()
        .flat_map(|t| lost_of(&t.grid).into_iter().map(|lost| format!("{} {lost}", t.name)))
        .collect();
    assert!(lost.is_empty(), "{} cells lost:\n{}", lost.len(), lost.join("\n"));
    // Of the held set nothing but the count is shown.
    let lost: usize = held.iter().map(|table| lost_of(&table.grid).len()).sum();
    assert_eq!(lost, 0, "cells of the held set are lost");
}

#[test]
fn no_cell_of_a_fixture_is_lost() {
    let folder = tests_folder("fixtures").join("import");
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let mut lost = Vec::new();
    for path in paths {
        let fixture = fixture::read(&fs::read_to_string(&path).unwrap());
        let folder = tempfile::tempdir().unwrap();
        fixture.build(&folder.path().join("表.xlsx"));
        let mut args = vec!["表.xlsx"];
        args.extend(fixture.args.iter().map(String::as_str));
        let document = imported(folder.path(), &args);
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let own = account::lost(&document, &fixture.shown());
        lost.extend(own.into_iter().map(|lost| format!("{name} {lost}")));
    }
    assert!(lost.is_empty(), "{} cells lost:\n{}", lost.len(), lost.join("\n"));
}

#[test]
fn no_cell_of_a_file_is_lost() {
    let files = ["drafts/蓬莱镇草案-清楚.xlsx", "drafts/蓬莱镇草案-老表.xls", "formats/wps.et"];
    let mut lost = Vec::new();
    for name in files {
        let path = tests_folder("fixtures").join(name);
        let folder = tempfile::tempdir().unwrap();
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        fs::copy(&path, folder.path().join(&file)).unwrap();
        let document = imported(folder.path(), &[&file]);
        let own = account::lost(&document, &sheets_of(&path));
        lost.extend(own.into_iter().map(|lost| format!("{name} {lost}")));
    }
    assert!(lost.is_empty(), "{} cells lost:\n{}", lost.len(), lost.join("\n"));
}

/// The sheets of a workbook, read with calamine alone. It tells merged cells of some formats only.
fn sheets_of(path: &Path) -> Vec<RawSheet> {
    let mut copy = path.to_owned();
    let folder = tempfile::tempdir().unwrap();
    if path.extension().is_some_and(|extension| extension == "et") {
        copy = folder.path().join("表.xls");
        fs::copy(path, &copy).unwrap();
    }
    let mut workbook = open_workbook_auto(&copy).unwrap();
    let names = workbook.sheet_names();
    let sheet = |name: String| {
        let range = workbook.worksheet_range(&name).unwrap();
        let (row, column) = range.start().unwrap_or_default();
        let place = |(down, right, data): (usize, usize, &Data)| {
            let right = u16::try_from(right).unwrap() + u16::try_from(column).unwrap();
            let at = CellRef { row: row + u32::try_from(down).unwrap(), column: right };
            (at, data.to_string())
        };
        RawSheet { name, cells: range.used_cells().map(place).collect(), merges: Vec::new() }
    };
    names.into_iter().map(sheet).collect()
}
