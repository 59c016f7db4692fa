//! The rows of an official table against the guideline as it is known.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::merge::{Match, Resolver, local_code, same_value};
use crate::model::{AdminLevel, Code, Domain, Field, Item, NewItem};
use crate::register::ChannelRegister;
use crate::source::{FilePlace, Located};

/// What the user said of rows that were not sure.
pub(super) struct RowAnswers {
    pub(super) same: Vec<(u32, Code)>,
    pub(super) new: Vec<u32>,
}

/// What is known of one row.
enum RowMatch {
    /// The item that it is.
    Known(usize),
    /// Perhaps this item, for this reason.
    Perhaps(usize, String),
    /// An item that the guideline did not have.
    New,
}

/// All rows with what they are.
pub(super) struct TableComparison {
    rows: Vec<(NewItem, RowMatch)>,
    /// By code and field: what the guideline had and the table has.
    differs: Vec<(Code, Field, String, String)>,
    confirmed: usize,
    filled: usize,
    /// Items that no row is.
    missing: Vec<(Code, String)>,
}

impl TableComparison {
    pub(super) fn of(
        known: &Domain,
        rows: Vec<NewItem>,
        answers: &RowAnswers,
        channels: &ChannelRegister,
    ) -> Self {
        let found = matched(known, &rows, answers);
        let mut compared = Self {
            rows: Vec::new(),
            differs: Vec::new(),
            confirmed: 0,
            filled: 0,
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
        compared.missing = missing.map(|(_, item)| (item.code.clone(), item.title())).collect();
        compared
    }

    fn fields(&mut self, item: &Item, row: &NewItem, channels: &ChannelRegister) {
        for field in Field::ALL.into_iter().filter(|field| *field != Field::Names) {
            let Some(after) = row.fields.text(field).filter(|text| !text.is_empty()) else {
                continue;
            };
            match item.fields.text(field).filter(|text| !text.is_empty()) {
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
            "各栏：和原来一致 {} 处，原来空着现在有了 {} 处，不一样 {} 处",
            self.confirmed,
            self.filled,
            self.differs.len()
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
        for (code, title) in &self.missing {
            let _ = writeln!(text, "  表里没有  {code}“{title}”，照内置的留着");
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

fn names_of(row: &NewItem) -> Vec<String> {
    row.fields.names.as_ref().map(|names| names.value.0.clone()).unwrap_or_default()
}

fn names(row: &NewItem) -> String {
    names_of(row).join("/")
}

fn number(row: &NewItem) -> u32 {
    match row.location.place {
        FilePlace::Cell { cell, .. } => cell.row + 1,
        FilePlace::Span(_) | FilePlace::Whole => 0,
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

/// What each row is. An item is taken once, by the row that names it best.
fn matched(known: &Domain, rows: &[NewItem], answers: &RowAnswers) -> Vec<RowMatch> {
    let domains = std::slice::from_ref(known);
    let resolver = Resolver::new(domains);
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    let mut found: Vec<Option<RowMatch>> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let answered = answers.same.iter().find(|(of, _)| *of == number(row));
        let by_code = answered.map(|(_, code)| code).or(row.code.as_ref().map(|c| &c.value));
        let one = match by_code.and_then(|code| resolver.code(code)) {
            Some((_, item)) => Some(RowMatch::Known(item)),
            None if answers.new.contains(&number(row)) => Some(RowMatch::New),
            None => match resolver.names(0, &names_of(row)) {
                Match::Sure((_, item)) => Some(RowMatch::Known(item)),
                Match::Unsure((_, item), score) => {
                    let why = format!("名称有 {:.0}% 相同", score * 100.0);
                    Some(RowMatch::Perhaps(item, why))
                }
                Match::None => None,
            },
        };
        if let Some(RowMatch::Known(item)) = &one {
            taken.entry(*item).or_insert(at);
        }
        found.push(one);
    }
    let by_place: Vec<Option<usize>> =
        (0..found.len()).map(|at| between(&found, at).filter(|i| !taken.contains_key(i))).collect();
    let settle = |(at, one): (usize, Option<RowMatch>)| match one {
        // Two rows cannot be one item.
        Some(RowMatch::Known(item)) if taken.get(&item) != Some(&at) => {
            RowMatch::Perhaps(item, "和别的行同名".to_owned())
        }
        Some(RowMatch::Perhaps(item, _)) if taken.contains_key(&item) => RowMatch::New,
        Some(one) => one,
        None => match by_place[at].filter(|item| *item < known.items.len()) {
            Some(item) => RowMatch::Perhaps(item, "前后两行都对上，就差这一项".to_owned()),
            None => RowMatch::New,
        },
    };
    found.into_iter().enumerate().map(settle).collect()
}

/// The item between those of the neighbouring rows, where just one is left out.
fn between(found: &[Option<RowMatch>], at: usize) -> Option<usize> {
    let known = |at: Option<usize>| match found.get(at?) {
        Some(Some(RowMatch::Known(item))) => Some(*item),
        _ => None,
    };
    let before = known(at.checked_sub(1))?;
    let after = known(at.checked_add(1))?;
    (before + 2 == after).then_some(before + 1)
}
