//! How the reading of a table was decided: the candidates for its head, and for each column how well its
//! texts fit what it was read as and what comes next.
//!
//! Worked out anew from the sheet with the same scores, and only for those who ask.

use crate::input::sheet::fit::{self, Looks, SharedLooks};
use crate::input::sheet::locate::head::{self, Head, Search};
use crate::input::sheet::locate::heading::Lookup;
use crate::input::sheet::locate::headless;
use crate::input::sheet::recognition::{RecogniseOptions, Table};
use crate::input::sheet::types::{ColumnRole, SheetColumn, TableKind};
use crate::input::sheet::view::View;
use crate::source::{CellRef, Workbook};

/// So many candidates are named.
const NAMED: usize = 3;
/// So many items are looked at for a column.
const SAMPLE: usize = 40;

/// How a table was read.
#[derive(Debug)]
pub struct Explained {
    /// The best candidates for its head.
    pub heads: Vec<HeadCandidate>,
    /// Its columns, from left to right.
    pub columns: Vec<ColumnChoice>,
}

/// Rows that may be a head.
#[derive(Debug)]
pub struct HeadCandidate {
    /// First and last row, counted from 0.
    pub rows: (u32, u32),
    /// What a table under it lists.
    pub kind: TableKind,
    /// How sure it is, from 0 to 1.
    pub score: f64,
    /// Whether it was taken.
    pub taken: bool,
}

/// What a column was read as.
#[derive(Debug)]
pub struct ColumnChoice {
    /// Its letters.
    pub letters: String,
    /// Its heading as it stands.
    pub heading: String,
    /// What it was read as; `None` for any other column.
    pub role: Option<String>,
    /// How well its texts fit that, from -1 to 1; `None` where anything fits or nothing stands in it.
    pub fit: Option<f64>,
    /// What its texts fit best besides.
    pub others: Vec<(String, f64)>,
}

/// Explains a table of a workbook that was read with these options.
pub fn explain(
    workbook: &Workbook,
    options: &RecogniseOptions,
    table: &Table,
) -> Option<Explained> {
    let view = View::new(workbook.sheets.get(usize::from(table.sheet))?, table.sheet);
    let search = Search {
        kind: options.kind,
        given: options.head,
        mappings: &options.mappings,
        about: None,
        names_power: false,
        neither: false,
    };
    let heads = head::candidates(&view, search, &mut Lookup::default());
    let is_own =
        |head: &Head| head.kind == table.kind && table.header_rows.first() == Some(&head.first);
    let taken = heads.iter().position(is_own);
    let heads = heads.iter().enumerate().take(NAMED).map(|(at, head)| HeadCandidate {
        rows: (head.first, head.last),
        kind: head.kind,
        score: head.score,
        taken: taken == Some(at),
    });
    let columns = table.columns.iter().map(|column| choice(table, column));
    Some(Explained { heads: heads.collect(), columns: columns.collect() })
}

/// What was made of a column, by the texts that were read there, wherever they stand: a row may have slid, and a card
/// has no columns.
fn choice(table: &Table, column: &SheetColumn) -> ColumnChoice {
    let cells = table.records.iter().take(SAMPLE).filter_map(|record| record.cell(column.index));
    let looks: Vec<SharedLooks> = cells.map(|cell| Looks::of(&cell.text)).collect();
    let mean = |role: &ColumnRole| {
        let sum: f64 = looks.iter().map(|looks| fit::fit(role, looks)).sum();
        sum / looks.len().max(1) as f64
    };
    let own = !looks.is_empty() && column.role != ColumnRole::Other;
    let others =
        headless::standard_order(table.kind).into_iter().filter(|role| *role != column.role);
    let mut others: Vec<(String, f64)> = others
        .filter_map(|role| Some((role.label()?, mean(&role))))
        .filter(|(_, fit)| *fit >= fit::FITS)
        .collect();
    // Stable: of those that fit alike, the one further left in the official form comes first.
    others.sort_by(|a, b| b.1.total_cmp(&a.1));
    others.truncate(NAMED);
    ColumnChoice {
        letters: CellRef::column_letters(column.index),
        heading: column.heading.clone(),
        role: column.role.label(),
        fit: own.then(|| mean(&column.role)),
        others,
    }
}
