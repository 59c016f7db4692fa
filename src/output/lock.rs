//! A folder that only one run at a time may write.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::WriteError;

/// The files whose locks are the folder's. The system lets go of them when a run ends, however it ends.
/// A folder may be a repository and one of output at once.
const OUTPUT: &str = ".mulu-output.lock";
const REPOSITORY: &str = ".mulu-repository.lock";
/// How long a run waits for another.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);
/// How often it looks.
const PAUSE: Duration = Duration::from_millis(50);

/// A folder that is ours until this is dropped.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    /// Takes a repository whose files are about to be read and continued, waiting a while for a run that
    /// has it.
    ///
    /// # Errors
    /// When the other run does not end in time, or the disk refuses.
    pub fn repository(folder: &Path) -> Result<Self, WriteError> {
        Self::take(folder, REPOSITORY, PATIENCE)
    }

    /// The same for a folder of output, waiting no longer than this.
    pub(super) fn output(folder: &Path, patience: Duration) -> Result<Self, WriteError> {
        Self::take(folder, OUTPUT, patience)
    }

    fn take(folder: &Path, name: &str, patience: Duration) -> Result<Self, WriteError> {
        let path = folder.join(name);
        let until = Instant::now() + patience;
        loop {
            if let Some(lock) = attempt(&path).map_err(|error| WriteError::io(folder, &error))? {
                return Ok(lock);
            }
            if Instant::now() >= until {
                return Err(WriteError::Held {
                    folder: folder.display().to_string(),
                    owner: owner(&path).unwrap_or_else(|| "看不出是谁".to_owned()),
                });
            }
            std::thread::sleep(PAUSE);
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Those who wait for this file find it gone, and begin again.
        let _ = fs::remove_file(&self.path);
    }
}

/// The lock, if nobody has it.
fn attempt(path: &Path) -> io::Result<Option<Lock>> {
    let opened = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path);
    let mut file = match opened {
        // Windows says so while the file is going away.
        Err(error) if cfg!(windows) && error.kind() == io::ErrorKind::PermissionDenied => {
            return Ok(None);
        }
        opened => opened?,
    };
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => return Ok(None),
        // A disk that knows no locks: one run at a time is then up to the users.
        Err(TryLockError::Error(error)) if error.kind() != io::ErrorKind::Unsupported => {
            return Err(error);
        }
        Ok(()) | Err(TryLockError::Error(_)) => {}
    }
    // The run before may have removed the file after we had opened it: then this is nobody's lock.
    let ours = same_file::Handle::from_file(file.try_clone()?)?;
    if same_file::Handle::from_path(path).ok() != Some(ours) {
        return Ok(None);
    }
    file.set_len(0)?;
    file.write_all(this_run().as_bytes())?;
    Ok(Some(Lock { path: path.to_path_buf(), _file: file }))
}

/// How this run is told to those who wait for it.
fn this_run() -> String {
    let user = ["USER", "USERNAME"].into_iter().find_map(|name| std::env::var(name).ok());
    let user = user.map(|user| format!("{user}，")).unwrap_or_default();
    format!("{user}进程号 {}", std::process::id())
}

/// Who has the lock. Windows does not let others read a locked file.
fn owner(path: &Path) -> Option<String> {
    let mut text = String::new();
    File::open(path).ok()?.take(200).read_to_string(&mut text).ok()?;
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_at_a_time_and_nothing_stays() {
        let folder = tempfile::tempdir().unwrap();
        let first = Lock::output(folder.path(), PATIENCE).unwrap();
        let error = Lock::output(folder.path(), Duration::ZERO).unwrap_err();
        let WriteError::Held { owner, .. } = &error else { panic!("{error}") };
        if cfg!(unix) {
            assert!(owner.contains(&std::process::id().to_string()), "{error}");
        }
        drop(Lock::repository(folder.path()).unwrap());
        drop(first);
        drop(Lock::output(folder.path(), Duration::ZERO).unwrap());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn the_file_of_a_killed_run_is_no_lock() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(OUTPUT), "进程号 1").unwrap();
        Lock::output(folder.path(), Duration::ZERO).unwrap();
    }

    /// Locks that are dropped and taken at once never belong to two.
    #[test]
    fn many_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let counter = folder.path().join("n");
        fs::write(&counter, "0").unwrap();
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..5 {
                        let _lock = Lock::output(folder.path(), PATIENCE).unwrap();
                        let n: u32 = fs::read_to_string(&counter).unwrap().parse().unwrap();
                        fs::write(&counter, (n + 1).to_string()).unwrap();
                    }
                });
            }
        });
        assert_eq!(fs::read_to_string(&counter).unwrap(), "40");
    }
}
