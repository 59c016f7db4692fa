//! The rows of an official table against the guideline as it is known.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::matching::{RowAnswers, RowMatch, matched, names, names_of, number};
use crate::merge::{local_code, same_value};
use crate::model::{AdminLevel, Code, Domain, Field, Fields, Item, NewItem};
use crate::register::ChannelRegister;
use crate::source::Located;

/// The guideline as it is known.
pub(super) struct KnownGuideline {
    pub(super) domain: Domain,
    /// The codes of the layers that are farther than the file to be written: their items stay.
    pub(super) farther: BTreeSet<Code>,
}

/// All rows with what they are.
pub(super) struct TableComparison {
    rows: Vec<(NewItem, RowMatch)>,
    /// By code and field: what the guideline had and the table has.
    differs: Vec<(Code, Field, String, String)>,
    confirmed: usize,
    filled: usize,
    /// Fields that the table leaves empty and the guideline had: they stay.
    kept: usize,
    /// Items that no row is, and whether they stay.
    missing: Vec<(Code, String, bool)>,
}

impl TableComparison {
    pub(super) fn of(
        guideline: &KnownGuideline,
        rows: Vec<NewItem>,
        answers: &RowAnswers,
        channels: &ChannelRegister,
    ) -> Self {
        let known = &guideline.domain;
        let found = matched(known, &rows, answers);
        let mut compared = Self {
            rows: Vec::new(),
            differs: Vec::new(),
            confirmed: 0,
            filled: 0,
            kept: 0,
            missing: Vec::new(),
        };
        for (row, found) in rows.into_iter().zip(found) {
            if let RowMatch::Known(at) = found {
                compared.fields(&known.items[at], &row, channels);
            }
            compared.rows.push((row, found));
        }
        let is_there = |at: usize| {
            let mut found = compared.rows.iter().map(|(_, found)| found);
            found.any(|f| matches!(f, RowMatch::Known(i) | RowMatch::Perhaps(i, _) if *i == at))
        };
        let missing = known.items.iter().enumerate().filter(|(at, _)| !is_there(*at));
        compared.missing = missing
            .map(|(_, item)| {
                let stays = guideline.farther.contains(&item.code);
                (item.code.clone(), item.title(), stays)
            })
            .collect();
        compared
    }

    fn fields(&mut self, item: &Item, row: &NewItem, channels: &ChannelRegister) {
        for field in Field::ALL.into_iter().filter(|field| *field != Field::Names) {
            let written = |fields: &Fields| fields.text(field).filter(|text| !text.is_empty());
            let before = written(&item.fields);
            let Some(after) = written(&row.fields) else {
                self.kept += usize::from(before.is_some());
                continue;
            };
            match before {
                None => self.filled += 1,
                Some(_) if same_value(channels, field, &item.fields, &row.fields) => {
                    self.confirmed += 1;
                }
                Some(before) => self.differs.push((item.code.clone(), field, before, after)),
            }
        }
    }

    /// Whether a row is still to be answered.
    pub(super) fn asks(&self) -> bool {
        self.rows.iter().any(|(_, found)| matches!(found, RowMatch::Perhaps(..)))
    }

    /// What was found, as a text.
    pub(super) fn text(&self, known: &Domain) -> String {
        let count = |is: fn(&RowMatch) -> bool| self.rows.iter().filter(|(_, f)| is(f)).count();
        let mut text = format!(
            "{} {}：表里 {} 行，对上 {} 项，新的 {} 项，没有把握 {} 行，表里没有的 {} 项\n",
            known.number,
            known.name,
            self.rows.len(),
            count(|f| matches!(f, RowMatch::Known(_))),
            count(|f| matches!(f, RowMatch::New)),
            count(|f| matches!(f, RowMatch::Perhaps(..))),
            self.missing.len(),
        );
        let _ = writeln!(
            text,
            "各栏：和原来一致 {} 处，原来空着现在有了 {} 处，不一样 {} 处，表里空着、照内置的留着 {} 处",
            self.confirmed,
            self.filled,
            self.differs.len(),
            self.kept
        );
        for (row, found) in &self.rows {
            if let RowMatch::Perhaps(at, why) = found {
                let (item, names) = (&known.items[*at], names(row));
                let _ = writeln!(
                    text,
                    "  没有把握  第 {} 行“{names}”，像是 {}“{}”（{why}）",
                    number(row),
                    item.code,
                    item.title()
                );
            }
        }
        for (code, field, before, after) in &self.differs {
            let _ = writeln!(text, "  不一样  {code} {field}：{}", change(before, after));
        }
        for (row, _) in self.rows.iter().filter(|(_, found)| matches!(found, RowMatch::New)) {
            let _ = writeln!(text, "  新的  第 {} 行“{}”", number(row), names(row));
        }
        for (code, title, stays) in &self.missing {
            let then = if *stays {
                "照内置的留着"
            } else {
                "以前收进的那一份里有，不再留"
            };
            let _ = writeln!(text, "  表里没有  {code}“{title}”，{then}");
        }
        text
    }

    /// The rows with their codes: those of the guideline, and codes from the names for new ones.
    pub(super) fn rows(self, known: &Domain) -> Vec<NewItem> {
        let coded = |(mut row, found): (NewItem, RowMatch)| {
            let location = row.location;
            let code = match found {
                RowMatch::Known(at) | RowMatch::Perhaps(at, _) => {
                    Some(known.items[at].code.clone())
                }
                RowMatch::New => local_code(&known.number, AdminLevel::County, &names_of(&row)),
            };
            row.code = code.map(|code| Located::new(code, location));
            row
        };
        self.rows.into_iter().map(coded).collect()
    }
}

fn change(before: &str, after: &str) -> String {
    let short = |text: &str| {
        let line = text.replace('\n', "；");
        let cut: String = line.chars().take(30).collect();
        if cut.len() < line.len() { format!("{cut}…") } else { cut }
    };
    format!("{} → {}", short(before), short(after))
}
