//! Tables turned by 90°: the headings below one another in the first column, and a column for each item.
//!
//! Such a table is no card, whose values belong to one item each line; and it is not read, since a row of the
//! sheet would be one of every item. It is recognised, so that people are told what to do: transpose it.

use crate::input::sheet::fit::{self, Looks};
use crate::input::sheet::locate::card;
use crate::input::sheet::locate::head::Head;
use crate::input::sheet::locate::heading;
use crate::input::sheet::locate::unlisted;
use crate::input::sheet::share;
use crate::input::sheet::types::{ColumnRole, TableKind};
use crate::input::sheet::view::View;
use crate::source::CellRef;

/// So many items at least stand side by side.
const ITEMS: usize = 2;
/// So many lines at least have texts by which they are known.
const TYPED: usize = 2;
/// How well these texts fit, on average, in every column.
const TELLING: f64 = 0.5;

/// Where the parts of a turned table stand.
pub(in crate::input::sheet) struct TurnedTable {
    /// The cell of the first heading.
    pub(in crate::input::sheet) first: CellRef,
    /// The columns of the items, from left to right.
    pub(in crate::input::sheet) items: Vec<u16>,
}

/// A line of such a table: its heading, and what stands behind it.
struct TurnedLine {
    row: u32,
    role: ColumnRole,
    texts: Vec<(u16, String)>,
}

/// The turned table that begins with this head; `None` where the lines from it on are those of a card, or where
/// the texts of a column are not what the headings say (a sheet that explains the columns of a form).
pub(in crate::input::sheet) fn found(
    view: &View<'_>,
    head: &Head,
    rows: &[u32],
) -> Option<TurnedTable> {
    if !card::is_card(view, head, rows) {
        return None;
    }
    let (headings, _) = view.cells(head.first).next()?;
    let (lines, others): (Vec<TurnedLine>, Vec<TurnedLine>) =
        lines(view, head.kind, headings, rows).into_iter().partition(|l| l.is_of_items(head.kind));
    if !share::is_most(lines.len(), lines.len() + others.len()) {
        return None;
    }
    let first = lines.iter().chain(&others).map(|line| line.row).min()?;
    let mut filled: Vec<u16> =
        lines.iter().flat_map(|line| line.texts.iter().map(|(column, _)| *column)).collect();
    filled.sort_unstable();
    let items: Vec<u16> = filled
        .chunk_by(|a, b| a == b)
        .filter(|column| share::is_half(column.len(), lines.len()))
        .filter_map(|column| column.first().copied())
        .collect();
    let fits = |column: &u16| fits(head.kind, &lines, *column);
    let first = CellRef::new(first, headings);
    (items.len() >= ITEMS && items.iter().all(fits)).then_some(TurnedTable { first, items })
}

impl TurnedLine {
    /// Whether its texts are of several items. A line of a card has headings among them, and so have the few of
    /// 全社会, 主动 and 县级.
    fn is_of_items(&self, kind: TableKind) -> bool {
        let known = |text: &str| heading::exact(kind, &heading::key(text)).is_some();
        self.texts.len() >= ITEMS && !self.texts.iter().any(|(_, text)| known(text))
    }
}

/// The lines that begin with a heading in this column.
fn lines(view: &View<'_>, kind: TableKind, headings: u16, rows: &[u32]) -> Vec<TurnedLine> {
    let line = |row: &u32| {
        let mut cells = view.cells(*row);
        let (_, lead) = cells.next().filter(|(column, _)| *column == headings)?;
        let (role, _) = heading::exact(kind, &heading::key(&lead.text))?;
        let texts = cells.map(|(column, cell)| (column, cell.text.clone())).collect();
        Some(TurnedLine { row: *row, role, texts })
    };
    rows.iter().filter_map(line).collect()
}

/// Whether a column has what the headings say, where texts show that.
fn fits(kind: TableKind, lines: &[TurnedLine], column: u16) -> bool {
    let typed = unlisted::told_by_texts(kind);
    let scores = lines.iter().filter(|line| typed.contains(&line.role)).filter_map(|line| {
        let (_, text) = line.texts.iter().find(|(at, _)| *at == column)?;
        Some(fit::fit(&line.role, &Looks::of(text)))
    });
    let (count, sum) = scores.fold((0usize, 0.0), |(count, sum), score| (count + 1, sum + score));
    count >= TYPED && sum >= TELLING * count as f64
}
