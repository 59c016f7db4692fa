//! A table of pages: its head under the headings that exports use, and its rows.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{PageList, place};
use crate::model::{Code, ListedPage, day_in, fold};
use crate::rules::publish::page_unclear;
use crate::source::{Cell, CellRef, FileId, Sheet, Workbook};
use crate::text::Wording;

/// A head must stand within this many rows.
const HEAD_WITHIN: u32 = 12;
/// From this many pages without a title on they are told of together.
const MANY: usize = 3;

/// What a column of the table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum PageField {
    Column,
    Title,
    Address,
    Published,
    Formed,
    Code,
}

/// The headings of each, the usual one first.
static HEADINGS: [(PageField, Wording); 6] = [
    (PageField::Column, Wording::named("网页清单的栏目列")),
    (PageField::Title, Wording::named("网页清单的标题列")),
    (PageField::Address, Wording::named("网页清单的地址列")),
    (PageField::Published, Wording::named("网页清单的发布日期列")),
    (PageField::Formed, Wording::named("网页清单的形成日期列")),
    (PageField::Code, Wording::named("网页清单的编码列")),
];

fn field_of(heading: &str) -> Option<PageField> {
    let text = fold::compact(heading);
    let found = HEADINGS.iter().find(|(_, words)| words.contains(&text.as_str()));
    found.map(|(field, _)| *field)
}

/// A table with its head.
struct PageTable<'a> {
    file: FileId,
    index: u16,
    sheet: &'a Sheet,
    head: u32,
    columns: BTreeMap<PageField, u16>,
}

/// Whether a sheet has a head of pages.
pub(super) fn has_head(workbook: &Workbook) -> bool {
    workbook.sheets.iter().any(|sheet| head(sheet).is_some())
}

/// A title, and something else.
fn head(sheet: &Sheet) -> Option<(u32, BTreeMap<PageField, u16>)> {
    (0..HEAD_WITHIN).find_map(|row| {
        let mut columns = BTreeMap::new();
        for (at, cell) in sheet.row(row) {
            if let Some(field) = field_of(&cell.text) {
                columns.entry(field).or_insert(at.column);
            }
        }
        let is_head = columns.contains_key(&PageField::Title) && columns.len() > 1;
        is_head.then_some((row, columns))
    })
}

/// The pages of all sheets.
pub(super) fn read(file: FileId, workbook: &Workbook, list: &mut PageList) {
    for (index, sheet) in (0u16..).zip(&workbook.sheets) {
        let Some((head, columns)) = head(sheet).filter(|_| !sheet.hidden) else {
            if !sheet.cells.is_empty() {
                list.notes.push(format!("工作表“{}”没有认得出的表头，没有取", sheet.name));
            }
            continue;
        };
        let table = PageTable { file, index, sheet, head, columns };
        table.rows(workbook.sheets.len() > 1, list);
    }
}

impl PageTable<'_> {
    fn rows(&self, is_one_of_several: bool, list: &mut PageList) {
        let mut untitled = Vec::new();
        let (rows, _) = self.sheet.size();
        for row in self.head + 1..rows {
            let filled = self.columns.keys().any(|field| self.cell(row, *field).is_some());
            let repeats_head = self
                .text(row, PageField::Title)
                .is_some_and(|text| field_of(&text) == Some(PageField::Title));
            if !filled || repeats_head {
                continue;
            }
            let mut page = self.page(row, list);
            if page.column.is_none() && is_one_of_several {
                page.column = Some(self.sheet.name.clone());
            }
            if page.title.is_empty() && page.code.is_none() {
                untitled.push(row);
            } else {
                list.pages.push(page);
            }
        }
        self.tell_untitled(&untitled, list);
    }

    fn tell_untitled(&self, rows: &[u32], list: &mut PageList) {
        let place = |row: u32| self.place(row, PageField::Title);
        match rows {
            [first, ..] if rows.len() > MANY => {
                list.findings.push(page_unclear::no_titles(rows.len()).at(place(*first)));
            }
            few => {
                list.findings.extend(few.iter().map(|row| page_unclear::no_title().at(place(*row))))
            }
        }
    }

    fn page(&self, row: u32, list: &mut PageList) -> ListedPage {
        ListedPage {
            title: self.text(row, PageField::Title).unwrap_or_default(),
            column: self.text(row, PageField::Column),
            address: self.text(row, PageField::Address),
            date: self.day(row, PageField::Published, list),
            formed: self.day(row, PageField::Formed, list),
            code: self.code(row, list),
            location: self.place(row, PageField::Title),
        }
    }

    fn place(&self, row: u32, field: PageField) -> crate::source::Location {
        place(self.file, self.index, row, self.columns.get(&field).copied().unwrap_or(0))
    }

    fn cell(&self, row: u32, field: PageField) -> Option<&Cell> {
        let column = *self.columns.get(&field)?;
        let cell = self.sheet.cells.get(&CellRef::new(row, column))?;
        (!cell.text.trim().is_empty()).then_some(cell)
    }

    fn text(&self, row: u32, field: PageField) -> Option<String> {
        self.cell(row, field).map(|cell| cell.text.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// A day; what is none is told of.
    fn day(&self, row: u32, field: PageField, list: &mut PageList) -> Option<Date> {
        let text = self.text(row, field)?;
        let day = day_in(&text);
        if day.is_none() {
            list.findings.push(page_unclear::no_day(&text).at(self.place(row, field)));
        }
        day
    }

    fn code(&self, row: u32, list: &mut PageList) -> Option<Code> {
        let cell = self.cell(row, PageField::Code)?;
        let code = Code::parse_typed(&Code::text_of(cell));
        if code.is_none() {
            let fault = page_unclear::no_code(cell.text.trim());
            list.findings.push(fault.at(self.place(row, PageField::Code)));
        }
        code
    }
}
