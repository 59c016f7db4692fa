//! What the rows of a table say of its columns: which are filled, which never are, and what stands in them.

use std::collections::BTreeSet;

use crate::input::sheet::fit::Looks;
use crate::input::sheet::segment::slid::others::OtherColumns;
use crate::input::sheet::segment::slid::{ColumnLayout, is_name};
use crate::input::sheet::types::{ColumnRole, SheetColumn};

/// A column that so many of the full rows fill is filled in every row.
const ALWAYS: f64 = 0.99;
/// Longer texts are hardly said twice.
const LONGEST_SAID: usize = 300;

/// What leaving a column empty costs that every full row fills, by what it holds.
mod empty {
    /// The lowest name: it is each item's own and in no merged cell.
    pub(super) const LOWEST_NAME: f64 = 1.0;
    /// The elements are each item's own as well.
    pub(super) const ELEMENTS: f64 = 0.9;
    /// What stands last moves away from there with all that stands before it.
    pub(super) const LAST: f64 = 0.5;
}

impl ColumnLayout<'_> {
    /// Sees which columns no row fills, as the rows stand.
    pub(super) fn see_unused(&mut self, columns: &[SheetColumn], rows: &[Vec<(i32, &str)>]) {
        let used: BTreeSet<i32> = rows.iter().flatten().map(|(column, _)| *column).collect();
        let told = columns.iter().filter(|c| is_told(c)).map(|c| i32::from(c.index));
        self.unused = told.filter(|column| !used.contains(column)).collect();
    }

    /// Sees which names rows have that fit as they stand, and which of them is the lowest.
    pub(super) fn see_names(&mut self, fitting: &[Vec<(i32, &str)>]) {
        let has = |column: &i32| fitting.iter().flatten().any(|(c, _)| c == column);
        let names = self.roles.iter().filter(|(_, role)| is_name(role)).map(|(column, _)| *column);
        self.named = names.filter(has).collect();
        self.lowest_name = self.named.last().copied().or(self.lowest_name);
        let mut of_duties = self.names_of_duties();
        let (name, parts): (Option<i32>, Vec<i32>) = (of_duties.next(), of_duties.collect());
        let without_part = |row: &Vec<(i32, &str)>| {
            row.iter().any(|(c, _)| Some(*c) == name) && !row.iter().any(|(c, _)| parts.contains(c))
        };
        self.keeps_blank_parts = parts.iter().any(has) && fitting.iter().any(without_part);
    }

    /// Takes over what rows say that fit as they stand and have most texts.
    pub(super) fn learn(&mut self, columns: &[SheetColumn], full: &[Vec<(i32, &str)>]) {
        if full.is_empty() {
            return;
        }
        let count = |column: i32| full.iter().flatten().filter(|(c, _)| *c == column).count();
        let filled = |column: i32| count(column) as f64 / full.len() as f64;
        if self.is_of_duties() {
            self.others = OtherColumns::of(columns, full);
        }
        let told = columns.iter().filter(|c| is_told(c) || self.others.holds(c));
        let always = told.map(|c| i32::from(c.index));
        self.last = always.filter(|column| filled(*column) >= ALWAYS).max();
        self.weigh(filled);
        for (column, text) in full.iter().flatten().filter(|(_, text)| text.len() <= LONGEST_SAID) {
            if !Looks::of(text).is_small() {
                self.said.entry((*text).to_owned()).or_default().insert(*column);
            }
        }
    }

    /// Sums up what empty columns cost.
    pub(super) fn weigh(&mut self, filled: impl Fn(i32) -> f64) {
        let width = self.roles.keys().next_back().map_or(0, |last| last + 1);
        let weight = |column: i32| match self.roles.get(&column) {
            _ if Some(column) == self.lowest_name => empty::LOWEST_NAME,
            Some(ColumnRole::Elements) => empty::ELEMENTS,
            _ if Some(column) == self.last => empty::LAST,
            _ => 0.0,
        };
        let mut sum = 0.0;
        let before = (0..width).map(|column| {
            let before = sum;
            sum += weight(column) * filled(column);
            before
        });
        let mut empty: Vec<f64> = before.collect();
        empty.push(sum);
        self.empty = empty;
    }
}

/// Whether a column holds texts of a field, and no ticks.
fn is_told(column: &SheetColumn) -> bool {
    column.role.doubted_as().is_some() && !column.role.is_mark()
}
