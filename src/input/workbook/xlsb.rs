//! xlsb: workbooks in binary parts. calamine gives the values; hidden rows and columns, merges and
//! formulas are read beside it, and the lengths of all records are checked before it trusts them.

use std::collections::BTreeSet;
use std::io::{BufReader, Cursor, Read};

use calamine::{Reader, SheetType, SheetVisible, Xlsb, XlsbError};

use super::guard::guarded;
use super::value;
use crate::input::tables::{Budget, FileFormat, ReadError, ReadNote};
use crate::office::Container;
use crate::office::relations::MainPart;
use crate::source::{CellRef, Sheet, Workbook};

const FORMAT: FileFormat = FileFormat::Xlsb;
/// The longest record there is: a text of 32,767 characters with its formats and a formula.
const LONGEST_RECORD: usize = 1 << 20;

const ROW: u32 = 0;
const FORMULAS: std::ops::RangeInclusive<u32> = 8..=11;
const COLUMN: u32 = 60;
const SHEET: u32 = 156;
const MERGE: u32 = 176;

type XlsbFile<'a> = Xlsb<Cursor<&'a [u8]>>;

/// Reads a workbook.
pub(in crate::input) fn read(bytes: &[u8], budget: &mut Budget<'_>) -> Result<Workbook, ReadError> {
    let mut container = Container::open(bytes, &budget.limits.office)?;
    container.verify()?;
    check_records(&mut container)?;
    let parts = sheet_parts(&mut container)?;
    let mut file: XlsbFile<'_> = guarded(FORMAT, || {
        Xlsb::new(Cursor::new(bytes)).map_err(|error| match error {
            XlsbError::Password => ReadError::Encrypted,
            other => ReadError::broken(FORMAT, other),
        })
    })?;
    let mut workbook = Workbook::default();
    // Both lists have the sheets in the order of the workbook.
    for (info, part) in file.sheets_metadata().to_vec().into_iter().zip(parts) {
        if info.typ != SheetType::WorkSheet {
            budget.note(ReadNote::NotASheet { name: info.name });
            continue;
        }
        let hidden = info.visible != SheetVisible::Visible;
        let mut sheet = Sheet { name: info.name, hidden, ..Sheet::default() };
        let formulas = read_part(&mut container, &part, &mut sheet, budget)?;
        guarded(FORMAT, || read_cells(&mut file, &mut sheet, &formulas, budget))?;
        budget.add(&mut workbook, sheet)?;
    }
    Ok(workbook)
}

fn read_cells(
    file: &mut XlsbFile<'_>,
    sheet: &mut Sheet,
    formulas: &BTreeSet<CellRef>,
    budget: &mut Budget<'_>,
) -> Result<(), ReadError> {
    let failure = |error: XlsbError| ReadError::broken(FORMAT, error);
    let mut cells = file.worksheet_cells_reader(&sheet.name).map_err(failure)?;
    while let Some(cell) = cells.next_cell().map_err(failure)? {
        let (row, column) = cell.get_position();
        let formula = budget.inside(row, column).is_some_and(|at| formulas.contains(&at));
        if let Some(cell) = value::cell(cell.get_value(), formula) {
            budget.put(sheet, row, column, cell)?;
        }
    }
    Ok(())
}

/// Reads what calamine does not tell about a sheet.
fn read_part(
    container: &mut Container<'_>,
    name: &str,
    sheet: &mut Sheet,
    budget: &mut Budget<'_>,
) -> Result<BTreeSet<CellRef>, ReadError> {
    let mut formulas = BTreeSet::new();
    let mut row = 0;
    let Some(part) = container.part(name)? else { return Ok(formulas) };
    each_record(part, |kind, data| {
        let number = |index: usize| long(data, index * 4).unwrap_or(u32::MAX);
        match kind {
            ROW => {
                row = number(0);
                if data.get(11).is_some_and(|flags| flags & 0x10 != 0) {
                    budget.hide_rows(sheet, row, row);
                }
            }
            COLUMN if data.get(16).is_some_and(|flags| flags & 1 != 0) => {
                budget.hide_columns(sheet, number(0), number(1));
            }
            MERGE => budget.merge(sheet, (number(0), number(2)), (number(1), number(3)))?,
            kind if FORMULAS.contains(&kind) => formulas.extend(budget.inside(row, number(0))),
            _ => {}
        }
        Ok(())
    })?;
    Ok(formulas)
}

/// The parts of the sheets in the order of the workbook.
fn sheet_parts(container: &mut Container<'_>) -> Result<Vec<String>, ReadError> {
    let main = MainPart::find(container, "xl/workbook.bin")?;
    let mut parts = Vec::new();
    let Some(part) = container.part(&main.path)? else {
        return Ok(parts);
    };
    each_record(part, |kind, data| {
        // State, sheet id, length of the relation's id, the id. A sheet without one has no part.
        if kind == SHEET
            && let Some(len) = long(data, 8).filter(|len| *len != u32::MAX)
        {
            let end = (len as usize).saturating_mul(2).saturating_add(12);
            let id = data.get(12..end).unwrap_or_default();
            let units: Vec<u16> =
                id.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
            let target = main.relations.target(&String::from_utf16_lossy(&units));
            parts.push(target.unwrap_or_default().to_owned());
        }
        Ok(())
    })?;
    Ok(parts)
}

/// calamine makes room for as many bytes as a record claims, up to a quarter of a gigabyte.
fn check_records(container: &mut Container<'_>) -> Result<(), ReadError> {
    for name in container.names().to_vec() {
        let lower = name.to_ascii_lowercase();
        let main = ["workbook.bin", "styles.bin", "sharedstrings.bin"];
        let is_read = lower.contains("worksheets/") || main.iter().any(|end| lower.ends_with(end));
        if !is_read || !lower.ends_with(".bin") {
            continue;
        }
        if let Some(part) = container.part(&name)? {
            each_record(part, |_, _| Ok(()))?;
        }
    }
    Ok(())
}

/// Shows each record of a part: its kind and its bytes.
fn each_record(
    part: impl Read,
    mut visit: impl FnMut(u32, &[u8]) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    let mut part = BufReader::new(part);
    let mut data = Vec::new();
    let cut_off = || ReadError::broken(FORMAT, "内容中断");
    while let Some(kind) = variable(&mut part, 2) {
        let len = variable(&mut part, 4).ok_or_else(cut_off)? as usize;
        if len > LONGEST_RECORD {
            return Err(ReadError::broken(FORMAT, "记录过长"));
        }
        data.resize(len, 0);
        part.read_exact(&mut data).map_err(|_| cut_off())?;
        visit(kind, &data)?;
    }
    Ok(())
}

/// A number of at most `most` bytes with seven bits each; the eighth says whether another one follows.
fn variable(part: &mut impl Read, most: u32) -> Option<u32> {
    let mut value = 0;
    for index in 0..most {
        let mut byte = [0];
        part.read_exact(&mut byte).ok()?;
        value |= u32::from(byte[0] & 0x7f) << (7 * index);
        if byte[0] & 0x80 == 0 {
            break;
        }
    }
    Some(value)
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
}
