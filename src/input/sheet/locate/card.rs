//! Cards: one item or duty a sheet or block, its headings below one another and what they say beside them.
//!
//! Read as a table, each line of a card would become an item. So it is recognised, not read, and told.

use std::collections::BTreeSet;

use crate::input::sheet::locate::head::Head;
use crate::input::sheet::locate::heading;
use crate::input::sheet::share;
use crate::input::sheet::view::View;

/// So many lines from the head on are looked at.
const LINES: usize = 30;
/// So many different headings below one another make a card.
const HEADINGS: usize = 3;

/// Whether the rows from this head on are those of a card: most of their first texts are headings, and
/// different ones.
pub(in crate::input::sheet) fn is_card(view: &View<'_>, head: &Head, rows: &[u32]) -> bool {
    let Some((first, _)) = view.cells(head.first).next() else { return false };
    let lines = rows.iter().filter(|row| **row >= head.first).take(LINES);
    let leads: Vec<String> = lines
        .filter_map(|row| view.cells(*row).next())
        .filter(|(column, _)| *column == first)
        .map(|(_, cell)| heading::key(&cell.text))
        .collect();
    let known: Vec<&String> =
        leads.iter().filter(|key| heading::exact(head.kind, key).is_some()).collect();
    let different: BTreeSet<&String> = known.iter().copied().collect();
    different.len() >= HEADINGS && share::is_most(known.len(), leads.len())
}
