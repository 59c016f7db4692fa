//! xls and `.et` files that are OLE inside: BIFF8, and BIFF5 with its code pages.
//!
//! calamine never sees the container that came in, but a clean one with only the workbook stream,
//! looked through and disarmed by [`biff`].

use std::io::Cursor;

use calamine::{Data, DataRef, Reader, SheetType, SheetVisible, Xls, XlsError, XlsOptions};
use encoding_rs::{BIG5, Encoding, GB18030};

use super::biff::{self, BiffFacts, SheetFacts};
use super::guard::guarded;
use super::value;
use crate::input::tables::ole::{Ole, wrap};
use crate::input::tables::{Budget, FileFormat, ReadError, ReadNote};
use crate::source::{Cell, Sheet, Workbook};

const FORMAT: FileFormat = FileFormat::Xls;
const UTF_16: u16 = 1200;
const GBK: u16 = 936;

/// Reads a workbook; `encoding` is the user's word about the code page of BIFF5.
pub(in crate::input) fn read(
    bytes: &[u8],
    encoding: Option<&str>,
    budget: &mut Budget<'_>,
) -> Result<Workbook, ReadError> {
    let mut stream = workbook_stream(bytes)?;
    let mut facts = biff::inspect(&mut stream, budget)?;
    let page = code_page(&facts, encoding, budget);
    let clean = wrap("Workbook", &stream);
    drop(stream);
    let mut file = open(clean, page)?;
    let mut workbook = Workbook::default();
    let infos = file.sheets_metadata().to_vec();
    for (info, facts) in infos.into_iter().zip(&mut facts.sheets) {
        if info.typ != SheetType::WorkSheet {
            budget.note(ReadNote::NotASheet { name: info.name });
            continue;
        }
        let hidden = info.visible != SheetVisible::Visible;
        let mut sheet = Sheet { name: info.name, hidden, ..std::mem::take(&mut facts.sheet) };
        guarded(FORMAT, || read_sheet(&mut file, &mut sheet, facts, budget))?;
        budget.add(&mut workbook, sheet)?;
    }
    Ok(workbook)
}

fn workbook_stream(bytes: &[u8]) -> Result<Vec<u8>, ReadError> {
    let ole =
        Ole::open(bytes).ok_or_else(|| ReadError::broken(FORMAT, "复合文件的目录读不出来"))?;
    ole.stream("Workbook")
        .or_else(|| ole.stream("Book"))
        .filter(|stream| !stream.is_empty())
        .ok_or_else(|| ReadError::broken(FORMAT, "缺少工作簿内容"))
}

fn open(file: Vec<u8>, page: u16) -> Result<Xls<Cursor<Vec<u8>>>, ReadError> {
    guarded(FORMAT, || {
        let mut options = XlsOptions::default();
        options.force_codepage = Some(page);
        Xls::new_with_options(Cursor::new(file), options).map_err(|error| match error {
            XlsError::Password => ReadError::Encrypted,
            other => ReadError::broken(FORMAT, other),
        })
    })
}

/// BIFF8 is Unicode whatever the code page says. BIFF5 is in its code page, which Chinese programs of
/// the time often left out or gave as Western.
fn code_page(facts: &BiffFacts, encoding: Option<&str>, budget: &mut Budget<'_>) -> u16 {
    if !facts.bytes {
        return UTF_16;
    }
    if let Some(page) = encoding.and_then(page_of) {
        return page;
    }
    match facts.code_page {
        Some(page @ (932 | 936 | 949 | 950 | 1250 | 1251 | 1253..=1258)) => page,
        told => {
            if looks_like_gbk(&facts.sample) {
                budget.note(ReadNote::CodePage);
                GBK
            } else {
                told.filter(|page| *page == 10_000).unwrap_or(1252)
            }
        }
    }
}

fn page_of(label: &str) -> Option<u16> {
    let encoding = Encoding::for_label(label.trim().as_bytes());
    match encoding {
        Some(encoding) if encoding == BIG5 => Some(950),
        Some(encoding) if encoding == GB18030 || encoding == encoding_rs::GBK => Some(GBK),
        Some(encoding) if encoding == encoding_rs::WINDOWS_1252 => Some(1252),
        Some(encoding) if encoding == encoding_rs::SHIFT_JIS => Some(932),
        _ => label.trim().trim_start_matches("cp").parse().ok().filter(|page| *page == GBK),
    }
}

/// Western text has single letters above ASCII; Chinese text has them in pairs of the main range.
fn looks_like_gbk(sample: &[u8]) -> bool {
    let high = sample.iter().filter(|byte| **byte >= 0x80).count();
    let pairs =
        sample.windows(2).filter(|pair| pair[0] >= 0xb0 && pair[0] <= 0xf7 && pair[1] >= 0xa1);
    high > 1 && pairs.count() * 2 >= high
}

fn read_sheet(
    file: &mut Xls<Cursor<Vec<u8>>>,
    sheet: &mut Sheet,
    facts: &SheetFacts,
    budget: &mut Budget<'_>,
) -> Result<(), ReadError> {
    let failure = |error: XlsError| ReadError::broken(FORMAT, error);
    let range = file.worksheet_range(&sheet.name).map_err(failure)?;
    let (top, left) = range.start().unwrap_or_default();
    let (mut with_value, mut without_value) = (false, Vec::new());
    for (row, column, data) in range.used_cells() {
        let (row, column) = (row as u32 + top, column as u32 + left);
        let at = budget.inside(row, column);
        let formula = at.is_some_and(|at| facts.formulas.contains(&at));
        if let Some(cell) = cell(data, formula) {
            match at.filter(|_| formula) {
                Some(at) if cell.text.is_empty() => without_value.push(at),
                Some(_) => with_value = true,
                None => {}
            }
            budget.put(sheet, row, column, cell)?;
        }
    }
    // An empty result is a result, unless all are empty: then the program stored none.
    if let (false, Some(cell)) = (with_value, without_value.first()) {
        let (sheet, count) = (sheet.name.clone(), without_value.len());
        budget.note(ReadNote::FormulaWithoutValue { sheet, cell: *cell, count });
    }
    for merge in file.merge_cells_by_sheet_name(&sheet.name).map_err(failure)? {
        budget.merge(sheet, merge.start, merge.end)?;
    }
    Ok(())
}

fn cell(data: &Data, formula: bool) -> Option<Cell> {
    let value = match data {
        Data::String(text) => DataRef::SharedString(text),
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::Bool(value) => DataRef::Bool(*value),
        Data::DateTime(date) => DataRef::DateTime(*date),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        _ => DataRef::Empty,
    };
    value::cell(&value, formula)
}
