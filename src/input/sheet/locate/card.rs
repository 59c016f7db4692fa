//! Cards: one item or duty a sheet or block, its headings below one another and what they say beside them.
//!
//! Read as a table, each line of a card would become an item. So it is recognised, and laid out as a table of
//! one row a card; [`CardTable`] knows where each cell of that stands. A card that cannot be taken apart surely
//! is not laid out, and only told.

use std::collections::{BTreeMap, BTreeSet};

use crate::input::sheet::locate::head::Head;
use crate::input::sheet::locate::heading;
use crate::input::sheet::recognition::CellRepair;
use crate::input::sheet::share;
use crate::input::sheet::types::{ColumnRole, TableKind};
use crate::input::sheet::view::View;
use crate::model::writing::RepairKind;
use crate::source::{Cell, CellRef, Sheet};

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
    // Below 序号 stand numbers in a table, however many rows its head has.
    let counts = head.columns.iter().any(|c| c.index == first && c.role == ColumnRole::Serial);
    if counts && leads.iter().any(|key| key.parse::<u32>().is_ok()) {
        return false;
    }
    let known: Vec<&String> =
        leads.iter().filter(|key| heading::exact(head.kind, key).is_some()).collect();
    let different: BTreeSet<&String> = known.iter().copied().collect();
    different.len() >= HEADINGS && share::is_most(known.len(), leads.len())
}

/// The first row of cards on a sheet without a sure head, as a head that begins there.
pub(in crate::input::sheet) fn found(
    view: &View<'_>,
    wanted: Option<TableKind>,
    rows: &[u32],
) -> Option<Head> {
    let kinds = [TableKind::Catalogue, TableKind::Duties];
    let mut kinds = kinds.into_iter().filter(|kind| wanted.is_none_or(|wanted| wanted == *kind));
    kinds.find_map(|kind| {
        let first = rows.iter().copied().find(|row| {
            let lead = view.cells(*row).next();
            lead.is_some_and(|(_, cell)| heading::exact(kind, &heading::key(&cell.text)).is_some())
        })?;
        let head = Head::named(kind, first, Vec::new());
        is_card(view, &head, rows).then_some(head)
    })
}

/// Cards as a table: its titles, a row of headings, one row a card.
pub(in crate::input::sheet) struct CardTable {
    pub(in crate::input::sheet) sheet: Sheet,
    /// Where the cells of that sheet stand.
    pub(in crate::input::sheet) places: BTreeMap<CellRef, CellRef>,
    /// By row of that sheet: the rows that it was made of. None for the row of headings.
    pub(in crate::input::sheet) rows: Vec<Vec<u32>>,
    /// By row of that sheet: the cells with the headings of a card.
    pub(in crate::input::sheet) headings: Vec<Vec<CellRef>>,
    /// Texts that go on with the line above, each with the whole that they are read in.
    pub(in crate::input::sheet) joined: Vec<CellRepair>,
}

/// A line of a card: headings, each with what stands beside it, and where both stand.
struct CardLine {
    key: String,
    heading: (CellRef, String),
    value: Option<(CellRef, String)>,
}

/// One card.
#[derive(Default)]
struct Card {
    rows: Vec<u32>,
    /// A text above it that no heading names.
    title: Option<(CellRef, String)>,
    entries: Vec<CardLine>,
    joined: Vec<CellRepair>,
}

/// Lays cards out as a table; `None` where they cannot be taken apart surely.
pub(in crate::input::sheet) fn laid_out(
    view: &View<'_>,
    kind: TableKind,
    rows: &[u32],
) -> Option<CardTable> {
    let (mut titles, mut cards) = cards(view, kind, rows)?;
    if cards.iter().any(|card| card.entries.iter().any(|e| is_name(kind, &e.key))) {
        titles.extend(cards.iter_mut().filter_map(|card| card.title.take()).map(|(at, _)| at.row));
    } else {
        name_by_titles(kind, &mut cards)?;
    }
    titles.sort_unstable();
    let joined = cards.iter().flat_map(|card| card.joined.iter().cloned()).collect();
    let mut keys: Vec<(&str, &str)> = Vec::new();
    for entry in cards.iter().flat_map(|card| &card.entries) {
        if !keys.iter().any(|(key, _)| *key == entry.key) {
            keys.push((&entry.key, &entry.heading.1));
        }
    }
    let mut table = CardTable {
        sheet: Sheet { name: view.sheet.name.clone(), ..Sheet::default() },
        places: BTreeMap::new(),
        rows: Vec::new(),
        headings: Vec::new(),
        joined,
    };
    for row in titles {
        let (column, cell) = view.cells(row).next()?;
        table.put(0, (CellRef::new(row, column), cell.text.clone()));
        table.end_row(vec![row], Vec::new());
    }
    for (column, (_, heading)) in (0..).zip(&keys) {
        table.put(column, (CellRef::new(0, 0), (*heading).to_owned()));
    }
    table.end_row(Vec::new(), Vec::new());
    for card in &cards {
        for entry in &card.entries {
            let column = keys.iter().position(|(key, _)| *key == entry.key)?;
            if let (Some(value), Ok(column)) = (&entry.value, u16::try_from(column)) {
                table.put(column, value.clone());
            }
        }
        let headings = card.entries.iter().map(|entry| entry.heading.0).collect();
        table.end_row(card.rows.clone(), headings);
    }
    Some(table)
}

