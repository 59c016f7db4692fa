//! A folder for files that are only needed while the program runs.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use tempfile::TempDir;

/// A folder of the system's for temporary files; it is gone when this is.
#[derive(Debug)]
pub struct Scratch(TempDir);

impl Scratch {
    /// A new folder.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn new() -> io::Result<Self> {
        tempfile::tempdir().map(Self)
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Puts a file below it. The path must not lead out of it.
    ///
    /// # Errors
    /// When the content cannot be read or the disk refuses.
    pub fn put(&self, path: &Path, content: &mut impl Read) -> io::Result<()> {
        let target = self.path().join(path);
        fs::create_dir_all(super::pending::folder_of(&target))?;
        io::copy(content, &mut File::create(&target)?).map(drop)
    }
}
