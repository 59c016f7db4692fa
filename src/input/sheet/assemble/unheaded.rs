//! Tables without a head: what the user or a saved head says of their columns, or what stands in them.

use crate::input::sheet::assemble::BookReader;
use crate::input::sheet::locate::head::Head;
use crate::input::sheet::locate::headless::{self, Proposal};
use crate::input::sheet::read::doubts;
use crate::input::sheet::recognition::Table;
use crate::input::sheet::segment::noise;
use crate::input::sheet::share;
use crate::input::sheet::types::{SheetColumn, TableKind};
use crate::source::CellRef;

/// So sure the reader has to be of the rows of a table without a head.
const FITS_WITHOUT_HEAD: f64 = 0.7;
/// So sure it has to be where a title says what the table lists.
const FITS_UNDER_TITLE: f64 = 0.5;

impl BookReader<'_> {
    /// A table whose columns the user named, below what stands above it.
    pub(super) fn without_head(
        &self,
        kind: TableKind,
        columns: Vec<SheetColumn>,
        rows: &[u32],
    ) -> Vec<Head> {
        let first = rows.iter().find(|row| !noise::may_be_title(self.view, **row));
        first.map(|first| Head::named(kind, *first, columns)).into_iter().collect()
    }

    /// The table without a head that a saved one of letters describes.
    pub(super) fn saved_without_head(&self, rows: &[u32]) -> Vec<Head> {
        let saved = self.options.mappings.without_head(self.options.kind);
        let Some((kind, columns)) = saved else { return Vec::new() };
        let filled = |row: &&u32| share::is_half(self.view.cells(**row).count(), columns.len());
        if !share::is_half(rows.iter().filter(filled).count(), rows.len()) {
            return Vec::new();
        }
        self.without_head(kind, columns, rows)
    }

    /// What the columns of a sheet without a sure head may be.
    pub(super) fn proposed(&self, best: Option<&Head>, rows: &[u32]) -> Option<Proposal> {
        // A row of data may hold words that are headings elsewhere: 全社会, 主动, 县级.
        headless::propose(self.view, self.options.kind, rows)
            .filter(|_| !self.begins_with_serial(rows))
            .filter(|proposal| best.is_none_or(|head| proposal.holds(self.view, head.first)))
    }

    /// The rows of a table without a head, by what stands in its columns: of a catalogue, or of the list of duties
    /// that a title `said` it is; `None` where they do not fit.
    pub(super) fn without_any_head(
        &self,
        proposal: &Proposal,
        rows: &[u32],
        said: Option<TableKind>,
        before: Option<&Table>,
    ) -> Option<Vec<Table>> {
        let Proposal { kind, columns } = proposal;
        let is_said = said == Some(*kind);
        if !is_said && *kind != TableKind::Catalogue || self.options.head.is_some() {
            return None;
        }
        let least = if is_said { FITS_UNDER_TITLE } else { FITS_WITHOUT_HEAD };
        let heads = self.without_head(*kind, columns.clone(), rows);
        let parts = self.parts(heads, rows).into_iter();
        let mut tables: Vec<Table> = parts.flat_map(|part| self.tables(part, before)).collect();
        let fits = |table: &Table| table.confidence >= least;
        tables.iter_mut().for_each(doubts::of_no_head);
        let read = tables.iter().any(|table| !table.records.is_empty());
        (read && tables.iter().all(fits)).then_some(tables)
    }

    /// Whether the first row has the heading 序号, so that it is a head, of columns that nobody knows.
    pub(super) fn begins_with_serial(&self, rows: &[u32]) -> bool {
        let first = rows.first().copied().unwrap_or(0);
        self.view
            .cells(first)
            .any(|(column, _)| self.view.sheet.text(CellRef::new(first, column)).trim() == "序号")
    }
}
