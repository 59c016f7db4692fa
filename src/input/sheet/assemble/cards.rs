//! Cards read as the table that they are laid out as, with everything put back to where it stands.

use crate::input::sheet::assemble::BookReader;
use crate::input::sheet::locate::card::{self, CardTable};
use crate::input::sheet::locate::head::Head;
use crate::input::sheet::locate::heading::Lookup;
use crate::input::sheet::locate::questions;
use crate::input::sheet::locate::turned;
use crate::input::sheet::recognition::{Doubt, Recognition, Skipped, Table, Unread};
use crate::input::sheet::segment::noise;
use crate::input::sheet::view::View;
use crate::source::CellRef;

impl BookReader<'_> {
    /// The tables that cards make; `None` where they cannot be taken apart surely.
    pub(super) fn cards(
        &self,
        head: &Head,
        rows: &[u32],
        lookup: &mut Lookup,
    ) -> Option<Vec<Table>> {
        let laid_out = card::laid_out(self.view, head.kind, rows)?;
        let view = View::new(&laid_out.sheet, self.view.index);
        let reader = BookReader { view: &view, options: self.options };
        let mut read = Recognition::default();
        reader.read(None, lookup, &mut read, &mut Vec::new());
        let count: usize = read.tables.iter().map(|table| table.records.len()).sum();
        let all = laid_out.rows.iter().zip(&laid_out.headings);
        let cards = all.filter(|(_, headings)| !headings.is_empty()).count();
        if !read.questions.is_empty() || count != cards {
            return None;
        }
        read.tables.iter_mut().for_each(|table| self.put_back(table, &laid_out));
        Some(read.tables)
    }

    /// What was made of cards, and the question that is asked of them.
    pub(super) fn told_as_cards(
        &self,
        head: &Head,
        tables: Option<Vec<Table>>,
        into: &mut Recognition,
    ) {
        into.questions.push(questions::card(self.view, head, tables.is_some()));
        match tables {
            Some(tables) => into.tables.extend(tables),
            None => into.unread.push(self.unread(Unread::Card)),
        }
    }

    /// Tells of a table that is turned by 90°; whether this is one.
    pub(super) fn told_as_turned(&self, head: &Head, rows: &[u32], into: &mut Recognition) -> bool {
        let Some(table) = turned::found(self.view, head, rows) else { return false };
        into.questions.push(questions::turned(self.view, &table));
        into.unread.push(self.unread(Unread::Turned));
        true
    }

    /// Makes the places of a table those of the cards; each of its rows is doubted.
    fn put_back(&self, table: &mut Table, cards: &CardTable) {
        let rows = |row: u32| -> &[u32] {
            let at = usize::try_from(row).unwrap_or(usize::MAX);
            cards.rows.get(at).map_or(&[], Vec::as_slice)
        };
        let place = |at: CellRef| {
            let row = || CellRef::new(rows(at.row).first().copied().unwrap_or(0), 0);
            cards.places.get(&at).copied().unwrap_or_else(row)
        };
        table.header_rows.clear();
        table.of_cards = true;
        for (at, record) in table.records.iter_mut().enumerate() {
            let own: Vec<u32> = record.rows.iter().flat_map(|row| rows(*row).to_vec()).collect();
            let row = record.rows.first().and_then(|row| usize::try_from(*row).ok());
            let headings = row.and_then(|row| cards.headings.get(row)).cloned();
            record.cells.iter_mut().for_each(|cell| cell.at = place(cell.at));
            for doubt in &mut record.doubts {
                doubt.cells.iter_mut().for_each(|cell| *cell = place(*cell));
            }
            record.rows = own;
            if let Some((_, cell)) = &mut record.group {
                *cell = place(*cell);
            }
            record.doubts.push(Doubt {
                field: Doubt::ROW,
                why: "这是一张卡片，按左边的栏名读的".to_owned(),
                cells: headings.unwrap_or_default(),
                blank: at > 0,
            });
        }
        if let Some((_, cell)) = &mut table.domain {
            *cell = place(*cell);
        }
        table.repairs.retain(|repair| !rows(repair.cell.row).is_empty());
        table.repairs.iter_mut().for_each(|repair| repair.cell = place(repair.cell));
        table.repairs.extend(cards.joined.iter().cloned());
        let skipped = table.skipped.iter().flat_map(|skipped| {
            let own = rows(skipped.row).iter().map(|row| Skipped { row: *row, ..skipped.clone() });
            own.collect::<Vec<_>>()
        });
        table.skipped = skipped.collect();
        for skipped in &mut table.skipped {
            skipped.text = noise::text(self.view, skipped.row);
        }
    }
}
