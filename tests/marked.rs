//! Marked copies: what changes in a workbook and what does not, and that office programs can open it.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use mulu::finding::{Area, Finding, Rule, Severity};
use mulu::input::tables::{ReadOptions, read_tables};
use mulu::patch::is_sealed;
use mulu::report::{MarkError, Marked, marked_copy};
use mulu::source::{CellRef, FileId, Location, SourceMap, Workbook};
use zip::ZipArchive;

mod checker;
mod command;
mod diff;
mod mutations;
mod office;

/// Workbooks that can be marked themselves.
const PATCHED: [&str; 6] = [
    "libreoffice.xlsx",
    "macros.xlsm",
    "openpyxl.xlsx",
    "prefixed.xlsx",
    "wps.xlsx",
    "xlsxwriter.xlsx",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn fixture(name: &str) -> PathBuf {
    root().join("tests/fixtures/marked").join(name)
}

fn read(bytes: &[u8]) -> Workbook {
    read_tables(bytes, &ReadOptions::default()).unwrap().workbook
}

/// The parts of a container by name.
fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        parts.insert(name, bytes);
    }
    parts
}

static RULE: Rule = Rule::warning(Area::Structure, "# test-rule：标题\n");

/// Faults at cells of all kinds: there and not there, empty, merged, with other people's notes.
fn findings(file: FileId) -> Vec<Finding> {
    let at = |cell: &str, severity, message: &str| {
        let location = Location::cell(file, 0, CellRef::parse(cell).unwrap());
        Finding { severity, ..Finding::new(&RULE, location, message) }
    };
    let whole = Location::whole(file);
    let mut findings = vec![
        Finding::new(&RULE, whole, "整个文件的事"),
        at("C3", Severity::Note, "只列出，不标"),
        at("G3", Severity::Warning, "别人批过的格").with_help("看着改"),
        at("B4", Severity::Warning, "合并的格"),
        at("F4", Severity::Error, "别人批过的格"),
        at("F5", Severity::Error, "空的格 <&\">").with_help("填上"),
        at("D6", Severity::Warning, "一格两处：轻的"),
        at("D6", Severity::Error, "一格两处：重的"),
        at("D6", Severity::Error, "一格两处：重的"),
        at("Q9", Severity::Error, "表外的格"),
    ];
    findings[7].member = Some("甲镇".to_owned());
    findings[8].member = Some("乙镇".to_owned());
    findings
}

/// The marked copy of a file with these bytes.
fn mark(name: &str, bytes: &[u8]) -> Result<Marked, MarkError> {
    let mut map = SourceMap::new();
    let file = map.add_sheets(name, None, read(bytes));
    let copy = marked_copy(&map, &findings(file), file, bytes)?;
    Ok(copy.expect("there are findings"))
}

fn marked(name: &str) -> (Vec<u8>, Marked) {
    let bytes = fs::read(fixture(name)).unwrap();
    let copy = mark(name, &bytes).unwrap();
    (bytes, copy)
}

/// Workbooks that mulu itself has made.
fn exported() -> Vec<PathBuf> {
    let folder = root().join("examples/daying/towns/penglai");
    let mut paths = Vec::new();
    for name in ["drafts", "duties"] {
        let entries = fs::read_dir(folder.join(name)).unwrap().map(|entry| entry.unwrap().path());
        paths.extend(entries.filter(|path| path.extension().is_some_and(|e| e == "xlsx")));
    }
    paths.sort();
    assert!(paths.len() > 2, "{paths:?}");
    paths
}

/// The workbooks of [`PATCHED`] and [`exported`] with their copies.
fn originals_and_copies() -> Vec<(String, Vec<u8>, Marked)> {
    let fixtures = PATCHED.iter().map(|name| fixture(name));
    fixtures
        .chain(exported())
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let bytes = fs::read(path).unwrap();
            let copy = mark(&name, &bytes).unwrap();
            (name, bytes, copy)
        })
        .collect()
}

#[test]
fn only_what_is_meant_changes() {
    for name in PATCHED {
        let (before, copy) = marked(name);
        assert_eq!(copy.rebuilt, None, "{name}");
        let text = diff::parts(&parts(&before), &parts(&copy.bytes));
        crate::common::golden(&fixture("expected").join(format!("{name}.txt")), &text);
    }
}

