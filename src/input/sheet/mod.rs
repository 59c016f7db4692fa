//! From sheets of cells to items and duties: finds tables, reads their rows, repairs their texts.
//!
//! What was decided stands in a [`Recognition`]: every row that holds something is a heading, a record,
//! or skipped with a reason, and every text that was read otherwise than it stands is a repair. This
//! module knows no file formats and no registers; what it cannot decide it asks.

mod assemble;
mod by_column;
mod domain_sign;
mod domains;
mod downwards;
mod explain;
mod fit;
mod known;
mod locate;
mod parts;
mod power_sign;
mod read;
mod recognition;
mod segment;
mod share;
#[cfg(test)]
mod tests;
mod told;
mod types;
mod view;

pub use domain_sign::{DomainPlace, DomainSign, DomainTold};
pub use explain::{ColumnChoice, Explained, HeadCandidate, explain};
pub use known::{Domains, ItemMatch, MatchKind, OPEN_DOMAIN};
pub(crate) use locate::domain::is_of_body;
pub use locate::mapping::{Mappings, SavedHead};
pub use locate::named::NamedColumns;
pub use power_sign::{PowerOfGroup, PowerPlace, PowerTold};
pub use read::listed::{DutySheet, POWER};
pub use recognition::{
    CellRepair, Doubt, ReaderQuestion, RecogniseOptions, Recognition, RecordCell, SheetRecord,
    Skip, Skipped, Table, Unread, UnreadSheet,
};
pub use types::{ColumnRole, SheetColumn, TableKind};

use super::decode::Context;
use crate::finding::{self, Finding};
use crate::model::{Duty, WholeTable};
use crate::rules::files::unsure_reading;
use crate::source::{CellRef, Workbook};

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
    /// Whether it shows by an example how to fill it in.
    pub is_template: bool,
}

/// The tables of a workbook that is given by itself; `None` where it holds none of either kind.
pub fn read_alone(
    context: Context,
    workbook: &Workbook,
    options: &RecogniseOptions,
    findings: &mut Vec<Finding>,
) -> Option<Alone> {
    let recognition = recognise(workbook, options);
    finding::add_all(findings, recognition.findings(context));
    let tables = &recognition.tables;
    findings.extend(tables.iter().flat_map(|table| table.slips(context, workbook)));
    findings.extend(tables.iter().flat_map(|table| read::serial::gaps(table, context)));
    let of = |kind: TableKind| tables.iter().filter(move |table| table.kind == kind);
    findings.extend(of(TableKind::Duties).filter_map(|table| table.duties_alone(context)));
    (!tables.is_empty()).then(|| Alone {
        tables: of(TableKind::Catalogue).flat_map(|table| table.whole_tables(context)).collect(),
        duties: of(TableKind::Duties).filter_map(|table| table.duty_sheet(context)).collect(),
        is_template: tables.iter().flat_map(|t| &t.skipped).any(|s| s.why == Skip::Example),
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
}
