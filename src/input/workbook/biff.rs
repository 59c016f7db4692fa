//! The records of an old workbook (BIFF5 and BIFF8), looked through before calamine reads them.
//!
//! Two ends: to learn what calamine does not tell (hidden rows and columns, formulas), and to disarm
//! the stream. calamine reserves as many cells as a record claims, unfolds each sheet into a full
//! rectangle, and repeats a shared string in each cell that names it; so claims are taken out and the
//! rest is counted here, and what would not fit is refused.

use std::collections::BTreeSet;

use crate::input::tables::{Budget, FileFormat, Limit, ReadError, check};
use crate::office::{self, OfficeLimit};
use crate::source::{CellRef, Sheet};

const EOF: u16 = 0x000a;
const FORMULA: u16 = 0x0006;
const EXTERN_SHEET: u16 = 0x0017;
const NAME: u16 = 0x0018;
const FILE_PASS: u16 = 0x002f;
const CONTINUE: u16 = 0x003c;
const CODE_PAGE: u16 = 0x0042;
const COLUMN_INFO: u16 = 0x007d;
const BOUND_SHEET: u16 = 0x0085;
const MULTIPLE_RK: u16 = 0x00bd;
const RICH_STRING: u16 = 0x00d6;
const STRING_TABLE: u16 = 0x00fc;
const TABLE_STRING: u16 = 0x00fd;
const DIMENSIONS: u16 = 0x0200;
const LABEL: u16 = 0x0204;
const ROW: u16 = 0x0208;
const BEGIN: u16 = 0x0809;
/// No program knows a record of this kind, so it is skipped.
const DISARMED: u16 = 0x0fff;
/// Number, label, boolean or error, RK: cells that begin with row and column, as do the ones above.
const PLAIN_CELLS: [u16; 7] = [0x0203, LABEL, 0x0205, 0x027e, RICH_STRING, TABLE_STRING, FORMULA];
/// A string table is continued in blocks of 8 kB; calamine's time grows with the square of their number.
const CONTINUATIONS: usize = 20_000;

/// What was learnt about a workbook.
#[derive(Debug, Default)]
pub(super) struct BiffFacts {
    /// Whether strings are bytes of a code page (BIFF5), and not Unicode.
    pub(super) bytes: bool,
    /// The code page, where it is told.
    pub(super) code_page: Option<u16>,
    /// Bytes of some texts, to judge the code page by.
    pub(super) sample: Vec<u8>,
    /// The sheets, in the order of the workbook.
    pub(super) sheets: Vec<SheetFacts>,
}

/// What was learnt about a sheet.
#[derive(Debug, Default)]
pub(super) struct SheetFacts {
    /// Hidden rows and columns; the rest of it stays empty.
    pub(super) sheet: Sheet,
    /// Cells with a formula.
    pub(super) formulas: BTreeSet<CellRef>,
}

/// Looks through the stream and disarms it.
pub(super) fn inspect(stream: &mut [u8], budget: &Budget<'_>) -> Result<BiffFacts, ReadError> {
    let mut facts = BiffFacts::default();
    let mut strings = Vec::new();
    let mut starts = Vec::new();
    let mut at = 0;
    while let Some(record) = BiffRecord::at(stream, at) {
        at = record.next;
        match record.kind {
            FILE_PASS => return Err(ReadError::Encrypted),
            BEGIN => facts.bytes = word(record.data(stream), 0) == Some(0x0500),
            CODE_PAGE => facts.code_page = word(record.data(stream), 0),
            BOUND_SHEET => starts.extend(long(record.data(stream), 0)),
            STRING_TABLE => strings = string_sizes(stream, &record)?,
            // Names and links serve formulas only, and a damaged one costs the whole file.
            NAME | EXTERN_SHEET => record.disarm(stream),
            EOF => break,
            _ => {}
        }
    }
    check(Limit::Sheets, starts.len() as u64, budget.limits.sheets as u64)?;
    let mut totals = Totals::default();
    for start in &starts {
        let again = facts.sheets.len() != starts.iter().position(|s| s == start).unwrap_or(0);
        if again {
            return Err(ReadError::broken(FileFormat::Xls, "两张工作表指向同一处"));
        }
        let sheet = SheetScan { strings: &strings, ..SheetScan::default() };
        let scanned = sheet.run(stream, *start as usize, &mut totals, &mut facts.sample, budget)?;
        facts.sheets.push(scanned);
    }
    Ok(facts)
}

