//! What calamine does not tell about a worksheet of an xlsx: hidden rows and columns, merges, which
//! cells are formulas, and errors that it does not know (`#SPILL!`).

use std::collections::BTreeSet;
use std::io::Read;

use crate::input::tables::{Budget, ReadError};
use crate::office::xml::{Element, XmlNode, each_node};
use crate::source::{Cell, CellKind, CellRef, Sheet};

/// The formulas of a sheet.
#[derive(Debug, Default)]
pub(super) struct Formulas {
    /// All cells with a formula.
    pub(super) cells: BTreeSet<CellRef>,
    /// Those of them that have no stored result, in the order of the file.
    pub(super) without_value: Vec<CellRef>,
}

/// Reads a worksheet part into `sheet` (all but the values) and returns the formulas.
pub(super) fn read(
    part: impl Read,
    sheet: &mut Sheet,
    budget: &mut Budget<'_>,
) -> Result<Formulas, ReadError> {
    let mut state = PartState::default();
    each_node(part, |node| match node {
        XmlNode::Start(element) => state.start(&element, sheet, budget),
        XmlNode::Text(text) => {
            state.text(text);
            Ok(())
        }
        XmlNode::End(name) => state.end(name, sheet, budget),
    })?;
    Ok(state.formulas)
}

/// Where in the part the reader is. Rows and cells may leave out their references; then they count on.
#[derive(Debug, Default)]
struct PartState {
    row: u32,
    column: u32,
    has_formula: bool,
    has_value: bool,
    is_error: bool,
    is_text: bool,
    in_value: bool,
    value: String,
    formulas: Formulas,
}

impl PartState {
    fn start(
        &mut self,
        element: &Element<'_>,
        sheet: &mut Sheet,
        budget: &mut Budget<'_>,
    ) -> Result<(), ReadError> {
        match element.name() {
            "row" => self.start_row(element, sheet, budget),
            "c" => self.start_cell(element),
            "f" => self.has_formula = true,
            "v" => self.start_value(),
            "t" => self.has_value = true,
            "col" if element.is_on("hidden") => hide_columns(element, sheet, budget),
            "mergeCell" => {
                if let Some((start, end)) = element.attribute("ref").as_deref().and_then(range) {
                    budget.merge(sheet, start, end)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn start_row(&mut self, element: &Element<'_>, sheet: &mut Sheet, budget: &Budget<'_>) {
        if let Some(row) = element.number("r") {
            self.row = row.saturating_sub(1);
        }
        if element.is_on("hidden") {
            budget.hide_rows(sheet, self.row, self.row);
        }
    }

    fn start_cell(&mut self, element: &Element<'_>) {
        if let Some((row, column)) = element.attribute("r").as_deref().and_then(position) {
            (self.row, self.column) = (row, column);
        }
        let kind = element.attribute("t");
        self.is_error = kind.as_deref() == Some("e");
        self.is_text = kind.as_deref() == Some("str");
        self.has_formula = false;
        self.has_value = false;
        self.value.clear();
    }

    /// The result of a formula may be an empty text; without a kind, an empty value is a missing one.
    fn start_value(&mut self) {
        self.in_value = self.is_error || self.has_formula;
        self.has_value |= self.is_text;
    }

    fn text(&mut self, text: &str) {
        if self.in_value {
            self.has_value = true;
            // Only error codes are taken from here.
            if self.is_error && self.value.len() < 32 {
                self.value.push_str(text);
            }
        }
    }

    fn end(
        &mut self,
        name: &str,
        sheet: &mut Sheet,
        budget: &mut Budget<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "v" => self.in_value = false,
            "c" => return self.end_cell(sheet, budget),
            "row" => {
                self.row = self.row.saturating_add(1);
                self.column = 0;
            }
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self, sheet: &mut Sheet, budget: &mut Budget<'_>) -> Result<(), ReadError> {
        let column = self.column;
        self.column = column.saturating_add(1);
        if self.is_error {
            let text = std::mem::take(&mut self.value);
            let cell = Cell { text, kind: CellKind::Error, formula: self.has_formula };
            budget.put(sheet, self.row, column, cell)?;
        }
        if let (true, Some(at)) = (self.has_formula, budget.inside(self.row, column)) {
            if !self.has_value {
                self.formulas.without_value.push(at);
            }
            self.formulas.cells.insert(at);
        }
        Ok(())
    }
}

fn hide_columns(element: &Element<'_>, sheet: &mut Sheet, budget: &Budget<'_>) {
    if let (Some(first), Some(last)) = (element.number("min"), element.number("max")) {
        budget.hide_columns(sheet, first.saturating_sub(1), last.saturating_sub(1));
    }
}

fn range(reference: &str) -> Option<((u32, u32), (u32, u32))> {
    let (start, end) = reference.split_once(':')?;
    Some((position(start)?, position(end)?))
}

fn position(reference: &str) -> Option<(u32, u32)> {
    // Every cell comes by here, and next to none is written with `$`.
    let cell = match reference.contains('$') {
        true => CellRef::parse(&reference.replace('$', "")),
        false => CellRef::parse(reference),
    }?;
    Some((cell.row, u32::from(cell.column)))
}
