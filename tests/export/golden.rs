//! The workbook of a tiny catalogue, part by part.
//!
//! `MULU_UPDATE=1 cargo test --test integration golden` writes the golden parts anew: read them before
//! they are committed.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::{env, fs};

use mulu::export::{ExportFormat, ExportOptions};
use mulu::model::{Catalogue, Channels, Field};

use super::{compile, tiny, write};

/// The parts of a workbook by name, with a line break between elements. Nothing in them is volatile:
/// the time of creation is that of the catalogue.
pub fn parts(bytes: Vec<u8>) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        let name = file.name().unwrap().to_string();
        parts.insert(name, text.replace("><", ">\n<") + "\n");
    }
    parts
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/workbooks").join(name)
}

fn compare(name: &str, bytes: Vec<u8>) {
    let folder = folder(name);
    let mut parts = parts(bytes);
    parts.retain(|part, _| !part.contains("/theme/"));
    if env::var_os("MULU_UPDATE").is_some() {
        let _ = fs::remove_dir_all(&folder);
        for (part, text) in &parts {
            let path = folder.join(part);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }
    let mut wanted = Vec::new();
    files(&folder, &folder, &mut wanted);
    wanted.sort();
    assert_eq!(wanted, parts.keys().cloned().collect::<Vec<_>>(), "the parts of {name}");
    for (part, text) in parts {
        let golden = fs::read_to_string(folder.join(&part)).unwrap();
        let differs = golden.lines().zip(text.lines()).enumerate().find(|(_, (a, b))| a != b);
        let differs = differs.map(|(line, (golden, now))| (line + 1, golden, now));
        assert!(golden == text, "{name}/{part} differs, first at {differs:?}");
    }
}

fn files(root: &Path, folder: &Path, names: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("golden parts; write them with MULU_UPDATE=1") {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(root, &path, names);
        } else {
            names.push(path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/"));
        }
    }
}

/// The tiny catalogue with what only guidelines have: unverified fields and optional channels.
fn marked() -> (mulu::source::SourceMap, Catalogue) {
    let (map, mut catalogue) = compile(&tiny());
    let items = &mut catalogue.domains[0].items;
    items[0].unverified = [Field::Basis, Field::Limit].into_iter().collect();
    let channels = items[1].fields.channels.as_mut().unwrap();
    let of = Channels::new(vec!["政府网站".into()], vec!["政府公报".into(), "其他".into()]);
    channels.value = of.into();
    (map, catalogue)
}

#[test]
fn the_workbook_is_as_the_golden_parts() {
    let (map, catalogue) = compile(&tiny());
    compare("tiny", write(&map, &catalogue, ExportFormat::Xlsx, ExportOptions::default()));
}

#[test]
fn the_marked_draft_is_as_the_golden_parts() {
    let (map, catalogue) = marked();
    let options = ExportOptions { draft: true, ..ExportOptions::default() };
    compare("marked", write(&map, &catalogue, ExportFormat::Xlsx, options));
}

#[test]
fn every_sheet_of_a_draft_says_so() {
    let (map, catalogue) = marked();
    let options = ExportOptions { draft: true, ..ExportOptions::default() };
    let parts = parts(write(&map, &catalogue, ExportFormat::Xlsx, options));
    let sheets: Vec<&String> = parts
        .iter()
        .filter(|(name, _)| name.contains("worksheets/sheet"))
        .map(|(_, s)| s)
        .collect();
    assert_eq!(sheets.len(), 6);
    let strings = shared_strings(&parts);
    let stamp = strings.iter().position(|text| text == "草稿").unwrap();
    for sheet in sheets {
        assert!(sheet.contains("草　　稿"), "no stamp in the header");
        let cell = sheet.lines().skip_while(|line| !line.starts_with("<c r=\"A1\"")).nth(1);
        assert_eq!(cell.unwrap(), format!("<v>{stamp}</v>"), "no stamp in A1");
    }
}

#[test]
fn nothing_is_a_formula() {
    let (map, catalogue) = compile(&tiny());
    let parts = parts(write(&map, &catalogue, ExportFormat::Xlsx, ExportOptions::default()));
    assert!(parts.iter().all(|(_, text)| !text.contains("<f>")));
    assert!(shared_strings(&parts).iter().any(|text| text.contains("=1+1")));
}

/// The texts that cells refer to by number.
pub fn shared_strings(parts: &BTreeMap<String, String>) -> Vec<String> {
    let strings = parts["xl/sharedStrings.xml"].split("<si>").skip(1);
    let text = |si: &str| {
        let start = si.find("<t").and_then(|at| Some(at + si[at..].find('>')? + 1)).unwrap();
        si[start..si.find("</t>").unwrap()].to_owned()
    };
    strings.map(text).collect()
}
