//! 意见采纳情况表, filled in: what was decided on each opinion.

use super::read::NotAForm;
use super::record::{Decision, Record};
use super::{Notice, words};
use crate::model::fold;
use crate::source::{CellRef, Sheet, Workbook};

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
    pub place: String,
}

/// Reads the table in a file with this name.
///
/// # Errors
/// When no sheet holds it.
pub fn read_decisions(workbook: &Workbook, file: &str) -> Result<Vec<Decided>, NotAForm> {
    let visible = workbook.sheets.iter().filter(|sheet| !sheet.hidden);
    let mut tables = visible.filter_map(|sheet| Some((sheet, Head::find(sheet)?)));
    let (sheet, head) = tables.next().ok_or(NotAForm)?;
    let (end, _) = sheet.size();
    Ok((head.row + 1..end).filter_map(|row| head.decided(sheet, row, file)).collect())
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

    fn decided(&self, sheet: &Sheet, row: u32, file: &str) -> Option<Decided> {
        let text = |column: Option<u16>| {
            column.map_or_else(String::new, |c| sheet.text(CellRef::new(row, c)).trim().to_owned())
        };
        let at = CellRef::new(row, self.decision);
        Some(Decided {
            number: text(Some(self.number)).parse().ok()?,
            code: text(self.code),
            decision: text(Some(self.decision)),
            why: text(self.why),
            final_text: text(self.final_text),
            place: format!("{file} {}!{at}", sheet.name),
        })
    }
}

impl Record {
    /// Takes the decisions of a table over. Empty cells decide nothing.
    pub fn decide(&mut self, decided: &[Decided]) -> Vec<Notice> {
        decided.iter().filter_map(|row| self.decide_one(row)).collect()
    }

    fn decide_one(&mut self, row: &Decided) -> Option<Notice> {
        if row.decision.is_empty() {
            return None;
        }
        let Some(known) = self.opinions.iter_mut().find(|known| known.number == row.number) else {
            let text = format!("意见采纳.yaml 里没有第 {} 号意见，这一行没有读", row.number);
            return Some(Notice::error(&row.place, text));
        };
        let code = known.opinion.code.as_ref().map(ToString::to_string).unwrap_or_default();
        if !row.code.is_empty() && fold::compact(&row.code) != fold::compact(&code) {
            let text = format!(
                "第 {} 号意见是关于 {code} 的，表里写的是 {}，这一行没有读",
                row.number, row.code
            );
            return Some(Notice::error(&row.place, text));
        }
        let Some(decision) = Decision::from_label(&fold::compact(&row.decision)) else {
            let words = Decision::LABELS.join("、");
            let text = format!("“采纳情况”不能写“{}”，可以写：{words}", row.decision);
            return Some(Notice::error(&row.place, text));
        };
        known.decision = decision;
        known.why.clone_from(&row.why);
        known.final_text.clone_from(&row.final_text);
        None
    }
}
