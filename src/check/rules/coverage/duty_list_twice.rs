//! duty-list-twice: one list in two files, such as 权责清单.xlsx and 权责清单 - 副本.xlsx.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{Duty, DutyList, fold};
use crate::source::FileId;

pub(crate) static CHECK: Check = Check::catalogue(&RULE, check);
pub(crate) static RULE: Rule = Rule::warning(Area::Coverage, include_str!("duty-list-twice.md"));

/// Lists of fewer duties may be alike by chance.
const FEWEST: usize = 3;
/// The share of the shorter list that stands in the other one too, in percent, from which on they are one.
const ALIKE: usize = 90;

/// The duties of one file.
#[derive(Default)]
struct ListFile<'a> {
    duties: Vec<&'a Duty>,
    names: BTreeSet<(DutyList, String, String)>,
}

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    let mut files: BTreeMap<FileId, ListFile<'_>> = BTreeMap::new();
    for duty in scope.layer.map(|layer| layer.duties.as_slice()).unwrap_or_default() {
        let file = files.entry(duty.location.file).or_default();
        file.names.insert(key(duty));
        file.duties.push(duty);
    }
    let files: Vec<ListFile<'_>> = files.into_values().collect();
    for (at, file) in files.iter().enumerate() {
        let before = files.iter().take(at).find(|other| is_same(other, file));
        let Some((other, first)) = before.and_then(|other| Some((other, file.duties.first()?)))
        else {
            continue;
        };
        let (count, common) = (file.duties.len(), other.names.intersection(&file.names).count());
        let draft = reporter
            .at(
                Place::Own(first.location),
                format!("这份清单的 {count} 项里有 {common} 项在另一份清单里也有，像是同一份清单交了两遍，职责会算两遍"),
            )
            .help("留下新的一份，把另一份移出 duties 文件夹");
        if let Some(first) = other.duties.first() {
            draft.related(first.location, "另一份清单在这里");
        }
    }
}

fn key(duty: &Duty) -> (DutyList, String, String) {
    let body = duty.body.as_ref().map(|body| fold::compact(&body.value)).unwrap_or_default();
    (duty.list, fold::compact(&duty.name.value), body)
}

fn is_same(one: &ListFile<'_>, other: &ListFile<'_>) -> bool {
    let shorter = one.names.len().min(other.names.len());
    let common = one.names.intersection(&other.names).count();
    shorter >= FEWEST && common * 100 >= shorter * ALIKE
}
