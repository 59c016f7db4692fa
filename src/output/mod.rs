//! The only writer of files.
//!
//! A file is written beside its target, brought to the disk, and then takes the target's place: nothing
//! is ever half written, wherever a run is ended. [`OutputFolder`] holds what mulu makes and never loses
//! what somebody else wrote there; [`create`] and [`replace`] put single files; [`Lock`] keeps two runs
//! from continuing the same files at once. Knows nothing of catalogues and nothing of commands.

mod error;
mod fault;
mod folder;
mod lock;
mod manifest;
mod name;
mod new_folder;
mod pending;
mod scratch;
mod staged;

use std::fs;
use std::path::Path;

pub use error::{WriteError, reason};
pub use folder::OutputFolder;
pub use lock::Lock;
pub use manifest::{MANIFEST, sha256};
pub use name::safe_name;
pub use new_folder::create_folder;
pub use scratch::Scratch;
pub use staged::Staged;

use pending::{Pending, sweep};

/// A file that is ready to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// The file's name.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Writes a file that must not be there yet.
///
/// # Errors
/// When it is there, or the disk refuses.
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    prepared(path, bytes)?.create()
}

/// Writes a file anew; one that is there keeps its permissions, and a link stays a link.
///
/// # Errors
/// When the file is read-only, or the disk refuses.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let link = path.is_symlink().then(|| path.canonicalize().ok()).flatten();
    let target = link.unwrap_or_else(|| path.to_path_buf());
    match fs::metadata(&target) {
        Ok(there) if there.is_dir() => Err(WriteError::InTheWay(path.display().to_string())),
        // A device or a pipe is written to.
        Ok(there) if !there.is_file() => {
            fs::write(path, bytes).map_err(|error| WriteError::io(path, &error))
        }
        Ok(there) if there.permissions().readonly() => {
            Err(WriteError::ReadOnly(path.display().to_string()))
        }
        _ => prepared(&target, bytes)?.replace(),
    }
}

/// Writes these files anew, all or none.
///
/// # Errors
/// When one is read-only, or the disk refuses; then every file is as it was before.
pub fn replace_all<'a>(
    files: impl IntoIterator<Item = (&'a Path, &'a [u8])>,
) -> Result<(), WriteError> {
    let mut before = Vec::new();
    for (path, bytes) in files {
        let there = fs::read(path).map_err(|error| WriteError::io(path, &error));
        let replaced = there.and_then(|there| replace(path, bytes).map(|()| there));
        match replaced {
            Ok(there) => before.push((path, there)),
            Err(error) => {
                // The first failure is what the user is told; this is the best that can still be done.
                before.iter().rev().for_each(|(path, there)| drop(replace(path, there)));
                return Err(error);
            }
        }
    }
    Ok(())
}

/// Writes a file that can be made again: nobody waits until it is on the disk.
///
/// # Errors
/// When the disk refuses.
pub fn put_aside(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    make_folder(pending::folder_of(path))?;
    Pending::aside(path, bytes)?.replace()
}

/// Removes a file that was put aside; one that cannot be removed stays.
pub fn remove_aside(path: &Path) {
    let _ = fs::remove_file(path);
}

fn prepared(target: &Path, bytes: &[u8]) -> Result<Pending, WriteError> {
    sweep(pending::folder_of(target));
    Pending::new(target, bytes)
}

/// Makes a folder, and those above it, if they are not there.
///
/// # Errors
/// When a file is in the way, or the disk refuses.
pub fn make_folder(folder: &Path) -> Result<(), WriteError> {
    use std::io::ErrorKind::{AlreadyExists, NotADirectory};
    let made = fault::may_fail().and_then(|()| fs::create_dir_all(folder));
    made.map_err(|error| match error.kind() {
        AlreadyExists | NotADirectory => WriteError::InTheWay(folder.display().to_string()),
        _ => WriteError::io(folder, &error),
    })
}
