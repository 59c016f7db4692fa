//! A new content beside its target, and how it takes the target's place.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::WriteError;
use super::fault::{may_be_killed, may_fail};

/// How names of temporary files begin and end: hidden, and not read as input.
pub(super) const PREFIX: &str = ".mulu-";
pub(super) const SUFFIX: &str = ".tmp";

/// A content that is safely on disk, beside its target.
pub(super) struct Pending {
    target: PathBuf,
    file: NamedTempFile,
}

impl Pending {
    /// Writes the content beside the target. A file that is there hands its permissions on.
    pub(super) fn new(target: &Path, bytes: &[u8]) -> Result<Self, WriteError> {
        let pending = Self::aside(target, bytes)?;
        let synced = pending.file.as_file().sync_all();
        synced.map_err(|error| WriteError::io(target, &error))?;
        Ok(pending)
    }

    /// The same without waiting for the disk.
    pub(super) fn aside(target: &Path, bytes: &[u8]) -> Result<Self, WriteError> {
        let written = || -> io::Result<NamedTempFile> {
            let mut file = temporary(folder_of(target))?;
            if let Ok(there) = fs::symlink_metadata(target)
                && there.is_file()
            {
                file.as_file().set_permissions(there.permissions())?;
            }
            may_fail()?;
            file.write_all(bytes)?;
            Ok(file)
        };
        let file = written().map_err(|error| WriteError::io(target, &error))?;
        Ok(Self { target: target.to_path_buf(), file })
    }

    /// Takes the target's place.
    pub(super) fn replace(self) -> Result<(), WriteError> {
        may_be_killed();
        let kept = may_fail().and_then(|()| Ok(self.file.persist(&self.target)?));
        kept.map(drop).map_err(|error| WriteError::io(&self.target, &error))
    }

    /// Takes the target's place, where nothing is there yet.
    pub(super) fn create(self) -> Result<(), WriteError> {
        may_be_killed();
        let kept = may_fail().and_then(|()| Ok(self.file.persist_noclobber(&self.target)?));
        kept.map(drop).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => WriteError::Exists(self.target.display().to_string()),
            _ => WriteError::io(&self.target, &error),
        })
    }
}

/// The folder in which a file stands.
pub(super) fn folder_of(target: &Path) -> &Path {
    target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A new file in the folder, locked while this run has it: so [`sweep`] leaves it alone.
fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    // Temporary files are private by default; these become files that others are to read.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    loop {
        let file = builder.tempfile_in(folder)?;
        // A disk that knows no locks does without: its leftovers stay.
        let _ = file.as_file().lock();
        // Another run may have swept it away before it was locked.
        if file.path().exists() {
            return Ok(file);
        }
    }
}

/// Removes what runs that were killed left in a folder. What a run is still writing is locked.
pub(super) fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if !name.starts_with(PREFIX) || !name.ends_with(SUFFIX) {
            continue;
        }
        let path = entry.path();
        let Ok(file) = OpenOptions::new().write(true).open(&path) else { continue };
        if file.try_lock().is_ok() {
            let _ = fs::remove_file(&path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leftovers_go_and_what_is_being_written_stays() {
        let folder = tempfile::tempdir().unwrap();
        let left = folder.path().join(".mulu-Ab12Cd.tmp");
        fs::write(&left, "half").unwrap();
        let foreign = folder.path().join(".tmpAb12Cd");
        fs::write(&foreign, "of another program").unwrap();
        let pending = Pending::new(&folder.path().join("a.txt"), b"1").unwrap();
        sweep(folder.path());
        assert!(!left.exists() && foreign.exists());
        pending.create().unwrap();
        assert_eq!(fs::read(folder.path().join("a.txt")).unwrap(), b"1");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn what_is_there_is_not_created_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        super::super::create(&path, b"1").unwrap();
        let error = super::super::create(&path, b"2").unwrap_err();
        assert!(matches!(error, WriteError::Exists(_)), "{error}");
        assert_eq!(fs::read(&path).unwrap(), b"1");
    }

    #[cfg(unix)]
    #[test]
    fn permissions_stay_and_a_read_only_file_is_left_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        super::super::create(&path, b"1").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&path) | 0o022, 0o666, "others may read it, as the umask allows");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        super::super::replace(&path, b"2").unwrap();
        assert_eq!((mode(&path), fs::read(&path).unwrap()), (0o640, b"2".to_vec()));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
        let error = super::super::replace(&path, b"3").unwrap_err();
        assert!(matches!(error, WriteError::ReadOnly(_)), "{error}");
        assert_eq!(fs::read(&path).unwrap(), b"2");
    }
}
