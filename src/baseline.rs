//! 基线: the faults that a repository had when somebody decided to look at new ones only.
//!
//! A fault is known again by what it is about, never by where it stands: rows move. The file is meant
//! for git, so it is sorted and says in words what each entry is. This module reads and writes text; it
//! knows no folders, and it does not decide what fails.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::finding::{Finding, Severity};
use crate::model::{Field, fold};

/// The name of the file, beside the `mulu.yaml` at the top of a repository.
pub const FILE: &str = ".mulu-baseline.json";
/// Changes when an entry means something else.
const VERSION: u8 = 1;

/// The known faults of a repository.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    entries: BTreeMap<BaselineKey, usize>,
}

/// What a fault is about. The order is that of the file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct BaselineKey {
    body: String,
    rule: String,
    item: String,
    field: String,
    text: String,
}

#[derive(Serialize, Deserialize)]
struct BaselineFile {
    version: u8,
    findings: Vec<BaselineEntry>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct BaselineEntry {
    fingerprint: String,
    rule: String,
    body: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    item: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    field: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    text: String,
    count: usize,
}

/// Why a file is no baseline. The text is for the user.
#[derive(Debug, thiserror::Error)]
pub enum BaselineError {
    /// Not JSON, or not of this form.
    #[error("不是基线文件，或者改坏了（{0}）。用 mulu check --write-baseline 重新写一份")]
    Damaged(#[from] serde_json::Error),
    /// Written by a later mulu.
    #[error("是第 {0} 版的基线，这个 mulu 只认第 {VERSION} 版。换新的 mulu，或者重新写一份")]
    Version(u8),
}

/// Findings, parted by a baseline.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parted {
    /// What the baseline does not know.
    pub new: Vec<Finding>,
    /// What it knows.
    pub known: Vec<Finding>,
    /// How many faults it knows that are there no more.
    pub gone: usize,
}

impl Baseline {
    /// The baseline that knows these findings. Notes are left out: they never make a run fail.
    pub fn of<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Self {
        let mut entries = BTreeMap::new();
        for finding in findings.into_iter().filter(|finding| counts(finding)) {
            *entries.entry(BaselineKey::of(finding)).or_insert(0) += 1;
        }
        Self { entries }
    }

    /// Reads the file.
    ///
    /// # Errors
    /// When the text is no baseline of this version.
    pub fn parse(text: &str) -> Result<Self, BaselineError> {
        #[derive(Deserialize)]
        struct BaselineVersion {
            version: u8,
        }
        let head: BaselineVersion = serde_json::from_str(text)?;
        if head.version != VERSION {
            return Err(BaselineError::Version(head.version));
        }
        let document: BaselineFile = serde_json::from_str(text)?;
        let mut entries = BTreeMap::new();
        for entry in document.findings {
            let BaselineEntry { rule, body, item, field, text, count, .. } = entry;
            *entries.entry(BaselineKey { body, rule, item, field, text }).or_insert(0) += count;
        }
        Ok(Self { entries })
    }

    /// The text of the file.
    ///
    /// # Errors
    /// When the JSON cannot be put together.
    pub fn to_text(&self) -> Result<String, serde_json::Error> {
        let findings = self.entries.iter().map(|(key, count)| key.entry(*count)).collect();
        let document = BaselineFile { version: VERSION, findings };
        Ok(serde_json::to_string_pretty(&document)? + "\n")
    }

    /// Calls the items of a body by the codes that they have now; says how many entries that changed.
    pub fn move_codes(&mut self, body: &str, codes: &BTreeMap<String, String>) -> usize {
        let is_old = |key: &BaselineKey| key.body == body && codes.contains_key(&key.item);
        let (old, mut entries): (BTreeMap<_, _>, BTreeMap<_, _>) =
            std::mem::take(&mut self.entries).into_iter().partition(|(key, _)| is_old(key));
        let moved = old.len();
        for (key, count) in old {
            let item = codes.get(&key.item).cloned().unwrap_or_default();
            *entries.entry(BaselineKey { item, ..key }).or_insert(0) += count;
        }
        self.entries = entries;
        moved
    }

    /// How many faults it knows.
    pub fn len(&self) -> usize {
        self.entries.values().sum()
    }

    /// Whether it knows none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Takes over from an older baseline what concerns none of these bodies of government.
    pub fn keep_others(&mut self, older: &Self, bodies: &BTreeSet<String>) {
        let others = older.entries.iter().filter(|(key, _)| !bodies.contains(&key.body));
        self.entries.extend(others.map(|(key, count)| (key.clone(), *count)));
    }

