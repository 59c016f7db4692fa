//! What the body's own layer lists and sets in a compiled catalogue, by the places where it does.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Catalogue, Domain, Field, Item, ItemIn};
use crate::source::Location;

/// The items that the own layer lists or sets fields of.
#[derive(Debug, Default)]
pub(crate) struct OwnItems<'a> {
    items: BTreeMap<Location, ItemIn<'a>>,
    set: BTreeSet<(Location, Field)>,
}

impl<'a> OwnItems<'a> {
    pub(crate) fn of(catalogue: &'a Catalogue) -> Self {
        let mut own = Self::default();
        for (domain, item) in catalogue.items() {
            own.add(catalogue, domain, item);
        }
        own
    }

    fn add(&mut self, catalogue: &Catalogue, domain: &'a Domain, item: &'a Item) {
        let at = ItemIn { domain, item };
        if let Some(row) = item.listed {
            self.items.entry(row).or_insert(at);
        }
        for field in Field::ALL {
            let Some((origin, former)) = item.fields.trace(field) else { continue };
            // What was bound to a real body stands in the history with its own place.
            let origins = former.iter().map(|former| former.origin).chain([origin]);
            for origin in origins.filter(|origin| origin.layer == catalogue.own_layer()) {
                self.set.insert((origin.location, field));
                self.items.entry(origin.location).or_insert(at);
            }
        }
    }

    /// Whether the own layer set this field at this place.
    pub(crate) fn has_set(&self, place: Location, field: Field) -> bool {
        self.set.contains(&(place, field))
    }

    /// The item that is listed or set at a place.
    pub(crate) fn at(&self, place: Location) -> Option<ItemIn<'a>> {
        self.items.get(&place).copied()
    }
}
