//! The texts of an item, piece by piece, for rules that look at writing and not at meaning.
//!
//! A piece is an element, an instrument, a body, a channel, a name; nothing is joined or copied. Further
//! columns have no field of their own and come apart.

use crate::model::{Field, Fields, Item, ItemIn, Traced};

use super::{Place, Scope};

/// The fields that have texts.
pub(super) const WITH_TEXTS: [Field; 7] = [
    Field::Names,
    Field::Elements,
    Field::Basis,
    Field::Limit,
    Field::Bodies,
    Field::Channels,
    Field::Audience,
];

/// Every text of the nine fields with its field, in the order of the official table.
pub(super) fn pieces(fields: &Fields) -> impl Iterator<Item = (Field, &str)> {
    let names = fields.names.iter().flat_map(|v| v.value.0.iter().map(String::as_str));
    let elements = fields.elements.iter().flat_map(|v| v.value.list.iter().map(String::as_str));
    let basis = fields.basis.iter().flat_map(|v| v.value.entries.iter().map(|e| e.text.as_str()));
    let limit = fields.limit.iter().map(|v| v.value.text.as_str());
    let bodies = fields.bodies.iter().flat_map(|v| v.value.list.iter().map(|b| b.text.as_str()));
    let channels = fields
        .channels
        .iter()
        .flat_map(|v| v.value.chosen.iter().chain(&v.value.optional).map(String::as_str));
    let groups = fields.audience.iter().flat_map(|v| v.value.groups.iter().map(String::as_str));
    let of = |field: Field| move |text| (field, text);
    names
        .map(of(Field::Names))
        .chain(elements.map(of(Field::Elements)))
        .chain(basis.map(of(Field::Basis)))
        .chain(limit.map(of(Field::Limit)))
        .chain(bodies.map(of(Field::Bodies)))
        .chain(channels.map(of(Field::Channels)))
        .chain(groups.map(of(Field::Audience)))
}

/// The pieces that the body's own layer wrote.
pub(crate) fn own_pieces<'a>(
    scope: &Scope<'_>,
    item: &'a Item,
) -> impl Iterator<Item = (Field, &'a str)> {
    let own = scope.catalogue.own_layer();
    let is_own = move |field| item.fields.origin(field).is_some_and(|of| of.layer == own);
    let of_own = Field::ALL.into_iter().any(is_own);
    pieces(&item.fields).filter(move |(field, _)| of_own && is_own(*field))
}

/// The first thing that `find` finds in each field.
pub(super) fn first_of_each<'a, T>(
    item: &'a Item,
    find: impl Fn(&'a str) -> Option<T>,
) -> Vec<(Field, T)> {
    first_where(item, |_| true, find)
}

/// The first thing that `find` finds in each of the fields that are looked at.
pub(super) fn first_where<'a, T>(
    item: &'a Item,
    is_looked_at: impl Fn(Field) -> bool,
    find: impl Fn(&'a str) -> Option<T>,
) -> Vec<(Field, T)> {
    let mut found: Vec<(Field, T)> = Vec::new();
    for (field, text) in pieces(&item.fields).filter(|(field, _)| is_looked_at(*field)) {
        if found.last().is_none_or(|(last, _)| *last != field) {
            found.extend(find(text).map(|it| (field, it)));
        }
    }
    found
}

/// What `find` finds in the further columns that the body's own layer wrote, with heading and place.
pub(super) fn first_of_extras<'a, T>(
    scope: &'a Scope<'_>,
    at: ItemIn<'a>,
    find: impl Fn(&'a str) -> Option<T>,
) -> Vec<(&'a str, Place<'a>, T)> {
    let own = scope.catalogue.own_layer();
    let written = |(heading, text): (&'a String, &'a Traced<String>)| {
        let place = Place::ItemAt(at, text.origin.location);
        Some((heading.as_str(), place, find(&text.value)?))
    };
    let own = at.item.fields.other.iter().filter(move |(_, text)| text.origin.layer == own);
    own.filter_map(written).collect()
}
