//! 栏目.xlsx: the sheet in which a clerk writes which column of the website shows what.
//!
//! One row a column; several domains or items stand in one cell, apart by 、 or line ends.

use std::collections::BTreeMap;

use super::decode::Context;
use super::key;
use crate::finding::Finding;
use crate::model::{SiteColumn, fold, form};
use crate::rules::publish::column_unclear;
use crate::source::{CellRef, Located, Location, Sheet, Workbook};

/// A head must stand within this many rows.
const HEAD_WITHIN: u32 = 12;
/// The headings that are read; a template has others that explain.
const HEADINGS: [&str; 5] =
    [key::COLUMN, key::ALIASES, key::DOMAINS, key::NAMES, key::SITE_ADDRESS];
/// What parts the entries of a cell.
const SEPARATORS: [char; 6] = ['、', '，', ',', '；', ';', '\n'];

/// The columns of a workbook, from the first visible sheet that has their head.
pub(super) fn read(
    context: Context,
    workbook: &Workbook,
    findings: &mut Vec<Finding>,
) -> Vec<SiteColumn> {
    let sheets = (0u16..).zip(&workbook.sheets).filter(|(_, sheet)| !sheet.hidden);
    let mut tables = sheets.filter_map(|(at, sheet)| ColumnTable::find(context, at, sheet));
    match tables.next() {
        Some(table) => table.rows(findings),
        None => {
            findings.push(column_unclear::no_head().at(Location::whole(context.file)));
            Vec::new()
        }
    }
}

/// The table of a sheet.
struct ColumnTable<'a> {
    context: Context,
    index: u16,
    sheet: &'a Sheet,
    head: u32,
    headings: BTreeMap<&'static str, u16>,
}

impl<'a> ColumnTable<'a> {
    fn find(context: Context, index: u16, sheet: &'a Sheet) -> Option<Self> {
        (0..HEAD_WITHIN).find_map(|head| {
            let cells = sheet.row(head).filter_map(|(at, cell)| {
                let text = fold::compact(&cell.text);
                let heading = HEADINGS.iter().find(|heading| **heading == text)?;
                Some((*heading, at.column))
            });
            let headings: BTreeMap<&str, u16> = cells.collect();
            let has = |heading| headings.contains_key(heading);
            let is_head = has(key::COLUMN) && (has(key::DOMAINS) || has(key::NAMES));
            is_head.then_some(Self { context, index, sheet, head, headings })
        })
    }

    fn rows(&self, findings: &mut Vec<Finding>) -> Vec<SiteColumn> {
        let (rows, _) = self.sheet.size();
        (self.head + 1..rows).filter_map(|row| self.row(row, findings)).collect()
    }

    fn row(&self, row: u32, findings: &mut Vec<Finding>) -> Option<SiteColumn> {
        let filled = HEADINGS.iter().any(|heading| self.text(row, heading).is_some());
        let is_example = self.sheet.row(row).next().is_some_and(|(_, c)| form::is_example(&c.text));
        if !filled || is_example {
            return None;
        }
        let Some(name) = self.text(row, key::COLUMN) else {
            findings.push(column_unclear::no_name().at(self.place(row, key::COLUMN)));
            return None;
        };
        Some(SiteColumn {
            name,
            aliases: self.list(row, key::ALIASES).into_iter().map(|alias| alias.value).collect(),
            address: self.text(row, key::SITE_ADDRESS).map(|address| address.value),
            domains: self.list(row, key::DOMAINS),
            items: self.list(row, key::NAMES),
        })
    }

    fn place(&self, row: u32, heading: &str) -> Location {
        let column = self.headings.get(heading).copied().unwrap_or(0);
        Location::cell(self.context.file, self.index, CellRef::new(row, column))
    }

    fn text(&self, row: u32, heading: &str) -> Option<Located<String>> {
        let column = *self.headings.get(heading)?;
        let text = self.sheet.text(CellRef::new(row, column)).trim();
        (!text.is_empty()).then(|| Located::new(text.to_owned(), self.place(row, heading)))
    }

    fn list(&self, row: u32, heading: &str) -> Vec<Located<String>> {
        let Some(cell) = self.text(row, heading) else { return Vec::new() };
        let entries = cell.value.split(SEPARATORS).map(str::trim).filter(|entry| !entry.is_empty());
        entries.map(|entry| Located::new(entry.to_owned(), cell.location)).collect()
    }
}
