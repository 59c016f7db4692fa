//! A record while it is being filled: its cells, and what is noted of each.

use std::collections::BTreeSet;

use crate::input::sheet::by_column::ByColumn;
use crate::input::sheet::recognition::{CellRepair, Doubt};
use crate::model::writing::{self, RepairKind};
use crate::source::{CellRef, cost_of_repeating};

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
    pub(in crate::input::sheet) cells: ByColumn<FilledCell>,
    /// The columns whose merged cells were lost, so that the row slid.
    pub(in crate::input::sheet) lost: BTreeSet<u16>,
    pub(in crate::input::sheet) doubts: Vec<Doubt>,
    /// Whether the names above are not its own, although it has none in their columns.
    pub(in crate::input::sheet) begins: bool,
    /// The columns of texts that are only read there in doubt.
    pub(in crate::input::sheet) unsure: BTreeSet<u16>,
}

/// How much text one table may have filled in from above, by what it costs to read ([`cost_of_repeating`]).
const MOST_FILLED: usize = 32 << 20;

/// Fills blanks of records, notes each, and counts what they cost: a file of many blank rows below a long text
/// would be many times as large when it is filled.
pub(super) struct BlankFiller<'a> {
    pub(super) repairs: &'a mut Vec<CellRepair>,
    spent: usize,
}

impl<'a> BlankFiller<'a> {
    pub(super) fn new(repairs: &'a mut Vec<CellRepair>) -> Self {
        Self { repairs, spent: 0 }
    }

    /// Fills a blank, unless too much was filled before it: that is doubted.
    pub(super) fn fill(&mut self, draft: &mut RecordDraft, column: u16, text: &str) {
        let Some(row) = draft.rows.first() else { return };
        let at = CellRef::new(*row, column);
        self.spent = self.spent.saturating_add(cost_of_repeating(text, 1));
        if self.spent > MOST_FILLED {
            let why = format!("{at} 是空的，上面的文字太长、要填的行太多，没有填下来");
            draft.doubts.push(Doubt { field: Doubt::ROW, why, cells: vec![at], blank: false });
            return;
        }
        let mut blank = writing::Text::as_written("");
        blank.repair(RepairKind::Blank, text.trim().to_owned());
        let (after, made) = blank.into_parts();
        let before = String::new();
        self.repairs.push(CellRepair { cell: at, kind: RepairKind::Blank, before, after });
        let written = Some((String::new(), made));
        let filled = FilledCell { borrowed: true, written, ..FilledCell::new(at, text) };
        draft.cells.insert(column, filled);
    }
}
