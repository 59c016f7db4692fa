//! Packs: the data of a layer in one file, with a list of digests.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::cli::CliError;
use crate::cli::submit::archive;
use crate::input::data::RawData;
use crate::output::Artifact;
use crate::submit::{BundleFault, FileRecord, MANIFEST, compare};

/// 清单.json of a pack.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct PackList {
    version: u32,
    /// Whose data they are.
    #[serde(rename = "名称")]
    pub(super) name: String,
    /// 数据日期.
    #[serde(rename = "数据日期")]
    pub(super) date: Option<String>,
    #[serde(rename = "文件")]
    pub(super) files: Vec<FileRecord>,
}

/// Puts files into one, with their list.
pub(super) fn make(
    name: &str,
    date: Option<String>,
    files: &[RawData],
) -> Result<Vec<u8>, CliError> {
    let records = files.iter().map(|file| FileRecord::of(&file.name, &file.bytes)).collect();
    let list = PackList { version: 1, name: name.to_owned(), date, files: records };
    let text = serde_json::to_vec_pretty(&list)
        .map_err(|error| CliError::Message(format!("清单写不出来：{error}")))?;
    let parts = files.iter().map(|file| (file.name.clone(), file.bytes.clone()));
    let parts = parts.chain([(MANIFEST.to_owned(), text)]);
    let artifacts: Vec<Artifact> = parts.map(|(name, bytes)| Artifact { name, bytes }).collect();
    archive::pack(&artifacts)
}

/// The list of a pack, its files, and what is wrong with them.
type OpenPack = (PackList, BTreeMap<String, Vec<u8>>, Vec<BundleFault>);

/// Reads a pack.
pub(super) fn open(path: &Path) -> Result<OpenPack, CliError> {
    let files = archive::content(path)?.files;
    let refused = |why: &str| CliError::Message(format!("“{}”{why}", path.display()));
    let list = files.get(MANIFEST).ok_or_else(|| {
        refused(&format!("里没有 {MANIFEST}，不是 mulu data pack 做的数据包，或者清单丢了"))
    })?;
    let list: PackList =
        serde_json::from_slice(list).map_err(|_| refused("里的清单读不出来，不是数据包"))?;
    let faults = compare(&list.files, &files);
    Ok((list, files, faults))
}

/// The files of a pack that is whole and unchanged.
pub(super) fn read(path: &Path) -> Result<Vec<RawData>, CliError> {
    let (_, files, faults) = open(path)?;
    if let Some(BundleFault(first)) = faults.first() {
        return Err(CliError::Message(format!(
            "数据包“{}”不能用：{first}。向发来的单位重新要一份",
            path.display()
        )));
    }
    let files = files.into_iter().filter(|(name, _)| name != MANIFEST);
    let named = |name: &str| format!("{}/{name}", path.file_name().unwrap_or_default().display());
    Ok(files.map(|(name, bytes)| RawData { name: named(&name), path: None, bytes }).collect())
}
