//! 意见采纳情况表, filled in: what was decided on each opinion.

use super::read::NotAForm;
use super::record::{Adoption, Record};
use super::words;
use crate::finding::{Fault, Finding};
use crate::model::fold;
use crate::rules::process::decision_unclear;
use crate::source::{CellRef, FileId, Location, Sheet, Workbook};

/// What a row of the table decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// Number of the opinion.
    pub number: usize,
    /// The code of its item, to tell a table of another record.
    pub code: String,
    /// 采纳情况, as written.
    pub decision: String,
    /// 理由.
    pub why: String,
    /// 采纳后内容.
    pub final_text: String,
    /// Where it stands.
    pub location: Location,
}

/// Reads the table in a file.
///
/// # Errors
/// When no sheet holds it.
pub fn read_decisions(workbook: &Workbook, file: FileId) -> Result<Vec<Decided>, NotAForm> {
    let visible = (0u16..).zip(&workbook.sheets).filter(|(_, sheet)| !sheet.hidden);
    let mut tables =
        visible.filter_map(|(at, sheet)| Some((at, sheet, DecisionHead::find(sheet)?)));
    let (index, sheet, head) = tables.next().ok_or(NotAForm)?;
    let (end, _) = sheet.size();
    let place = |row| Location::cell(file, index, CellRef::new(row, head.decision));
    let rows = (head.row + 1..end).filter_map(|row| head.decided(sheet, row, place(row)));
    Ok(rows.collect())
}

/// The row of headings and the columns below it.
struct DecisionHead {
    row: u32,
    number: u16,
    code: Option<u16>,
    decision: u16,
    why: Option<u16>,
    final_text: Option<u16>,
}

impl DecisionHead {
    fn find(sheet: &Sheet) -> Option<Self> {
        let (rows, _) = sheet.size();
        (0..rows).find_map(|row| {
            let column = |heading: &str| {
                let mut cells = sheet.row(row);
                cells
                    .find(|(_, cell)| fold::compact(&cell.text) == heading)
                    .map(|(at, _)| at.column)
            };
            Some(Self {
                row,
                number: column(words::SERIAL)?,
                code: column(words::CODE),
                decision: column(words::DECISION)?,
                why: column(words::REASON),
                final_text: column(words::FINAL_TEXT),
            })
        })
    }

    fn decided(&self, sheet: &Sheet, row: u32, location: Location) -> Option<Decided> {
        let text = |column: Option<u16>| {
            column.map_or_else(String::new, |c| sheet.text(CellRef::new(row, c)).trim().to_owned())
        };
        Some(Decided {
            number: text(Some(self.number)).parse().ok()?,
            code: text(self.code),
            decision: text(Some(self.decision)),
            why: text(self.why),
            final_text: text(self.final_text),
            location,
        })
    }
}

impl Record {
    /// Takes the decisions of a table over. Empty cells decide nothing.
    pub fn decide(&mut self, decided: &[Decided]) -> Vec<Finding> {
        let refused = decided.iter().filter_map(|row| {
            let fault = self.decide_one(row).err()?;
            Some(fault.at(row.location))
        });
        refused.collect()
    }

    /// Takes one decision over; otherwise why not.
    fn decide_one(&mut self, row: &Decided) -> Result<(), Box<Fault>> {
        if row.decision.is_empty() {
            return Ok(());
        }
        let Some(known) = self.opinions.iter_mut().find(|known| known.number == row.number) else {
            return Err(decision_unclear::unknown_number(row.number).into());
        };
        let code = known.opinion.code.as_ref().map(ToString::to_string).unwrap_or_default();
        if !row.code.is_empty() && fold::compact(&row.code) != fold::compact(&code) {
            return Err(decision_unclear::other_code(row.number, &code, &row.code).into());
        }
        let Some(decision) = Adoption::from_label(&fold::compact(&row.decision)) else {
            return Err(decision_unclear::unknown_word(&row.decision, &Adoption::LABELS).into());
        };
        if decision.needs_reason() && row.why.trim().is_empty() {
            return Err(decision_unclear::no_reason(row.number, decision.label()).into());
        }
        known.decision = decision;
        known.why.clone_from(&row.why);
        known.final_text.clone_from(&row.final_text);
        Ok(())
    }
}
