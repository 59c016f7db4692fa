//! Plain tables: a title, one row of headings, rows that may be grouped under section lines.

use rust_xlsxwriter::{Url, Worksheet};

use super::cells::{column_number, put, row_number};
use super::measure::{height, lines};
use super::styles::Align;
use super::text::check_length;
use super::{Book, ExportError};

/// The rows above the headings.
const HEAD: u32 = 2;
/// The greatest height of a row in Excel, with some slack.
const TALLEST: f64 = 405.0;

/// A column: heading, share of the width, and how its text stands.
pub(super) struct ListColumn(pub(super) &'static str, pub(super) f64, pub(super) Align);

/// A row of the table.
pub(super) enum ListRow {
    /// A line across the table.
    Section(String),
    /// One text a column.
    Cells(Vec<String>),
    /// One text a column; the one in the column `at` leads to a sheet.
    Linked {
        /// The texts.
        cells: Vec<String>,
        /// The column of the link.
        at: usize,
        /// The sheet.
        sheet: String,
    },
}

/// A table with its title.
pub(super) struct List<'a> {
    /// The title.
    pub(super) title: String,
    /// The columns.
    pub(super) columns: &'a [ListColumn],
    /// The rows.
    pub(super) rows: Vec<ListRow>,
}

impl List<'_> {
    /// Writes the table into an empty sheet.
    pub(super) fn write(&self, book: &Book<'_>, sheet: &mut Worksheet) -> Result<(), ExportError> {
        let widths = self.widths(book);
        for (index, width) in widths.iter().enumerate() {
            sheet.set_column_width(column_number(index), *width)?;
        }
        self.head(book, sheet)?;
        for (index, row) in self.rows.iter().enumerate() {
            self.row(book, sheet, row, HEAD + 1 + row_number(index), &widths)?;
        }
        let end = HEAD + row_number(self.rows.len());
        sheet.set_repeat_rows(0, HEAD)?.set_freeze_panes(HEAD + 1, 0)?;
        sheet.set_print_area(0, 0, end, self.last())?;
        Ok(())
    }

    fn last(&self) -> u16 {
        column_number(self.columns.len().saturating_sub(1))
    }

    fn widths(&self, book: &Book<'_>) -> Vec<f64> {
        let shares: f64 = self.columns.iter().map(|column| column.1).sum();
        let room = book.page.units(self.columns.len());
        self.columns.iter().map(|column| column.1 / shares * room).collect()
    }

    fn head(&self, book: &Book<'_>, sheet: &mut Worksheet) -> Result<(), ExportError> {
        let font = book.page.large;
        let first = u16::from(book.options.draft);
        if book.options.draft {
            put(sheet, (0, 0), (0, 0), "草稿", &book.large.stamp)?;
        }
        put(sheet, (0, first), (0, self.last()), &self.title, &book.large.title)?;
        let line = format!("编制单位：{}　　{}", book.office(), book.date());
        put(sheet, (1, 0), (1, self.last()), &line, &book.large.line_left)?;
        for (index, column) in self.columns.iter().enumerate() {
            let cell = (HEAD, column_number(index));
            put(sheet, cell, cell, column.0, &book.large.head)?;
        }
        sheet.set_row_height(0, height(1, font * 2.0))?;
        sheet.set_row_height(1, height(1, font + 1.0))?;
        sheet.set_row_height(HEAD, height(1, font))?;
        Ok(())
    }

    fn row(
        &self,
        book: &Book<'_>,
        sheet: &mut Worksheet,
        row: &ListRow,
        at: u32,
        widths: &[f64],
    ) -> Result<(), ExportError> {
        let font = book.page.large;
        let tall = match row {
            ListRow::Section(text) => {
                put(sheet, (at, 0), (at, self.last()), text, &book.large.section)?;
                height(lines(text, widths.iter().sum(), font), font)
            }
            ListRow::Cells(cells) => self.cells(book, sheet, cells, at, widths)?,
            ListRow::Linked { cells, at: column, sheet: target } => {
                let tall = self.cells(book, sheet, cells, at, widths)?;
                let text = cells.get(*column).map_or("", String::as_str);
                let url = Url::new(format!("internal:'{}'!A1", target.replace('\'', "''")));
                let column = column_number(*column);
                sheet.write_url_with_format(at, column, url.set_text(text), &book.large.link)?;
                tall
            }
        };
        sheet.set_row_height(at, tall.min(TALLEST))?;
        Ok(())
    }

    /// Writes the texts of a row. Gives the height that they need.
    fn cells(
        &self,
        book: &Book<'_>,
        sheet: &mut Worksheet,
        cells: &[String],
        at: u32,
        widths: &[f64],
    ) -> Result<f64, ExportError> {
        let font = book.page.large;
        let mut most = 1;
        for (index, (column, text)) in self.columns.iter().zip(cells).enumerate() {
            check_length(text, || cells.get(..3).unwrap_or(cells).join(" "), column.0)?;
            let cell = (at, column_number(index));
            put(sheet, cell, cell, text, book.large.cell(column.2))?;
            most = most.max(lines(text, widths.get(index).copied().unwrap_or(8.0), font));
        }
        Ok(height(most, font))
    }
}
