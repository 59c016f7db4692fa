//! The bodies that a catalogue names, and the places that they bear in their names.

use std::collections::BTreeMap;

use crate::check::Scope;
use crate::check::memo::Memo;
use crate::model::{AdminLevel, ItemIn, PlaceName, places};
use crate::register::BodyRegister;

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

/// The places that the name of a body begins with: 大英县 of 大英县民政局.
pub(crate) fn places_of<'n>(register: &BodyRegister, name: &'n str) -> Vec<PlaceName<'n>> {
    let ending = register.name(name).map_or("", |named| named.ending);
    places(name.strip_suffix(ending).unwrap_or(name))
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
    /// Whether the places are only those that occur most.
    pub(crate) guessed: bool,
}

impl Home {
    pub(super) fn of(scope: &Scope<'_>, named: &[(ItemIn<'_>, &str)]) -> Self {
        let layers = scope.catalogue.layers.iter().skip(1).map(|layer| layer.name.as_str());
        let stated: Vec<String> = layers.flat_map(places).map(|p| p.name.to_owned()).collect();
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let mut memo = Memo::new();
        for (_, name) in named.iter().filter(|_| scope.bare) {
            for place in memo.get(name, |name| places_of(scope.registers.bodies(), name)) {
                *counts.entry(place.name.to_owned()).or_default() += 1;
            }
        }
        // The name of a file may tell nothing, or something else.
        let own: Vec<String> =
            stated.into_iter().filter(|n| !scope.bare || counts.contains_key(n)).collect();
        let chosen = chosen(&own, &counts);
        Self { own, counts, chosen, guessed: scope.bare }
    }

    /// The own place at a level.
    pub(crate) fn at(&self, level: AdminLevel) -> Option<&str> {
        self.chosen.get(&level).map(String::as_str)
    }

    /// How many bodies bear a place, in a bare table.
    pub(crate) fn count(&self, name: &str) -> usize {
        self.counts.get(name).copied().unwrap_or(0)
    }
}

/// The first stated place of each level, or else the commonest that two bodies bear.
fn chosen(own: &[String], counts: &BTreeMap<String, usize>) -> BTreeMap<AdminLevel, String> {
    let level_of = |name: &str| places(name).last().map(|place| place.level);
    let mut commonest: BTreeMap<AdminLevel, (usize, &String)> = BTreeMap::new();
    for (name, count) in counts.iter().filter(|(_, count)| **count > 1) {
        let Some(level) = level_of(name) else { continue };
        let best = commonest.entry(level).or_insert((0, name));
        if *count >= best.0 {
            *best = (*count, name);
        }
    }
    let commonest = commonest.into_iter().map(|(level, (_, name))| (level, name));
    let stated = own.iter().rev().filter_map(|name| Some((level_of(name)?, name)));
    commonest.chain(stated).map(|(level, name)| (level, name.clone())).collect()
}
