//! The bundle as one .zip, and the files of a bundle in either form.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Seek, Write};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::cli::CliError;
use crate::input::disk;
use crate::output::Artifact;
use crate::submit::MANIFEST;

/// The most that is unpacked: no bundle comes near it, and a bomb is refused.
const LARGEST: u64 = 512 * 1024 * 1024;

/// The files in one archive; the same files give the same bytes.
pub(super) fn pack(files: &[Artifact]) -> Result<Vec<u8>, CliError> {
    let failed = |error: &dyn std::fmt::Display| CliError::Message(format!("打包不成：{error}"));
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    for file in files {
        archive.start_file(file.name.as_str(), options).map_err(|error| failed(&error))?;
        archive.write_all(&file.bytes).map_err(|error| failed(&error))?;
    }
    let written = archive.finish().map_err(|error| failed(&error))?;
    Ok(written.into_inner())
}

/// The files of a bundle, by name.
pub(super) fn files(path: &Path) -> Result<BTreeMap<String, Vec<u8>>, CliError> {
    let failed = |error: &dyn std::fmt::Display| {
        CliError::Message(format!("读不了“{}”：{error}", path.display()))
    };
    if !path.is_dir() {
        return unpack(disk::open(path)?).map_err(|error| failed(&error));
    }
    let mut files = BTreeMap::new();
    for path in disk::entries(path)? {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        if path.is_file() && !is_of_the_system(&name) {
            files.insert(name, disk::read(&path)?);
        }
    }
    Ok(files)
}

/// Lock files of office programs and what file managers leave behind.
fn is_of_the_system(name: &str) -> bool {
    name.starts_with(['.', '~']) || matches!(name, "Thumbs.db" | "desktop.ini")
}

fn unpack(file: impl Read + Seek) -> Result<BTreeMap<String, Vec<u8>>, Box<dyn std::error::Error>> {
    let mut archive = ZipArchive::new(file)?;
    let mut files = BTreeMap::new();
    let mut left = LARGEST;
    for index in 0..archive.len() {
        let part = archive.by_index(index)?;
        if part.is_dir() {
            continue;
        }
        let name = part.name()?.into_owned();
        let mut bytes = Vec::new();
        part.take(left).read_to_end(&mut bytes)?;
        left = left.saturating_sub(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        if left == 0 {
            return Err("解开以后太大，不像是报审材料".into());
        }
        files.insert(name, bytes);
    }
    Ok(without_folder(files))
}

/// A bundle that was packed again may stand in a folder.
fn without_folder(files: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    let list = files.keys().find(|name| name.rsplit('/').next() == Some(MANIFEST));
    let Some(prefix) = list.and_then(|name| name.strip_suffix(MANIFEST)).map(str::to_owned) else {
        return files;
    };
    let bare = |name: String| name.strip_prefix(&prefix).map(str::to_owned).unwrap_or(name);
    files.into_iter().map(|(name, bytes)| (bare(name), bytes)).collect()
}
