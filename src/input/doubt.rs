//! What a reader was not sure of, as findings: an encoding that was guessed, cells without a value.
//!
//! Whoever gave the file is told, because a wrong guess reads as wrong text. Nothing here knows what the tables mean.

use super::tables::ReadNote;
use crate::finding::{Fault, Finding};
use crate::rules::files::unsure_reading as rule;
use crate::source::{CellRef, FileId, Location, SourceMap};

/// The findings of the notes of one file.
pub(super) fn findings(map: &SourceMap, file: FileId, notes: &[ReadNote]) -> Vec<Finding> {
    let telling = notes.iter().filter(|note| is_doubt(note));
    telling.map(|note| fault(note).at(place(map, file, note))).collect()
}

/// An encoding that the file itself tells is no doubt.
fn is_doubt(note: &ReadNote) -> bool {
    !matches!(note, ReadNote::Encoding { guessed: false, .. })
}

fn fault(note: &ReadNote) -> Fault {
    match note {
        ReadNote::Encoding { name, .. } => rule::guessed_encoding(name),
        ReadNote::Undecodable { count } => rule::undecodable(*count),
        ReadNote::CodePage => rule::characters(&note.to_string()),
        _ => rule::content(&note.to_string(), loses_text(note)),
    }
}

/// Whether something that is written in a cell is not in the table as read.
fn loses_text(note: &ReadNote) -> bool {
    matches!(note, ReadNote::FormulaWithoutValue { .. } | ReadNote::Unreadable { .. })
}

/// The cell, where the note names one; else the file.
fn place(map: &SourceMap, file: FileId, note: &ReadNote) -> Location {
    let named = match note {
        ReadNote::FormulaWithoutValue { sheet, cell, .. } | ReadNote::SpanCut { sheet, cell } => {
            located(map, file, sheet, *cell)
        }
        ReadNote::NestedTable { outer, cell, .. } => located(map, file, outer, *cell),
        _ => None,
    };
    named.unwrap_or_else(|| Location::whole(file))
}

fn located(map: &SourceMap, file: FileId, sheet: &str, cell: CellRef) -> Option<Location> {
    let sheets = &map.workbook(file)?.sheets;
    let index = sheets.iter().position(|known| known.name == sheet)?;
    Some(Location::cell(file, u16::try_from(index).ok()?, cell))
}
