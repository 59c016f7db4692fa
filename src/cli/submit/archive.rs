//! The bundle as one .zip, and the files of a bundle in either form.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use crate::cli::CliError;
use crate::input::disk;
use crate::office::container::NewContainer;
use crate::office::{Container, OfficeError, OfficeLimits};
use crate::output::Artifact;
use crate::submit::MANIFEST;

/// What a bundle may hold: none comes near it, and a bomb is refused.
const LIMITS: OfficeLimits = OfficeLimits {
    parts: 5_000,
    part_bytes: 512 << 20,
    total_bytes: 512 << 20,
    ratio: 400,
    string_table_bytes: 512 << 20,
};

/// The files in one archive; the same files give the same bytes.
pub(in crate::cli) fn pack(files: &[Artifact]) -> Result<Vec<u8>, CliError> {
    let failed = |error: &dyn std::fmt::Display| CliError::Message(format!("打包不成：{error}"));
    let mut archive = NewContainer::new();
    for file in files {
        archive.add(&file.name, &file.bytes).map_err(|error| failed(&error))?;
    }
    archive.finish().map_err(|error| failed(&error))
}

/// The files of a bundle, by name.
pub(in crate::cli) fn files(path: &Path) -> Result<BTreeMap<String, Vec<u8>>, CliError> {
    let failed = |error: &dyn std::fmt::Display| {
        CliError::Message(format!("读不了“{}”：{error}", path.display()))
    };
    if !path.is_dir() {
        let mut bytes = Vec::new();
        let read = disk::open(path)?.take(LIMITS.total_bytes).read_to_end(&mut bytes);
        read.map_err(|error| failed(&error))?;
        return unpack(&bytes).map_err(|error| failed(&error));
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

fn unpack(bytes: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, OfficeError> {
    let mut archive = Container::open(bytes, &LIMITS)?;
    let mut files = BTreeMap::new();
    for name in archive.names().to_vec().into_iter().filter(|name| !name.ends_with('/')) {
        if let Some(bytes) = archive.bytes(&name)? {
            files.insert(name, bytes);
        }
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
