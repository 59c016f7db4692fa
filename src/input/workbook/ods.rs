//! ods: OpenDocument workbooks, read from `content.xml`.

use std::collections::BTreeSet;

use super::value::{iso_text, number_text};
use crate::input::tables::{Budget, FileFormat, Limit, ReadError, check};
use crate::office::Container;
use crate::office::xml::{Element, XmlNode, each_node};
use crate::source::{Cell, CellKind, Sheet, Workbook};

const FORMAT: FileFormat = FileFormat::Ods;
/// What stands inside a cell or sheet and is not its text.
const SKIPPED: [&str; 6] =
    ["annotation", "frame", "custom-shape", "shapes", "tracked-changes", "forms"];

/// Reads a workbook.
pub(in crate::input) fn read(bytes: &[u8], budget: &mut Budget<'_>) -> Result<Workbook, ReadError> {
    let mut container = Container::open(bytes, &budget.limits.office)?;
    if is_encrypted(&mut container)? {
        return Err(ReadError::Encrypted);
    }
    let Some(part) = container.part("content.xml")? else {
        return Err(ReadError::broken(FORMAT, "缺少 content.xml"));
    };
    let mut content = OdsContent::default();
    each_node(part, |node| match node {
        XmlNode::Start(element) => content.start(&element, budget),
        XmlNode::Text(text) => content.text(text, budget),
        XmlNode::End(name) => content.end(name, budget),
    })?;
    Ok(content.workbook)
}

/// A locked file says in its manifest how its parts are encrypted.
fn is_encrypted(container: &mut Container<'_>) -> Result<bool, ReadError> {
    let Some(part) = container.part("META-INF/manifest.xml")? else { return Ok(false) };
    let mut encrypted = false;
    each_node(part, |node| {
        encrypted |= matches!(node, XmlNode::Start(e) if e.name() == "encryption-data");
        Ok::<_, ReadError>(())
    })?;
    Ok(encrypted)
}

/// The workbook as far as it has been read.
#[derive(Debug, Default)]
struct OdsContent {
    workbook: Workbook,
    /// Names of table styles that hide the sheet.
    hiding: BTreeSet<String>,
    style: Option<String>,
    sheet: Option<Sheet>,
    row: u32,
    rows_repeated: u32,
    column: u32,
    /// Columns that the column definitions have counted.
    defined: u32,
    /// The cells of the open row, which may stand for many rows.
    cells: Vec<(u32, Cell)>,
    cell: Option<OdsCell>,
    /// How deep inside of something that is skipped.
    skipped: usize,
}

#[derive(Debug)]
struct OdsCell {
    repeated: u32,
    value: Option<(String, CellKind)>,
    text: String,
    paragraphs: usize,
    formula: bool,
}

