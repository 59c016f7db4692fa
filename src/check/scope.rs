//! What a rule sees, and how it names places.

use super::facts::citations::Cited;
use crate::finding::ItemName;
use crate::model::{
    AdminLevel, Catalogue, Domain, DutyEntry, Field, Item, ItemIn, Layer, LayerId, LedgerEntry,
    Origin, Today,
};
use crate::register::Registers;
use crate::source::Location;

/// What fields of items are usually called in lists of duties.
const OF_DUTIES: [(Field, &str); 3] =
    [(Field::Names, "名称"), (Field::Basis, "实施依据"), (Field::Bodies, "实施主体")];

/// What a rule sees.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    /// The compiled catalogue.
    pub catalogue: &'a Catalogue,
    /// The body's own layer, as its files have it; `None` where only the catalogue is there.
    pub layer: Option<&'a Layer>,
    /// The registers that hold for the body.
    pub registers: &'a Registers,
    /// Whether this is a bare file, checked against the built-in guidelines without a repository. Such a
    /// file may be a part of a catalogue.
    pub bare: bool,
    /// For a list of duties, which is checked by itself: what its columns are called.
    pub duties: Option<&'a [(Field, String)]>,
    /// Today, for rules about dates.
    pub today: Today,
}

impl Scope<'_> {
    /// What a rule says of fields of items, in the words of the list of duties that is checked.
    pub(super) fn in_its_words(&self, words: String) -> String {
        let Some(headings) = self.duties else { return words };
        let called = |field: Field| headings.iter().find(|(of, _)| *of == field).map(|(_, h)| &**h);
        OF_DUTIES.iter().fold(words, |words, (field, usual)| {
            words.replace(field.heading(), called(*field).unwrap_or(usual))
        })
    }

    /// Whether it is for this body to mend what the guidelines say: the county or city right below them,
    /// or whoever has a table of their own. A town waits for its county.
    pub fn mends_guidelines(&self) -> bool {
        self.bare || self.is_top() && self.catalogue.level() <= AdminLevel::County
    }

    /// Whether the body has no layer above it but the national one.
    pub fn is_top(&self) -> bool {
        self.catalogue.own_layer().0 <= 1
    }
}

/// A place as a rule names it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Place<'a> {
    /// A field of an item; when the field is empty, the item's row.
    Field(ItemIn<'a>, Field),
    /// One of the instruments in the 公开依据 of an item.
    Citation(ItemIn<'a>, &'a Cited<'a>),
    /// A field that should not be empty: the empty cell of the body's own table, where it has one.
    Empty(ItemIn<'a>, Field),
    /// One of the 公开主体 of an item, by name; for a role that was replaced, the line that replaced it.
    Body(ItemIn<'a>, &'a str),
    /// An item's row.
    Item(ItemIn<'a>),
    /// An item, at a place of the body's own layer that is not its row.
    ItemAt(ItemIn<'a>, Location),
    /// A domain, where it was brought in.
    Domain(&'a Domain),
    /// A domain by its name, at a place of the body's own layer.
    DomainAt(&'a str, Location),
    /// An item of the layer above, at the place of the body's own layer that decided on it.
    Entry(&'a LedgerEntry, Location),
    /// A duty.
    Duty(&'a DutyEntry),
    /// A text of the body's own layer as it stands, with what it is of.
    Written(Option<&'a ItemName>, Option<Field>, Location),
    /// Any place of the body's own layer.
    Own(Location),
}

/// What a place is about.
#[derive(Debug, Default)]
pub(super) struct Subject {
    pub item: Option<ItemName>,
    pub field: Option<Field>,
}

impl<'a> Place<'a> {
    /// Where this is, and which layer wrote it.
    pub(super) fn origin(self, own: LayerId) -> Origin {
        let here = |location| Origin { layer: own, location };
        match self {
            Self::Field(at, field) => field_origin(at.item, field),
            Self::Citation(at, _) => field_origin(at.item, Field::Basis),
            Self::Empty(at, field) => empty_origin(at.item, field, own),
            Self::Body(at, name) => body_origin(at.item, name),
            Self::Item(at) => at.item.fields.origin(Field::Names).unwrap_or(at.item.origin),
            Self::Domain(domain) => domain.origin,
            Self::Duty(entry) => here(entry.duty.location),
            Self::ItemAt(_, location)
            | Self::DomainAt(_, location)
            | Self::Entry(_, location)
            | Self::Written(_, _, location)
            | Self::Own(location) => here(location),
        }
    }

    /// The item that the place is in.
    pub(super) fn item(self) -> Option<ItemIn<'a>> {
        match self {
            Self::Field(at, _)
            | Self::Citation(at, _)
            | Self::Empty(at, _)
            | Self::Body(at, _)
            | Self::Item(at)
            | Self::ItemAt(at, _) => Some(at),
            Self::Domain(_)
            | Self::DomainAt(..)
            | Self::Entry(..)
            | Self::Duty(_)
            | Self::Written(..)
            | Self::Own(_) => None,
        }
    }

    /// The field of an item that the place is in.
    pub(super) fn field(self) -> Option<Field> {
        match self {
            Self::Field(_, field) | Self::Empty(_, field) => Some(field),
            Self::Citation(..) => Some(Field::Basis),
            Self::Body(..) => Some(Field::Bodies),
            Self::Written(_, field, _) => field,
            _ => None,
        }
    }

    /// The item or domain, and the field, that the place is about.
    pub(super) fn subject(self, catalogue: &Catalogue) -> Subject {
        let item = match self {
            Self::Domain(domain) => Some(domain_name(&domain.name)),
            Self::DomainAt(name, _) => Some(domain_name(name)),
            Self::Entry(entry, _) => Some(entry_name(entry, catalogue)),
            Self::Written(item, ..) => item.cloned(),
            _ => self.item().map(|at| ItemName::of(at.domain, at.item)),
        };
        Subject { item, field: self.field() }
    }
}

/// Who set a field, else who brought the row in.
fn field_origin(item: &Item, field: Field) -> Origin {
    item.fields.origin(field).unwrap_or(item.origin)
}

/// Who left a field empty: the own table at its empty cell, else as for the field.
fn empty_origin(item: &Item, field: Field, own: LayerId) -> Origin {
    let blank = item.blank.iter().find(|(f, _)| *f == field);
    let blank = blank.map(|(_, location)| Origin { layer: own, location: *location });
    blank.unwrap_or_else(|| field_origin(item, field))
}

/// Who named a body: the line of the 责任单位 table that brought it in, else who set the field.
fn body_origin(item: &Item, name: &str) -> Origin {
    let bound = item.bound.iter().find(|role| role.bodies.iter().any(|body| body == name));
    bound.map_or_else(|| field_origin(item, Field::Bodies), |role| role.origin)
}

fn domain_name(name: &str) -> ItemName {
    ItemName { domain: name.to_owned(), code: None, path: Vec::new() }
}

fn entry_name(entry: &LedgerEntry, catalogue: &Catalogue) -> ItemName {
    let domain = catalogue.domains.iter().find(|domain| domain.number == entry.domain);
    ItemName {
        domain: domain.map_or(entry.domain.as_str(), |domain| &domain.name).to_owned(),
        code: Some(entry.code.clone()),
        path: entry.names.clone(),
    }
}
