//! The bodies that a catalogue names, and the places that they bear in their names.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::Scope;
use crate::check::memo::Memo;
use crate::model::{AdminLevel, ItemIn, PlaceName, places};
use crate::register::{BodyRegister, WordList};

/// The bodies named in all items that are no roles of the guideline; those are generic-body's.
pub(super) fn named<'a>(scope: &Scope<'a>) -> Vec<(ItemIn<'a>, &'a str)> {
    let register = scope.registers.bodies();
    let mut memo = Memo::new();
    let mut is_role = |name: &'a str| *memo.get(name, |name| register.role(name).is_some());
    let mut found = Vec::new();
    for (domain, item) in scope.catalogue.items() {
        let at = ItemIn { domain, item };
        for phrase in item.fields.bodies.iter().flat_map(|bodies| &bodies.value.list) {
            if !is_role(&phrase.text) {
                let names = phrase.parts.iter().map(|part| part.name.as_str());
                found.extend(names.filter(|name| !is_role(name)).map(|name| (at, name)));
            }
        }
    }
    found
}

/// The places that the name of a body begins with: 大英县 of 大英县民政局. A city of the rank of a county is
/// one.
pub(crate) fn places_of<'n>(register: &BodyRegister, name: &'n str) -> Vec<PlaceName<'n>> {
    let ending = register.name(name).map_or("", |named| named.ending);
    ranked_places(name.strip_suffix(ending).unwrap_or(name))
}

/// The places that a name begins with, each with its rank.
fn ranked_places(name: &str) -> Vec<PlaceName<'_>> {
    places(name).into_iter().map(ranked).collect()
}

/// A place with its rank: 射洪市 is none of the cities that have counties.
pub(crate) fn ranked(place: PlaceName<'_>) -> PlaceName<'_> {
    let is_county = place.level == AdminLevel::City && WordList::CountyCity.has(place.name);
    let level = if is_county { AdminLevel::County } else { place.level };
    PlaceName { level, ..place }
}

/// Which places are the body's own, from the names of the layers or, for a bare table, from the bodies
/// that it names most.
#[derive(Debug)]
pub(crate) struct Home {
    /// The places that the layers or the table name.
    pub(crate) own: Vec<String>,
    counts: BTreeMap<String, usize>,
    /// The own place at each level: the stated one, or the one that most bodies bear.
    chosen: BTreeMap<AdminLevel, String>,
    /// The levels whose place a layer states; empty for a bare table, whose name may tell something else.
    stated: BTreeSet<AdminLevel>,
}

impl Home {
    pub(super) fn of(scope: &Scope<'_>, named: &[(ItemIn<'_>, &str)]) -> Self {
        let ranked = stated_places(scope);
        let stated: BTreeSet<AdminLevel> =
            ranked.iter().map(|(_, level)| *level).filter(|_| !scope.bare).collect();
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let mut memo = Memo::new();
        // A town of which no county is known has the one that its bodies bear.
        let counted = !stated.contains(&AdminLevel::County);
        for (_, name) in named.iter().filter(|_| counted) {
            for place in memo.get(name, |name| places_of(scope.registers.bodies(), name)) {
                *counts.entry(place.name.to_owned()).or_default() += 1;
            }
        }
        // The name of a file may tell nothing, or something else.
        let own: Vec<(String, AdminLevel)> =
            ranked.into_iter().filter(|(n, _)| !scope.bare || counts.contains_key(n)).collect();
        let chosen = chosen(&own, &counts);
        let own = own.into_iter().map(|(name, _)| name).collect();
        Self { own, counts, chosen, stated }
    }

    /// Whether the own place at a level is only the one that occurs most.
    pub(crate) fn is_guessed(&self, level: AdminLevel) -> bool {
        !self.stated.contains(&level)
    }

    /// The own place at a level.
    pub(crate) fn at(&self, level: AdminLevel) -> Option<&str> {
        self.chosen.get(&level).map(String::as_str)
    }

    /// How many bodies bear a place, where they were counted.
    pub(crate) fn count(&self, name: &str) -> usize {
        self.counts.get(name).copied().unwrap_or(0)
    }
}

/// The places that the layers name, each with its rank: the last one of a layer has that of its body.
fn stated_places(scope: &Scope<'_>) -> Vec<(String, AdminLevel)> {
    let layers = scope.catalogue.layers.iter().skip(1);
    layers
        .flat_map(|layer| {
            let chain = ranked_places(&layer.name);
            let last = chain.len().saturating_sub(1);
            chain.into_iter().enumerate().map(move |(at, place)| {
                let whole = place.name.len() == layer.name.len();
                let level = if at == last && whole { layer.level } else { place.level };
                (place.name.to_owned(), level)
            })
        })
        .collect()
}

/// The first stated place of each level, or else the commonest that two bodies bear.
fn chosen(
    own: &[(String, AdminLevel)],
    counts: &BTreeMap<String, usize>,
) -> BTreeMap<AdminLevel, String> {
    let level_of = |name: &str| ranked_places(name).last().map(|place| place.level);
    let mut commonest: BTreeMap<AdminLevel, (usize, &String)> = BTreeMap::new();
    for (name, count) in counts.iter().filter(|(_, count)| **count > 1) {
        let Some(level) = level_of(name) else { continue };
        let best = commonest.entry(level).or_insert((0, name));
        if *count >= best.0 {
            *best = (*count, name);
        }
    }
    let commonest = commonest.into_iter().map(|(level, (_, name))| (level, name));
    let stated = own.iter().rev().map(|(name, level)| (*level, name));
    commonest.chain(stated).map(|(level, name)| (level, name.clone())).collect()
}
