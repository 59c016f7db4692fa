//! 法规: the legal instruments that catalogues cite, with their versions and what became of them.
//!
//! Finds an instrument by its name or number as people write them, and tells which version a citation
//! means. Whether a citation is a fault is for rules to say.

mod entry;
mod memo;
mod names;
mod near;
mod number;

use foldhash::{HashMap, HashMapExt as _};
use std::sync::OnceLock;

use crate::input::yaml::Node;
use crate::model::Instrument;

pub use entry::{LegalInstrument, Status, Version};
use number::{Number, NumberKey};

/// The key of a name, which tells instruments apart however they are written.
pub(super) fn name_key(name: &str) -> String {
    names::key(name)
}

/// What a citation in a catalogue means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BasisMatch<'a> {
    /// The instrument.
    pub entry: &'a LegalInstrument,
    /// How it was found.
    pub found_by: FoundBy,
    /// What the cited number says.
    pub number: NumberMatch,
}

/// How an instrument was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FoundBy {
    /// By its name or one of its short forms.
    Name,
    /// By a looser form of the name: without the issuer, without the notice around it, without 试行.
    LooseName,
    /// By its number alone; the name, if there is one, is another.
    Number,
}

/// What a cited number says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NumberMatch {
    /// No number is cited.
    Absent,
    /// It is the number of this version (index into [`LegalInstrument::versions`]).
    Version(usize),
    /// It is none of the known numbers, but not all numbers are known.
    Unknown,
    /// All numbers are known, and it is none of them.
    Differs,
}

impl BasisMatch<'_> {
    /// The version whose number is cited.
    pub fn version(&self) -> Option<&Version> {
        match self.number {
            NumberMatch::Version(index) => self.entry.versions.get(index),
            NumberMatch::Absent | NumberMatch::Unknown | NumberMatch::Differs => None,
        }
    }

    /// Whether the cited number is that of an earlier version, with a known number of the last one.
    pub fn is_earlier_version(&self) -> bool {
        let NumberMatch::Version(index) = self.number else { return false };
        let last = self.entry.versions.len().saturating_sub(1);
        index < last && self.entry.current().is_some_and(|version| version.number.is_some())
    }
}

/// Loose keys with the issuer taken off each and its entry. `None` where two entries share a key.
type LooseNames = HashMap<String, Option<(usize, String)>>;
/// The numbers of all versions, each with its entry.
type Numbers = HashMap<NumberKey, Vec<(usize, Number)>>;

/// The register of legal instruments. What only some questions need is worked out when the first of
/// them comes.
#[derive(Debug)]
pub struct InstrumentRegister {
    entries: Vec<LegalInstrument>,
    by_name: HashMap<String, usize>,
    by_loose_name: OnceLock<LooseNames>,
    by_number: OnceLock<Numbers>,
    near: OnceLock<near::NearNames>,
    memo: memo::InstrumentMemo,
    /// Each entry and those whose place it took.
    predecessors: OnceLock<HashMap<usize, Vec<usize>>>,
}

impl InstrumentRegister {
    /// Reads a checked tree.
    pub(super) fn read(node: &Node) -> Self {
        let list = node.get("法规").map_or(&[][..], Node::elements);
        Self::new(list.iter().filter_map(LegalInstrument::read).collect())
    }

    fn new(entries: Vec<LegalInstrument>) -> Self {
        let mut by_name = HashMap::new();
        for (index, name) in all_names(&entries) {
            by_name.entry(names::key(name)).or_insert(index);
        }
        Self {
            entries,
            by_name,
            by_loose_name: OnceLock::new(),
            by_number: OnceLock::new(),
            near: OnceLock::new(),
            memo: memo::InstrumentMemo::default(),
            predecessors: OnceLock::new(),
        }
    }

