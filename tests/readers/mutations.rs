//! No bytes make a reader panic: random ones, and small valid files with some bytes changed.

use mulu::input::tables::{ReadOptions, read_tables};
use proptest::prelude::*;

use super::{fixture, names};

/// Beginnings that lead into the different readers.
const STARTS: [&[u8]; 10] = [
    b"",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"<html><table><tr><td>",
    b"<?xml version=\"1.0\"?><html>",
    b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n",
    b"\xff\xfe",
    b"\xef\xbb\xbf\"",
    b"sep=,\n",
    b"{\"",
];

/// Panics in calamine are caught, so reading to the end is the test; a message must come out as well.
fn read(bytes: &[u8]) {
    if let Err(error) = read_tables(bytes, &ReadOptions::default()) {
        assert!(!error.to_string().is_empty());
    }
}

#[derive(Debug, Clone)]
enum Change {
    Set(usize, u8),
    Cut(usize),
    Copy(usize, usize, usize),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        6 => (any::<usize>(), any::<u8>()).prop_map(|(at, byte)| Change::Set(at, byte)),
        1 => any::<usize>().prop_map(Change::Cut),
        2 => (any::<usize>(), any::<usize>(), 1usize..64)
            .prop_map(|(from, to, len)| Change::Copy(from, to, len)),
    ]
}

fn apply(bytes: &mut Vec<u8>, change: &Change) {
    let len = bytes.len().max(1);
    match *change {
        Change::Set(at, byte) => {
            if let Some(old) = bytes.get_mut(at % len) {
                *old = byte;
            }
        }
        Change::Cut(at) => bytes.truncate(at % len),
        Change::Copy(from, to, count) => {
            let (from, to) = (from % len, to % len);
            let piece: Vec<u8> = bytes.iter().skip(from).take(count).copied().collect();
            for (at, byte) in piece.into_iter().enumerate() {
                if let Some(old) = bytes.get_mut(to + at) {
                    *old = byte;
                }
            }
        }
    }
}

/// A zip whose parts are changed before they are packed: changes behind the checksum.
fn changed_zip(bytes: &[u8], changes: &[(usize, Change)]) -> Option<Vec<u8>> {
    use std::io::{Cursor, Read, Write};
    let mut old = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..old.len() {
        let mut part = old.by_index(index).ok()?;
        let name = part.name().ok()?.into_owned();
        let mut text = Vec::new();
        part.read_to_end(&mut text).ok()?;
        for (_, change) in changes.iter().filter(|(part, _)| part % old_len(bytes) == index) {
            apply(&mut text, change);
        }
        new.start_file(name, zip::write::SimpleFileOptions::default()).ok()?;
        new.write_all(&text).ok()?;
    }
    Some(new.finish().ok()?.into_inner())
}

fn old_len(bytes: &[u8]) -> usize {
    zip::ZipArchive::new(std::io::Cursor::new(bytes)).map_or(1, |zip| zip.len().max(1))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes(start in 0..STARTS.len(), rest in prop::collection::vec(any::<u8>(), 0..2_000)) {
        read(&[STARTS[start], &rest].concat());
    }

    #[test]
    fn changed_files(file in any::<prop::sample::Index>(), changes in prop::collection::vec(change(), 1..12)) {
        let names = names();
        let name: &String = file.get(&names);
        let mut bytes = fixture(name);
        changes.iter().for_each(|change| apply(&mut bytes, change));
        read(&bytes);
    }

    #[test]
    fn changed_parts(
        file in prop::sample::select(vec!["hand.xlsb", "libreoffice.xlsx", "libreoffice.ods", "python-docx.docx"]),
        changes in prop::collection::vec((any::<usize>(), change()), 1..12),
    ) {
        if let Some(bytes) = changed_zip(&fixture(file), &changes) {
            read(&bytes);
        }
    }

    #[test]
    fn changed_markup(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<td rowspan=3>", "<td colspan=2>",
            "<th>", "<p>", "</p>", "<br>", "甲", " ", "&nbsp;", "<script>", "</script>", "<!--", "-->",
            "<caption>", "注：乙", "<td rowspan=0 colspan=0>", "<tr style=display:none>",
        ]), 0..60),
    ) {
        read(format!("<html>{}", pieces.concat()).as_bytes());
    }
}