impl CardTable {
    fn put(&mut self, column: u16, (at, text): (CellRef, String)) {
        let row = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        let place = CellRef::new(row, column);
        self.sheet.cells.insert(place, Cell::text(text));
        self.places.insert(place, at);
    }

    fn end_row(&mut self, rows: Vec<u32>, headings: Vec<CellRef>) {
        self.rows.push(rows);
        self.headings.push(headings);
    }
}

/// The cards of these rows, and the rows of titles above them.
fn cards(view: &View<'_>, kind: TableKind, rows: &[u32]) -> Option<(Vec<u32>, Vec<Card>)> {
    let mut titles: Vec<u32> = Vec::new();
    let mut cards: Vec<Card> = Vec::new();
    let mut above: Vec<(CellRef, String)> = Vec::new();
    for row in rows {
        let cells: Vec<(CellRef, String)> =
            view.cells(*row).map(|(c, cell)| (CellRef::new(*row, c), cell.text.clone())).collect();
        let known = |at: usize| {
            let key = cells.get(at).map(|(_, text)| heading::key(text));
            key.is_some_and(|key| heading::exact(kind, &key).is_some())
        };
        if let [(at, text)] = cells.as_slice()
            && !known(0)
        {
            // What stands behind the first column goes on with the line above.
            match cards.last_mut().filter(|_| at.column > 0 && above.is_empty()) {
                Some(card) => card.go_on(*at, text)?,
                None => above.push((*at, text.clone())),
            }
            continue;
        }
        let entries = entries(&cells, &known)?;
        let begins = cards.last().and_then(|card| card.entries.first()).is_none_or(|first| {
            !above.is_empty() || entries.iter().any(|entry| entry.key == first.key)
        });
        if begins {
            let title = above.pop();
            let rest = above.drain(..).map(|(at, _)| at.row);
            titles.extend(rest.collect::<Vec<_>>());
            cards.push(Card { title, ..Card::default() });
        }
        let card = cards.last_mut()?;
        let again = |entry: &CardLine| card.entries.iter().any(|known| known.key == entry.key);
        if entries.iter().any(again) {
            return None;
        }
        card.rows.push(*row);
        card.entries.extend(entries);
    }
    titles.extend(above.iter().map(|(at, _)| at.row));
    (!cards.is_empty()).then_some((titles, cards))
}

impl Card {
    /// Takes up a text that goes on with the last line; `None` where nothing stands beside its heading.
    fn go_on(&mut self, at: CellRef, text: &str) -> Option<()> {
        let (_, value) = self.entries.last_mut()?.value.as_mut()?;
        value.push('\n');
        value.push_str(text);
        self.rows.push(at.row);
        let (before, after) = (text.to_owned(), value.clone());
        self.joined.push(CellRepair { cell: at, kind: RepairKind::JoinedRows, before, after });
        Some(())
    }
}

/// The headings of a line with what stands beside each: 类别 | 行政许可, two such pairs, or two headings and then
/// what belongs to both. `None` for a line of another shape.
fn entries(cells: &[(CellRef, String)], known: &dyn Fn(usize) -> bool) -> Option<Vec<CardLine>> {
    let is_short =
        |at: usize| cells.get(at).is_some_and(|(_, text)| text.chars().count() <= heading::LONGEST);
    let half = cells.len() / 2;
    let pairs: Vec<(usize, Option<usize>)> = match cells.len() {
        1 => vec![(0, None)],
        2 if is_short(0) => vec![(0, Some(1))],
        length if length % 2 == 0 && known(0) && known(1) => {
            (0..half).map(|at| (at, Some(at + half))).collect()
        }
        length if length % 2 == 0 && known(0) => {
            (0..half).map(|at| (2 * at, Some(2 * at + 1))).collect()
        }
        _ => return None,
    };
    let entry = |(heading, value): (usize, Option<usize>)| {
        let heading = cells.get(heading).filter(|_| is_short(heading))?.clone();
        let value = value.and_then(|at| cells.get(at).cloned());
        Some(CardLine { key: heading::key(&heading.1), heading, value })
    };
    pairs.into_iter().map(entry).collect()
}

/// Whether a heading is that of the names.
fn is_name(kind: TableKind, key: &str) -> bool {
    let role = heading::exact(kind, key).map(|(role, _)| role);
    matches!(role, Some(ColumnRole::DutyName | ColumnRole::Name(_)))
}

/// Where no heading is that of a name, the line above each card is its name; `None` where one has none.
fn name_by_titles(kind: TableKind, cards: &mut [Card]) -> Option<()> {
    let heading = match kind {
        TableKind::Catalogue => "公开事项",
        TableKind::Duties => "职权名称",
    };
    for card in cards {
        let title = card.title.take()?;
        card.rows.insert(0, title.0.row);
        let (key, heading) = (heading::key(heading), (title.0, heading.to_owned()));
        card.entries.insert(0, CardLine { key, heading, value: Some(title) });
    }
    Some(())
}