    fn loose_names(&self) -> &LooseNames {
        self.by_loose_name.get_or_init(|| {
            let mut loose = LooseNames::new();
            for (index, name) in all_names(&self.entries) {
                for (key, issuer) in names::loose_keys(name) {
                    let slot = loose.entry(key).or_insert_with(|| Some((index, issuer)));
                    if slot.as_ref().is_some_and(|(other, _)| *other != index) {
                        *slot = None;
                    }
                }
            }
            loose
        })
    }

    fn numbers(&self) -> &Numbers {
        self.by_number.get_or_init(|| {
            let mut numbers = Numbers::new();
            for (index, entry) in self.entries.iter().enumerate() {
                for number in entry.numbers().map(Number::read) {
                    numbers.entry(number.key().clone()).or_default().push((index, number));
                }
            }
            numbers
        })
    }

    fn replaced(&self) -> &HashMap<usize, Vec<usize>> {
        self.predecessors.get_or_init(|| {
            let mut predecessors: HashMap<usize, Vec<usize>> = HashMap::new();
            for (index, entry) in self.entries.iter().enumerate() {
                for name in &entry.replaced_by {
                    if let Some(next) = self.by_name.get(&names::key(name)) {
                        predecessors.entry(*next).or_default().push(index);
                    }
                }
            }
            predecessors
        })
    }

    /// All instruments, in the order of the register.
    pub fn entries(&self) -> &[LegalInstrument] {
        &self.entries
    }

    /// The instrument with this name: with or without 《》 and 中华人民共和国, in full or in short.
    pub fn find(&self, name: &str) -> Option<&LegalInstrument> {
        self.named(name).map(|(entry, _)| entry)
    }

    /// The instrument whose name differs from this one in a single character, as after a slip of the
    /// pen; digits are never taken for a slip.
    pub fn nearest(&self, name: &str) -> Option<&LegalInstrument> {
        let near = self.near.get_or_init(|| near::NearNames::new(self.by_name.iter()));
        self.entries.get(near.find(&names::key(name))?)
    }

    fn named(&self, name: &str) -> Option<(&LegalInstrument, FoundBy)> {
        if let Some(index) = self.by_name.get(&names::key(name)) {
            return Some((self.entries.get(*index)?, FoundBy::Name));
        }
        let keys = names::loose_keys(name);
        let index = keys.iter().find_map(|(key, issuer)| self.loosely_named(key, issuer))?;
        Some((self.entries.get(index)?, FoundBy::LooseName))
    }

    /// The entry behind a loose key, unless the name was cited under another issuer.
    fn loosely_named(&self, key: &str, issuer: &str) -> Option<usize> {
        let exact = self.by_name.get(key).map(|index| (*index, ""));
        let loose = || {
            let (index, issuer) = self.loose_names().get(key)?.as_ref()?;
            Some((*index, issuer.as_str()))
        };
        let (index, own) = exact.or_else(loose)?;
        let entry = self.entries.get(index)?;
        let issuers = [own.to_owned(), names::issuer_key(entry.issuer.as_deref().unwrap_or(""))];
        let same = |known: &String| !known.is_empty() && names::same_issuer(issuer, known);
        (issuer.is_empty() || issuers.iter().any(same)).then_some(index)
    }

    /// The instruments of which a version has this number.
    pub fn find_by_number(&self, number: &str) -> Vec<&LegalInstrument> {
        let number = Number::read(number);
        let alike = self.numbers().get(number.key()).into_iter().flatten();
        let mut same: Vec<usize> =
            alike.filter(|(_, known)| known.is_same(&number)).map(|(index, _)| *index).collect();
        same.dedup();
        same.into_iter().filter_map(|index| self.entries.get(index)).collect()
    }

