//! What a sheet holds, as its maker says it: plain data, without a size or a place.

use super::{LayoutError, book};

/// A workbook of printed tables and forms.
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
    /// The sheet that is open at first, from 0.
    pub open: usize,
    /// The name of the hidden sheet with the words of named choices.
    pub lists: &'static str,
}

impl FormBook {
    /// Writes the workbook.
    ///
    /// # Errors
    /// When a text is too long for a cell, or the workbook cannot be put together.
    pub fn write(&self) -> Result<Vec<u8>, LayoutError> {
        book::write(self)
    }
}

/// One sheet.
#[derive(Debug, Clone, Default)]
pub struct Form {
    /// The name of the sheet; it is made legal and unique.
    pub sheet: String,
    /// What the sheet is for, on which depends how it is printed.
    pub purpose: Purpose,
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
    /// The size of its text in points, where that is not the paper's.
    pub font: Option<f64>,
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

/// What a sheet is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Purpose {
    /// An attachment of a document, to be filed or signed: its head is repeated, and it is shrunk to one
    /// page where little is missing.
    #[default]
    Attachment,
    /// A part of a volume: every page bears its title, and a draft is stamped beside it.
    Part,
    /// The cover of a volume: one page with a large title.
    Cover,
    /// To be filled in on the screen: rows go on below the last, so pages end where they happen to.
    Template,
}

/// The paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paper {
    /// 420 × 297 mm.
    #[default]
    A3,
    /// 297 × 210 mm.
    A4,
}

/// Which fonts are named in the workbook. None is ever embedded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FontProfile {
    /// 黑体 and 宋体, which every Windows has.
    #[default]
    Plain,
    /// 方正小标宋简体, 黑体 and 仿宋_GB2312, as official documents use them.
    Official,
}

/// How the text of a body cell stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Running text.
    Left,
    /// Marks, numbers and short names.
    Center,
}

/// A column of a form.
#[derive(Debug, Clone)]
pub struct Column {
    /// The heading.
    pub heading: String,
    /// The headings above it, the topmost first; neighbours with the same ones share them.
    pub above: Vec<&'static str>,
    /// How the heading is shaded.
    pub shade: HeadShade,
    /// The note at the heading; none when empty.
    pub note: String,
    /// How wide it is.
    pub width: Width,
    /// How the text stands.
    pub align: Align,
    /// What is to be filled in; `None` for what is given.
    pub input: Option<Input>,
    /// Whether rows that say so share its cell ([`Row::Joined`]).
    pub joins: bool,
    /// Not shown and not printed: keys for reading back.
    pub hidden: bool,
}

impl Column {
    /// A column whose text is given. `share` is the share of the width of the page.
    pub fn new(heading: impl Into<String>, share: f64, align: Align) -> Self {
        Self {
            heading: heading.into(),
            above: Vec::new(),
            shade: HeadShade::Usual,
            note: String::new(),
            width: Width::Share(share),
            align,
            input: None,
            joins: false,
            hidden: false,
        }
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

    /// A column under a heading that it shares with its neighbours.
    #[must_use]
    pub fn under(self, above: &'static str) -> Self {
        Self { above: vec![above], ..self }
    }
}

/// How wide a column is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Width {
    /// Its share of what the page has left for all such columns.
    Share(f64),
    /// Wide enough for so many half-width characters.
    Characters(f64),
}

/// How a heading is shaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeadShade {
    /// As tables are.
    Usual,
    /// Darker: must be filled in.
    Dark,
    /// Not at all: may be filled in.
    None,
}

/// What is filled into a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// Any text.
    Text,
    /// One of these words, 255 characters in all; other words are warned of, not refused.
    Choice(Vec<String>),
    /// A choice from a list of any length.
    Named(Choice),
}

/// A list that cells choose from. Its words stand on a hidden sheet, for a list inside a cell may hold 255
/// characters in all, which Chinese words soon fill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The name of the list, one a workbook.
    pub name: &'static str,
    /// The words.
    pub words: Vec<String>,
    /// What becomes of other words.
    pub strictness: Strictness,
}

/// What becomes of words that are not in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strictness {
    /// They are taken: the list only saves typing.
    Suggested,
    /// They are refused.
    Closed,
}

/// A row of the table.
#[derive(Debug, Clone)]
pub enum Row {
    /// A line across the table that begins a part.
    Section(String),
    /// One text a column.
    Cells(Vec<String>),
    /// One text a column; in the first of the columns that join, this many, it shares the cell of the row
    /// above, as far as both stand on one page.
    Joined(Vec<String>, usize),
    /// One text a column; the one in the column `at` leads to a sheet.
    Linked {
        /// The texts.
        cells: Vec<String>,
        /// The column of the link.
        at: usize,
        /// The sheet.
        sheet: String,
    },
    /// One text a column, to show how it is done.
    Example(Vec<String>),
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
    /// How many rows it covers, at least one. The rows below have boxes for the other columns only.
    pub rows: usize,
    /// What stands in it.
    pub text: String,
    /// What it is for.
    pub kind: BoxKind,
}

impl FormBox {
    /// A box in one row.
    pub fn new(columns: usize, text: impl Into<String>, kind: BoxKind) -> Self {
        Self { columns, rows: 1, text: text.into(), kind }
    }
}

/// What a box is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoxKind {
    /// A heading.
    Label,
    /// A text that is given.
    Text,
    /// A number or a short name.
    Short,
    /// To be filled in, by hand or on the screen.
    Blank,
    /// Nothing, without lines around it.
    Gap,
}

/// A line below the table.
#[derive(Debug, Clone)]
pub enum Foot {
    /// A note.
    Note(String),
    /// Things to be filled in, side by side, each behind its label: 负责人：, 电话：.
    Fields(Vec<String>),
}