/// Counts over all sheets.
#[derive(Debug, Default)]
struct Totals {
    area: u64,
    text: u64,
    scanned: u64,
}

/// One sheet while it is looked through.
#[derive(Debug, Default)]
struct SheetScan<'a> {
    strings: &'a [u32],
    facts: SheetFacts,
    /// First and last row, first and last column with a cell.
    bounds: Option<(u64, u64, u64, u64)>,
}

impl SheetScan<'_> {
    fn run(
        mut self,
        stream: &mut [u8],
        start: usize,
        totals: &mut Totals,
        sample: &mut Vec<u8>,
        budget: &Budget<'_>,
    ) -> Result<SheetFacts, ReadError> {
        let mut at = start;
        let mut depth = 0;
        while let Some(record) = BiffRecord::at(stream, at) {
            at = record.next;
            match record.kind {
                BEGIN => depth += 1,
                EOF if depth <= 1 => break,
                EOF => depth -= 1,
                // Charts inside of a sheet have cells of their own.
                _ if depth > 1 => {}
                kind => {
                    totals.text += self.record(kind, &record, stream, sample, budget);
                    record.disarm_claims(stream);
                }
            }
        }
        // Sheets may overlap in a hostile file: what is looked at again and again counts again.
        totals.scanned += (at - start.min(at)) as u64;
        if totals.scanned > stream.len() as u64 {
            return Err(ReadError::broken(FileFormat::Xls, "工作表的内容互相重叠"));
        }
        check(Limit::Text, totals.text, budget.limits.text_bytes as u64)?;
        if let Some((top, bottom, left, right)) = self.bounds {
            totals.area += (bottom - top + 1) * (right - left + 1);
        }
        check(Limit::Area, totals.area, budget.limits.area)?;
        Ok(self.facts)
    }

    /// Learns from one record; returns how many bytes of text it stands for.
    fn record(
        &mut self,
        kind: u16,
        record: &BiffRecord,
        stream: &[u8],
        sample: &mut Vec<u8>,
        budget: &Budget<'_>,
    ) -> u64 {
        let data = record.data(stream);
        match kind {
            ROW if word(data, 12).is_some_and(|flags| flags & 0x20 != 0) => {
                let row = word(data, 0).map_or(0, u32::from);
                budget.hide_rows(&mut self.facts.sheet, row, row);
            }
            COLUMN_INFO if word(data, 8).is_some_and(|flags| flags & 1 != 0) => {
                let column = |at| word(data, at).map_or(0, u32::from);
                budget.hide_columns(&mut self.facts.sheet, column(0), column(2));
            }
            MULTIPLE_RK => self.grow(data, word(data, data.len().saturating_sub(2))),
            kind if PLAIN_CELLS.contains(&kind) => self.grow(data, word(data, 2)),
            _ => {}
        }
        if kind == FORMULA
            && let (Some(row), Some(column)) = (word(data, 0), word(data, 2))
            && let Some(at) = budget.inside(row.into(), column.into())
        {
            self.facts.formulas.insert(at);
        }
        match kind {
            TABLE_STRING => {
                let index = long(data, 6).unwrap_or(u32::MAX) as usize;
                self.strings.get(index).copied().map_or(0, u64::from)
            }
            LABEL | RICH_STRING => {
                if sample.len() < 1 << 16 {
                    sample.extend_from_slice(data.get(8..).unwrap_or_default());
                }
                data.len() as u64 * 3
            }
            _ => 0,
        }
    }

    fn grow(&mut self, data: &[u8], last_column: Option<u16>) {
        let (Some(row), Some(first), Some(last)) = (word(data, 0), word(data, 2), last_column)
        else {
            return;
        };
        let (row, first, last) = (u64::from(row), u64::from(first), u64::from(last.max(first)));
        let (top, bottom, left, right) = self.bounds.unwrap_or((row, row, first, last));
        self.bounds = Some((top.min(row), bottom.max(row), left.min(first), right.max(last)));
    }
}

