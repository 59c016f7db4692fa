//! Whether a bundle is whole, unchanged, and made from this catalogue.

use std::collections::BTreeMap;

use super::manifest::{FileRecord, MANIFEST, MadeFrom, Manifest};

/// What is wrong with a bundle, in one sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BundleFault(pub String);

/// Compares the files of a bundle with its list, and what the list says of the catalogue with the catalogue
/// of that name. Gives the list where there is one.
pub fn verify(
    files: &BTreeMap<String, Vec<u8>>,
    origin_of: impl Fn(&str) -> Option<MadeFrom>,
) -> (Option<Manifest>, Vec<BundleFault>) {
    let Some(list) = files.get(MANIFEST) else {
        return (
            None,
            vec![BundleFault(format!(
                "没有 {MANIFEST}，不是 mulu submit 写出的材料，或者清单丢了"
            ))],
        );
    };
    let manifest: Manifest = match serde_json::from_slice(list) {
        Ok(manifest) => manifest,
        Err(error) => return (None, vec![BundleFault(format!("{MANIFEST} 读不出来：{error}"))]),
    };
    let mut faults = compare(&manifest.files, files);
    faults.extend(origin(&manifest, origin_of));
    (Some(manifest), faults)
}

/// Compares files with their list: what is missing, changed, or was added.
pub fn compare(list: &[FileRecord], files: &BTreeMap<String, Vec<u8>>) -> Vec<BundleFault> {
    let mut faults: Vec<BundleFault> = list.iter().filter_map(|file| check(file, files)).collect();
    let listed = |name: &String| name == MANIFEST || list.iter().any(|f| f.name == *name);
    let strange = files.keys().filter(|name| !listed(name));
    faults.extend(strange.map(|name| BundleFault(format!("“{name}”不在清单里，是后来加进去的"))));
    faults
}

fn check(record: &FileRecord, files: &BTreeMap<String, Vec<u8>>) -> Option<BundleFault> {
    let name = &record.name;
    let Some(bytes) = files.get(name) else {
        return Some(BundleFault(format!("缺少“{name}”")));
    };
    let found = FileRecord::of(name, bytes);
    if found == *record {
        return None;
    }
    let how = if found.bytes == record.bytes {
        "内容改动过".to_owned()
    } else {
        format!("内容改动过（清单上 {} 字节，现在 {} 字节）", record.bytes, found.bytes)
    };
    Some(BundleFault(format!("“{name}”{how}")))
}

fn origin(manifest: &Manifest, origin_of: impl Fn(&str) -> Option<MadeFrom>) -> Vec<BundleFault> {
    let name = &manifest.name;
    let Some(now) = origin_of(name) else {
        return vec![BundleFault(format!("仓库里没有“{name}”，看不出材料是不是由这份目录做的"))];
    };
    if now.fingerprint != manifest.fingerprint {
        return vec![BundleFault(format!(
            "不是由现在的目录做的：材料的指纹是 {}，目录现在是 {}",
            manifest.fingerprint, now.fingerprint
        ))];
    }
    // Neither is part of the fingerprint, which tells the content.
    let said = [("版本", &manifest.edition, &now.edition), ("日期", &manifest.date, &now.date)];
    let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| "没有写".to_owned());
    let other = said.into_iter().filter(|(_, listed, now)| listed != now);
    other
        .map(|(what, listed, now)| {
            let (listed, now) = (shown(listed), shown(now));
            BundleFault(format!("清单上的{what}是 {listed}，目录现在是 {now}"))
        })
        .collect()
}