    /// Parts the findings of these bodies of government into new and known ones. A fault that is there
    /// more often than it was counts as new from then on.
    pub fn part(&self, findings: Vec<Finding>, bodies: &BTreeSet<String>) -> Parted {
        let mut left = self.entries.clone();
        let mut parted = Parted::default();
        for finding in findings {
            let known =
                counts(&finding).then(|| left.get_mut(&BaselineKey::of(&finding))).flatten();
            match known.filter(|count| **count > 0) {
                Some(count) => {
                    *count -= 1;
                    parted.known.push(finding);
                }
                None => parted.new.push(finding),
            }
        }
        let of_these = left.iter().filter(|(key, _)| bodies.contains(&key.body));
        parted.gone = of_these.map(|(_, count)| count).sum();
        parted
    }
}

fn counts(finding: &Finding) -> bool {
    finding.severity > Severity::Note
}

impl BaselineKey {
    fn of(finding: &Finding) -> Self {
        let item = finding.item.as_ref().map(|item| match &item.code {
            Some(code) => code.to_string(),
            None => [std::slice::from_ref(&item.domain), &item.path].concat().join("/"),
        });
        Self {
            body: finding.member.clone().unwrap_or_default(),
            rule: finding.rule.to_string(),
            item: item.unwrap_or_default(),
            field: finding.field.map(Field::heading).unwrap_or_default().to_owned(),
            text: subject(&finding.message),
        }
    }

    fn entry(&self, count: usize) -> BaselineEntry {
        let Self { body, rule, item, field, text } = self.clone();
        BaselineEntry { fingerprint: self.fingerprint(), rule, body, item, field, text, count }
    }

    fn fingerprint(&self) -> String {
        let Self { body, rule, item, field, text } = self;
        let recipe = [rule, body, item, field, text].map(String::as_str).join("\u{1f}");
        let digest = Sha256::digest(recipe);
        digest.iter().take(12).map(|byte| format!("{byte:02x}")).collect()
    }
}

/// The text at fault: what a message quotes, folded. The words around it change with the versions of
/// the program; a message that quotes nothing stands for itself.
fn subject(message: &str) -> String {
    let quoted: Vec<&str> = message
        .split('“')
        .skip(1)
        .filter_map(|rest| rest.split_once('”').map(|(inner, _)| inner))
        .collect();
    let text = if quoted.is_empty() { message.to_owned() } else { quoted.join("|") };
    fold::compact(&text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Area, ItemName, Rule};
    use crate::source::{CellRef, Location, SourceMap};

    static RULE: Rule = Rule::error(Area::Files, "# r：标题\n");

    fn finding(row: u32, message: &str) -> Finding {
        let file = SourceMap::new().add_opaque("a.xlsx", None);
        let place = Location::cell(file, 0, CellRef::new(row, 2));
        let mut finding = Finding::new(&RULE, place, message);
        finding.member = Some("大英县".to_owned());
        let item = ItemName {
            domain: "社会救助".to_owned(),
            code: None,
            path: vec!["办事指南".to_owned()],
        };
        finding.item = Some(item);
        finding
    }

    fn bodies() -> BTreeSet<String> {
        BTreeSet::from(["大英县".to_owned()])
    }

    #[test]
    fn a_moved_and_reworded_fault_is_known() {
        let baseline = Baseline::of(&[finding(3, "“二十 天”看不懂"), finding(4, "缺一栏")]);
        let now = vec![finding(30, "看不出“二十天”是几天"), finding(4, "缺一栏。")];
        let parted = baseline.part(now, &bodies());
        assert_eq!((parted.known.len(), parted.new.len(), parted.gone), (1, 1, 1));
    }

    #[test]
    fn a_second_one_is_new() {
        let baseline = Baseline::of(&[finding(3, "“甲”")]);
        let parted = baseline.part(vec![finding(3, "“甲”"), finding(4, "“甲”")], &bodies());
        assert_eq!((parted.known.len(), parted.new.len(), parted.gone), (1, 1, 0));
    }

    #[test]
    fn notes_are_not_kept() {
        let mut note = finding(3, "“甲”");
        note.severity = Severity::Note;
        assert!(Baseline::of(&[note]).is_empty());
    }

    #[test]
    fn the_file_reads_back_and_is_stable() {
        let baseline = Baseline::of(&[finding(3, "“乙”"), finding(4, "“甲”"), finding(5, "“甲”")]);
        let text = baseline.to_text().unwrap();
        assert_eq!(Baseline::parse(&text).unwrap(), baseline);
        let other = Baseline::of(&[finding(9, "“甲”"), finding(1, "“乙”"), finding(2, "“甲”")]);
        assert_eq!(other.to_text().unwrap(), text);
        assert!(text.contains("\"count\": 2"), "{text}");
        assert!(matches!(Baseline::parse("{\"version\": 2}"), Err(BaselineError::Version(2))));
        assert!(matches!(Baseline::parse("[]"), Err(BaselineError::Damaged(_))));
    }

    #[test]
    fn other_bodies_keep_their_entries() {
        let mut town = finding(3, "“甲”");
        town.member = Some("盐井街道".to_owned());
        let older = Baseline::of(&[town, finding(3, "“乙”")]);
        let mut newer = Baseline::of(&[finding(3, "“丙”")]);
        newer.keep_others(&older, &bodies());
        assert_eq!(newer.len(), 2);
        assert_eq!(newer.part(Vec::new(), &bodies()).gone, 1, "the town was not looked at");
    }
}
