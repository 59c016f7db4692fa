//! Fields that say nothing, and columns in which no row says anything.

use crate::model::{Domain, Field, FieldSet, Fields, Item};

/// Fewer rows than this are no column.
const ROWS: usize = 3;

/// The fields that every row of the body's own table leaves empty.
pub(super) fn empty_columns(domain: &Domain) -> FieldSet {
    let fields = Field::ALL.into_iter().filter(|field| *field != Field::Names);
    if listed(domain).nth(ROWS - 1).is_none() {
        return FieldSet::EMPTY;
    }
    fields.filter(|field| listed(domain).all(|item| is_missing(item, *field))).collect()
}

/// The rows that the layer last applied lists itself.
pub(crate) fn listed(domain: &Domain) -> impl Iterator<Item = &Item> {
    domain.items.iter().filter(|item| item.listed.is_some())
}

/// Whether an item has nothing in a field, and has to have something.
pub(crate) fn is_missing(item: &Item, field: Field) -> bool {
    // What is not published at all needs no channel.
    let mode = item.fields.mode.as_ref().map(|mode| *mode.value);
    let private = mode.is_some_and(|mode| mode.on_request && !mode.active);
    if private && field == Field::Channels {
        return false;
    }
    item.blank.iter().any(|(blank, _)| *blank == field)
        || (is_empty(&item.fields, field) && !item.unverified.contains(field))
}

/// Whether nothing is written. Text that says nothing usable is for the rule of that field.
fn is_empty(fields: &Fields, field: Field) -> bool {
    match field {
        Field::Names => fields.names.as_ref().is_none_or(|names| names.value.0.is_empty()),
        Field::Elements => fields.elements.as_ref().is_none_or(|v| v.value.is_empty()),
        Field::Basis => fields.basis.as_ref().is_none_or(|v| v.value.is_empty()),
        Field::Limit => fields.limit.as_ref().is_none_or(|v| v.value.is_empty()),
        Field::Bodies => fields.bodies.as_ref().is_none_or(|v| v.value.is_empty()),
        Field::Levels => fields.levels.as_ref().is_none_or(|v| v.value.is_empty()),
        Field::Channels => fields.channels.is_none(),
        Field::Audience => fields.audience.is_none(),
        Field::Mode => fields.mode.is_none(),
    }
}