impl OdsContent {
    fn start(&mut self, element: &Element<'_>, budget: &mut Budget<'_>) -> Result<(), ReadError> {
        let name = element.name();
        if self.skipped > 0 || SKIPPED.contains(&name) {
            self.skipped += 1;
            return Ok(());
        }
        match name {
            "style" => self.style = element.attribute("name"),
            "table-properties" => self.table_style(element),
            "table" => self.start_sheet(element),
            "table-column" => self.start_column(element, budget),
            "table-row" => self.start_row(element, budget),
            "table-cell" | "covered-table-cell" => self.start_cell(element, budget)?,
            "p" | "h" => self.start_paragraph(budget)?,
            "s" => {
                let count = element.number("c").unwrap_or(1).min(1000) as usize;
                self.text(&" ".repeat(count), budget)?;
            }
            "tab" => self.text("\t", budget)?,
            "line-break" => self.text("\n", budget)?,
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str, budget: &mut Budget<'_>) -> Result<(), ReadError> {
        if self.skipped > 0 {
            self.skipped -= 1;
            return Ok(());
        }
        match name {
            "table-cell" | "covered-table-cell" => self.end_cell(),
            "table-row" => self.end_row(budget)?,
            "table" => {
                if let Some(sheet) = self.sheet.take() {
                    budget.add(&mut self.workbook, sheet)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn table_style(&mut self, element: &Element<'_>) {
        if element.attribute("display").as_deref() == Some("false") {
            self.hiding.extend(self.style.take());
        }
    }

    fn start_sheet(&mut self, element: &Element<'_>) {
        let style = element.attribute("style-name").unwrap_or_default();
        let name = element.attribute("name").unwrap_or_default();
        let hidden = self.hiding.contains(&style);
        self.sheet = Some(Sheet { name, hidden, ..Sheet::default() });
        self.row = 0;
        self.defined = 0;
    }

    fn start_column(&mut self, element: &Element<'_>, budget: &Budget<'_>) {
        let count = element.number("number-columns-repeated").unwrap_or(1);
        let first = self.defined;
        self.defined = first.saturating_add(count);
        if let (true, Some(sheet)) = (is_hidden(element), self.sheet.as_mut()) {
            budget.hide_columns(sheet, first, self.defined.saturating_sub(1));
        }
    }

    fn start_row(&mut self, element: &Element<'_>, budget: &Budget<'_>) {
        self.column = 0;
        self.cells.clear();
        self.rows_repeated = element.number("number-rows-repeated").unwrap_or(1);
        let last = self.row.saturating_add(self.rows_repeated).saturating_sub(1);
        if let (true, Some(sheet)) = (is_hidden(element), self.sheet.as_mut()) {
            budget.hide_rows(sheet, self.row, last);
        }
    }

    fn start_cell(
        &mut self,
        element: &Element<'_>,
        budget: &mut Budget<'_>,
    ) -> Result<(), ReadError> {
        let spanned = |name| element.number(name).unwrap_or(1).max(1);
        let columns = spanned("number-columns-spanned");
        let rows = spanned("number-rows-spanned");
        if let (true, Some(sheet)) = (columns > 1 || rows > 1, self.sheet.as_mut()) {
            let last = (self.row.saturating_add(rows - 1), self.column.saturating_add(columns - 1));
            budget.merge(sheet, (self.row, self.column), last)?;
        }
        self.cell = Some(OdsCell {
            repeated: spanned("number-columns-repeated"),
            value: stored_value(element),
            text: String::new(),
            paragraphs: 0,
            formula: element.attribute("formula").is_some(),
        });
        Ok(())
    }

    fn start_paragraph(&mut self, budget: &Budget<'_>) -> Result<(), ReadError> {
        let Some(cell) = self.cell.as_mut() else { return Ok(()) };
        cell.paragraphs += 1;
        if cell.paragraphs > 1 { self.text("\n", budget) } else { Ok(()) }
    }

    fn text(&mut self, text: &str, budget: &Budget<'_>) -> Result<(), ReadError> {
        let Some(cell) = self.cell.as_mut().filter(|cell| cell.paragraphs > 0) else {
            return Ok(());
        };
        if self.skipped > 0 {
            return Ok(());
        }
        cell.text.push_str(text);
        check(Limit::CellText, cell.text.len() as u64, budget.limits.cell_bytes as u64)
    }

    fn end_cell(&mut self) {
        let Some(open) = self.cell.take() else { return };
        let first = self.column;
        self.column = first.saturating_add(open.repeated);
        let (text, kind) = match open.value {
            Some((text, kind)) if kind == CellKind::Error || !text.is_empty() => {
                (if kind == CellKind::Error { open.text } else { text }, kind)
            }
            _ => (open.text, CellKind::Text),
        };
        if text.is_empty() {
            return;
        }
        // A row that repeats one cell over its whole width has one cell too many for any sheet.
        let most = first.saturating_add(open.repeated.min(1 << 14));
        let cell = Cell { text, kind, formula: open.formula };
        self.cells.extend((first..most).map(|column| (column, cell.clone())));
    }

    fn end_row(&mut self, budget: &mut Budget<'_>) -> Result<(), ReadError> {
        let first = self.row;
        self.row = first.saturating_add(self.rows_repeated);
        let cells = std::mem::take(&mut self.cells);
        let Some(sheet) = self.sheet.as_mut().filter(|_| !cells.is_empty()) else { return Ok(()) };
        for row in first..self.row {
            for (column, cell) in &cells {
                budget.put(sheet, row, *column, cell.clone())?;
            }
        }
        Ok(())
    }
}

/// Hidden by hand, or by a filter.
fn is_hidden(element: &Element<'_>) -> bool {
    element.attribute("visibility").is_some_and(|value| value == "collapse" || value == "filter")
}

/// The value in the attributes of a cell; texts stand in its paragraphs instead.
fn stored_value(element: &Element<'_>) -> Option<(String, CellKind)> {
    let value = |name| element.attribute(name);
    // LibreOffice says `string` in the standard's attribute and `error` in its own, which comes after.
    if element.all("value-type").iter().any(|kind| kind == "error") {
        return Some((String::new(), CellKind::Error));
    }
    match value("value-type")?.as_str() {
        "float" | "percentage" | "currency" => {
            let number: f64 = value("value")?.trim().parse().ok()?;
            Some((number_text(number), CellKind::Number))
        }
        "date" => Some((iso_text(&value("date-value")?), CellKind::Date)),
        "time" => Some((clock_text(&value("time-value")?), CellKind::Date)),
        "boolean" => Some((value("boolean-value")?.to_uppercase(), CellKind::Bool)),
        _ => None,
    }
}

/// `PT09H05M00S` as `09:05:00`.
fn clock_text(duration: &str) -> String {
    let mut parts = [0u32; 3];
    let mut digits = String::new();
    for c in duration.chars() {
        match "HMS".find(c) {
            Some(index) => {
                let number: f64 = digits.parse().unwrap_or(0.0);
                parts[index] = number as u32;
                digits.clear();
            }
            None if c.is_ascii_digit() || c == '.' => digits.push(c),
            None => digits.clear(),
        }
    }
    format!("{:02}:{:02}:{:02}", parts[0], parts[1], parts[2])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_clock_times() {
        for (duration, text) in [
            ("PT09H05M00S", "09:05:00"),
            ("PT27H30M12.5S", "27:30:12"),
            ("PT5M", "00:05:00"),
            ("?", "00:00:00"),
        ] {
            assert_eq!(clock_text(duration), text);
        }
    }
}
