//! Rows of lists of duties that begin with a name, since what stood before it was in merged cells that are lost: the
//! number and the field of several duties, written once.
//!
//! ```text
//! | 3 | 宾馆监督抽查 | 6.取得许可证情况的检查 | 各类宾馆 | … |
//! | 7.卫生情况的检查 |
//! ```
//!
//! A name is told by its number, which goes on with that of the name above, by the ground beside it, or, before any
//! group of rows has a heading of its own, by ending as only names of duties do. A row of one text would else be the
//! heading of a group.

use crate::input::sheet::fit::{self, Looks};
use crate::input::sheet::segment::rows::Line;
use crate::input::sheet::segment::slid::ColumnLayout;
use crate::input::sheet::types::{ColumnRole, SheetColumn};
use crate::model::fold;
use crate::text::Wording;

/// Such names are not shorter where they have no number.
const SHORTEST: usize = 6;
/// A name behind a number is not shorter: （7） alone is one of the row.
const SHORTEST_BARE: usize = 4;

/// The rows above the one that is looked at.
pub(super) struct RowsAbove<'a> {
    /// The rows below the last heading between them.
    pub(super) lines: &'a [Line],
    /// Whether a group of rows has had a heading.
    pub(super) grouped: bool,
}

/// The row with its name under the column of names; `None` where it does not begin with one, or has it there.
pub(super) fn line(
    columns: &[SheetColumn],
    layout: &ColumnLayout<'_>,
    above: &RowsAbove<'_>,
    row: u32,
    cells: &[(u16, &str)],
) -> Option<Line> {
    let name = columns.iter().find(|column| column.role == ColumnRole::DutyName)?.index;
    let (at, text) = *cells.first().filter(|(at, _)| *at < name)?;
    let is_leading = columns.iter().take_while(|column| column.index < name).any(|c| c.index == at);
    let before = above.lines.iter().rev().find_map(|line| line.own.get(&name))?;
    let named = counts_on(before, text)
        || cells.len() == 1 && !above.grouped && ends_as_name(text)
        || is_before_ground(cells);
    let is_short = fold::split_numbering(text.trim()).1.chars().count() < SHORTEST_BARE;
    if !is_leading || !named || is_short || Looks::of(text).nameless().is_some() {
        return None;
    }
    let last = above.lines.last()?;
    let has_part = |part: u16| last.own.contains_key(&part);
    layout.begun_by_name(cells, &has_part).map(|places| Line::moved(row, places))
}

/// Whether a text has the number behind that of the one before it, written in the same way: 6.… and 7.….
fn counts_on(before: &str, text: &str) -> bool {
    let number = |text: &str| {
        let mark = fold::split_numbering(text.trim()).0?.trim().to_owned();
        let figures: String = mark.chars().filter(char::is_ascii_digit).collect();
        Some((figures.parse::<u32>().ok()?, mark.replace(&figures, "")))
    };
    number(before).zip(number(text)).is_some_and(|((above, style), (own, own_style))| {
        own == above.saturating_add(1) && style == own_style
    })
}

/// 变更登记 | 《社会保险法》第八条: what ends as names do, and the ground of it.
fn is_before_ground(cells: &[(u16, &str)]) -> bool {
    let [(_, name), (_, ground), ..] = cells else { return false };
    fold::split_numbering(name).0.is_none()
        && fit::ends_as_power(name.trim())
        && Looks::of(ground).is_basis()
}

/// …的检查, …的处罚, without the number of a group.
fn ends_as_name(text: &str) -> bool {
    static ENDS: Wording = Wording::named("说明权力类型的名称结尾");
    let text = fold::compact(text);
    let (number, bare) = fold::split_numbering(&text);
    let ends = ENDS.iter().filter_map(|entry| entry.split_once('>'));
    number.is_none()
        && bare.chars().count() >= SHORTEST
        && ends.into_iter().any(|(end, _)| bare.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_go_on() {
        assert!(counts_on("6.宾馆取得许可证情况的检查", "7.宾馆卫生情况的检查"));
        assert!(!counts_on("6.宾馆取得许可证情况的检查", "7、宾馆卫生情况的检查"));
        assert!(!counts_on("6.宾馆取得许可证情况的检查", "8.宾馆卫生情况的检查"));
        assert!(!counts_on("宾馆取得许可证情况的检查", "1.宾馆卫生情况的检查"));
        assert!(ends_as_name("宾馆、旅店卫生情况的检查"));
        assert!(!ends_as_name("二、对学校的检查") && !ends_as_name("行政检查"));
        assert!(is_before_ground(&[(0, "变更登记"), (1, "《社会保险法》第八条")]));
        assert!(!is_before_ground(&[(0, "1"), (1, "《社会保险法》第八条")]));
    }
}
