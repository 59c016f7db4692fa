//! What people write: one reading of a text, wherever it stands.
//!
//! A text is read once, where it is decoded, by the same steps for a cell and for a scalar of YAML. What
//! was read otherwise than it stands is a [`Repair`], kept beside the text in its [`Reading`]; rules report
//! it, `import` lists it, and [`mend`] says what of it is certain enough to be written back. Nothing here
//! knows a file format, a register or a rule.

mod boxes;
mod kind;
mod lines;
mod mend;
mod script;
mod steps;

use std::ops::Range;
use std::sync::Arc;

pub use boxes::{
    BoxLegend, has_bracket_box, has_unknown_boxes, is_lost_box, lost_box_among_ticked,
};
pub use kind::{Content, RepairKind};
pub use mend::{brackets, torn_lines, torn_words, width};
pub use script::{simplified, without_pinyin};
pub use steps::is_error_value;

use super::Field;
use crate::source::Location;

/// One thing that was read otherwise than it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// What was done.
    pub kind: RepairKind,
    /// The bytes of the text as written within which it was done.
    pub place: Range<usize>,
    /// The whole text before.
    pub before: String,
    /// The whole text after.
    pub after: String,
}

/// How a table is written, as far as a single text cannot tell it.
#[derive(Debug, Clone, Copy)]
pub struct Manner<'a> {
    /// What its marks mean.
    pub legend: &'a BoxLegend,
    /// Whether its lines are cut at the width of their columns, in the middle of words.
    pub wrapped: bool,
}

impl Default for Manner<'_> {
    fn default() -> Self {
        const NONE: &BoxLegend = &BoxLegend::NONE;
        Self { legend: NONE, wrapped: false }
    }
}

/// A text as it is read.
#[derive(Debug, Clone)]
pub struct Text<'t> {
    written: &'t str,
    /// What it is read as; `None` while that is the trimmed text itself, as nearly always.
    read: Option<String>,
    repairs: Vec<Repair>,
    /// The stretches that steps replaced, each in the text before that step, and by how many bytes
    /// the text grew.
    steps: Vec<(Range<usize>, isize)>,
}

impl<'t> Text<'t> {
    /// Reads a text.
    pub fn read(content: Content, written: &'t str, manner: Manner<'_>) -> Self {
        let mut text = Self::as_written(written);
        steps::all(content, manner, &mut text);
        text
    }

    /// A text that is read as it stands, but for spaces at its ends.
    pub fn as_written(written: &'t str) -> Self {
        Self { written, read: None, repairs: Vec::new(), steps: Vec::new() }
    }

    /// The text as far as it is read.
    pub fn text(&self) -> &str {
        self.read.as_deref().unwrap_or_else(|| self.written.trim())
    }

    /// Whether nothing of it is read otherwise than it stands.
    pub fn is_as_written(&self) -> bool {
        self.repairs.is_empty()
    }

    /// The text as read, and its repairs in the order in which they were made.
    pub fn into_parts(self) -> (String, Vec<Repair>) {
        let Self { written, read, mut repairs, .. } = self;
        // Of most cells there is one, which thousands of rows may keep.
        repairs.shrink_to_fit();
        (read.unwrap_or_else(|| written.trim().to_owned()), repairs)
    }

    /// Notes a step that was taken; one that changes nothing is none.
    pub fn repair(&mut self, kind: RepairKind, after: String) {
        if after == self.text() {
            return;
        }
        let before = self.text().to_owned();
        let place = self.place_of(changed(&before, &after));
        self.smooth(after.clone());
        self.repairs.push(Repair { kind, place, before, after });
    }

    /// How far the reading has come; see [`Self::take_back`].
    fn taken(&self) -> (usize, usize) {
        (self.repairs.len(), self.steps.len())
    }

    /// Forgets the steps since then, which led back to the same text.
    fn take_back(&mut self, (repairs, steps): (usize, usize)) {
        self.repairs.truncate(repairs);
        self.steps.truncate(steps);
    }

    /// Takes a text that says the same in other spaces.
    fn smooth(&mut self, after: String) {
        let growth = after.len() as isize - self.text().len() as isize;
        let step = (changed(self.text(), &after), growth);
        self.steps.push(step);
        self.read = Some(after);
    }

    /// The bytes of the written text that a stretch of the text as read so far came from.
    fn place_of(&self, stretch: Range<usize>) -> Range<usize> {
        let back = self.steps.iter().rev().fold(stretch, |range, (old, growth)| {
            let new_end = old.end.saturating_add_signed(*growth);
            let before = |at: usize, inside: usize| match at {
                at if at <= old.start => at,
                at if at >= new_end => at.saturating_add_signed(-growth),
                _ => inside,
            };
            let (start, end) = (before(range.start, old.start), before(range.end, old.end));
            start..end.max(start)
        });
        let led = self.written.len() - self.written.trim_start().len();
        back.start + led..back.end + led
    }
}

/// The stretch of a text that has to be replaced to make another of it: what is left between the
/// beginning and the end that they share.
fn changed(before: &str, after: &str) -> Range<usize> {
    let head: usize = before
        .chars()
        .zip(after.chars())
        .take_while(|(a, b)| a == b)
        .map(|(c, _)| c.len_utf8())
        .sum();
    let rest = (before.get(head..).unwrap_or(""), after.get(head..).unwrap_or(""));
    let tail: usize = rest
        .0
        .chars()
        .rev()
        .zip(rest.1.chars().rev())
        .take_while(|(a, b)| a == b)
        .map(|(c, _)| c.len_utf8())
        .sum();
    head..before.len() - tail
}

/// A text that people wrote, where it stands and how it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Where it stands: the cell, or the scalar.
    pub location: Location,
    /// The field that it is of; `None` for further columns.
    pub field: Option<Field>,
    /// The text as written. Rows that say the same share it.
    pub written: Arc<str>,
    /// What of it is read otherwise, in order; of nearly all texts nothing.
    pub repairs: Vec<Repair>,
}

impl Reading {
    /// A text that is read as it stands.
    pub fn as_written(location: Location, field: Option<Field>, written: &str) -> Self {
        Self { location, field, written: written.into(), repairs: Vec::new() }
    }

    /// The first repair of a kind.
    pub fn repair(&self, kind: RepairKind) -> Option<&Repair> {
        self.repairs.iter().find(|repair| repair.kind == kind)
    }
}

/// The texts of a row as they stand in its file. What mulu wrote itself has none. Two rows that say the
/// same are the same, however they were written.
#[derive(Debug, Clone, Default)]
pub struct Readings(Option<Arc<[Reading]>>);

impl Readings {
    /// The readings, in the order of the columns.
    pub fn iter(&self) -> impl Iterator<Item = &Reading> {
        self.0.iter().flat_map(|readings| readings.iter())
    }
}

impl From<Vec<Reading>> for Readings {
    fn from(readings: Vec<Reading>) -> Self {
        Self((!readings.is_empty()).then(|| readings.into()))
    }
}

impl PartialEq for Readings {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Readings {}

#[cfg(test)]
mod tests;
