//! From sheets of cells to items and duties: finds tables, reads their rows, repairs their texts.
//!
//! What was decided stands in a [`Recognition`]: every row that holds something is a heading, a record,
//! or skipped with a reason, and every text that was read otherwise than it stands is a repair. This
//! module knows no file formats and no registers; what it cannot decide it asks.

mod assemble;
mod body;
mod boxes;
mod catalogue;
mod clean;
mod columns;
mod domain;
mod duty;
mod fill;
mod head;
mod heading;
mod lines;
mod lists;
mod mapping;
mod noise;
mod questions;
mod recognition;
mod remarks;
mod rows;
mod script;
mod settle;
mod shifted;
#[cfg(test)]
mod tests;
mod view;
mod words;

pub use heading::Role;
pub use mapping::{Mappings, SavedHead};
pub use recognition::{
    Column, Question, RecogniseOptions, Recognition, Record, RecordCell, Repair, RepairKind, Skip,
    Skipped, Table, TableKind, Unread, UnreadSheet,
};

use super::decode::Context;
use crate::finding::Finding;
use crate::model::{Duty, WholeTable};
use crate::rules::files::hidden_sheet;
use crate::source::{CellRef, Location, Workbook};

/// Recognises the tables of a workbook.
pub fn recognise(workbook: &Workbook, options: &RecogniseOptions) -> Recognition {
    assemble::workbook(workbook, options)
}

/// The whole tables of a workbook. What is unsure, and sheets that were not read, become findings.
pub fn read_catalogue(
    context: Context,
    workbook: &Workbook,
    findings: &mut Vec<Finding>,
) -> Vec<WholeTable> {
    let options =
        RecogniseOptions { kind: Some(TableKind::Catalogue), ..RecogniseOptions::default() };
    let recognition = recognise(workbook, &options);
    findings.extend(recognition.findings(context));
    findings.extend(recognition.tables.iter().flat_map(|table| remarks::of(table, context)));
    recognition.tables.iter().filter_map(|table| table.whole_table(context)).collect()
}

/// The duties of a workbook. What is unsure, and sheets that were not read, become findings.
pub fn read_duties(
    context: Context,
    workbook: &Workbook,
    findings: &mut Vec<Finding>,
) -> Vec<Duty> {
    let options = RecogniseOptions { kind: Some(TableKind::Duties), ..RecogniseOptions::default() };
    let recognition = recognise(workbook, &options);
    findings.extend(recognition.findings(context));
    recognition.tables.iter().flat_map(|table| table.duties(context)).collect()
}

impl Recognition {
    /// What the user has to settle or should know, as findings of a file.
    pub fn findings(&self, context: Context) -> Vec<Finding> {
        let at = |sheet, cell| Location::cell(context.file, sheet, cell);
        let questions = self.questions.iter();
        let questions = questions.map(|asked| asked.fault.clone().at(at(asked.sheet, asked.cell)));
        let hidden = self.unread.iter().filter(|sheet| sheet.why == Unread::Hidden);
        let hidden = hidden
            .map(|sheet| hidden_sheet::hidden(&sheet.name).at(at(sheet.index, CellRef::new(0, 0))));
        questions.chain(hidden).collect()
    }
}
