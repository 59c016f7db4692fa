//! Fields in which a bracket is left open, closed without being opened, or of two widths.

use crate::check::texts::pieces;
use crate::model::{Field, Item, bracket_faults};

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