#[test]
fn copies_are_valid_workbooks() {
    for (name, before, copy) in originals_and_copies() {
        assert_eq!(checker::faults(&before), Vec::<String>::new(), "{name} as it was");
        assert_eq!(checker::faults(&copy.bytes), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn copies_hold_the_same_cells_and_the_list() {
    for (name, before, copy) in originals_and_copies() {
        let (before, mut after) = (read(&before), read(&copy.bytes));
        let list = after.sheets.pop().unwrap();
        assert_eq!(before.sheets, after.sheets, "{name}");
        assert_eq!(list.name, "校验结果", "{name}");
        let text = |cell: &str| list.text(CellRef::parse(cell).unwrap());
        assert_eq!(text("A1"), format!("校验结果：{name}"));
        assert_eq!(text("A2"), "错误 4，警告 4，提示 1");
        let place = format!("{}!F4", before.sheets[0].name);
        let row: Vec<&str> = ["A5", "B5", "C5", "E5"].into_iter().map(text).collect();
        assert_eq!(row, ["1", "错误", &place, "别人批过的格"]);
        assert_eq!((text("C9"), text("B13")), ("整个文件", "提示"));
        assert_eq!((text("E7"), text("H7")), ("一格两处：重的", "甲镇、乙镇"));
    }
}

#[test]
fn the_same_file_gives_the_same_copy() {
    for (name, before, copy) in originals_and_copies() {
        let again = mark(&name, &before).unwrap();
        assert!(again.bytes == copy.bytes, "{name}");
    }
}

#[test]
fn a_changed_copy_is_told_from_an_untouched_one() {
    let (before, copy) = marked("xlsxwriter.xlsx");
    assert!(is_sealed(&copy.bytes));
    assert!(!is_sealed(&before));
    assert!(!is_sealed(b"not even a zip"));
    let mut package = mulu::patch::Package::open(&copy.bytes).unwrap();
    package.set_cell_text("社会救助", CellRef::new(5, 5), "已改").unwrap();
    assert!(!is_sealed(&package.finish().unwrap()));
}

#[test]
fn macros_keep_their_name() {
    assert_eq!(marked("macros.xlsm").1.extension, "xlsm");
    assert_eq!(marked("wps.xlsx").1.extension, "xlsx");
}

#[test]
fn a_copy_of_a_copy_is_refused() {
    let (_, copy) = marked("openpyxl.xlsx");
    assert_eq!(mark("改名.xlsx", &copy.bytes), Err(MarkError::MarkedAlready));
}

#[test]
fn a_sheet_of_the_same_name_stays() {
    let (before, _) = marked("prefixed.xlsx");
    let mut package = mulu::patch::Package::open(&before).unwrap();
    let list = mulu::patch::ListSheet {
        name: "校验结果".to_owned(),
        lines: vec!["我们自己的表".to_owned()],
        columns: vec![("甲".to_owned(), 9)],
        rows: Vec::new(),
    };
    package.add_list(list).unwrap();
    let bytes = package.finish().unwrap();
    let names: Vec<String> =
        read(&mark("a.xlsx", &bytes).unwrap().bytes).sheets.into_iter().map(|s| s.name).collect();
    assert_eq!(names, ["社会救助", "校验结果", "校验结果2"]);
}

#[test]
fn nothing_found_gives_no_copy() {
    let bytes = fs::read(fixture("openpyxl.xlsx")).unwrap();
    let mut map = SourceMap::new();
    let other = map.add_opaque("别的", None);
    let file = map.add_sheets("a.xlsx", None, read(&bytes));
    assert_eq!(marked_copy(&map, &findings(other), file, &bytes), Ok(None));
}

#[test]
fn what_cannot_be_patched_is_shown_in_a_workbook_of_our_own() {
    let formats = root().join("tests/fixtures/formats");
    for path in [
        fixture("signed.xlsx"),
        formats.join("libreoffice.xls"),
        formats.join("libreoffice.ods"),
        formats.join("hand.xlsb"),
        formats.join("gbk.csv"),
        formats.join("page.html"),
        formats.join("python-docx.docx"),
        formats.join("wps.et"),
    ] {
        let bytes = fs::read(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy();
        let copy = mark(&name, &bytes).unwrap();
        assert!(copy.rebuilt.is_some() && copy.extension == "xlsx", "{name}");
        assert_eq!(checker::faults(&copy.bytes), Vec::<String>::new(), "{name}");
        assert!(is_sealed(&copy.bytes), "{name}");
        assert_same_rows(&name, &read(&bytes), &read(&copy.bytes));
        assert!(copy == mark(&name, &bytes).unwrap(), "{name} twice");
    }
}

fn assert_same_rows(name: &str, before: &Workbook, after: &Workbook) {
    assert_eq!(before.sheets.len() + 1, after.sheets.len(), "{name}");
    for (old, new) in before.sheets.iter().zip(&after.sheets) {
        let texts = |sheet: &mulu::source::Sheet| -> Vec<(CellRef, String)> {
            sheet.cells.iter().map(|(cell, value)| (*cell, value.text.clone())).collect()
        };
        assert_eq!(texts(old), texts(new), "{name} {}", old.name);
        assert_eq!((&old.merges, old.hidden), (&new.merges, new.hidden), "{name} {}", old.name);
    }
}
