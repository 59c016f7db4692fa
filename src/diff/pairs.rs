//! Which row of one side is which row of the other.
//!
//! By code, else by names inside the domain, else by the same names in another domain, else by
//! likeness. Two different national codes are two items, however alike their names are.

use std::collections::BTreeMap;

use super::MatchedBy;
use super::edition::{Edition, EditionDomain, EditionItem};
use crate::merge::same_value;
use crate::model::{Field, fold};
use crate::register::ChannelRegister;

/// How alike two names must be to be taken for one.
const ALIKE: f64 = 0.82;

/// Where an item stands: index of the domain and of the item in it.
pub(super) type EntryIndex = (usize, usize);

/// A row of the older side and a row of the newer one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pair {
    pub(super) old: EntryIndex,
    pub(super) new: EntryIndex,
    pub(super) by: MatchedBy,
}

/// Pairs the items of two sides, each at most once; sorted by the place on the newer side.
pub(super) fn pair(old: &Edition, new: &Edition, register: &ChannelRegister) -> Vec<Pair> {
    let mut pairing = ItemPairing { register, old, new, pairs: Vec::new() };
    pairing.by_key(MatchedBy::Code, |_, entry| entry.code.as_ref().map(ToString::to_string));
    pairing.by_key(MatchedBy::Names, |part, entry| {
        key(entry).map(|key| format!("{}/{key}", fold::name(&part.name)))
    });
    pairing.by_key(MatchedBy::Names, |_, entry| key(entry));
    pairing.by_likeness();
    pairing.pairs.sort_by_key(|pair| pair.new);
    pairing.pairs
}

/// Names folded and joined; a level that only repeats the one above it counts once.
pub(super) fn key(entry: &EditionItem) -> Option<String> {
    let mut names: Vec<String> = entry.names().iter().map(|name| fold::name(name)).collect();
    names.retain(|name| !name.is_empty());
    names.dedup();
    (!names.is_empty()).then(|| names.join("/"))
}

struct ItemPairing<'a> {
    register: &'a ChannelRegister,
    old: &'a Edition,
    new: &'a Edition,
    pairs: Vec<Pair>,
}

/// The places on one side that nothing is paired with yet, with their domain and item.
fn left<'a>(
    side: &'a Edition,
    taken: &[EntryIndex],
) -> Vec<(EntryIndex, &'a EditionDomain, &'a EditionItem)> {
    let all = side.parts.iter().enumerate().flat_map(|(p, part)| {
        part.entries.iter().enumerate().map(move |(e, entry)| ((p, e), part, entry))
    });
    all.filter(|(place, ..)| !taken.contains(place)).collect()
}

impl ItemPairing<'_> {
    fn left_old(&self) -> Vec<(EntryIndex, &EditionDomain, &EditionItem)> {
        left(self.old, &self.pairs.iter().map(|pair| pair.old).collect::<Vec<_>>())
    }

    fn left_new(&self) -> Vec<(EntryIndex, &EditionDomain, &EditionItem)> {
        left(self.new, &self.pairs.iter().map(|pair| pair.new).collect::<Vec<_>>())
    }

    /// Pairs what has the same key, where each side has it once.
    fn by_key(
        &mut self,
        by: MatchedBy,
        key: impl Fn(&EditionDomain, &EditionItem) -> Option<String>,
    ) {
        let mut places: BTreeMap<String, (Vec<EntryIndex>, Vec<EntryIndex>)> = BTreeMap::new();
        for (place, part, entry) in self.left_old() {
            let Some(key) = key(part, entry) else { continue };
            places.entry(key).or_default().0.push(place);
        }
        for (place, part, entry) in self.left_new() {
            let Some(key) = key(part, entry) else { continue };
            places.entry(key).or_default().1.push(place);
        }
        for (old, new) in places.into_values() {
            if let ([old], [new]) = (old.as_slice(), new.as_slice()) {
                self.pairs.push(Pair { old: *old, new: *new, by });
            }
        }
    }

    /// Pairs what is alike, the most alike first.
    fn by_likeness(&mut self) {
        let mut found: Vec<(f64, EntryIndex, EntryIndex)> = Vec::new();
        let newer = self.left_new();
        for (old_place, old_part, old) in self.left_old() {
            for (new_place, new_part, new) in &newer {
                if old_part.is_same(new_part)
                    && let Some(score) = likeness(old, new, self.register)
                {
                    found.push((score, old_place, *new_place));
                }
            }
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        for (_, old, new) in found {
            let free = |pair: &Pair| pair.old != old && pair.new != new;
            if self.pairs.iter().all(free) {
                self.pairs.push(Pair { old, new, by: MatchedBy::Likeness });
            }
        }
    }
}

/// How alike two rows are, if enough: by their names, or by the same content under a name that is in
/// part the same.
fn likeness(old: &EditionItem, new: &EditionItem, register: &ChannelRegister) -> Option<f64> {
    if let (Some(one), Some(other)) = (&old.code, &new.code)
        && !one.is_local()
        && !other.is_local()
    {
        return None;
    }
    let (old_names, new_names) = (old.names(), new.names());
    let names = fold::similarity(&old.title(), &new.title());
    let part_of_name = shares_name(old_names, new_names);
    let same = |field| {
        !old.text(field).is_empty() && same_value(register, field, &old.fields, &new.fields)
    };
    let content = part_of_name && same(Field::Elements) && same(Field::Basis);
    // The same content weighs as much as any likeness of names.
    let score = if content { names + 1.0 } else { names };
    (score >= ALIKE).then_some(score)
}

/// Whether the last name, or all names above it, are the same.
fn shares_name(old: &[String], new: &[String]) -> bool {
    let (Some((old_last, old_upper)), Some((new_last, new_upper))) =
        (old.split_last(), new.split_last())
    else {
        return false;
    };
    let folded = |names: &[String]| names.iter().map(|n| fold::name(n)).collect::<Vec<_>>();
    let upper = !old_upper.is_empty() && folded(old_upper) == folded(new_upper);
    upper || fold::name(old_last) == fold::name(new_last)
}
