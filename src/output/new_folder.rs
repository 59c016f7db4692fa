//! A new folder that is there with all its files, or not at all.

use std::fs;
use std::path::{Path, PathBuf};

use super::fault::{may_be_killed, may_fail};
use super::lock::PATIENCE;
use super::pending::{PREFIX, SUFFIX, folder_of};
use super::{Lock, WriteError, create, make_folder};

/// Makes a folder of these files, named by their paths within it, where nothing is or an empty folder.
///
/// # Errors
/// When something is there, or the disk refuses; then nothing is there.
pub fn create_folder(target: &Path, files: &[(PathBuf, Vec<u8>)]) -> Result<(), WriteError> {
    let above = folder_of(target);
    make_folder(above)?;
    let _ours = Lock::output(above, PATIENCE)?;
    clear(above);
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    let made = may_fail().and_then(|()| builder.tempdir_in(above));
    let made = made.map_err(|error| WriteError::io(target, &error))?;
    // The folder's own mode, and not that of a private one.
    let aside = made.path().join("新");
    make_folder(&aside)?;
    for (name, bytes) in files {
        let path = aside.join(name);
        make_folder(folder_of(&path))?;
        create(&path, bytes)?;
    }
    take_place(&aside, target)
}

fn take_place(aside: &Path, target: &Path) -> Result<(), WriteError> {
    may_be_killed();
    // Only an empty one goes. That it is gone does no harm if the next step is refused.
    let removed = if target.is_dir() { fs::remove_dir(target) } else { Ok(()) };
    if removed.is_err() || target.exists() {
        return Err(WriteError::InTheWay(target.display().to_string()));
    }
    let renamed = may_fail().and_then(|()| fs::rename(aside, target));
    renamed.map_err(|error| WriteError::io(target, &error))
}

/// Removes what killed runs left; whoever makes a folder here holds the lock.
fn clear(above: &Path) {
    for entry in fs::read_dir(above).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_left = name.starts_with(PREFIX) && name.ends_with(SUFFIX);
        if is_left && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_stays_and_leftovers_go() {
        let top = tempfile::tempdir().unwrap();
        let target = top.path().join("新的");
        fs::create_dir_all(top.path().join(".mulu-Ab12Cd.tmp/半")).unwrap();
        fs::create_dir(&target).unwrap();
        let files = [(PathBuf::from("a/b.txt"), b"1".to_vec())];
        create_folder(&target, &files).unwrap();
        assert_eq!(fs::read(target.join("a/b.txt")).unwrap(), b"1");
        assert_eq!(fs::read_dir(top.path()).unwrap().count(), 1);
        let error = create_folder(&target, &files).unwrap_err();
        assert!(matches!(error, WriteError::InTheWay(_)), "{error}");
        assert_eq!(fs::read_dir(top.path()).unwrap().count(), 1);
    }
}
