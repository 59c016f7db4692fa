//! What the body's own layer wrote, row by row as it stands in its files, for rules about writing.
//!
//! The compiled catalogue does not hold every such text: one that says the same as the layer above is
//! kept as that layer has it. A fault of writing is still to be put right where it was made.

use std::collections::BTreeSet;

use super::own::OwnItems;
use super::{Place, Reporter, Scope};
use crate::finding::ItemName;
use crate::model::writing::{Reading, RepairKind};
use crate::model::{Adjustment, Code, Field, Fields, Layer};
use crate::source::Location;

/// A row, or some fields of one.
#[derive(Clone, Copy)]
pub(crate) struct WrittenRow<'a> {
    domain: Option<&'a str>,
    code: Option<&'a Code>,
    /// Where the row or the entry stands.
    pub(crate) location: Location,
    /// Its texts.
    pub(crate) fields: &'a Fields,
}

/// The rows of the body's own layer, in the order of its files.
pub(crate) fn rows<'a>(layer: Option<&'a Layer>) -> impl Iterator<Item = WrittenRow<'a>> {
    let tables = layer.into_iter().flat_map(|layer| &layer.tables);
    let listed = tables.flat_map(|table| {
        table.rows.iter().map(|row| WrittenRow {
            domain: Some(table.domain.value.as_str()),
            code: row.code.as_ref().map(|code| &code.value),
            location: row.location,
            fields: &row.fields,
        })
    });
    let adjustments = layer.into_iter().flat_map(|layer| &layer.adjustments);
    let adjusted = adjustments.filter_map(|adjustment| match adjustment {
        Adjustment::Modify { item, fields, .. } => Some(WrittenRow {
            domain: item.domain.as_deref(),
            code: item.code.as_ref(),
            location: item.location,
            fields,
        }),
        Adjustment::Add { domain, item } => Some(WrittenRow {
            domain: Some(domain.value.as_str()),
            code: item.code.as_ref().map(|code| &code.value),
            location: item.location,
            fields: &item.fields,
        }),
        Adjustment::Drop { .. } => None,
    });
    listed.chain(adjusted)
}

/// Something wrong with the writing of a text.
pub(super) struct WritingSlip<'a> {
    /// The row that the text is of.
    pub(super) row: WrittenRow<'a>,
    /// The field; `None` for further columns.
    pub(super) field: Option<Field>,
    /// Where the text stands.
    pub(super) location: Location,
    /// What is wrong.
    pub(super) message: String,
}

/// The slips among the texts of the body's own layer.
pub(super) fn slips<'a>(
    scope: &Scope<'a>,
    message: impl Fn(&Reading) -> Option<String>,
) -> Vec<WritingSlip<'a>> {
    let mut slips = Vec::new();
    for row in rows(scope.layer) {
        let slip = |reading: &'a Reading| {
            let (field, location) = (reading.field, reading.location);
            Some(WritingSlip { row, field, location, message: message(reading)? })
        };
        slips.extend(row.fields.readings.iter().filter_map(slip));
    }
    slips
}

/// The cells that say what stands above (同上), or are read as that because they are empty.
pub(super) fn taken_over(scope: &Scope<'_>) -> BTreeSet<Location> {
    let readings = rows(scope.layer).flat_map(|row| row.fields.readings.iter());
    let of_above = |reading: &&Reading| {
        [RepairKind::Ditto, RepairKind::Blank].iter().any(|kind| reading.repair(*kind).is_some())
    };
    readings.filter(of_above).map(|reading| reading.location).collect()
}

/// Reports slips, one a place: a merged cell is of several rows.
pub(super) fn report(
    scope: &Scope<'_>,
    slips: Vec<WritingSlip<'_>>,
    help: &str,
    reporter: &mut Reporter<'_>,
) {
    if slips.is_empty() {
        return;
    }
    let own = OwnItems::of(scope.catalogue);
    let mut seen = BTreeSet::new();
    for WritingSlip { row, field, location, message } in slips {
        if seen.insert(location) {
            let item = name(scope, &own, &row);
            let place = Place::Written(item.as_ref(), field.filter(|_| item.is_some()), location);
            reporter.at(place, message).help(help);
        }
    }
}

/// What the item of a row is called: in the catalogue, else by the row itself.
fn name(scope: &Scope<'_>, own: &OwnItems<'_>, row: &WrittenRow<'_>) -> Option<ItemName> {
    let fields = Field::ALL.into_iter().filter_map(|field| row.fields.origin(field));
    let mut places = std::iter::once(row.location).chain(fields.map(|origin| origin.location));
    let compiled = places.find_map(|place| own.at(place));
    compiled.map(|at| ItemName::of(at.domain, at.item)).or_else(|| own_name(scope, row))
}

fn own_name(scope: &Scope<'_>, row: &WrittenRow<'_>) -> Option<ItemName> {
    let names = row.fields.names.as_ref()?;
    let word = row.domain?;
    let domain = scope.catalogue.domains.iter().find(|domain| domain.is_called(word));
    let domain = domain.map_or(word, |domain| domain.name.as_str()).to_owned();
    Some(ItemName { domain, code: row.code.cloned(), path: names.value.0.clone() })
}
