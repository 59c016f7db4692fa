//! What stands behind a label in a form: `负责人：张三` in one cell, or in two.
//!
//! Which labels a form has is known to those who read it.

use crate::model::fold;
use crate::source::{CellRef, Sheet};

/// The text behind `label：`, in the same cell up to the next gap or line, or else in the next cell at the
/// right. `None` when the label is nowhere or nothing stands behind it.
pub fn labelled(sheet: &Sheet, label: &str) -> Option<String> {
    let label = fold::compact(label);
    sheet.cells.iter().find_map(|(at, cell)| {
        let parts = cell.text.split(['　', '\n', '\t']).map(str::trim);
        let value = parts.filter_map(|part| value_of(part, &label)).next()?;
        if value.is_empty() { beside(sheet, *at) } else { Some(value) }
    })
}

/// The rest of `label：rest`; a line of underscores is empty.
fn value_of(part: &str, label: &str) -> Option<String> {
    let (before, after) = part.split_once(['：', ':']).unwrap_or((part, ""));
    (fold::compact(before) == label).then(|| after.trim_matches(['_', ' ', '　']).to_owned())
}

/// The next cell at the right, unless it is a label itself.
fn beside(sheet: &Sheet, at: CellRef) -> Option<String> {
    let mut cells = sheet.row(at.row);
    let next = |(other, cell): &(CellRef, &crate::source::Cell)| {
        other.column > at.column && !cell.text.trim().is_empty()
    };
    let text = cells.find(next)?.1.text.trim();
    (!text.contains(['：', ':'])).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Cell;

    fn sheet(cells: &[(&str, &str)]) -> Sheet {
        let cell = |(at, text): &(&str, &str)| (CellRef::parse(at).unwrap(), Cell::text(*text));
        Sheet { cells: cells.iter().map(cell).collect(), ..Sheet::default() }
    }

    #[test]
    fn values_stand_behind_their_labels() {
        let form = sheet(&[
            ("A1", "目录：大英县　版本：2020-1"),
            ("A2", "负责人："),
            ("C2", "张三"),
            ("A3", "经办人：____"),
            ("B3", "日期：2026年"),
            ("A4", "单位(盖章)"),
            ("B4", "民政局"),
        ]);
        assert_eq!(labelled(&form, "版本").as_deref(), Some("2020-1"));
        assert_eq!(labelled(&form, "负责人").as_deref(), Some("张三"));
        assert_eq!(labelled(&form, "经办人"), None, "the next cell is a label");
        assert_eq!(labelled(&form, "单位（盖章）").as_deref(), Some("民政局"));
        assert_eq!(labelled(&form, "电话"), None);
    }
}
