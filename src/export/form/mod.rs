//! Forms: tables that are printed as the attachment of an official document, to be filed, signed or
//! filled in.
//!
//! A form is data: 附件 mark, title, the line with unit and date, a table, lines below it. This module
//! lays it out so that it prints as one expects: the head repeated, pages numbered, every height set.
//! [`FormBook`] knows nothing of catalogues; what stands in a form is decided by the files beside it, one a
//! form.

pub mod changes;
pub mod ledger;
mod page;
pub mod progress;
mod sheet;
mod table;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

pub use super::xlsx::{Align, FontProfile, Paper};

use super::ExportError;
use super::xlsx::names::SheetNames;
use super::xlsx::styles::{Styles, default_format};
use super::xlsx::text::date_parts;

/// A workbook of forms.
#[derive(Debug, Clone, Default)]
pub struct FormBook {
    /// The title of the workbook.
    pub title: String,
    /// Who makes it.
    pub office: String,
    /// The date that it bears, as `2020-09-30`. It is also the time of creation, so that the same input
    /// gives the same bytes.
    pub date: Option<String>,
    /// What tells a printed page from those of another version: stands at the foot of every page.
    pub identity: String,
    /// The fonts.
    pub fonts: FontProfile,
    /// 草稿: stamped on every page.
    pub draft: bool,
    /// The sheets.
    pub forms: Vec<Form>,
}

/// One sheet.
#[derive(Debug, Clone, Default)]
pub struct Form {
    /// The name of the sheet; it is made legal and unique.
    pub sheet: String,
    /// The mark at the upper left, such as 附件1; none when empty.
    pub attachment: String,
    /// The title.
    pub title: String,
    /// The line under the title, at the left: 填报单位：….
    pub left: String,
    /// The same line at the right: the date.
    pub right: String,
    /// What stands at the foot of its pages, where that is not the workbook's.
    pub identity: String,
    /// The paper.
    pub paper: Paper,
    /// Whether the paper stands upright.
    pub upright: bool,
    /// The columns. A form without columns is empty.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
    /// What stands below the table.
    pub foot: Vec<Foot>,
    /// Whether the sheet is locked but for what is to be filled in. There is no password: it keeps from
    /// slips, not from intent.
    pub locked: bool,
}

/// A column of a form.
#[derive(Debug, Clone)]
pub struct Column {
    /// The heading.
    pub heading: String,
    /// The share of the width of the page.
    pub share: f64,
    /// How the text stands.
    pub align: Align,
    /// What is to be filled in; `None` for what is given.
    pub input: Option<Input>,
    /// Not shown and not printed: keys for reading back.
    pub hidden: bool,
}

impl Column {
    /// A column whose text is given.
    pub fn new(heading: &str, share: f64, align: Align) -> Self {
        Self { heading: heading.to_owned(), share, align, input: None, hidden: false }
    }

    /// A column to be filled in.
    #[must_use]
    pub fn filled_in(self, input: Input) -> Self {
        Self { input: Some(input), ..self }
    }

    /// A column for programs only.
    #[must_use]
    pub fn hidden(self) -> Self {
        Self { hidden: true, ..self }
    }
}

/// What is filled into a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// Any text.
    Text,
    /// One of these words, 255 characters in all; other words are warned of, not refused.
    Choice(Vec<String>),
}

/// A row of the table.
#[derive(Debug, Clone)]
pub enum Row {
    /// A line across the table that begins a part.
    Section(String),
    /// One text a column.
    Cells(Vec<String>),
    /// An empty row, to be filled in in every column.
    Free,
    /// Boxes side by side that together cover all columns, at least so many points tall: opinions,
    /// signature and seal.
    Boxes(Vec<FormBox>, f64),
}

/// A box of a row of boxes.
#[derive(Debug, Clone)]
pub struct FormBox {
    /// How many columns it covers, at least one.
    pub columns: usize,
    /// What stands in it.
    pub text: String,
    /// What it is for.
    pub kind: BoxKind,
}

/// What a box is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoxKind {
    /// A heading.
    Label,
    /// A text that is given.
    Text,
    /// To be filled in, by hand or on the screen.
    Blank,
}

/// A line below the table.
#[derive(Debug, Clone)]
pub enum Foot {
    /// A note.
    Note(String),
    /// Things to be filled in, side by side, each behind its label: 负责人：, 电话：.
    Fields(Vec<String>),
}

impl FormBook {
    /// Writes the workbook.
    ///
    /// # Errors
    /// When a text is too long for a cell, or the workbook cannot be put together.
    pub fn write(&self) -> Result<Vec<u8>, ExportError> {
        let mut workbook = Workbook::new();
        // As in the workbook of a catalogue: a digit of 宋体 11 is the unit of column width.
        workbook.set_default_format(&default_format(), 18, 72)?;
        workbook.set_properties(&self.properties()?);
        let mut names = SheetNames::new([]);
        for form in &self.forms {
            let styles = Styles::new(self.fonts, page::font(form.paper));
            let worksheet = workbook.add_worksheet();
            worksheet.set_name(names.unique(&form.sheet))?;
            sheet::Writer::new(self, form, &styles).write(worksheet)?;
        }
        Ok(workbook.save_to_buffer()?)
    }

    fn properties(&self) -> Result<DocProperties, ExportError> {
        let date = self.date.as_deref().and_then(date_parts);
        let (year, month, day) = date.unwrap_or((2020, 1, 1));
        Ok(DocProperties::new()
            .set_title(&self.title)
            .set_author(&self.office)
            .set_comment(&self.identity)
            .set_creation_datetime(&ExcelDateTime::from_ymd(year, month, day)?))
    }
}

/// `2020-09-30` as 2020年9月30日; any other text stays as it is.
pub fn chinese_date(date: &str) -> String {
    super::xlsx::text::chinese_date(date)
}

#[cfg(test)]
mod tests;
