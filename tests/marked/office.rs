//! LibreOffice opens marked copies: it prints them, and what it saves has the same texts, the shades
//! and the notes.

use std::fs;
use std::path::{Path, PathBuf};

use crate::common::office::{OFFICE, convert, have};

use super::{PATCHED, fixture, marked, parts, read};

#[test]
fn libreoffice_opens_copies_with_their_marks() {
    if !have(&[OFFICE]) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut files = Vec::new();
    let names = PATCHED.into_iter().chain(["signed.xlsx"]);
    for name in names.clone() {
        let path = folder.path().join(Path::new(name).with_extension("xlsx"));
        fs::write(&path, marked(name).1.bytes).unwrap();
        files.push(path);
    }
    let files: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
    convert(&files, "xlsx:Calc MS Excel 2007 XML", &folder.path().join("xlsx"));
    convert(&files, "pdf", &folder.path().join("pdf"));
    for name in names {
        let stem = Path::new(name).with_extension("");
        let pdf = folder.path().join("pdf").join(&stem).with_extension("pdf");
        assert!(fs::metadata(&pdf).unwrap().len() > 5_000, "{name}");
        let saved = folder.path().join("xlsx").join(&stem).with_extension("xlsx");
        compare(name, &fs::read(saved).unwrap());
    }
}

fn compare(name: &str, saved: &[u8]) {
    let (before, after) = (read(&fs::read(fixture(name)).unwrap()), read(saved));
    assert_eq!(after.sheets.len(), before.sheets.len() + 1, "{name}");
    let before = &before.sheets[0];
    for (cell, value) in &before.cells {
        assert_eq!(after.sheets[0].text(*cell), value.text, "{name} {cell}");
    }
    assert_eq!(before.merges, after.sheets[0].merges, "{name}");
    let all = parts(saved);
    let text = |part: &str| String::from_utf8_lossy(&all[part]).into_owned();
    let styles = text("xl/styles.xml");
    assert!(styles.contains("FFF0908C") && styles.contains("FFFFF2A8"), "{name}: {styles}");
    let comments: String =
        all.keys().filter(|part| part.contains("comments")).map(|part| text(part)).collect();
    for note in ["合并的格", "空的格", "一格两处：重的", "表外的格", "改法：看着改"]
    {
        assert!(comments.contains(note), "{name}: {note}");
    }
}
