//! Which folders are bodies of government, and which lie above others. Reads no file.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::{BOOK_FILE, MEMBERS_FOLDER, PROFILE_FILE};
use crate::finding::Fault;
use crate::input::disk::{self, list};
use crate::rules::files::unreadable_file;

/// The file that makes a folder a body of government, where there is one.
pub fn profile_of(folder: &Path) -> Option<PathBuf> {
    [PROFILE_FILE, BOOK_FILE].map(|name| folder.join(name)).into_iter().find(|path| path.is_file())
}

/// The workbook of a folder's settings, where they are not in `mulu.yaml`.
pub fn book_of(folder: &Path) -> Option<PathBuf> {
    profile_of(folder).filter(|path| path.file_name().is_some_and(|name| name == BOOK_FILE))
}

/// Whether a folder is a body of government.
pub fn is_repository(folder: &Path) -> bool {
    profile_of(folder).is_some()
}

/// The folder itself, or the nearest above it that is a body of government.
pub fn nearest(folder: &Path) -> Option<PathBuf> {
    if is_repository(folder) {
        return Some(folder.to_path_buf());
    }
    let whole = folder.canonicalize().ok()?;
    whole.ancestors().skip(1).find(|upper| is_repository(upper)).map(Path::to_path_buf)
}

/// The name of a file as people see it: relative to the top of the repository, with `/`.
pub(super) fn shown(root: &Path, path: &Path) -> String {
    // Where a link stands, and not where it leads.
    let above = path.parent().and_then(|parent| parent.canonicalize().ok());
    let stands = above.zip(path.file_name()).map(|(above, name)| above.join(name));
    let absolute = stands.or_else(|| path.canonicalize().ok());
    let absolute = absolute.unwrap_or_else(|| path.to_path_buf());
    let root = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
    let relative = absolute.strip_prefix(&root).unwrap_or(path);
    relative.to_string_lossy().replace('\\', "/")
}

/// A file that was meant to be `mulu.yaml`, as Notepad and people name it.
pub(super) fn misnamed(folder: &Path) -> Option<String> {
    let entries = list(folder).ok()?.into_iter();
    let mut names = entries.filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()));
    names.find(|name| {
        let lower = name.to_lowercase();
        let plain = lower.strip_suffix(".txt").unwrap_or(&lower);
        ["mulu.yaml", "mulu.yml", "mulu"].contains(&plain) || lower == "目录.xls"
    })
}

/// The topmost folder of the repository that a folder belongs to.
pub fn top(folder: &Path) -> PathBuf {
    ancestors(folder).into_iter().next().unwrap_or_else(|| folder.to_path_buf())
}

/// The folders above that this one inherits from, the topmost first.
pub(super) fn ancestors(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut at = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
    while at.parent().and_then(Path::file_name) == Some(OsStr::new(MEMBERS_FOLDER)) {
        let Some(upper) = at.ancestors().nth(2).map(Path::to_path_buf) else { break };
        if !is_repository(&upper) {
            break;
        }
        found.push(upper.clone());
        at = upper;
    }
    found.reverse();
    found
}

/// Why what lies below `towns/` is no member; `None` where it holds nothing.
pub(super) fn no_member(path: &Path) -> Option<Fault> {
    if let Err(error) = disk::metadata(path) {
        return Some(unreadable_file::entry(&error.reason));
    }
    if !path.is_dir() {
        return Some(unreadable_file::stray());
    }
    if disk::is_link(path) {
        return Some(unreadable_file::linked_member());
    }
    match list(path) {
        Err(error) => Some(unreadable_file::entry(&error.reason)),
        Ok(entries) if entries.is_empty() => None,
        Ok(_) => Some(unreadable_file::no_member(misnamed(path).as_deref())),
    }
}
