//! A damaged workbook gives a message or a copy, and never a panic.

use std::fs;
use std::io::{Cursor, Write};

use mulu::patch::{ListSheet, Mark, Package, PatchError, Shade};
use mulu::source::CellRef;
use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{PATCHED, fixture, parts};

/// A workbook with some bytes of one of its XML parts replaced.
fn damaged(name: &str, part: usize, at: usize, length: usize, with: &[u8]) -> Vec<u8> {
    let mut parts = parts(&fs::read(fixture(name)).unwrap());
    let names: Vec<String> = parts.keys().filter(|name| !name.ends_with(".png")).cloned().collect();
    let part = parts.get_mut(&names[part % names.len()]).unwrap();
    let start = at % (part.len() + 1);
    let end = (start + length).min(part.len());
    part.splice(start..end, with.iter().copied());
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in &parts {
        out.start_file(name, SimpleFileOptions::default()).unwrap();
        out.write_all(bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn patch(bytes: &[u8]) -> Result<Vec<u8>, PatchError> {
    let mut package = Package::open(bytes)?;
    let sheet = package.sheets().next().unwrap_or("").to_owned();
    for (row, column) in [(2, 1), (3, 5), (4, 5), (8, 16)] {
        package.mark_cell(&sheet, CellRef::new(row, column), Mark::new(Shade::Dark, "改"))?;
    }
    package.set_cell_text(&sheet, CellRef::new(3, 5), "二十日")?;
    package.add_list(ListSheet {
        name: "校验结果".to_owned(),
        columns: vec![("序号".to_owned(), 6)],
        ..ListSheet::default()
    })?;
    package.finish()
}

#[test]
fn whole_workbooks_are_patched() {
    for name in PATCHED {
        patch(&fs::read(fixture(name)).unwrap()).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn damage_never_panics(
        name in prop::sample::select(PATCHED.to_vec()),
        part in 0usize..40,
        at in any::<prop::sample::Index>(),
        length in 0usize..60,
        with in prop_oneof![
            "[<>/\"'=& a-z0-9甲]{0,8}".prop_map(String::into_bytes),
            prop::collection::vec(any::<u8>(), 0..4),
        ],
    ) {
        let _ = patch(&damaged(name, part, at.index(20_000), length, &with));
    }
}
