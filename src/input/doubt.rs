//! What a reader was not sure of, as findings: an encoding that was guessed, cells without a value.
//!
//! Whoever gave the file is told, because a wrong guess reads as wrong text. Where something written
//! could not be had it is a warning, otherwise a note. Nothing here knows what the tables mean.

use super::tables::ReadNote;
use crate::finding::{Finding, RuleId, Severity};
use crate::source::{CellRef, FileId, Location, SourceMap};

/// The rule for what was read with a doubt.
const DOUBT: RuleId = RuleId("unsure-reading");
/// What to do about text that looks wrong.
const RESAVE: &str = "看看文字对不对；有乱码时，用 WPS 或 Excel 打开原文件，另存为 .xlsx 再用";

/// The findings of the notes of one file.
pub(super) fn findings(map: &SourceMap, file: FileId, notes: &[ReadNote]) -> Vec<Finding> {
    let telling = notes.iter().filter(|note| is_doubt(note));
    telling.map(|note| finding(map, file, note)).collect()
}

/// An encoding that the file itself tells is no doubt.
fn is_doubt(note: &ReadNote) -> bool {
    !matches!(note, ReadNote::Encoding { guessed: false, .. })
}

fn finding(map: &SourceMap, file: FileId, note: &ReadNote) -> Finding {
    let severity = if loses_text(note) { Severity::Warning } else { Severity::Note };
    let (message, help) = words(note);
    Finding::new(DOUBT, severity, place(map, file, note), message).with_help(help)
}

/// Whether something that is written in the file is not in the table as read.
fn loses_text(note: &ReadNote) -> bool {
    matches!(
        note,
        ReadNote::Undecodable { .. }
            | ReadNote::FormulaWithoutValue { .. }
            | ReadNote::Unreadable { .. }
    )
}

fn words(note: &ReadNote) -> (String, &'static str) {
    match note {
        ReadNote::Encoding { name, .. } => {
            (format!("文件没有标明编码，按 {name} 读取，是推断的"), RESAVE)
        }
        ReadNote::Undecodable { count } => {
            (format!("有 {count} 个字符解不出来，读作 �，内容不完整"), RESAVE)
        }
        ReadNote::CodePage => (note.to_string(), RESAVE),
        _ => (note.to_string(), "打开原文件核对；要紧的内容，写进普通的单元格再用"),
    }
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
