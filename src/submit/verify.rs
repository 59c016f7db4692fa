//! Whether a bundle is whole and unchanged, agrees with itself, and is made from a catalogue that is at hand.
//!
//! Whoever receives a bundle needs no more than the bundle and the SM3 of its list, told by whoever sent it:
//! a file that was changed together with the list agrees with the list, but not with that number.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::manifest::{FileRecord, MANIFEST, MadeFrom, Manifest, fingerprint_of_csv, sm3_hex};

/// The catalogue of a bundle, for programs.
const CATALOGUE: &str = "catalogue.json";
/// The same as a table, of which the fingerprint is taken.
const TABLE: &str = "catalogue.csv";
/// The least beginning of the SM3 of a list by which it is told.
const LEAST_DIGITS: usize = 16;

/// What is wrong with a bundle, in one sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BundleFault(pub String);

/// The catalogue of the body with a name, as it is now.
pub type OriginOf<'a> = dyn Fn(&str) -> Option<MadeFrom> + 'a;

/// What is known of a bundle besides the bundle.
#[derive(Clone, Copy, Default)]
pub struct Expected<'a> {
    /// The SM3 of its list as whoever sent it told it, whole or its beginning.
    pub sm3: Option<&'a str>,
    /// The catalogue of a body now; `None` where there is no repository to ask.
    pub origin_of: Option<&'a OriginOf<'a>>,
}

/// Compares the files of a bundle with its list, the list with the catalogue that is in the bundle, and both
/// with what else is known. Gives the list where there is one.
pub fn verify(
    files: &BTreeMap<String, Vec<u8>>,
    expected: Expected<'_>,
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
    let mut faults: Vec<BundleFault> =
        expected.sm3.and_then(|told| other_list(list, told)).into_iter().collect();
    faults.extend(compare(&manifest.files, files));
    faults.extend(listed_twice(&manifest));
    faults.extend(inside(&manifest, files));
    if let Some(origin_of) = expected.origin_of {
        faults.extend(origin(&manifest, origin_of));
    }
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

/// Says that the list is not the one whose SM3 was told.
fn other_list(list: &[u8], told: &str) -> Option<BundleFault> {
    let told: String = told.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    let told = told.to_ascii_lowercase();
    let found = sm3_hex(list);
    if told.len() < LEAST_DIGITS {
        return Some(BundleFault(format!(
            "给的 SM3 只有 {} 位，看不准。写全 {} 位，至少写前 {LEAST_DIGITS} 位",
            told.len(),
            found.len()
        )));
    }
    (!found.starts_with(&told)).then(|| {
        BundleFault(format!("清单不是报送单位的那一份：给的 SM3 是 {told}，这份清单是 {found}"))
    })
}

fn listed_twice(manifest: &Manifest) -> Vec<BundleFault> {
    let mut seen = BTreeSet::new();
    let names = manifest.files.iter().map(|file| &file.name);
    let twice = names.filter(|name| !seen.insert(*name));
    twice.map(|name| BundleFault(format!("清单里“{name}”写了两次"))).collect()
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

/// What the catalogue in the bundle says of itself.
#[derive(Deserialize)]
struct Inside {
    #[serde(rename = "名称", default)]
    name: Option<String>,
    #[serde(rename = "版本", default)]
    edition: Option<String>,
    #[serde(rename = "日期", default)]
    date: Option<String>,
}

/// Where the list and the catalogue in the bundle do not agree.
fn inside(manifest: &Manifest, files: &BTreeMap<String, Vec<u8>>) -> Vec<BundleFault> {
    let mut faults = Vec::new();
    if let Some(csv) = files.get(TABLE) {
        let found = fingerprint_of_csv(csv);
        if found != manifest.fingerprint {
            let listed = &manifest.fingerprint;
            faults.push(BundleFault(format!("清单上的指纹是 {listed}，材料里的目录是 {found}")));
        }
    }
    let Some(json) = files.get(CATALOGUE) else { return faults };
    let Ok(there) = serde_json::from_slice::<Inside>(json) else {
        faults.push(BundleFault(format!("“{CATALOGUE}”读不出来，核对不了版本和日期")));
        return faults;
    };
    if there.name.as_deref() != Some(manifest.name.as_str()) {
        let (listed, name) = (&manifest.name, there.name.unwrap_or_default());
        faults.push(BundleFault(format!("清单上的单位是“{listed}”，材料里的目录是“{name}”")));
    }
    let there = MadeFrom {
        fingerprint: manifest.fingerprint.clone(),
        edition: there.edition,
        date: there.date,
    };
    faults.extend(said_otherwise(manifest, &there, "材料里的目录"));
    faults
}

fn origin(manifest: &Manifest, origin_of: &dyn Fn(&str) -> Option<MadeFrom>) -> Vec<BundleFault> {
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
    said_otherwise(manifest, &now, "目录现在")
}

/// 版本 and 日期 of the list, against what they are elsewhere.
fn said_otherwise(manifest: &Manifest, there: &MadeFrom, place: &str) -> Vec<BundleFault> {
    let said = [("版本", &manifest.edition, &there.edition), ("日期", &manifest.date, &there.date)];
    let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| "没有写".to_owned());
    let other = said.into_iter().filter(|(_, listed, there)| listed != there);
    other
        .map(|(what, listed, there)| {
            let (listed, there) = (shown(listed), shown(there));
            BundleFault(format!("清单上的{what}是 {listed}，{place}是 {there}"))
        })
        .collect()
}
