//! 主体: who discloses, and who leads.

mod body_level_mismatch;
mod foreign_place;
mod generic_body;
mod lead_missing;
mod obsolete_body;
mod unknown_body;

use std::collections::BTreeMap;

use crate::check::{Rule, Scope};
use crate::model::{AdminLevel, BodyPart, Item, PlaceName, places};
use crate::register::BodyRegister;

/// The rules of this area, in the order in which they are listed.
pub(super) static RULES: &[&Rule] = &[
    &generic_body::RULE,
    &obsolete_body::RULE,
    &unknown_body::RULE,
    &body_level_mismatch::RULE,
    &foreign_place::RULE,
    &lead_missing::RULE,
];

/// The bodies named in an item that are no roles of the guideline; those are generic-body's.
fn named(item: &Item) -> impl Iterator<Item = &BodyPart> {
    let register = BodyRegister::get();
    let phrases = item.fields.bodies.iter().flat_map(|bodies| &bodies.value.list);
    let real = phrases.filter(move |phrase| register.role(&phrase.text).is_none());
    real.flat_map(|phrase| &phrase.parts).filter(move |part| register.role(&part.name).is_none())
}

/// The places that the name of a body begins with: 大英县 of 大英县民政局.
fn places_of(name: &str) -> Vec<PlaceName<'_>> {
    let ending = BodyRegister::get().name(name).map_or("", |named| named.ending);
    places(name.strip_suffix(ending).unwrap_or(name))
}

/// Which places are the body's own, from the names of the layers or, for a bare table, from the bodies
/// that it names most.
#[derive(Debug)]
struct Home {
    own: Vec<String>,
    counts: BTreeMap<String, usize>,
    /// Whether the places are only those that occur most.
    guessed: bool,
}

impl Home {
    fn of(scope: &Scope<'_>) -> Self {
        let layers = scope.catalogue.layers.iter().skip(1).map(|layer| layer.name.as_str());
        let stated: Vec<String> = layers.flat_map(places).map(|p| p.name.to_owned()).collect();
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for (_, item) in scope.catalogue.items().filter(|_| scope.bare) {
            for place in named(item).flat_map(|part| places_of(&part.name)) {
                *counts.entry(place.name.to_owned()).or_default() += 1;
            }
        }
        // The name of a file may tell nothing, or something else.
        let own: Vec<String> =
            stated.into_iter().filter(|n| !scope.bare || counts.contains_key(n)).collect();
        let guessed = scope.bare;
        Self { own, counts, guessed }
    }

    /// The own place at a level: the stated one, or the one that most bodies bear.
    fn at(&self, level: AdminLevel) -> Option<&str> {
        let of_level = |name: &&String| places(name).last().is_some_and(|p| p.level == level);
        let stated = self.own.iter().find(of_level).map(String::as_str);
        let commonest = self.counts.iter().filter(|(name, _)| of_level(name));
        let commonest = commonest.max_by_key(|(_, count)| **count).filter(|(_, count)| **count > 1);
        stated.or(commonest.map(|(name, _)| name.as_str()))
    }

    /// How many bodies bear a place, in a bare table.
    fn count(&self, name: &str) -> usize {
        self.counts.get(name).copied().unwrap_or(0)
    }
}
