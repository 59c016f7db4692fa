//! Who is asked about which items.

use indexmap::IndexMap;

use crate::model::{Catalogue, Domain, Item, ItemIn};

/// By what items are given to units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum By {
    /// The lead body of the domain; the bodies of the item where a domain has none.
    #[default]
    Lead,
    /// Every body that the item names.
    Body,
}

/// A unit with its items.
#[derive(Debug, Clone)]
pub struct Group<'a> {
    /// The unit.
    pub unit: String,
    /// Its items, in the order of the catalogue.
    pub items: Vec<ItemIn<'a>>,
}

/// The units of a catalogue with their items, in the order in which they first come up. Every item is
/// given to at least one unit: one that names nobody goes to the office that compiles the catalogue.
pub fn groups(catalogue: &Catalogue, by: By) -> Vec<Group<'_>> {
    let mut found: IndexMap<String, Vec<ItemIn<'_>>> = IndexMap::new();
    for (domain, item) in catalogue.items() {
        let mut units = units(domain, item, by);
        if units.is_empty() {
            let office = catalogue.profile.office.as_ref();
            units.push(office.map_or(catalogue.name(), |office| &office.value).to_owned());
        }
        for unit in units {
            found.entry(unit).or_default().push(ItemIn { domain, item });
        }
    }
    found.into_iter().map(|(unit, items)| Group { unit, items }).collect()
}

fn units(domain: &Domain, item: &Item, by: By) -> Vec<String> {
    if by == By::Lead
        && let Some(lead) = &domain.lead
    {
        return vec![lead.value.clone()];
    }
    let mut names: Vec<String> = Vec::new();
    for part in item.fields.bodies.iter().flat_map(|bodies| bodies.value.parts()) {
        if !names.contains(&part.name) {
            names.push(part.name.clone());
        }
    }
    names
}
