//! The domains of tables: what is said of a whole one, by the user, a title or the sheet; what goes on from the
//! table before; and what the rows say.

use crate::input::sheet::assemble::BookReader;
use crate::input::sheet::domain_sign::{DomainPlace, DomainTold};
use crate::input::sheet::domains::{self, DomainBefore};
use crate::input::sheet::downwards;
use crate::input::sheet::locate::domain;
use crate::input::sheet::locate::head::Head;
use crate::input::sheet::recognition::Table;
use crate::input::sheet::segment::body::DomainNames;
use crate::input::sheet::types::TableKind;
use crate::source::CellRef;

impl BookReader<'_> {
    /// The domain that is said of a whole table, and by what it is known.
    pub(super) fn domain_of(
        &self,
        head: &Head,
        above: &[u32],
    ) -> (DomainTold, Option<(String, CellRef)>) {
        let sheet = &self.view.sheet.name;
        let by_sheet = || {
            let name = domain::from_sheet(sheet, &self.options.domains)
                .or_else(|| domain::called_by_sheet(sheet))?;
            Some((name, CellRef::new(head.first, 0)))
        };
        let at = |place| move |domain| (DomainTold::at(place), Some(domain));
        let told = self.given_domain().map(at(DomainPlace::Given));
        let told = told.or_else(|| self.titled(above).map(at(DomainPlace::Title)));
        let told = told.or_else(|| by_sheet().map(at(DomainPlace::Sheet)));
        told.unwrap_or((DomainTold::Nowhere, None))
    }

    /// The domain that titles name, the last one first.
    pub(super) fn titled(&self, rows: &[u32]) -> Option<(String, CellRef)> {
        rows.iter().rev().find_map(|row| {
            let (column, cell) = self.view.cells(*row).next()?;
            let name = domain::from_title(&cell.text, &self.options.domains)?;
            Some((name, CellRef::new(*row, column)))
        })
    }

    /// Gives a catalogue without a domain that of the table before.
    pub(super) fn inherit(&self, table: &mut Table, before: Option<&Table>) {
        let without = table.kind == TableKind::Catalogue && table.domain.is_none();
        let Some(before) = before.filter(|_| without && !table.records.is_empty()) else { return };
        let Some(domain) = before.domain.clone() else { return };
        let on_another_sheet = before.sheet != self.view.index;
        let before = DomainBefore { domain, on_another_sheet };
        domains::inherit(table, before, self.options.known.as_deref());
    }

    /// Settles the domains of tables, or of their rows; one that the user gave stays.
    pub(super) fn place(&self, tables: &mut [Table], titles: &[String]) {
        let known = self.options.known.as_deref().filter(|_| self.options.domain.is_none());
        let Some(known) = known else { return };
        let titles = titles.iter().map(|title| (DomainPlace::Title, title.as_str()));
        let mut about: Vec<(DomainPlace, &str)> = titles.collect();
        about.push((DomainPlace::Sheet, &self.view.sheet.name));
        about.extend(self.options.file.as_deref().map(|name| (DomainPlace::File, name)));
        for table in tables {
            domains::place(table, &about, known);
            downwards::join_names(table, known);
        }
    }

    /// By which domains are known between rows; `whole` where the table has one as a whole.
    pub(super) fn names(&self, whole: bool) -> DomainNames<'_> {
        let domains = self.options.known.as_deref().filter(|_| !whole);
        DomainNames { known: &self.options.domains, domains }
    }

    pub(super) fn given_domain(&self) -> Option<(String, CellRef)> {
        self.options.domain.clone().map(|name| (name, CellRef::new(0, 0)))
    }
}
