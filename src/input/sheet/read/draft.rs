//! A record while it is being filled: its cells, and what is noted of each.

use std::collections::{BTreeMap, BTreeSet};

use crate::input::sheet::recognition::{CellRepair, Doubt};
use crate::model::writing::{self, RepairKind};
use crate::source::CellRef;

/// One cell of a record while it is being filled.
#[derive(Debug, Clone)]
pub(in crate::input::sheet) struct FilledCell {
    pub(in crate::input::sheet) at: CellRef,
    pub(in crate::input::sheet) text: String,
    /// The numbering that was taken off a name.
    pub(in crate::input::sheet) number: Option<String>,
    /// The text as written, once it is read otherwise.
    pub(in crate::input::sheet) written: Option<(String, Vec<writing::Repair>)>,
    /// Whether it was filled in from above.
    pub(super) borrowed: bool,
}

impl FilledCell {
    pub(super) fn new(at: CellRef, text: &str) -> Self {
        Self { at, text: text.to_owned(), number: None, written: None, borrowed: false }
    }

    /// Takes the text as it is read, and what was read otherwise.
    pub(super) fn read(&mut self, text: writing::Text<'_>, repairs: &mut Vec<CellRepair>) {
        let (text, made) = text.into_parts();
        repairs.extend(made.iter().map(|made| CellRepair::of(self.at, made)));
        let written = std::mem::replace(&mut self.text, text);
        if !made.is_empty() {
            self.written = Some((written, made));
        }
    }

    /// Takes what stands above in the place of 同上.
    pub(super) fn replace(&mut self, column: u16, above: &str, repairs: &mut Vec<CellRepair>) {
        let ditto = std::mem::take(&mut self.text);
        let mut text = writing::Text::as_written(&ditto);
        text.repair(RepairKind::Ditto, above.to_owned());
        let (text, made) = text.into_parts();
        let at = CellRef::new(self.at.row, column);
        repairs.extend(made.iter().map(|made| CellRepair::of(at, made)));
        self.text = text;
        let mut all = self.written.take().unwrap_or((ditto, Vec::new()));
        all.1.extend(made);
        self.written = Some(all);
    }
}

/// A record while it is being filled.
#[derive(Debug, Clone)]
pub(in crate::input::sheet) struct RecordDraft {
    pub(in crate::input::sheet) rows: Vec<u32>,
    pub(in crate::input::sheet) cells: BTreeMap<u16, FilledCell>,
    /// The columns whose merged cells were lost, so that the row slid.
    pub(in crate::input::sheet) lost: BTreeSet<u16>,
    pub(in crate::input::sheet) doubts: Vec<Doubt>,
}

/// Fills a blank of a record, and notes it.
pub(super) fn fill(
    draft: &mut RecordDraft,
    column: u16,
    text: &str,
    repairs: &mut Vec<CellRepair>,
) {
    let Some(row) = draft.rows.first() else { return };
    let at = CellRef::new(*row, column);
    let mut blank = writing::Text::as_written("");
    blank.repair(RepairKind::Blank, text.trim().to_owned());
    let (after, made) = blank.into_parts();
    repairs.push(CellRepair { cell: at, kind: RepairKind::Blank, before: String::new(), after });
    let written = Some((String::new(), made));
    let filled = FilledCell { borrowed: true, written, ..FilledCell::new(at, text) };
    draft.cells.insert(column, filled);
}
