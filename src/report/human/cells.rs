//! A piece of a sheet's row: the cell of a finding with its neighbours and the heads above them.

use unicode_width::UnicodeWidthStr;

use super::super::text::{clean, clip};
use crate::source::{CellRef, FilePlace, HEAD_WITHIN, Location, Sheet, SourceMap};
use crate::text::Wording;

/// One cell as it is shown.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::report) struct ShownCell {
    /// `E7 公开时限`.
    pub label: String,
    /// Its text.
    pub text: String,
    /// Whether it is the cell of the finding.
    pub marked: bool,
}

/// Words in the heads of catalogues and duty lists.
static HEAD_WORDS: Wording = Wording::named("表头用词");
const HEAD_LENGTH: usize = 16;
const LABEL_COLUMNS: usize = 26;

/// The cell at a place, with the nearest filled cell on each side; empty for places without a sheet.
pub(in crate::report) fn fragment(map: &SourceMap, location: Location) -> Vec<ShownCell> {
    let (FilePlace::Cell { cell, .. }, Some(sheet)) = (location.place, map.sheet(location)) else {
        return Vec::new();
    };
    let heads = head_rows(sheet, cell.row);
    let left = (0..cell.column).rev().find(|c| filled(sheet, cell.row, *c));
    let (_, width) = sheet.size();
    let right = (cell.column + 1..width).find(|c| filled(sheet, cell.row, *c));
    [left, Some(cell.column), right]
        .into_iter()
        .flatten()
        .map(|column| {
            let at = CellRef::new(cell.row, column);
            let text = clean(value(sheet, at).trim());
            ShownCell {
                label: clip(&format!("{at} {}", head(sheet, heads, column)), LABEL_COLUMNS),
                text: if text.is_empty() { "（空）".to_owned() } else { text },
                marked: at == cell,
            }
        })
        .collect()
}

/// The lines of a fragment: labels aligned, texts cut to the width, the marked cell underlined.
pub(super) fn draw(
    fragment: &[ShownCell],
    columns: usize,
    paint: impl Fn(&str) -> String,
) -> Vec<String> {
    let widest = fragment.iter().map(|cell| cell.label.width()).max().unwrap_or(0);
    let room = columns.saturating_sub(widest + 7);
    let mut lines = Vec::new();
    for ShownCell { label, text, marked } in fragment {
        let pad = " ".repeat(widest - label.width());
        let text = clip(text, room);
        lines.push(format!("    {label}{pad} │ {text}"));
        if *marked {
            let under = paint(&"─".repeat(text.width().max(1)));
            lines.push(format!("    {} · {under}", " ".repeat(widest)));
        }
    }
    lines
}

/// The text of a cell, or of the merged range that covers it.
fn value(sheet: &Sheet, cell: CellRef) -> &str {
    match sheet.merge_at(cell) {
        Some(range) => sheet.text(range.start),
        None => sheet.text(cell),
    }
}

/// Whether a neighbour has something of its own to show: a merged range shows at its first column.
fn filled(sheet: &Sheet, row: u32, column: u16) -> bool {
    let cell = CellRef::new(row, column);
    let first = sheet.merge_at(cell).is_none_or(|range| range.start.column == column);
    first && !value(sheet, cell).trim().is_empty()
}

/// The rows of the table's head, from the first to the last, when one stands above `row`.
fn head_rows(sheet: &Sheet, row: u32) -> Option<(u32, u32)> {
    let mut best: Option<(usize, u32)> = None;
    for candidate in 0..row.min(HEAD_WITHIN) {
        let score = sheet.row(candidate).filter(|(_, cell)| is_head(&cell.text)).count();
        if score > 1 && best.is_none_or(|(most, _)| score > most) {
            best = Some((score, candidate));
        }
    }
    let (_, first) = best?;
    let ends = sheet.merges.iter().filter(|range| range.start.row == first);
    let last = ends.map(|range| range.end.row).max().unwrap_or(first);
    Some((first, last.min(row - 1)))
}

fn is_head(text: &str) -> bool {
    let text: String = text.split_whitespace().collect();
    text.chars().count() <= HEAD_LENGTH && HEAD_WORDS.iter().any(|word| text.contains(word))
}

/// The head of a column; the rows of a head are joined, as in 公开对象/全社会.
fn head(sheet: &Sheet, rows: Option<(u32, u32)>, column: u16) -> String {
    let Some((first, last)) = rows else { return String::new() };
    let mut parts: Vec<String> = Vec::new();
    for row in first..=last {
        let text: String = value(sheet, CellRef::new(row, column)).split_whitespace().collect();
        if !text.is_empty() && parts.last() != Some(&text) {
            parts.push(text);
        }
    }
    clean(&parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Cell, CellRange, Workbook};

    fn sheet() -> Sheet {
        let mut sheet = Sheet { name: "社会救助".to_owned(), ..Sheet::default() };
        let mut put = |cell: &str, text: &str| {
            sheet.cells.insert(CellRef::parse(cell).unwrap(), Cell::text(text));
        };
        put("A1", "大英县社会救助领域基层政务公开标准目录");
        put("A2", "序号");
        put("B2", "公开事项");
        put("D2", "公开\n时限");
        put("E2", "公开对象");
        put("B3", "一级事项");
        put("C3", "二级事项");
        put("E3", "全社会");
        put("F3", "特定群体");
        put("A4", "1");
        put("B4", "最低生活保障");
        put("C4", "办事指南");
        put("D4", "二十天");
        put("F4", "√");
        let range = |start: &str, end: &str| CellRange {
            start: CellRef::parse(start).unwrap(),
            end: CellRef::parse(end).unwrap(),
        };
        sheet.merges =
            vec![range("A2", "A3"), range("B2", "C2"), range("D2", "D3"), range("E2", "F2")];
        sheet
    }

    fn lines(cell: &str) -> Vec<String> {
        let mut map = SourceMap::new();
        let file = map.add_sheets("a.xlsx", None, Workbook { sheets: vec![sheet()] });
        let location = Location::cell(file, 0, CellRef::parse(cell).unwrap());
        draw(&fragment(&map, location), 100, str::to_owned)
    }

    #[test]
    fn neighbours_and_heads() {
        assert_eq!(
            lines("D4"),
            [
                "    C4 公开事项/二级事项 │ 办事指南",
                "    D4 公开时限          │ 二十天",
                "                         · ──────",
                "    F4 公开对象/特定群体 │ √",
            ]
        );
    }

    #[test]
    fn an_empty_cell_is_marked_too() {
        assert_eq!(
            lines("E4"),
            [
                "    D4 公开时限          │ 二十天",
                "    E4 公开对象/全社会   │ （空）",
                "                         · ──────",
                "    F4 公开对象/特定群体 │ √",
            ]
        );
    }

    #[test]
    fn places_outside_the_table() {
        assert_eq!(lines("A1")[0], "    A1  │ 大英县社会救助领域基层政务公开标准目录");
        assert_eq!(lines("Z99")[0], "    Z99  │ （空）");
    }
}
