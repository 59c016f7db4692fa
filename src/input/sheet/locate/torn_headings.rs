//! Headings of a second row whose ends stand in rows below it, slid to the left: 二级 | 全 | 乡, then 事项 | 社 | 镇, then
//! 会 | 级. A converter that takes the lines of narrow cells for rows leaves them so.

use crate::input::sheet::locate::heading::{self, Lookup};
use crate::input::sheet::types::{HeadText, TableKind};
use crate::input::sheet::view::View;

/// The end of a torn heading is not longer.
const LONGEST_END: usize = 3;

/// The headings with what the rows from `first` to `last` add to them; `None` where a text of these ends none.
pub(super) fn whole(
    view: &View<'_>,
    (first, last): (u32, u32),
    mut headings: Vec<HeadText>,
    lookup: &mut Lookup,
) -> Option<Vec<HeadText>> {
    for row in first..=last {
        let mut from = 0;
        for (_, cell) in view.cells(row) {
            let end = lookup.word(row, &cell.text);
            if !(1..=LONGEST_END).contains(&end.key.chars().count()) {
                return None;
            }
            let ends = |heading: &HeadText| goes_on(&heading.key, &end.key);
            let at = from + headings.iter().skip(from).position(ends)?;
            if let Some(heading) = headings.get_mut(at) {
                heading.text.push_str(&end.text);
                heading.key.push_str(&end.key);
                heading.row = row;
            }
            from = at + 1;
        }
    }
    Some(headings)
}

/// Whether a heading goes on with this end: both are a heading or the beginning of one, or the name of a level.
fn goes_on(heading: &str, end: &str) -> bool {
    let kind = TableKind::Catalogue;
    let both = format!("{heading}{end}");
    let is_level = || !heading.ends_with(LEVEL) && heading::exact(kind, &both).is_some();
    heading::begins(kind, &both) || is_level()
}

/// With what a level ends that is named whole.
const LEVEL: char = '级';
