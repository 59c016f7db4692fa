//! Fields that say nothing, and columns in which no row says anything.

use crate::model::{Domain, Field, FieldSet, Item};

/// Fewer rows than this are no column.
const ROWS: usize = 2;

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
    let written_empty = || item.blank.iter().any(|(blank, _)| *blank == field);
    let unwritten = || item.fields.lacks(field) && !item.unverified.contains(field);
    item.needs(field) && (written_empty() || unwritten())
}
