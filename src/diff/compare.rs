//! Two sides to a list of differences.

use std::collections::BTreeSet;

use super::edition::{Edition, EditionDomain, EditionItem};
use super::order::out_of_order;
use super::pairs::{EntryIndex, Pair, key, pair};
use super::{Change, ChangeKind, Diff, ItemChange, MatchedBy};
use crate::merge::same_value;
use crate::model::{Field, fold};
use crate::register::ChannelRegister;

/// Compares two catalogues. Other names of a channel are no difference.
pub fn compare(old: &Edition, new: &Edition, register: &ChannelRegister) -> Diff {
    let pairs = pair(old, new, register);
    let comparison = Comparison { old, new, register, moved: moved(&pairs), pairs };
    let mut items = Vec::new();
    for (index, part) in new.parts.iter().enumerate() {
        comparison.newer(index, part, &mut items);
        for (old_index, older) in old.parts.iter().enumerate() {
            if older.is_same(part) {
                comparison.removed(old_index, older, &mut items);
            }
        }
    }
    for (index, part) in old.parts.iter().enumerate() {
        if !new.parts.iter().any(|newer| newer.is_same(part)) {
            comparison.removed(index, part, &mut items);
        }
    }
    let differing = items.iter().filter(|item| item.matched.is_some()).count();
    let same = comparison.pairs.len() - differing;
    Diff { old: old.title.clone(), new: new.title.clone(), items, same }
}

/// The places on the newer side of items that stand in another order than before.
fn moved(pairs: &[Pair]) -> BTreeSet<EntryIndex> {
    let mut moved = BTreeSet::new();
    for run in pairs.chunk_by(|a, b| a.new.0 == b.new.0) {
        // Only items that stayed in the domain that most came from have an order to keep.
        let Some(home) = run.first().map(|pair| pair.old.0) else { continue };
        let stayed: Vec<&Pair> = run.iter().filter(|pair| pair.old.0 == home).collect();
        let places: Vec<usize> = stayed.iter().map(|pair| pair.old.1).collect();
        moved.extend(out_of_order(&places).into_iter().map(|at| stayed[at].new));
    }
    moved
}

struct Comparison<'a> {
    old: &'a Edition,
    new: &'a Edition,
    register: &'a ChannelRegister,
    pairs: Vec<Pair>,
    moved: BTreeSet<EntryIndex>,
}

impl Comparison<'_> {
    /// The items of a domain of the newer side that are new or differ.
    fn newer(&self, index: usize, part: &EditionDomain, items: &mut Vec<ItemChange>) {
        for (at, entry) in part.entries.iter().enumerate() {
            let place = (index, at);
            match self.pairs.iter().find(|pair| pair.new == place) {
                Some(pair) => items.extend(self.pair(pair, part, entry)),
                None => items.push(self.whole(ChangeKind::Added, part, entry)),
            }
        }
    }

    /// The items of a domain of the older side that the newer one does not have.
    fn removed(&self, index: usize, part: &EditionDomain, items: &mut Vec<ItemChange>) {
        for (at, entry) in part.entries.iter().enumerate() {
            if !self.pairs.iter().any(|pair| pair.old == (index, at)) {
                items.push(self.whole(ChangeKind::Removed, part, entry));
            }
        }
    }

    /// An item that stands on one side only.
    fn whole(&self, kind: ChangeKind, part: &EditionDomain, entry: &EditionItem) -> ItemChange {
        let stated = Field::ALL.into_iter().filter(|field| *field != Field::Names);
        let fields = stated.map(|field| (field.heading().to_owned(), entry.text(field)));
        let others = entry.fields.other.iter();
        let others = others.map(|(heading, value)| (heading.clone(), value.value.to_string()));
        let texts = fields.chain(others).filter(|(_, text)| !text.is_empty());
        let change = |(heading, text): (String, String)| match kind {
            ChangeKind::Removed => {
                Change { kind, heading, old: text, new: String::new(), reason: None }
            }
            _ => Change { kind, heading, old: String::new(), new: text, reason: None },
        };
        let names = Change {
            kind,
            heading: Field::Names.heading().to_owned(),
            old: if kind == ChangeKind::Removed { entry.title() } else { String::new() },
            new: if kind == ChangeKind::Removed { String::new() } else { entry.title() },
            reason: None,
        };
        let reasons = &self.new.reasons;
        let code = entry.code.as_ref();
        let reason = match kind {
            ChangeKind::Removed => code.and_then(|code| reasons.of_absence(code)),
            _ => entry.reason.as_deref().or_else(|| reasons.of_addition(code?)),
        };
        ItemChange {
            number: part.number.clone(),
            domain: part.name.clone(),
            code: entry.code.clone(),
            names: entry.names().to_vec(),
            matched: None,
            changes: std::iter::once(names).chain(texts.map(change)).collect(),
            reason: reason.map(str::to_owned),
        }
    }

    /// An item of both sides; `None` when it is the same.
    fn pair(&self, pair: &Pair, part: &EditionDomain, entry: &EditionItem) -> Option<ItemChange> {
        let older = &self.old.parts[pair.old.0];
        let before = &older.entries[pair.old.1];
        let mut changes = names(before, entry);
        changes.extend(self.place(pair, older, part));
        changes.extend(fields(older, before, part, entry, self.register));
        changes.extend(others(older, before, part, entry));
        let code = entry.code.clone().or_else(|| before.code.clone());
        for change in &mut changes {
            let field = Field::from_heading(&change.heading);
            let of_field = || self.new.reasons.of_field(code.as_ref()?, field);
            change.reason = entry.reason.as_deref().or_else(of_field).map(str::to_owned);
        }
        (!changes.is_empty()).then(|| ItemChange {
            number: part.number.clone(),
            domain: part.name.clone(),
            code,
            names: entry.names().to_vec(),
            matched: Some(pair.by),
            changes,
            reason: None,
        })
    }

    /// Another domain, or another place in the order.
    fn place(&self, pair: &Pair, older: &EditionDomain, newer: &EditionDomain) -> Option<Change> {
        if !older.is_same(newer) {
            return Some(change(ChangeKind::Moved, "领域", older.name.clone(), newer.name.clone()));
        }
        let nth = |place: EntryIndex| format!("第 {} 项", place.1 + 1);
        self.moved
            .contains(&pair.new)
            .then(|| change(ChangeKind::Moved, "次序", nth(pair.old), nth(pair.new)))
    }
}

