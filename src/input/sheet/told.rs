//! What a user is told of the reading of tables, as findings: what has to be settled, what is doubted, which
//! rows were left out, and where a text was read in another place than it stands.

use std::collections::{BTreeMap, BTreeSet};

use crate::finding::{Fault, Finding, Related};
use crate::input::decode::Context;
use crate::input::sheet::recognition::{Doubt, Recognition, Skip, Skipped, Table, Unread};
use crate::model::Field;
use crate::model::writing::RepairKind;
use crate::rules::files::{hidden_sheet, unsure_cell};
use crate::source::{CellRef, Location};

/// So many rows are told one by one.
const EACH: usize = 3;

impl Recognition {
    /// What the user has to settle or should know, as findings of a file.
    pub fn findings(&self, context: Context) -> Vec<Finding> {
        let at = |sheet, cell| Location::cell(context.file, sheet, cell);
        let questions = self.questions.iter();
        let questions = questions.map(|asked| asked.fault.clone().at(at(asked.sheet, asked.cell)));
        let hidden = self.unread.iter().filter(|sheet| sheet.why == Unread::Hidden);
        let hidden = hidden
            .map(|sheet| hidden_sheet::hidden(&sheet.name).at(at(sheet.index, CellRef::new(0, 0))));
        let told = self.tables.iter().flat_map(|table| table.findings(context));
        questions.chain(hidden).chain(told).collect()
    }
}

impl Table {
    /// What is told of its rows.
    fn findings(&self, context: Context) -> Vec<Finding> {
        let mut told = self.doubt_findings(context);
        told.extend(self.left_out(context));
        told.extend(self.folded(context, RepairKind::JoinedRows, unsure_cell::joined));
        told.extend(self.folded(context, RepairKind::Blank, unsure_cell::filled));
        told
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
        let moved = self.first_cells(RepairKind::Moved);
        // A row that is doubted is looked at anyhow.
        let doubted: BTreeSet<u32> = told.iter().map(|(row, _)| *row).collect();
        let moved = moved.into_iter().filter(|cell| !doubted.contains(&cell.row));
        let moved = self.moved_rows(context, moved.collect());
        told.into_iter().map(|(_, finding)| finding).chain(moved).collect()
    }

    /// The first cell of each row with a repair of this kind.
    fn first_cells(&self, kind: RepairKind) -> Vec<CellRef> {
        let mut rows: BTreeMap<u32, CellRef> = BTreeMap::new();
        for repair in self.repairs.iter().filter(|repair| repair.kind == kind) {
            rows.entry(repair.cell.row).or_insert(repair.cell);
        }
        rows.into_values().collect()
    }

    /// Rows that were moved: each for itself, or many as one, since they have one cause.
    fn moved_rows(&self, context: Context, cells: Vec<CellRef>) -> Vec<Finding> {
        let each =
            |cell: &CellRef| unsure_cell::moved(cell.row + 1).at(self.location(context, *cell));
        match cells.as_slice() {
            few if few.len() <= EACH => few.iter().map(each).collect(),
            many => self.together(context, many, &unsure_cell::all_moved).into_iter().collect(),
        }
    }

    /// All rows with a repair of a kind as one finding, told of by their numbers counted from 1.
    fn folded(
        &self,
        context: Context,
        kind: RepairKind,
        fault: impl Fn(&[u32], &str) -> Fault,
    ) -> Option<Finding> {
        let repaired = self.repairs.iter().filter(|repair| repair.kind == kind);
        let columns: BTreeSet<u16> = repaired.map(|repair| repair.cell.column).collect();
        let titles = self.columns.iter().filter(|column| columns.contains(&column.index));
        let titles: Vec<String> = titles.map(|column| column.title()).collect();
        let titles = titles.join("、");
        self.together(context, &self.first_cells(kind), &|rows| fault(rows, &titles))
    }

    /// One finding for several rows, at the first of them; the others are related places.
    fn together(
        &self,
        context: Context,
        cells: &[CellRef],
        fault: &dyn Fn(&[u32]) -> Fault,
    ) -> Option<Finding> {
        let (first, rest) = cells.split_first()?;
        let at = |cell: &CellRef| self.location(context, *cell);
        let rows: Vec<u32> = cells.iter().map(|cell| cell.row + 1).collect();
        let mut finding = fault(&rows).at(at(first));
        let related = |cell| Related { message: "这一行也是".to_owned(), location: at(cell) };
        finding.related = rest.iter().map(related).collect();
        Some(finding)
    }

    /// Rows with several texts that became no item.
    fn left_out(&self, context: Context) -> Vec<Finding> {
        let nameless = self.skipped.iter().filter(|skipped| skipped.why == Skip::NoName);
        let told = |skipped: &Skipped| {
            let at = self.location(context, CellRef::new(skipped.row, 0));
            unsure_cell::left_out(skipped.row + 1, &skipped.text).at(at)
        };
        nameless.map(told).collect()
    }
}
