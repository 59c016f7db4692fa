//! The record of what mulu wrote into a folder: whether a file there is as it left it.
//!
//! While a run goes on, what it is about to write is added to a journal beside the record, so that a member
//! costs the same however many there are; the record itself is written at the end. Of a run that was killed
//! both are left, and the next run reads both.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::fault::may_fail;
use super::{Pending, WriteError};
use crate::text::hex;

/// The name of the record.
pub const MANIFEST: &str = ".mulu-manifest.json";

/// What was about to be written, a line a file, while a run goes on.
const JOURNAL: &str = ".mulu-manifest.journal";

/// A file that is about to be written.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Intent {
    /// Its path below the folder.
    pub(super) key: String,
    /// What stands there now.
    pub(super) there: Option<String>,
    /// What will.
    pub(super) digest: String,
}

/// SHA-256 of each file by its path below the folder, with `/`.
///
/// What is about to be written is noted down before it is: a run that is killed in between leaves files
/// of the old content and of the new, and both are ours.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct OutputManifest {
    version: u32,
    files: BTreeMap<String, String>,
    /// What stands for all that the files of a member depend on, by the member's folder.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    made_from: BTreeMap<String, String>,
    /// What was about to take the place of the files.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    intended: BTreeMap<String, String>,
}

impl OutputManifest {
    /// The record of a folder. Without a readable one nothing there is known to be ours: the safe reading.
    pub(super) fn load(root: &Path) -> Self {
        let bytes = fs::read(root.join(MANIFEST)).ok();
        let record = bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let mut manifest: Self = record.unwrap_or_default();
        let journal = fs::read_to_string(root.join(JOURNAL)).unwrap_or_default();
        // The last line may be cut off: what it speaks of was not written yet.
        for intent in journal.lines().filter_map(|line| serde_json::from_str(line).ok()) {
            manifest.intend(intent);
        }
        manifest
    }

    /// Notes down what is about to be written, and sees to it that this is on the disk before.
    pub(super) fn note(&mut self, root: &Path, intents: Vec<Intent>) -> Result<(), WriteError> {
        let path = root.join(JOURNAL);
        let lines: serde_json::Result<Vec<String>> =
            intents.iter().map(serde_json::to_string).collect();
        let append = |lines: Vec<String>| -> io::Result<()> {
            may_fail()?;
            let mut file: File = OpenOptions::new().create(true).append(true).open(&path)?;
            // What a killed run left may end in the middle of a line.
            file.write_all(format!("\n{}\n", lines.join("\n")).as_bytes())?;
            file.sync_data()
        };
        let appended = lines.map_err(io::Error::other).and_then(append);
        appended.map_err(|error| WriteError::io(&path, &error))?;
        intents.into_iter().for_each(|intent| self.intend(intent));
        Ok(())
    }

    /// Writes the record, which says all that the journal says.
    pub(super) fn close(&mut self, root: &Path) -> Result<(), WriteError> {
        self.save(root)?;
        // Without it, or with it: what it says is known.
        let _ = fs::remove_file(root.join(JOURNAL));
        Ok(())
    }

    /// Whether mulu wrote this content.
    pub(super) fn knows(&self, key: &str, digest: &str) -> bool {
        [&self.files, &self.intended].iter().any(|of| of.get(key).is_some_and(|d| d == digest))
    }

    /// Notes down what is about to be written in the place of a file, which is as it is now.
    fn intend(&mut self, intent: Intent) {
        let Intent { key, there, digest } = intent;
        if let Some(there) = there.filter(|there| self.knows(&key, there)) {
            self.files.insert(key.clone(), there);
        }
        self.intended.insert(key, digest);
    }

    /// Notes down that a file stands as it would be written.
    pub(super) fn stands(&mut self, key: &str, digest: &str) {
        self.intended.remove(key);
        if self.files.get(key).is_none_or(|known| known != digest) {
            self.files.insert(key.to_owned(), digest.to_owned());
        }
    }

    /// Notes down what the files of a member were made from.
    pub(super) fn made_from(&mut self, member: &str, digest: String) {
        self.made_from.insert(member.to_owned(), digest);
    }

    /// Notes down that a file was written.
    pub(super) fn written(&mut self, key: &str) {
        if let Some((key, digest)) = self.intended.remove_entry(key) {
            self.files.insert(key, digest);
        }
    }

    /// Writes the record.
    pub(super) fn save(&mut self, root: &Path) -> Result<(), WriteError> {
        self.version = 1;
        let path = root.join(MANIFEST);
        let text = serde_json::to_vec_pretty(self)
            .map_err(|error| WriteError::io(&path, &std::io::Error::other(error)))?;
        Pending::new(&path, &text)?.replace()
    }
}

/// The SHA-256 of a content, in hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}
