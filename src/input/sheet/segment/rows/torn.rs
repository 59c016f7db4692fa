//! The end of a cell that stands in a row of its own, before all columns: the bracket that it closes tells which.

use std::collections::BTreeMap;

use crate::input::sheet::segment::rows::{Line, Slide};
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
        let own = BTreeMap::from([(*column, text.clone())]);
        let from = BTreeMap::from([(*column, vec![(at, text.clone())])]);
        let slide = Some(Slide { from, doubtful: true, ..Slide::default() });
        Some(Self { row, own, slide, doubtful: false })
    }
}
