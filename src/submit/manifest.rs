//! 清单.json: every file of a bundle with its digests.

use serde::{Deserialize, Serialize};
use sm3::{Digest as _, Sm3};

use crate::output::sha256;
use crate::text::hex;

/// The name of the list in the bundle.
pub const MANIFEST: &str = "清单.json";

/// The list of a bundle's files.
#[derive(Debug, Clone, Serialize, Deserialize, PartialEq, Eq)]
pub struct Manifest {
    /// The version of this format.
    pub version: u32,
    /// 名称 of the body.
    #[serde(rename = "名称")]
    pub name: String,
    /// 版本 of the catalogue.
    #[serde(rename = "版本", skip_serializing_if = "Option::is_none", default)]
    pub edition: Option<String>,
    /// 日期 of the catalogue.
    #[serde(rename = "日期", skip_serializing_if = "Option::is_none", default)]
    pub date: Option<String>,
    /// 指纹 of the catalogue.
    #[serde(rename = "指纹")]
    pub fingerprint: String,
    /// Whether it is only a draft.
    #[serde(rename = "草稿")]
    pub draft: bool,
    /// The files, in order.
    #[serde(rename = "文件")]
    pub files: Vec<FileRecord>,
}

/// What a bundle says of the catalogue that it was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeFrom {
    /// 指纹, which tells the content.
    pub fingerprint: String,
    /// 版本.
    pub edition: Option<String>,
    /// 日期.
    pub date: Option<String>,
}

/// A file of the bundle.
#[derive(Debug, Clone, Serialize, Deserialize, PartialEq, Eq)]
pub struct FileRecord {
    /// Its name.
    #[serde(rename = "名称")]
    pub name: String,
    /// Its length in bytes.
    #[serde(rename = "字节")]
    pub bytes: usize,
    /// SHA-256 in hexadecimal digits.
    #[serde(rename = "SHA-256")]
    pub sha256: String,
    /// SM3 (GB/T 32905) in hexadecimal digits.
    #[serde(rename = "SM3")]
    pub sm3: String,
}

impl FileRecord {
    /// The record of a file with this content.
    pub fn of(name: &str, bytes: &[u8]) -> Self {
        Self {
            name: name.to_owned(),
            bytes: bytes.len(),
            sha256: sha256(bytes),
            sm3: sm3_hex(bytes),
        }
    }
}

impl Manifest {
    /// The text of the file.
    ///
    /// # Errors
    /// When it cannot be put together; no list is known for which that happens.
    pub fn to_json(&self) -> Result<Vec<u8>, serde_json::Error> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}

/// How many groups of four digits a fingerprint has.
const GROUPS: usize = 4;

/// The fingerprint of a catalogue by the bytes of its `catalogue.csv`: the first 16 hexadecimal digits of
/// their SHA-256, in groups of four.
pub fn fingerprint_of_csv(csv: &[u8]) -> String {
    let digest = sha256(csv);
    let groups: Vec<&str> = (0..GROUPS).filter_map(|at| digest.get(at * 4..at * 4 + 4)).collect();
    groups.join("-")
}

/// SM3 of some bytes, in hexadecimal digits.
pub fn sm3_hex(bytes: &[u8]) -> String {
    hex(&Sm3::digest(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_those_of_the_standards() {
        // The first example of GB/T 32905-2016, and that of FIPS 180-4.
        let record = FileRecord::of("a", b"abc");
        assert_eq!(record.sm3, "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
        assert_eq!(
            record.sha256,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
