//! What was asked of the disk while something was worked out, and what it answered.
//!
//! A result that depends on nothing else holds as long as the disk answers the same. All questions go through
//! [`super`], so none is left out.

use std::cell::RefCell;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::text::hex;

/// Questions to the disk with their answers, in the order in which they were asked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reads(Vec<AskedOfDisk>);

/// A digest stands for an answer; `None` where there was none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
enum AskedOfDisk {
    /// The bytes of a file.
    Bytes(PathBuf, Option<String>),
    /// The names of the entries of a folder.
    Entries(PathBuf, Option<String>),
    /// Whether there is a file.
    IsFile(PathBuf, bool),
}

thread_local! {
    static OPEN: RefCell<Option<Reads>> = const { RefCell::new(None) };
}

/// Does some work, and tells what this thread asked of the disk meanwhile.
pub fn recording<T>(work: impl FnOnce() -> T) -> (T, Reads) {
    let outer = OPEN.with_borrow_mut(|open| open.replace(Reads::default()));
    let done = work();
    let reads = OPEN.with_borrow_mut(|open| std::mem::replace(open, outer)).unwrap_or_default();
    // Whoever records around this asked the same.
    reads.0.iter().for_each(|question| note(|| question.clone()));
    (done, reads)
}

fn note(question: impl FnOnce() -> AskedOfDisk) {
    OPEN.with_borrow_mut(|open| {
        if let Some(reads) = open {
            reads.0.push(question());
        }
    });
}

pub(super) fn note_bytes(path: &Path, bytes: Option<&[u8]>) {
    note(|| AskedOfDisk::Bytes(path.to_path_buf(), bytes.map(digest)));
}

pub(super) fn note_entries(folder: &Path, entries: Option<&[PathBuf]>) {
    note(|| AskedOfDisk::Entries(folder.to_path_buf(), entries.map(names)));
}

pub(super) fn note_file(path: &Path, is_file: bool) {
    note(|| AskedOfDisk::IsFile(path.to_path_buf(), is_file));
}

/// What stands for an answer of the disk.
pub(in crate::input) fn digest(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn names(entries: &[PathBuf]) -> String {
    let name =
        |entry: &PathBuf| entry.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let names: Vec<String> = entries.iter().map(name).collect();
    digest(names.join("\n").as_bytes())
}

impl Reads {
    /// Whether the disk still answers the same.
    pub fn hold(&self) -> bool {
        self.0.iter().all(AskedOfDisk::holds)
    }

    /// These and then others.
    #[must_use]
    pub fn and(&self, others: &Self) -> Self {
        Self(self.0.iter().chain(&others.0).cloned().collect())
    }

    /// The questions and answers in short.
    pub fn digest(&self) -> String {
        let mut hash = Sha256::new();
        for question in &self.0 {
            hash.update(format!("{question:?}\n"));
        }
        hex(&hash.finalize())
    }
}

impl Reads {
    /// The same wherever the folder lies that they are below of.
    pub fn digest_below(&self, folder: &Path) -> String {
        let mut hash = Sha256::new();
        for question in &self.0 {
            let (path, answer) = question.parts();
            let path = path.strip_prefix(folder).unwrap_or(path);
            let path = path.to_string_lossy().replace('\\', "/");
            hash.update(format!("{path}\u{1f}{answer}\n"));
        }
        hex(&hash.finalize())
    }
}

impl AskedOfDisk {
    /// What was asked about, and the answer in words.
    fn parts(&self) -> (&Path, String) {
        match self {
            Self::Bytes(path, answer) => (path, format!("bytes {answer:?}")),
            Self::Entries(path, answer) => (path, format!("entries {answer:?}")),
            Self::IsFile(path, answer) => (path, format!("file {answer}")),
        }
    }

    fn holds(&self) -> bool {
        match self {
            Self::Bytes(path, known) => {
                super::bytes(path, super::MOST_BYTES).ok().as_deref().map(digest) == *known
            }
            Self::Entries(folder, known) => {
                super::sorted_entries(folder).ok().as_deref().map(names) == *known
            }
            Self::IsFile(path, known) => path.is_file() == *known,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{is_file, list, read};
    use super::*;
    use std::fs;

    #[test]
    fn every_answer_counts() {
        let folder = tempfile::tempdir().unwrap();
        let (file, absent) = (folder.path().join("a.yaml"), folder.path().join("b.yaml"));
        let below = folder.path().join("overlays");
        fs::write(&file, "甲").unwrap();
        let ((), reads) = recording(|| {
            let (_, inner) = recording(|| read(&file).map(drop));
            assert!(inner.hold());
            assert!(!is_file(&absent));
            assert!(list(&below).unwrap().is_empty());
        });
        assert!(reads.hold());
        fs::write(&file, "乙").unwrap();
        assert!(!reads.hold());
        fs::write(&file, "甲").unwrap();
        assert!(reads.hold());
        fs::write(&absent, "").unwrap();
        assert!(!reads.hold());
        fs::remove_file(&absent).unwrap();
        fs::create_dir(&below).unwrap();
        assert!(!reads.hold(), "an empty folder is another answer");
        let again = recording(|| read(&file).map(drop)).1;
        assert_ne!(again.digest(), reads.digest());
        let elsewhere = tempfile::tempdir().unwrap();
        fs::write(elsewhere.path().join("a.yaml"), "甲").unwrap();
        let there = recording(|| read(&elsewhere.path().join("a.yaml")).map(drop)).1;
        let (here, there) =
            (again.digest_below(folder.path()), there.digest_below(elsewhere.path()));
        assert_eq!(here, there);
        assert_ne!(here, reads.digest_below(folder.path()));
    }
}
