//! Items that were torn over rows: the end of a cell that stands in a row of its own, before all columns, of which the
//! bracket that it closes tells the column; and items whose number and name stand in the second of two rows.

use crate::input::sheet::by_column::ByColumn;
use crate::input::sheet::segment::rows::{Grouping, Line, Slide};
use crate::input::sheet::segment::slid::is_inside;
use crate::input::sheet::view::View;

impl Line {
    /// A lone text that closes the bracket in which a text of the line above ends.
    pub(in crate::input::sheet) fn end_of(view: &View<'_>, row: u32, above: &Self) -> Option<Self> {
        let mut cells = view.cells(row);
        let (at, cell) = cells.next().filter(|_| cells.next().is_none())?;
        let text = &cell.text;
        let open = |(_, above): &(&u16, &String)| is_inside(above);
        let (column, above) = above.own.iter().rev().find(open)?;
        if *column == at || is_inside(&format!("{above}{text}")) {
            return None;
        }
        let own = ByColumn::from_iter([(*column, text.clone())]);
        let from = ByColumn::from_iter([(*column, vec![(at, text.clone())])]);
        let slide = Some(Slide { from, doubtful: true, ..Slide::default() });
        Some(Self { row, own, slide, doubtful: false })
    }
}

/// Fewer items do not show that their numbers stand below their first row.
const ITEMS: usize = 2;

impl Grouping<'_> {
    /// Whether each number stands in the second of two rows: a row without number and name stands before each, and no
    /// row behind the last. Cells whose texts stand in their middle are torn so.
    pub(super) fn are_numbered_below(&self, lines: &[Line]) -> bool {
        let in_place = |line: &Line| line.slide.is_none();
        let says_only_facts = |line: &Line| {
            let names = self.names.iter().any(|column| line.own.contains_key(column));
            in_place(line) && !line.has(self.serial) && !names
        };
        let is_numbered = |line: &Line| in_place(line) && line.has(self.serial);
        let pairs = lines.chunks(2).all(|pair| match pair {
            [above, below] => {
                says_only_facts(above)
                    && is_numbered(below)
                    && above
                        .own
                        .keys()
                        .all(|c| below.own.contains_key(c) || self.channels.contains(c))
            }
            _ => false,
        });
        self.numbered && pairs && lines.len() >= 2 * ITEMS
    }

    /// The rows of each item up to the one with its number.
    pub(super) fn ending_in_numbers(&self, lines: Vec<Line>) -> Vec<Vec<Line>> {
        let mut groups: Vec<Vec<Line>> = vec![Vec::new()];
        for line in lines {
            let ends = line.has(self.serial);
            if let Some(group) = groups.last_mut() {
                group.push(line);
            }
            if ends {
                groups.push(Vec::new());
            }
        }
        groups.retain(|group| !group.is_empty());
        groups
    }
}
