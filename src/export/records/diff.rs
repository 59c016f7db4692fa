//! A comparison for programs, versioned: the structs here are the format.

use serde::Serialize;

use crate::diff::{Change, ChangeKind, Diff, ItemChange, MatchedBy, Title};

/// `mulu diff --format json`.
#[derive(Serialize)]
pub struct DiffRecord<'a> {
    version: u32,
    equal: bool,
    bodies: Vec<BodyRecord<'a>>,
    only_old: &'a [String],
    only_new: &'a [String],
}

#[derive(Serialize)]
struct BodyRecord<'a> {
    old: TitleRecord<'a>,
    new: TitleRecord<'a>,
    summary: DiffSummary,
    changes: Vec<ChangedItemRecord<'a>>,
}

#[derive(Serialize)]
struct TitleRecord<'a> {
    name: &'a str,
    version: Option<&'a str>,
    date: Option<&'a str>,
    items: usize,
}

#[derive(Serialize)]
struct DiffSummary {
    added: usize,
    removed: usize,
    modified: usize,
    renamed: usize,
    moved: usize,
    same: usize,
}

#[derive(Serialize)]
struct ChangedItemRecord<'a> {
    kind: &'static str,
    item: ItemNameRecord<'a>,
    matched: Option<&'static str>,
    reason: Option<&'a str>,
    fields: Vec<FieldRecord<'a>>,
}

#[derive(Serialize)]
struct ItemNameRecord<'a> {
    domain: &'a str,
    code: Option<String>,
    path: &'a [String],
}

#[derive(Serialize)]
struct FieldRecord<'a> {
    kind: &'static str,
    field: &'a str,
    old: &'a str,
    new: &'a str,
    reason: Option<&'a str>,
}

impl<'a> DiffRecord<'a> {
    /// Of the bodies that both sides have, and the names of those that only one has.
    pub fn new(diffs: &'a [Diff], only_old: &'a [String], only_new: &'a [String]) -> Self {
        let same = diffs.iter().all(Diff::is_empty);
        Self {
            version: 1,
            equal: same && only_old.is_empty() && only_new.is_empty(),
            bodies: diffs.iter().map(BodyRecord::new).collect(),
            only_old,
            only_new,
        }
    }
}

impl<'a> BodyRecord<'a> {
    fn new(diff: &'a Diff) -> Self {
        let summary = DiffSummary {
            added: diff.count(ChangeKind::Added),
            removed: diff.count(ChangeKind::Removed),
            modified: diff.count(ChangeKind::Modified),
            renamed: diff.count(ChangeKind::Renamed),
            moved: diff.count(ChangeKind::Moved),
            same: diff.same,
        };
        Self {
            old: TitleRecord::new(&diff.old),
            new: TitleRecord::new(&diff.new),
            summary,
            changes: diff.items.iter().map(ChangedItemRecord::new).collect(),
        }
    }
}

impl<'a> TitleRecord<'a> {
    fn new(title: &'a Title) -> Self {
        Self {
            name: &title.name,
            version: title.version.as_deref(),
            date: title.date.as_deref(),
            items: title.items,
        }
    }
}

impl<'a> ChangedItemRecord<'a> {
    fn new(item: &'a ItemChange) -> Self {
        Self {
            kind: item.whole().map_or("changed", ChangeKind::id),
            item: ItemNameRecord {
                domain: &item.domain,
                code: item.code.as_ref().map(ToString::to_string),
                path: &item.names,
            },
            matched: item.matched.map(MatchedBy::id),
            reason: item.reason.as_deref(),
            fields: item.changes.iter().map(FieldRecord::new).collect(),
        }
    }
}

impl<'a> FieldRecord<'a> {
    fn new(change: &'a Change) -> Self {
        Self {
            kind: change.kind.id(),
            field: &change.heading,
            old: &change.old,
            new: &change.new,
            reason: change.reason.as_deref(),
        }
    }
}