    /// What a citation means: by its name, or by its number when the name is unknown and the number
    /// leads to one instrument only. Catalogues cite the same few instruments over and over, so what was
    /// found is remembered.
    pub fn match_basis(&self, cited: &Instrument) -> Option<BasisMatch<'_>> {
        let (index, found_by, number) = self.memo.get_or(cited, || self.look_up(cited))?;
        Some(BasisMatch { entry: self.entries.get(index)?, found_by, number })
    }

    fn look_up(&self, cited: &Instrument) -> Option<memo::FoundInstrument> {
        let named = if cited.name.is_empty() { None } else { self.named(&cited.name) };
        let (entry, found_by) = named.or_else(|| {
            let found = self.find_by_number(cited.number.as_deref()?);
            let [entry] = found.as_slice() else { return None };
            Some((*entry, FoundBy::Number))
        })?;
        let index = self.entries.iter().position(|other| std::ptr::eq(other, entry))?;
        Some((index, found_by, compare(entry, cited.number.as_deref())))
    }

    /// What took the place of an instrument, and of that, the nearest first; empty when nothing did.
    pub fn successors<'a>(&'a self, entry: &'a LegalInstrument) -> Vec<&'a LegalInstrument> {
        let mut chain: Vec<&LegalInstrument> = vec![entry];
        let mut at = 0;
        while let Some(current) = chain.get(at).copied() {
            for next in current.replaced_by.iter().filter_map(|name| self.find(name)) {
                if !chain.contains(&next) {
                    chain.push(next);
                }
            }
            at += 1;
        }
        chain.split_off(1)
    }

    /// The instruments whose place this one took.
    pub fn predecessors(&self, entry: &LegalInstrument) -> Vec<&LegalInstrument> {
        let index = self.by_name.get(&names::key(&entry.name));
        let found = index.and_then(|index| self.replaced().get(index));
        found.into_iter().flatten().filter_map(|index| self.entries.get(*index)).collect()
    }

    /// Decisions of which only the title was read and that may have changed or repealed this instrument
    /// after its last version in the register.
    pub fn unread_changes(&self, entry: &LegalInstrument) -> Vec<&LegalInstrument> {
        let may_touch = |decision: &&LegalInstrument| {
            let later = decision.latest() > entry.latest()
                && entry.last_order().is_none_or(|own| decision.last_order() > Some(own));
            decision.touches(entry) && later && !entry.status.is_over()
        };
        self.entries.iter().filter(may_touch).collect()
    }

    /// The instruments whose name, short forms or numbers hold all these words.
    pub fn search(&self, words: &[&str]) -> Vec<&LegalInstrument> {
        let keys: Vec<String> = words.iter().map(|word| names::key(word)).collect();
        let holds = |entry: &&LegalInstrument| {
            let texts = std::iter::once(entry.name.as_str())
                .chain(entry.aliases.iter().map(String::as_str))
                .chain(entry.numbers());
            let known: Vec<String> = texts.map(names::key).collect();
            keys.iter().all(|key| known.iter().any(|text| text.contains(key)))
        };
        let mut found: Vec<&LegalInstrument> = self.entries.iter().filter(holds).collect();
        for entry in words.iter().flat_map(|word| self.find_by_number(word)) {
            if words.len() == 1 && !found.contains(&entry) {
                found.push(entry);
            }
        }
        found
    }
}

/// The names and short forms of all entries, each with the index of its entry.
fn all_names(entries: &[LegalInstrument]) -> impl Iterator<Item = (usize, &String)> {
    entries.iter().enumerate().flat_map(|(index, entry)| {
        std::iter::once(&entry.name).chain(&entry.aliases).map(move |name| (index, name))
    })
}

fn compare(entry: &LegalInstrument, cited: Option<&str>) -> NumberMatch {
    let Some(cited) = cited else { return NumberMatch::Absent };
    let cited = Number::read(cited);
    let same = |version: &Version| {
        version.number.as_deref().is_some_and(|known| Number::read(known).is_same(&cited))
    };
    match entry.versions.iter().position(same) {
        Some(index) => NumberMatch::Version(index),
        None if entry.versions.is_empty() => NumberMatch::Unknown,
        None if entry.versions.iter().any(|version| version.number.is_none()) => {
            NumberMatch::Unknown
        }
        None => NumberMatch::Differs,
    }
}

#[cfg(test)]
mod tests;
