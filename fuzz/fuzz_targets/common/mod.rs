//! What the targets share.

// Each target uses some of it.
#![allow(dead_code)]

pub mod grammar;

use std::fs;
use std::io::{Cursor, Write};
use std::path::PathBuf;

use mulu::input::project::Project;
use mulu::input::tables::{FileFormat, FileKind, ReadOptions, read_tables, sniff};
use mulu::pipeline::{self, Base};
use mulu::register::Registers;
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

/// A body that starts from nothing, so that only what the fuzzer made is looked at.
pub const PROFILE: &str = "名称: 示例县\n层级: 县级\n继承: 无\n";

const TYPES: &str = r#"<Types><Override ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;

/// A workbook of these parts, and those that every workbook has.
pub fn xlsx(parts: &[(String, String)]) -> Option<Vec<u8>> {
    let fixed = [("[Content_Types].xml", TYPES), ("_rels/.rels", WORKBOOK_RELATIONS)];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let own = parts.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    for (name, text) in fixed.into_iter().chain(own) {
        zip.start_file(name, stored).ok()?;
        zip.write_all(text.as_bytes()).ok()?;
    }
    Some(zip.finish().ok()?.into_inner())
}

/// Compiles and checks a repository of these files. It lies in the folder for temporary files, which
/// should be in memory (`TMPDIR=/dev/shm`).
pub fn compile(files: &[(&str, &[u8])]) {
    let folder = folder();
    let _ = fs::remove_dir_all(&folder);
    for (name, bytes) in files {
        let path = folder.join(name);
        let parent = path.parent().map(fs::create_dir_all);
        if !matches!(parent, Some(Ok(()))) || fs::write(&path, bytes).is_err() {
            return;
        }
    }
    let Ok(mut project) = Project::read(&folder, Registers::known_domains, &[]) else { return };
    let base = Base::load(&mut project, &mut Vec::new());
    let Ok(today) = "2026-11-20".parse() else { return };
    for body in 0..project.bodies.len() {
        let compiled = pipeline::compile(&project, &base, body, today);
        for finding in &compiled.findings {
            assert!(!finding.message.is_empty());
            assert!(!project.map.describe(finding.location).is_empty());
        }
    }
}

fn folder() -> PathBuf {
    std::env::temp_dir().join(format!("mulu-fuzz-{}", std::process::id()))
}
