//! Which row of an official table is which item of the guideline.

use std::collections::BTreeMap;

use crate::merge::{Match, Resolver};
use crate::model::{Code, Domain, NewItem, fold};
use crate::source::FilePlace;

/// A row that is as alike to an item that no other row is may be that item under another name.
const ASK: f64 = 0.6;

/// What the user said of rows that were not sure.
pub(super) struct RowAnswers {
    pub(super) same: Vec<(u32, Code)>,
    pub(super) new: Vec<u32>,
}

impl RowAnswers {
    /// What of the answers speaks of no row, or of no item.
    pub(super) fn unknown(&self, known: &Domain, rows: &[NewItem]) -> Option<String> {
        let there = |wanted: u32| rows.iter().any(|row| number(row) == wanted);
        let mut named = self.same.iter().map(|(row, _)| *row).chain(self.new.iter().copied());
        if let Some(row) = named.find(|row| !there(*row)) {
            return Some(format!("表里没有第 {row} 行事项，--same、--new 写的是表里的行号"));
        }
        let has = |code: &Code| known.items.iter().any(|item| item.code == *code);
        let code = self.same.iter().map(|(_, code)| code).find(|code| !has(code))?;
        Some(format!("{}没有编码 {code}，用 mulu domains {} 看编码", known.name, known.number))
    }
}

/// What is known of one row.
pub(super) enum RowMatch {
    /// The item that it is.
    Known(usize),
    /// Perhaps this item, for this reason.
    Perhaps(usize, String),
    /// An item that the guideline did not have.
    New,
}

/// What each row is. An item is taken once, by the row that names it best.
pub(super) fn matched(known: &Domain, rows: &[NewItem], answers: &RowAnswers) -> Vec<RowMatch> {
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
            None => like(known, &rows[at], &taken).unwrap_or(RowMatch::New),
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

/// The item that no row is yet and that is called nearly the same.
fn like(known: &Domain, row: &NewItem, taken: &BTreeMap<usize, usize>) -> Option<RowMatch> {
    let wanted = fold::name(&names(row));
    let open = known.items.iter().enumerate().filter(|(at, _)| !taken.contains_key(at));
    let scored = open.filter_map(|(at, item)| {
        let alike = fold::similarity_from(&wanted, &fold::name(&item.title()), ASK)?;
        Some((alike, at))
    });
    let (score, at) = scored.max_by(|a, b| a.0.total_cmp(&b.0))?;
    Some(RowMatch::Perhaps(at, format!("名称有 {:.0}% 相同", score * 100.0)))
}

pub(super) fn names_of(row: &NewItem) -> Vec<String> {
    row.fields.names.as_ref().map(|names| names.value.0.clone()).unwrap_or_default()
}

pub(super) fn names(row: &NewItem) -> String {
    names_of(row).join("/")
}

pub(super) fn number(row: &NewItem) -> u32 {
    match row.location.place {
        FilePlace::Cell { cell, .. } => cell.row + 1,
        FilePlace::Span(_) | FilePlace::Whole => 0,
    }
}
