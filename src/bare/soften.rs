//! What only a repository could settle, for a table that stands alone. Rules that know of bare files
//! themselves (`item-unaccounted` and others) are not treated here.

use super::cells::Cells;
use crate::check;
use crate::check::rules::audience::level_not_ours;
use crate::finding::{Finding, Related, Severity};
use crate::rules::layers::unsure_match;

/// Goes through the findings of a bare table. `level_known` says whether its level is more than a guess.
pub(super) fn all(mut findings: Vec<Finding>, cells: &Cells, level_known: bool) -> Vec<Finding> {
    // Depends on the body's level: nothing is said while that is a guess.
    findings.retain(|finding| level_known || finding.rule != level_not_ours::RULE.id);
    for finding in &mut findings {
        // A question that only concerns the merging.
        if finding.rule == unsure_match::RULE.id {
            finding.severity = Severity::Note;
        }
        to_its_cell(finding, cells);
    }
    check::sort(&mut findings);
    findings
}

/// A fault of a text that stands in the table as in the guideline: the table's cell is the place, the
/// guideline's explains it.
fn to_its_cell(finding: &mut Finding, cells: &Cells) {
    if let Some(place) = cells.place(finding).filter(|_| finding.inherited) {
        let location = std::mem::replace(&mut finding.location, place);
        finding.source = Some(location);
        finding
            .related
            .push(Related { message: "指引里也是这样写的".to_owned(), location });
    }
}