/// 改名 when the last name is another, 移动 when a name above it is.
fn names(old: &EditionItem, new: &EditionItem) -> Vec<Change> {
    if key(old) == key(new) {
        return Vec::new();
    }
    let last = |entry: &EditionItem| entry.names().last().map(|name| fold::name(name));
    let upper = |entry: &EditionItem| {
        let names = entry.names();
        let upper = names.get(..names.len().saturating_sub(1)).unwrap_or(&[]);
        upper.iter().map(|name| fold::name(name)).collect::<Vec<_>>()
    };
    let kinds = [
        (last(old) != last(new), ChangeKind::Renamed),
        (upper(old) != upper(new), ChangeKind::Moved),
    ];
    let change = |kind| change(kind, Field::Names.heading(), old.title(), new.title());
    kinds.into_iter().filter(|(differs, _)| *differs).map(|(_, kind)| change(kind)).collect()
}

/// The fields that both sides speak of and that say something else.
fn fields(
    older: &EditionDomain,
    old: &EditionItem,
    newer: &EditionDomain,
    new: &EditionItem,
    register: &ChannelRegister,
) -> Vec<Change> {
    let spoken_of =
        |field: &Field| older.columns.contains(*field) && newer.columns.contains(*field);
    let compared = Field::ALL.into_iter().filter(|field| *field != Field::Names).filter(spoken_of);
    compared
        .filter_map(|field| {
            let (before, after) = (old.text(field), new.text(field));
            let empty = before.is_empty() && after.is_empty();
            let same =
                empty || before == after || same_value(register, field, &old.fields, &new.fields);
            (!same).then(|| change(ChangeKind::Modified, field.heading(), before, after))
        })
        .collect()
}

/// The further columns that both sides speak of and that say something else.
fn others(
    older: &EditionDomain,
    old: &EditionItem,
    newer: &EditionDomain,
    new: &EditionItem,
) -> Vec<Change> {
    let headings: BTreeSet<&String> =
        old.fields.other.keys().chain(new.fields.other.keys()).collect();
    let text = |entry: &EditionItem, heading: &str| {
        entry
            .fields
            .other
            .get(heading)
            .map(|value| value.value.trim().to_owned())
            .unwrap_or_default()
    };
    headings
        .into_iter()
        .filter(|heading| older.speaks_of(heading) && newer.speaks_of(heading))
        .filter_map(|heading| {
            let (before, after) = (text(old, heading), text(new, heading));
            let same = fold::compact(&before) == fold::compact(&after);
            (!same).then(|| change(ChangeKind::Modified, heading, before, after))
        })
        .collect()
}

fn change(kind: ChangeKind, heading: &str, old: String, new: String) -> Change {
    Change { kind, heading: heading.to_owned(), old, new, reason: None }
}

impl MatchedBy {
    /// Whether a person should look at it.
    pub fn is_guess(self) -> bool {
        self == Self::Likeness
    }
}
