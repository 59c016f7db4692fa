//! Which texts of a catalogue the body's own layer set, and to which item each belongs.

use std::collections::{BTreeMap, BTreeSet};

use super::slots::Slot;
use crate::finding::ItemName;
use crate::model::{Catalogue, Domain, Field, Item};
use crate::source::Location;

/// What the own layer set.
#[derive(Debug, Default)]
pub(super) struct Own {
    set: BTreeSet<(Location, Field)>,
    items: BTreeMap<Location, ItemName>,
}

impl Own {
    pub(super) fn of(catalogue: &Catalogue) -> Self {
        let mut own = Self::default();
        for (domain, item) in catalogue.items() {
            own.add(catalogue, domain, item);
        }
        own
    }

    fn add(&mut self, catalogue: &Catalogue, domain: &Domain, item: &Item) {
        let name = || ItemName::of(domain, item);
        let layer = catalogue.own_layer();
        for field in Field::ALL {
            let Some((origin, former)) = item.fields.trace(field) else { continue };
            // What was bound to a real body stands in the history with its own place.
            let origins = former.iter().map(|former| former.origin).chain([origin]);
            for origin in origins.filter(|origin| origin.layer == layer) {
                self.set.insert((origin.location, field));
                self.items.entry(origin.location).or_insert_with(name);
            }
        }
        if let Some(row) = item.listed {
            self.items.entry(row).or_insert_with(name);
        }
    }

    /// Whether the text of a slot is one that the own layer set.
    pub(super) fn has(&self, slot: &Slot) -> bool {
        self.set.contains(&(slot.location, slot.field))
    }

    /// The item that a slot belongs to.
    pub(super) fn item(&self, slot: &Slot) -> Option<&ItemName> {
        self.items.get(&slot.location).or_else(|| self.items.get(&slot.row))
    }
}
