//! A 核实表 that came back, whole or in parts, from whatever program saved it.

use std::collections::BTreeMap;

use super::words;
use crate::finding::Finding;
use crate::model::{Code, Confirmation, Field, Verdict, day_in, fold};
use crate::rules::process::{confirm_contradiction, confirm_unclear};
use crate::source::{Cell, CellRef, FileId, Location, Sheet, Workbook};

/// What one or more forms say.
#[derive(Debug, Clone, Default)]
pub struct Returned {
    /// The answers that can be used, each field once.
    pub answers: Vec<Confirmation>,
    /// Rows in which nothing was filled in.
    pub open: usize,
    /// What is wrong with the others.
    pub findings: Vec<Finding>,
    /// How many sheets held the table.
    pub tables: usize,
}

const HEADINGS: [&str; 9] = [
    words::CODE,
    words::ITEM,
    words::FIELD,
    words::COMPARED,
    words::VERDICT,
    words::ORIGINAL,
    words::PAPER,
    words::PERSON,
    words::DATE,
];

/// Reads all tables of a workbook and adds what they say.
pub fn read(workbook: &Workbook, file: FileId, into: &mut Returned) {
    let numbered = (0u16..).zip(&workbook.sheets).filter(|(_, sheet)| !sheet.hidden);
    for (index, sheet) in numbered {
        let Some((head, columns)) = head(sheet) else { continue };
        into.tables += 1;
        for row in head + 1..sheet.size().0 {
            let row = ConfirmRow { sheet, columns: &columns, row, file, index };
            if row.is_foot() {
                continue;
            }
            match row.answer() {
                Ok(Some(answer)) => add(answer, into),
                Ok(None) => into.open += usize::from(!row.text(words::CODE).is_empty()),
                Err(finding) => into.findings.push(*finding),
            }
        }
    }
}

/// The row of headings, and in which column each of them stands.
fn head(sheet: &Sheet) -> Option<(u32, BTreeMap<&'static str, u16>)> {
    (0..sheet.size().0).find_map(|row| {
        let mut columns = BTreeMap::new();
        for (at, cell) in sheet.row(row) {
            let text = fold::compact(&cell.text);
            if let Some(heading) = HEADINGS.into_iter().find(|heading| *heading == text) {
                columns.entry(heading).or_insert(at.column);
            }
        }
        let needed = [words::CODE, words::FIELD, words::VERDICT];
        needed.iter().all(|heading| columns.contains_key(heading)).then_some((row, columns))
    })
}

/// Adds an answer; one that contradicts another takes both out.
fn add(answer: Confirmation, into: &mut Returned) {
    let same = |known: &Confirmation| known.code == answer.code && known.field == answer.field;
    let Some(at) = into.answers.iter().position(same) else {
        into.answers.push(answer);
        return;
    };
    if into.answers[at].agrees_with(&answer) {
        return;
    }
    let known = into.answers.remove(at);
    let fault = confirm_contradiction::opposed(&answer.code, answer.field, &known, &answer);
    into.findings.push(fault.at(answer.location).with_related(known.location, "先读到的"));
}

struct ConfirmRow<'a> {
    sheet: &'a Sheet,
    columns: &'a BTreeMap<&'static str, u16>,
    row: u32,
    file: FileId,
    index: u16,
}

impl ConfirmRow<'_> {
    fn cell(&self, heading: &str) -> Option<&Cell> {
        self.sheet.cells.get(&CellRef::new(self.row, *self.columns.get(heading)?))
    }

    fn text(&self, heading: &str) -> String {
        self.cell(heading).map_or_else(String::new, |cell| cell.text.trim().to_owned())
    }

    fn some(&self, heading: &str) -> Option<String> {
        Some(self.text(heading)).filter(|text| !text.is_empty())
    }

    fn place(&self, heading: &str) -> Location {
        let column = self.columns.get(heading).copied().unwrap_or(0);
        Location::cell(self.file, self.index, CellRef::new(self.row, column))
    }

    /// A line below the table, in which labels may stand, or the head once more.
    fn is_foot(&self) -> bool {
        let code = self.text(words::CODE);
        code == words::CODE || code.contains('：') || code.contains(':')
    }

    /// The answer; nothing where nothing was filled in.
    fn answer(&self) -> Result<Option<Confirmation>, Box<Finding>> {
        let filled = [words::VERDICT, words::ORIGINAL, words::PAPER];
        if filled.iter().all(|heading| self.text(heading).is_empty()) {
            return Ok(None);
        }
        let written = self.cell(words::CODE).map(Code::text_of).unwrap_or_default();
        let word = fold::compact(&self.text(words::FIELD));
        let (Some(code), Some(field)) = (Code::parse(&written), Field::from_heading(&word)) else {
            let what = format!("{written} {word}");
            return Err(Box::new(confirm_unclear::nowhere(&what).at(self.place(words::CODE))));
        };
        let word = self.text(words::VERDICT);
        let Some(verdict) = Verdict::from_label(&fold::compact(&word)) else {
            let fault = confirm_unclear::verdict(&written, &word);
            return Err(Box::new(fault.at(self.place(words::VERDICT))));
        };
        let lacking = |heading| {
            let fault = confirm_unclear::lacking(&written, field.heading(), heading);
            Box::new(fault.at(self.place(heading)))
        };
        let answer = Confirmation {
            item: self.some(words::ITEM),
            compared: self.some(words::COMPARED),
            original: self.some(words::ORIGINAL),
            paper: self.some(words::PAPER).ok_or_else(|| lacking(words::PAPER))?,
            person: self.some(words::PERSON).ok_or_else(|| lacking(words::PERSON))?,
            date: day_in(&self.text(words::DATE)).ok_or_else(|| lacking(words::DATE))?,
            location: self.place(words::VERDICT),
            code,
            field,
            verdict,
        };
        let named = matches!(verdict, Verdict::Same | Verdict::Other);
        if field == Field::Names && !named {
            return Err(Box::new(confirm_unclear::names(&answer.code).at(answer.location)));
        }
        if named && answer.text().is_none() {
            let fault = confirm_unclear::no_text(&answer.code, field);
            return Err(Box::new(fault.at(self.place(words::ORIGINAL))));
        }
        Ok(Some(answer))
    }
}
