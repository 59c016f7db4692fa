//! xlsx and xlsm (and `.et` files that are zip inside).
//!
//! Cells are streamed: a worksheet's declared dimension is never looked at, for WPS writes wrong ones
//! and a hostile file may claim all sixteen billion cells.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::guard::guarded;
use super::{sheet_part, value};
use crate::input::tables::{Budget, FileFormat, ReadError, ReadNote};
use crate::office::relations::MainPart;
use crate::office::xml::{XmlNode, each_node, first_attribute};
use crate::office::{Container, OfficeLimit, check};
use crate::source::{Sheet, Workbook};

const FORMAT: FileFormat = FileFormat::Xlsx;

/// Reads a workbook.
pub(in crate::input) fn read(bytes: &[u8], budget: &mut Budget<'_>) -> Result<Workbook, ReadError> {
    let mut container = Container::open(bytes, &budget.limits.office)?;
    container.verify()?;
    check_string_count(&mut container, budget)?;
    let parts = sheet_parts(&mut container)?;
    let mut file = open(bytes)?;
    let mut workbook = Workbook::default();
    for info in file.sheets_metadata().to_vec() {
        if info.typ != SheetType::WorkSheet {
            budget.note(ReadNote::NotASheet { name: info.name });
            continue;
        }
        let hidden = info.visible != SheetVisible::Visible;
        let mut sheet = Sheet { name: info.name, hidden, ..Sheet::default() };
        let part = parts.get(&sheet.name).map(|name| container.part(name)).transpose()?.flatten();
        let formulas = match part {
            Some(part) => sheet_part::read(part, &mut sheet, budget)?,
            None => sheet_part::Formulas::default(),
        };
        guarded(FORMAT, || read_cells(&mut file, &mut sheet, &formulas, budget))?;
        note_missing_values(&sheet, &formulas, budget);
        budget.add(&mut workbook, sheet)?;
    }
    Ok(workbook)
}

/// The sheets by name, with the part that holds each.
fn sheet_parts(container: &mut Container<'_>) -> Result<BTreeMap<String, String>, ReadError> {
    let main = MainPart::find(container, "xl/workbook.xml")?;
    let mut sheets = BTreeMap::new();
    let Some(part) = container.part(&main.path)? else { return Ok(sheets) };
    each_node(part, |node| {
        if let XmlNode::Start(element) = node
            && element.name() == "sheet"
            // The relation's id is `r:id`; no other attribute has this local name.
            && let (Some(name), Some(id)) = (element.attribute("name"), element.attribute("id"))
            && let Some(target) = main.relations.target(&id)
        {
            sheets.entry(name).or_insert_with(|| target.to_owned());
        }
        Ok::<_, ReadError>(())
    })?;
    Ok(sheets)
}

type XlsxFile<'a> = Xlsx<Cursor<&'a [u8]>>;

fn open(bytes: &[u8]) -> Result<XlsxFile<'_>, ReadError> {
    guarded(FORMAT, || Xlsx::new(Cursor::new(bytes)).map_err(failure))
}

fn failure(error: XlsxError) -> ReadError {
    match error {
        XlsxError::Password => ReadError::Encrypted,
        other => ReadError::broken(FORMAT, other),
    }
}

fn read_cells(
    file: &mut XlsxFile<'_>,
    sheet: &mut Sheet,
    formulas: &sheet_part::Formulas,
    budget: &mut Budget<'_>,
) -> Result<(), ReadError> {
    let mut cells = match file.worksheet_cells_reader(&sheet.name) {
        Ok(cells) => cells,
        Err(XlsxError::NotAWorksheet(_)) => return Ok(()),
        Err(error) => return Err(failure(error)),
    };
    let mut unreadable = 0;
    loop {
        match cells.next_cell() {
            Ok(None) => break,
            Ok(Some(cell)) => {
                let (row, column) = cell.get_position();
                let place = budget.inside(row, column);
                let formula = place.is_some_and(|at| formulas.cells.contains(&at));
                if let Some(cell) = value::cell(cell.get_value(), formula) {
                    budget.put(sheet, row, column, cell)?;
                }
            }
            Err(error) if is_fatal(&error) => return Err(failure(error)),
            // One odd value; the reader stands behind it. Error values are known already.
            Err(XlsxError::CellError(_)) => {}
            Err(_) => unreadable += 1,
        }
    }
    if unreadable > 0 {
        budget.note(ReadNote::Unreadable { sheet: sheet.name.clone(), count: unreadable });
    }
    Ok(())
}

/// Whether reading cannot go on behind the error.
fn is_fatal(error: &XlsxError) -> bool {
    matches!(error, XlsxError::Xml(_) | XlsxError::XmlEof(_) | XlsxError::Io(_) | XlsxError::Zip(_))
}

fn note_missing_values(sheet: &Sheet, formulas: &sheet_part::Formulas, budget: &mut Budget<'_>) {
    if let Some(cell) = formulas.without_value.iter().min() {
        budget.note(ReadNote::FormulaWithoutValue {
            sheet: sheet.name.clone(),
            cell: *cell,
            count: formulas.without_value.len(),
        });
    }
}

/// calamine reserves as many strings as the table claims to have; a false claim would end the process,
/// since memory that cannot be had is no panic.
fn check_string_count(container: &mut Container<'_>, budget: &Budget<'_>) -> Result<(), ReadError> {
    let limit = budget.limits.office.string_table_bytes;
    for name in container.names().to_vec() {
        if !name.to_ascii_lowercase().ends_with("sharedstrings.xml") {
            continue;
        }
        let Some(part) = container.part(&name)? else { continue };
        let claimed = first_attribute(part, "sst", "uniqueCount");
        // A number that is none for us may be one for calamine.
        let claimed = claimed.map_or(0, |count| count.trim().parse().unwrap_or(u64::MAX));
        // The shortest string, `<si/>`, takes five bytes.
        let least = claimed.saturating_mul(5);
        check(OfficeLimit::StringTable, least, limit).map_err(|error| error.at(&name))?;
    }
    Ok(())
}
