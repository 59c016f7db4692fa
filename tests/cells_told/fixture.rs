//! The fixtures of `tests/fixtures/import`, read and written as a workbook.
//!
//! The way in which they are written is that of the reader's own tests; this is another reading of it.

use std::path::Path;

use mulu::source::{CellRange, CellRef};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use super::RawSheet;

pub struct Fixture {
    pub sheets: Vec<RawSheet>,
    /// Names of hidden sheets.
    hidden: Vec<String>,
    /// What is said on the command line.
    pub args: Vec<String>,
}

pub fn read(text: &str) -> Fixture {
    let mut fixture = Fixture { sheets: Vec::new(), hidden: Vec::new(), args: Vec::new() };
    let mut next = 0;
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("sheet ") {
            let bare = name.trim_end_matches(" hidden");
            if bare != name {
                fixture.hidden.push(bare.to_owned());
            }
            let name = bare.to_owned();
            fixture.sheets.push(RawSheet { name, cells: Default::default(), merges: Vec::new() });
            next = 0;
        } else if let Some(row) = line.strip_prefix("row ") {
            next = row.trim().parse::<u32>().unwrap() - 1;
        } else if line.starts_with('|') {
            add(fixture.sheets.last_mut().unwrap(), next, line);
            next += 1;
        } else {
            fixture.args.extend(option(line));
        }
    }
    fixture.sheets.iter_mut().for_each(merge);
    fixture
}

impl Fixture {
    /// The sheets as a spreadsheet shows them.
    pub fn shown(&self) -> Vec<RawSheet> {
        let shown = |text: &String| {
            let typed = ["n:", "d:", "e:"].iter().find_map(|mark| text.strip_prefix(mark));
            typed.unwrap_or(text).to_owned()
        };
        let sheet = |raw: &RawSheet| RawSheet {
            name: raw.name.clone(),
            cells: raw.cells.iter().map(|(at, text)| (*at, shown(text))).collect(),
            merges: raw.merges.clone(),
        };
        self.sheets.iter().map(sheet).collect()
    }
}

fn option(line: &str) -> Vec<String> {
    let given = |word: &str| line.strip_prefix(word).map(str::to_owned);
    let options =
        [("as ", "--as"), ("domain ", "--domain"), ("head ", "--head"), ("only ", "--sheet")];
    let found =
        options.iter().find_map(|(word, option)| Some(((*option).to_owned(), given(word)?)));
    found.map_or(Vec::new(), |(option, value)| vec![option, value])
}

fn add(sheet: &mut RawSheet, row: u32, line: &str) {
    let inner = line.trim().trim_start_matches('|').trim_end_matches('|');
    for (text, column) in inner.split('|').zip(0u16..) {
        let text = text.trim().replace("\\n", "\n").replace("\\s", " ");
        if !text.is_empty() {
            sheet.cells.insert(CellRef { row, column }, text);
        }
    }
}

/// `<` goes on with the cell at its left, `^` with the one above.
fn merge(sheet: &mut RawSheet) {
    let is = |at: CellRef, mark: &str| sheet.cells.get(&at).is_some_and(|text| text == mark);
    let mut merges = Vec::new();
    for at in sheet.cells.keys().filter(|at| !is(**at, "<") && !is(**at, "^")) {
        let mut end = *at;
        while is(CellRef { column: end.column + 1, ..end }, "<") {
            end.column += 1;
        }
        while is(CellRef { row: end.row + 1, column: at.column }, "^") {
            end.row += 1;
        }
        if end != *at {
            merges.push(CellRange { start: *at, end });
        }
    }
    sheet.merges = merges;
    sheet.cells.retain(|_, text| text != "<" && text != "^");
}

impl Fixture {
    pub fn build(&self, path: &Path) {
        let mut workbook = Workbook::new();
        for raw in &self.sheets {
            let sheet = workbook.add_worksheet();
            sheet.set_name(&raw.name).unwrap();
            sheet.set_hidden(self.hidden.contains(&raw.name));
            for CellRange { start, end } in &raw.merges {
                let plain = Format::new();
                sheet
                    .merge_range(start.row, start.column, end.row, end.column, "", &plain)
                    .unwrap();
            }
            for (at, text) in &raw.cells {
                write(sheet, *at, text);
            }
        }
        workbook.save(path).unwrap();
    }
}

/// `n:44197` is a number and `d:2021-01-01` a date; an error value is written as its text.
fn write(sheet: &mut rust_xlsxwriter::Worksheet, at: CellRef, text: &str) {
    if let Some(number) = text.strip_prefix("n:") {
        sheet.write_number(at.row, at.column, number.parse::<f64>().unwrap()).unwrap();
    } else if let Some(date) = text.strip_prefix("d:") {
        let date = ExcelDateTime::parse_from_str(date).unwrap();
        let format = Format::new().set_num_format("yyyy-mm-dd");
        sheet.write_datetime_with_format(at.row, at.column, &date, &format).unwrap();
    } else {
        let text = text.strip_prefix("e:").unwrap_or(text);
        sheet.write_string(at.row, at.column, text).unwrap();
    }
}
