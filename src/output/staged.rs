//! A file that takes its place only when others that speak of it have taken theirs. A run that is ended
//! in between leaves it waiting, and the next one sees by that what was not finished.

use std::fs;
use std::path::{Path, PathBuf};

use super::fault::{may_be_killed, may_fail};
use super::pending::folder_of;
use super::{WriteError, replace};

/// How the names of waiting files begin: hidden, and not read as input.
const PREFIX: &str = ".mulu-waiting-";

/// A content that waits, safely on disk, beside its target.
#[derive(Debug)]
pub struct Staged {
    waiting: PathBuf,
    target: PathBuf,
}

impl Staged {
    /// Writes the content beside the target.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn new(target: &Path, bytes: &[u8]) -> Result<Self, WriteError> {
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let waiting = folder_of(target).join(format!("{PREFIX}{name}"));
        replace(&waiting, bytes)?;
        Ok(Self { waiting, target: target.to_path_buf() })
    }

    /// What earlier runs left waiting in a folder.
    pub fn left_in(folder: &Path) -> Vec<Self> {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
        let mut left: Vec<Self> = names
            .filter_map(|name| {
                let target = folder.join(name.strip_prefix(PREFIX)?);
                Some(Self { waiting: folder.join(&name), target })
            })
            .collect();
        left.sort_by(|a, b| a.target.cmp(&b.target));
        left
    }

    /// Where it is to stand.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Takes the target's place, where nothing is there yet.
    ///
    /// # Errors
    /// When something is there, or the disk refuses.
    pub fn release(self) -> Result<(), WriteError> {
        if self.target.exists() {
            return Err(WriteError::Exists(self.target.display().to_string()));
        }
        self.release_over()
    }

    /// Takes the target's place, also that of the file which the content continues.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn release_over(self) -> Result<(), WriteError> {
        may_be_killed();
        may_fail()
            .and_then(|()| fs::rename(&self.waiting, &self.target))
            .map_err(|error| WriteError::io(&self.target, &error))
    }

    /// Gives the content up.
    pub fn discard(self) {
        let _ = fs::remove_file(self.waiting);
    }
}
