//! Where the rows of a table that stands alone have the fields of the guidelines' items, and what they
//! leave empty.

use std::collections::BTreeMap;

use crate::finding::Finding;
use crate::merge::{Match, Resolver};
use crate::model::{Catalogue, Code, Domain, Field, Layer, LayerId};
use crate::source::{FilePlace, Location};

/// The cell of each field of an item, and whether it says anything.
#[derive(Debug)]
pub(super) struct Cells(BTreeMap<(Code, Field), FieldCell>);

#[derive(Debug)]
struct FieldCell {
    place: Location,
    written: bool,
    /// Whether the sheet has no column for it.
    columnless: bool,
}

impl Cells {
    /// The cells of the layer's rows that stand for items of the guidelines.
    pub(super) fn of(layer: &Layer, national: &[Domain]) -> Self {
        let resolver = Resolver::new(national);
        let mut cells = BTreeMap::new();
        for table in &layer.tables {
            let Some(domain) = resolver.domain(&table.domain.value) else { continue };
            for row in &table.rows {
                let by_code = row.code.as_ref().and_then(|code| resolver.code(&code.value));
                let names = row.fields.names.as_ref().map(|names| &names.value.0);
                let by_names = names.and_then(|names| match resolver.names(domain, names) {
                    Match::Sure(at) | Match::Unsure(at, _) => Some(at),
                    Match::None => None,
                });
                let Some((d, i)) = by_code.or(by_names) else { continue };
                let code = &national[d].items[i].code;
                for field in Field::ALL {
                    let written = row.fields.origin(field).is_some();
                    let place = row.place_of(field);
                    let in_sheet = matches!(table.location.place, FilePlace::Cell { .. });
                    let columnless = in_sheet && !table.columns.contains(field);
                    let cell = FieldCell { place, written, columnless };
                    cells.entry((code.clone(), field)).or_insert(cell);
                }
            }
        }
        Self(cells)
    }

    /// Takes out of a catalogue what only the guideline says: no rule may judge what the table does not
    /// hold.
    pub(super) fn clear_unwritten(&self, catalogue: &mut Catalogue) {
        for item in catalogue.domains.iter_mut().flat_map(|domain| &mut domain.items) {
            for field in Field::ALL {
                let cell = self.0.get(&(item.code.clone(), field));
                let unwritten = cell.is_some_and(|cell| !cell.written);
                let of_guideline =
                    item.fields.origin(field).is_some_and(|o| o.layer == LayerId::NATIONAL);
                if unwritten && of_guideline {
                    item.fields.clear(field);
                }
                // What nobody has seen in the guideline's original is no column of this table.
                if cell.is_some_and(|cell| cell.columnless) {
                    item.unverified.remove(field);
                }
            }
        }
    }

    /// The table's own cell for the text that a finding is about.
    pub(super) fn place(&self, finding: &Finding) -> Option<Location> {
        let code = finding.item.as_ref().and_then(|item| item.code.clone());
        let cell = code.zip(finding.field).and_then(|key| self.0.get(&key))?;
        Some(cell.place)
    }
}
