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

/// What a bundle holds.
#[derive(Debug, Default)]
pub(in crate::cli) struct BundleContent {
    /// The files by name, hidden ones too; a folder is an empty file whose name ends with `/`.
    pub(in crate::cli) files: BTreeMap<String, Vec<u8>>,
    /// The names of what office programs and file managers leave behind: no part of the bundle.
    pub(super) left_behind: Vec<String>,
    /// What is wrong with the archive itself, in sentences.
    pub(super) faults: Vec<String>,
}

/// The content of a bundle: a folder or an archive.
pub(in crate::cli) fn content(path: &Path) -> Result<BundleContent, CliError> {
    if path.is_dir() { of_folder(path) } else { of_archive(path) }
}

fn of_archive(path: &Path) -> Result<BundleContent, CliError> {
    let failed = |error: &dyn std::fmt::Display| {
        CliError::Message(format!("读不了“{}”：{error}", path.display()))
    };
    let mut bytes = Vec::new();
    let read =
        disk::open(path, LIMITS.total_bytes)?.take(LIMITS.total_bytes).read_to_end(&mut bytes);
    read.map_err(|error| failed(&error))?;
    match unpack(&bytes) {
        // An archive that can be taken for two different ones is a fault of the bundle.
        Err(OfficeError::Broken { part, reason }) if bytes.starts_with(b"PK") => {
            let faults = vec![format!("压缩包有毛病，没有打开：{part}：{reason}")];
            Ok(BundleContent { faults, ..BundleContent::default() })
        }
        other => other.map_err(|error| failed(&error)),
    }
}

/// Everything in the folder counts: what a program does not look at, a person may open.
fn of_folder(folder: &Path) -> Result<BundleContent, CliError> {
    let mut content = BundleContent::default();
    for path in disk::entries(folder)? {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        if is_left_behind(&name) {
            content.left_behind.push(name);
        } else if path.is_dir() {
            content.files.insert(format!("{name}/"), Vec::new());
        } else {
            let bytes = match path.is_file() {
                true => disk::read_most(&path, LIMITS.part_bytes)?,
                false => Vec::new(),
            };
            content.files.insert(name, bytes);
        }
    }
    Ok(content)
}

/// Lock files of office programs, and the notes of file managers.
fn is_left_behind(name: &str) -> bool {
    name.starts_with("~$")
        || name.starts_with(".~")
        || matches!(name, "Thumbs.db" | "desktop.ini" | ".DS_Store")
}

fn unpack(bytes: &[u8]) -> Result<BundleContent, OfficeError> {
    let mut archive = Container::open(bytes, &LIMITS)?;
    let mut files = BTreeMap::new();
    for name in archive.names().to_vec().into_iter().filter(|name| !name.ends_with('/')) {
        if let Some(bytes) = archive.bytes(&name)? {
            files.insert(name, bytes);
        }
    }
    let mut faults = Vec::new();
    if archive.has_preface() {
        faults.push("压缩包前面有多余的内容，是后来加进去的".to_owned());
    }
    if archive.has_unlisted_part()? {
        faults
            .push("压缩包里藏着目录里没有列的文件，别的程序打开看到的可能不是这些材料".to_owned());
    }
    Ok(BundleContent { files: without_folder(files), faults, ..BundleContent::default() })
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
