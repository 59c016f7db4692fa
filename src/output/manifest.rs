//! The record of what mulu wrote into a folder: whether a file there is as it left it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Pending, WriteError};
use crate::text::hex;

/// The name of the record.
pub const MANIFEST: &str = ".mulu-manifest.json";

/// SHA-256 of each file by its path below the folder, with `/`.
///
/// What is about to be written is noted down before it is: a run that is killed in between leaves files
/// of the old content and of the new, and both are ours.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct OutputManifest {
    version: u32,
    files: BTreeMap<String, String>,
    /// What was about to take the place of the files.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    intended: BTreeMap<String, String>,
}

impl OutputManifest {
    /// The record of a folder. Without a readable one nothing there is known to be ours: the safe reading.
    pub(super) fn load(root: &Path) -> Self {
        let bytes = fs::read(root.join(MANIFEST)).ok();
        bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
    }

    /// Whether mulu wrote this content.
    pub(super) fn knows(&self, key: &str, digest: &str) -> bool {
        [&self.files, &self.intended].iter().any(|of| of.get(key).is_some_and(|d| d == digest))
    }

    /// Notes down what is about to be written in the place of a file, which is as it is now.
    pub(super) fn intend(&mut self, key: &str, there: Option<String>, digest: String) {
        if let Some(there) = there.filter(|there| self.knows(key, there)) {
            self.files.insert(key.to_owned(), there);
        }
        self.intended.insert(key.to_owned(), digest);
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
