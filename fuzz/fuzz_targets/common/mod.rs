//! What the targets share.

// Each target uses some of it.
#![allow(dead_code)]

use std::io::{Cursor, Write};

use mulu::input::tables::{FileFormat, FileKind, ReadOptions, read_tables, sniff};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Reads bytes as whatever they are.
pub fn read(bytes: &[u8]) {
    if let Err(error) = read_tables(bytes, &ReadOptions::default()) {
        assert!(!error.to_string().is_empty());
    }
}

/// Reads bytes only if they lead into the reader that the target is for.
pub fn read_as(format: FileFormat, bytes: &[u8]) {
    if sniff(bytes) == FileKind::Readable(format) {
        read(bytes);
    }
}

/// Reads bytes as the parts of a container: a fuzzer that works on the zip itself hardly ever gets
/// past its checksums. The parts are divided by the byte 0xff, which stands in no UTF-8 text; binary
/// parts have to do with what is between two of them.
pub fn read_parts(fixed: &[(&str, &str)], names: &[&str], bytes: &[u8]) {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let fixed = fixed.iter().map(|(name, text)| (*name, text.as_bytes()));
    for (name, part) in fixed.chain(names.iter().copied().zip(bytes.split(|byte| *byte == 0xff))) {
        if zip.start_file(name, stored).is_err() || zip.write_all(part).is_err() {
            return;
        }
    }
    if let Ok(file) = zip.finish() {
        read(&file.into_inner());
    }
}

/// Relations that lead to the main part.
pub const WORKBOOK_RELATIONS: &str = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;

/// Relations that lead to a binary main part.
pub const BINARY_RELATIONS: &str = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.bin"/></Relationships>"#;
