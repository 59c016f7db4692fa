//! What only a repository could settle, for a table that stands alone. Rules that know of bare files
//! themselves (`item-unaccounted` and others) are not treated here.

use std::collections::BTreeMap;

use crate::check;
use crate::check::rules::audience::level_not_ours;
use crate::finding::{Finding, Related, Severity};
use crate::merge::{Match, Resolver};
use crate::model::{Code, Domain, Field, Layer};
use crate::rules::layers::unsure_match;
use crate::source::Location;

/// Goes through the findings of a bare table. `level_known` says whether its level is more than a guess.
pub(super) fn all(
    mut findings: Vec<Finding>,
    layer: &Layer,
    national: &[Domain],
    level_known: bool,
) -> Vec<Finding> {
    // Depends on the body's level: nothing is said while that is a guess.
    findings.retain(|finding| level_known || finding.rule != level_not_ours::RULE.id);
    let cells = cells(layer, national);
    findings.retain(|finding| !is_of_unwritten_text(finding, &cells));
    for finding in &mut findings {
        // A question that only concerns the merging.
        if finding.rule == unsure_match::RULE.id {
            finding.severity = Severity::Note;
        }
        to_its_cell(finding, &cells);
    }
    check::sort(&mut findings);
    findings
}

/// Where the table's own rows have the fields of the guidelines' items.
type Cells = BTreeMap<(Code, Field), FieldCell>;

/// The cell of a field, and whether it says anything.
struct FieldCell {
    place: Location,
    written: bool,
}

fn cells(layer: &Layer, national: &[Domain]) -> Cells {
    let resolver = Resolver::new(national);
    let mut cells = Cells::new();
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
                let cell = FieldCell { place: row.place_of(field), written };
                cells.entry((code.clone(), field)).or_insert(cell);
            }
        }
    }
    cells
}

fn cell_of<'a>(finding: &Finding, cells: &'a Cells) -> Option<&'a FieldCell> {
    let code = finding.item.as_ref().and_then(|item| item.code.clone());
    code.zip(finding.field).and_then(|key| cells.get(&key))
}

/// A fault of the guideline's text where the table has none: that its cell is empty says enough.
fn is_of_unwritten_text(finding: &Finding, cells: &Cells) -> bool {
    finding.inherited && cell_of(finding, cells).is_some_and(|cell| !cell.written)
}

/// A fault of a text that stands in the table as in the guideline: the table's cell is the place, the
/// guideline's explains it.
fn to_its_cell(finding: &mut Finding, cells: &Cells) {
    let place = cell_of(finding, cells).map(|cell| cell.place);
    if let Some(place) = place.filter(|_| finding.inherited) {
        let location = std::mem::replace(&mut finding.location, place);
        finding.source = Some(location);
        finding
            .related
            .push(Related { message: "指引里也是这样写的".to_owned(), location });
    }
}
