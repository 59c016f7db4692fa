//! Fields in which a bracket is left open, closed without being opened, or of two widths.

use crate::check::texts::pieces;
use crate::model::{Field, Item, bracket_faults};

/// The fields that are looked at.
pub(super) const LOOKED_AT: [Field; 7] = [
    Field::Names,
    Field::Elements,
    Field::Basis,
    Field::Limit,
    Field::Bodies,
    Field::Channels,
    Field::Audience,
];

/// The fields in which a piece has such a fault. A bracket may run over several pieces, so that the
/// whole text decides.
pub(super) fn fields(item: &Item) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    for (field, text) in pieces(&item.fields) {
        if fields.last() != Some(&field) && !bracket_faults(text).is_empty() {
            fields.push(field);
        }
    }
    fields
}
