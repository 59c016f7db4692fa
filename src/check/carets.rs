//! The very cell of a word: the names of an item stand in several columns, and the first of them often in a
//! cell that is merged over many rows.

use super::rules::structure::missing_field;
use crate::finding::Finding;
use crate::model::Field;
use crate::source::{CellRef, FilePlace, Location, SourceMap};

/// No cell is looked for further up than this.
const FAR: u32 = 500;

/// Moves each finding about the names of an item to the cell that holds the words that it quotes.
pub fn at_the_words(map: &SourceMap, findings: &mut Vec<Finding>) {
    let cells = |finding: &Finding| matches!(finding.location.place, FilePlace::Cell { .. });
    for finding in findings.iter_mut().filter(|finding| cells(finding)) {
        let FilePlace::Cell { cell, .. } = finding.location.place else { continue };
        let text = map.sheet(finding.location).map_or("", |sheet| sheet.text(cell).trim());
        missing_field::quote(finding, text);
    }
    let mut moved = false;
    for finding in findings.iter_mut().filter(|finding| finding.field == Some(Field::Names)) {
        if let Some(place) = cell_of(map, finding) {
            finding.location = place;
            moved = true;
        }
    }
    if moved {
        super::sort(findings);
    }
}

fn cell_of(map: &SourceMap, finding: &Finding) -> Option<Location> {
    let Location { file, place: FilePlace::Cell { sheet, cell } } = finding.location else {
        return None;
    };
    let quoted = finding.message.split_once('“')?.1.split_once('”')?.0;
    let table = map.sheet(finding.location)?;
    if table.text(cell).contains(quoted) {
        return None;
    }
    (0..cell.column).rev().find_map(|column| {
        let rows = (cell.row.saturating_sub(FAR)..=cell.row).rev();
        // A cell that is merged, or left empty, says what stands above.
        let mut cells = rows.map(|row| CellRef::new(row, column));
        let at = cells.find(|at| !table.text(*at).trim().is_empty())?;
        table.text(at).contains(quoted).then(|| Location::cell(file, sheet, at))
    })
}