/// One record of the stream.
#[derive(Debug)]
struct BiffRecord {
    kind: u16,
    start: usize,
    next: usize,
}

impl BiffRecord {
    fn at(stream: &[u8], at: usize) -> Option<Self> {
        let kind = word(stream, at)?;
        let next = at.checked_add(4)? + usize::from(word(stream, at + 2)?);
        (next <= stream.len()).then_some(Self { kind, start: at, next })
    }

    fn data<'s>(&self, stream: &'s [u8]) -> &'s [u8] {
        &stream[self.start + 4..self.next]
    }

    fn disarm(&self, stream: &mut [u8]) {
        stream[self.start..self.start + 2].copy_from_slice(&DISARMED.to_le_bytes());
    }

    /// Takes out what only claims something: how large the sheet is, and the text of a formula, whose
    /// names could unfold to any length. What remains of it is one missing argument.
    fn disarm_claims(&self, stream: &mut [u8]) {
        if self.kind == DIMENSIONS {
            self.disarm(stream);
        } else if self.kind == FORMULA && self.next - self.start >= 4 + 23 {
            stream[self.start + 24..self.start + 27].copy_from_slice(&[1, 0, 0x16]);
        }
    }
}

/// How many bytes each string of the table takes as UTF-8, at most.
fn string_sizes(stream: &[u8], table: &BiffRecord) -> Result<Vec<u32>, ReadError> {
    let mut blocks = vec![table.data(stream)];
    let mut at = table.next;
    while let Some(record) = BiffRecord::at(stream, at).filter(|record| record.kind == CONTINUE) {
        blocks.push(record.data(stream));
        at = record.next;
    }
    office::check(OfficeLimit::StringTable, blocks.len() as u64, CONTINUATIONS as u64)?;
    // The first eight bytes are counts.
    blocks[0] = blocks[0].get(8..).unwrap_or_default();
    let mut reader = StringTable { blocks: &blocks, block: 0, at: 0 };
    let mut sizes = Vec::new();
    while let Some(size) = reader.next_size() {
        sizes.push(size);
    }
    Ok(sizes)
}

/// A string table over its blocks. A string that goes on in the next block has a new flag byte there.
struct StringTable<'a> {
    blocks: &'a [&'a [u8]],
    block: usize,
    at: usize,
}

impl StringTable<'_> {
    fn next_size(&mut self) -> Option<u32> {
        while self.rest().is_empty() {
            self.next_block()?;
        }
        let head = self.rest();
        let (mut left, flags) = (u32::from(word(head, 0)?), *head.get(2)?);
        let mut behind = 3;
        let mut skip = 0usize;
        if flags & 8 != 0 {
            skip += usize::from(word(head, behind)?) * 4;
            behind += 2;
        }
        if flags & 4 != 0 {
            skip += long(head, behind)? as usize;
            behind += 4;
        }
        self.at += behind;
        let size = self.characters(&mut left, flags & 1 != 0)?;
        self.skip(skip)?;
        Some(size)
    }

    fn characters(&mut self, left: &mut u32, mut wide: bool) -> Option<u32> {
        let mut size = 0;
        loop {
            let width = if wide { 2 } else { 1 };
            let here = (*left).min((self.rest().len() / width) as u32);
            size += here * if wide { 3 } else { 2 };
            self.at += here as usize * width;
            *left -= here;
            if *left == 0 {
                return Some(size);
            }
            self.next_block()?;
            wide = self.rest().first()? & 1 != 0;
            self.at += 1;
        }
    }

    fn skip(&mut self, mut bytes: usize) -> Option<()> {
        while bytes > 0 {
            let here = bytes.min(self.rest().len());
            self.at += here;
            bytes -= here;
            if bytes > 0 {
                self.next_block()?;
            }
        }
        Some(())
    }

    fn rest(&self) -> &[u8] {
        self.blocks.get(self.block).and_then(|block| block.get(self.at..)).unwrap_or_default()
    }

    fn next_block(&mut self) -> Option<()> {
        self.block += 1;
        self.at = 0;
        (self.block < self.blocks.len()).then_some(())
    }
}

fn word(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at.checked_add(2)?).map(|b| u16::from_le_bytes([b[0], b[1]]))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
}
