//! Workbooks written as text, so that the point of a fixture is visible.
//!
//! `sheet 名称` begins a sheet (`sheet 名称 hidden` a hidden one). A row is `| a | b |`; `<` belongs to
//! the merged cell at its left, `^` to the one above; `\n` is a line break. `n:44197`, `d:2021-01-01`
//! and `e:#REF!` are a number, a date and an error value. `row 12` sets the number of the next row.

use std::collections::BTreeMap;

use crate::source::{Cell, CellKind, CellRange, CellRef, Sheet, Workbook};

/// Reads a workbook; lines that are no rows and begin no sheet are left to the caller.
pub(crate) fn workbook(text: &str) -> Workbook {
    let mut sheets: Vec<Sheet> = Vec::new();
    let mut grid: Grid = Grid::default();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("sheet ") {
            finish(&mut sheets, &mut grid);
            let hidden = name.ends_with(" hidden");
            let name = name.trim_end_matches(" hidden").to_owned();
            sheets.push(Sheet { name, hidden, ..Sheet::default() });
        } else if let Some(row) = line.strip_prefix("row ") {
            grid.next = row.trim().parse::<u32>().unwrap() - 1;
        } else if line.starts_with('|') {
            grid.add(line);
        }
    }
    finish(&mut sheets, &mut grid);
    Workbook { sheets }
}

#[derive(Default)]
struct Grid {
    next: u32,
    cells: BTreeMap<CellRef, String>,
}

impl Grid {
    fn add(&mut self, line: &str) {
        let inner = line.trim().trim_start_matches('|').trim_end_matches('|');
        for (text, column) in inner.split('|').zip(0u16..) {
            let text = text.trim().replace("\\n", "\n").replace("\\s", " ");
            if !text.is_empty() {
                self.cells.insert(CellRef::new(self.next, column), text);
            }
        }
        self.next += 1;
    }
}

fn finish(sheets: &mut [Sheet], grid: &mut Grid) {
    let Grid { cells, .. } = std::mem::take(grid);
    let Some(sheet) = sheets.last_mut() else { return };
    for (at, text) in &cells {
        if text != "<" && text != "^" {
            sheet.cells.insert(*at, cell(text));
            let range = merged(&cells, *at);
            if range.start != range.end {
                sheet.merges.push(range);
            }
        }
    }
}

/// The range that `<` and `^` add to a cell.
fn merged(cells: &BTreeMap<CellRef, String>, start: CellRef) -> CellRange {
    let is =
        |row, column, mark: &str| cells.get(&CellRef::new(row, column)).is_some_and(|t| t == mark);
    let mut end = start;
    while is(start.row, end.column + 1, "<") {
        end.column += 1;
    }
    while is(end.row + 1, start.column, "^") {
        end.row += 1;
    }
    CellRange { start, end }
}

fn cell(text: &str) -> Cell {
    let kinds = [("n:", CellKind::Number), ("d:", CellKind::Date), ("e:", CellKind::Error)];
    for (prefix, kind) in kinds {
        if let Some(value) = text.strip_prefix(prefix) {
            return Cell { text: value.to_owned(), kind, formula: false };
        }
    }
    Cell::text(text)
}
