//! 意见采纳情况表, filled in: what was decided on each opinion.

use super::fault::DECISION_UNCLEAR;
use super::read::NotAForm;
use super::record::{Decision, Record};
use super::words;
use crate::finding::{Finding, Severity};
use crate::model::fold;
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
    let mut tables = visible.filter_map(|(at, sheet)| Some((at, sheet, Head::find(sheet)?)));
    let (index, sheet, head) = tables.next().ok_or(NotAForm)?;
    let (end, _) = sheet.size();
    let place = |row| Location::cell(file, index, CellRef::new(row, head.decision));
    let rows = (head.row + 1..end).filter_map(|row| head.decided(sheet, row, place(row)));
    Ok(rows.collect())
}

/// The row of headings and the columns below it.
struct Head {
    row: u32,
    number: u16,
    code: Option<u16>,
    decision: u16,
    why: Option<u16>,
    final_text: Option<u16>,
}

impl Head {
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
        let taken = decided.iter().map(|row| (row, self.decide_one(row)));
        let refused = taken.filter_map(|(row, taken)| Some((row, taken.err()?)));
        refused
            .map(|(row, (text, help))| {
                Finding::new(DECISION_UNCLEAR, Severity::Error, row.location, text).with_help(help)
            })
            .collect()
    }

    /// Takes one decision over; otherwise why not, and what to do.
    fn decide_one(&mut self, row: &Decided) -> Result<(), (String, String)> {
        if row.decision.is_empty() {
            return Ok(());
        }
        let Some(known) = self.opinions.iter_mut().find(|known| known.number == row.number) else {
            let text = format!("意见采纳.yaml 里没有第 {} 号意见，这一行没有读", row.number);
            return Err((text, "看是不是别的单位、别的一稿的表".to_owned()));
        };
        let code = known.opinion.code.as_ref().map(ToString::to_string).unwrap_or_default();
        if !row.code.is_empty() && fold::compact(&row.code) != fold::compact(&code) {
            let text = format!(
                "第 {} 号意见是关于 {code} 的，表里写的是 {}，这一行没有读",
                row.number, row.code
            );
            return Err((text, "核对序号和编码；表过时了的，用新写出的表再填".to_owned()));
        }
        let Some(decision) = Decision::from_label(&fold::compact(&row.decision)) else {
            let text = format!("“采纳情况”不能写“{}”，这一行没有读", row.decision);
            return Err((text, format!("可以写：{}", Decision::LABELS.join("、"))));
        };
        known.decision = decision;
        known.why.clone_from(&row.why);
        known.final_text.clone_from(&row.final_text);
        Ok(())
    }
}
