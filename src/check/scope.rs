//! What a rule sees, and how it names places.

use crate::model::{Catalogue, Domain, DutyEntry, Field, Item, ItemIn, LayerId, Origin};
use crate::source::Location;

/// What a rule sees.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    /// The compiled catalogue.
    pub catalogue: &'a Catalogue,
    /// Whether this is a bare file, checked against the built-in guidelines without a repository. Such a
    /// file may be a part of a catalogue.
    pub bare: bool,
    /// Today, for rules about dates.
    pub today: jiff::civil::Date,
}

/// A place as a rule names it.
#[derive(Debug, Clone, Copy)]
pub enum Place<'a> {
    /// A field of an item; when the field is empty, the item's row.
    Field(ItemIn<'a>, Field),
    /// An item's row.
    Item(ItemIn<'a>),
    /// A domain.
    Domain(&'a Domain),
    /// A duty.
    Duty(&'a DutyEntry),
    /// Any place of the body's own layer.
    Own(Location),
}

impl<'a> Place<'a> {
    /// Where this is, and which layer wrote it.
    pub(super) fn origin(self, own: LayerId) -> Origin {
        match self {
            Self::Field(at, field) => {
                let blank = at.item.blank.iter().find(|(f, _)| *f == field);
                let blank = blank.map(|(_, location)| Origin { layer: own, location: *location });
                blank.or_else(|| at.item.fields.origin(field)).unwrap_or(at.item.origin)
            }
            Self::Item(at) => at.item.fields.origin(Field::Names).unwrap_or(at.item.origin),
            Self::Domain(domain) => domain.origin,
            Self::Duty(entry) => Origin { layer: own, location: entry.duty.location },
            Self::Own(location) => Origin { layer: own, location },
        }
    }

    /// The item, the domain's name and the field that the place is about.
    pub(super) fn subject(self) -> (Option<&'a Domain>, Option<&'a Item>, Option<Field>) {
        match self {
            Self::Field(at, field) => (Some(at.domain), Some(at.item), Some(field)),
            Self::Item(at) => (Some(at.domain), Some(at.item), None),
            Self::Domain(domain) => (Some(domain), None, None),
            Self::Duty(_) | Self::Own(_) => (None, None, None),
        }
    }
}
