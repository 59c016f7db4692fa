//! From sheets of cells to items and duties: finds tables, reads their rows, repairs their texts.
//!
//! What was decided stands in a [`Recognition`]: every row that holds something is a heading, a record,
//! or skipped with a reason, and every text that was read otherwise than it stands is a repair. This
//! module knows no file formats and no registers; what it cannot decide it asks.

mod assemble;
mod domains;
mod downwards;
mod explain;
mod fit;
mod locate;
mod parts;
mod read;
mod recognition;
mod segment;
mod share;
#[cfg(test)]
mod tests;
mod types;
mod view;

pub use domains::{Domains, ItemMatch, MatchKind, OPEN_DOMAIN};
pub use explain::{ColumnChoice, Explained, HeadCandidate, explain};
pub(crate) use locate::domain::is_of_body;
pub use locate::mapping::{Mappings, SavedHead};
pub use locate::named::NamedColumns;
pub use read::listed::{DutySheet, POWER};
pub use recognition::{
    CellRepair, Doubt, ReaderQuestion, RecogniseOptions, Recognition, RecordCell, SheetRecord,
    Skip, Skipped, Table, Unread, UnreadSheet,
};
pub use types::{ColumnRole, SheetColumn, TableKind};

use std::collections::BTreeMap;

use super::decode::Context;
use crate::finding::{Finding, Related};
use crate::model::writing::RepairKind;
use crate::model::{Duty, Field, WholeTable};
use crate::rules::files::{hidden_sheet, unsure_cell, unsure_reading};
use crate::source::{CellRef, Location, Workbook};

/// Recognises the tables of a workbook.
pub fn recognise(workbook: &Workbook, options: &RecogniseOptions) -> Recognition {
    assemble::workbook(workbook, options)
}

/// The whole tables of a workbook, one for each domain; rows of no domain are in one of the domain
/// [`OPEN_DOMAIN`]. What is unsure, and sheets that were not read, become findings.
pub fn read_catalogue(
    context: Context,
    workbook: &Workbook,
    options: &RecogniseOptions,
    findings: &mut Vec<Finding>,
) -> Vec<WholeTable> {
    let options = RecogniseOptions { kind: Some(TableKind::Catalogue), ..options.clone() };
    read_alone(context, workbook, &options, findings).unwrap_or_default().tables
}

/// The duties of a workbook. What is unsure, and sheets that were not read, become findings.
pub fn read_duties(
    context: Context,
    workbook: &Workbook,
    options: &RecogniseOptions,
    findings: &mut Vec<Finding>,
) -> Vec<Duty> {
    let options = RecogniseOptions { kind: Some(TableKind::Duties), ..options.clone() };
    let recognition = recognise(workbook, &options);
    findings.extend(recognition.findings(context));
    findings.extend(recognition.tables.iter().flat_map(|table| table.slips(context, workbook)));
    recognition.tables.iter().flat_map(|table| table.duties(context)).collect()
}

/// What a workbook that is given by itself holds.
#[derive(Debug, Clone, Default)]
pub struct Alone {
    /// Its whole tables.
    pub tables: Vec<WholeTable>,
    /// Its lists of duties. What they are linked to is known in their repository only.
    pub duties: Vec<DutySheet>,
}

/// The tables of a workbook that is given by itself; `None` where it holds none of either kind.
pub fn read_alone(
    context: Context,
    workbook: &Workbook,
    options: &RecogniseOptions,
    findings: &mut Vec<Finding>,
) -> Option<Alone> {
    let recognition = recognise(workbook, options);
    findings.extend(recognition.findings(context));
    let tables = &recognition.tables;
    findings.extend(tables.iter().flat_map(|table| table.slips(context, workbook)));
    findings.extend(tables.iter().flat_map(|table| read::serial::gaps(table, context)));
    let of = |kind: TableKind| tables.iter().filter(move |table| table.kind == kind);
    findings.extend(of(TableKind::Duties).filter_map(|table| table.duties_alone(context)));
    (!tables.is_empty()).then(|| Alone {
        tables: of(TableKind::Catalogue).flat_map(|table| table.whole_tables(context)).collect(),
        duties: of(TableKind::Duties).filter_map(|table| table.duty_sheet(context)).collect(),
    })
}

impl Table {
    /// Slips in its headings and its title.
    fn slips(&self, context: Context, workbook: &Workbook) -> Vec<Finding> {
        let sheet = workbook.sheets.get(usize::from(self.sheet));
        sheet.map(|sheet| read::headings::slips(self, sheet, context)).unwrap_or_default()
    }

    /// A list of duties that has no catalogue beside it.
    fn duties_alone(&self, context: Context) -> Option<Finding> {
        let head = self.header_rows.first().copied().unwrap_or(0);
        let at = self.location(context, CellRef::new(head, 0));
        let duties = self.duties(context);
        let seen = read::duty::summary(self, &duties);
        let count = duties.len();
        (count > 0).then(|| unsure_reading::duties_alone(&self.sheet_name, count, &seen).at(at))
    }

    /// What is doubted of its rows, and which rows slid. Blanks, and limits that are not understood, are
    /// left to the rules that look for them.
    fn doubt_findings(&self, context: Context) -> Vec<Finding> {
        let doubts = self.records.iter().flat_map(|record| &record.doubts);
        let is_told = |doubt: &&Doubt| !doubt.blank && doubt.field != Field::Limit.heading();
        let told = doubts.filter(is_told).filter_map(|doubt| {
            let cell = *doubt.cells.first()?;
            let field = Field::ALL.into_iter().find(|field| field.heading() == doubt.field);
            let mut finding = unsure_cell::doubted(&doubt.why).at(self.location(context, cell));
            finding.field = field.filter(|_| doubt.field != Doubt::ROW);
            Some((cell.row, finding))
        });
        let told: Vec<(u32, Finding)> = told.collect();
        let moved: BTreeMap<u32, CellRef> = self
            .repairs
            .iter()
            .filter(|repair| repair.kind == RepairKind::Moved)
            // A row that is doubted is looked at anyhow.
            .filter(|repair| told.iter().all(|(row, _)| *row != repair.cell.row))
            .map(|repair| (repair.cell.row, repair.cell))
            .collect();
        let told = told.into_iter().map(|(_, finding)| finding);
        told.chain(self.moved_rows(context, moved.values().copied().collect())).collect()
    }

    /// Rows that were moved: each for itself, or many as one, since they have one cause.
    fn moved_rows(&self, context: Context, cells: Vec<CellRef>) -> Vec<Finding> {
        /// So many rows are told one by one.
        const EACH: usize = 3;
        let at = |cell: &CellRef| self.location(context, *cell);
        let [first, rest @ ..] = cells.as_slice() else { return Vec::new() };
        if cells.len() <= EACH {
            let each = |cell: &CellRef| unsure_cell::moved(cell.row + 1).at(at(cell));
            return cells.iter().map(each).collect();
        }
        let rows: Vec<u32> = cells.iter().map(|cell| cell.row + 1).collect();
        let mut finding = unsure_cell::all_moved(&rows).at(at(first));
        finding.related = rest
            .iter()
            .map(|cell| Related { message: "这一行也是".to_owned(), location: at(cell) })
            .collect();
        vec![finding]
    }
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
        let doubts = self.tables.iter().flat_map(|table| table.doubt_findings(context));
        questions.chain(hidden).chain(doubts).collect()
    }
}
