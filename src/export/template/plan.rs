//! What a sheet of a template holds: columns with their notes and lists, and rows.
//!
//! Plain data, which becomes a [`Form`]; how a worksheet is written is the business of [`crate::layout`].

use std::borrow::Cow;

use super::lists::{ChoiceList, Words};
use crate::layout::{self, Align, Form, HeadShade, Input, Paper, Purpose, Row};
use crate::model::form::EXAMPLE;

/// Columns up to this width hold short words, which stand in the middle.
const NARROW: u16 = 12;
/// The size of the text in points.
const FONT: f64 = 10.0;

/// One column.
#[derive(Debug, Clone)]
pub(super) struct TemplateColumn {
    /// The heading.
    pub(super) heading: Cow<'static, str>,
    /// The heading above it in a two-row head, shared with its neighbours.
    pub(super) group: Option<&'static str>,
    /// Its share of the width of the page.
    pub(super) width: u16,
    /// Whether every row must have it.
    pub(super) required: bool,
    /// The note on the heading: what goes in.
    pub(super) note: Cow<'static, str>,
    /// The cell of the example row.
    pub(super) example: Cow<'static, str>,
    /// The list that its cells choose from.
    pub(super) list: Option<ChoiceList>,
}

/// A column with a heading, a width and a note.
pub(super) fn column(
    heading: impl Into<Cow<'static, str>>,
    width: u16,
    note: impl Into<Cow<'static, str>>,
) -> TemplateColumn {
    TemplateColumn {
        heading: heading.into(),
        group: None,
        width,
        required: false,
        note: note.into(),
        example: Cow::Borrowed(""),
        list: None,
    }
}

impl TemplateColumn {
    /// With a cell for the example row.
    pub(super) fn example(self, example: impl Into<Cow<'static, str>>) -> Self {
        Self { example: example.into(), ..self }
    }

    /// With a drop-down.
    pub(super) fn list(self, list: ChoiceList) -> Self {
        Self { list: Some(list), ..self }
    }

    /// A column that every row must have.
    pub(super) fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// Under a shared heading.
    pub(super) fn under(self, group: &'static str) -> Self {
        Self { group: Some(group), ..self }
    }

    /// The whole text of the note.
    fn note_text(&self) -> String {
        if self.note.is_empty() {
            return String::new();
        }
        let must = if self.required { "【必填】" } else { "" };
        let example = match self.example.as_ref() {
            "" => String::new(),
            text => format!("\n例：{}", text.replace('\n', " ")),
        };
        let list =
            if self.list.is_some() { "\n点单元格右边的小箭头可以选。" } else { "" };
        format!("{must}{}{example}{list}", self.note)
    }

    /// The column of a form; `words` are those of the lists that depend on the data.
    fn described(&self, fillable: bool, words: Words<'_>) -> layout::Column {
        let align = if self.width <= NARROW { Align::Center } else { Align::Left };
        let input = self.list.map_or(Input::Text, |list| Input::Named(list.choice(words)));
        layout::Column {
            above: self.group.into_iter().collect(),
            shade: match (fillable, self.required) {
                (false, _) => HeadShade::Usual,
                (true, true) => HeadShade::Dark,
                (true, false) => HeadShade::None,
            },
            note: self.note_text(),
            input: fillable.then_some(input),
            ..layout::Column::new(self.heading.as_ref(), f64::from(self.width), align)
        }
    }

    fn example_cell(&self) -> String {
        if self.heading == "序号" { EXAMPLE.to_owned() } else { self.example.to_string() }
    }
}

/// One sheet.
#[derive(Debug, Clone)]
pub(super) struct TemplatePlan {
    /// Name of the sheet.
    pub(super) name: String,
    /// The title above the table.
    pub(super) title: String,
    /// The line under the title; empty for none.
    pub(super) line: String,
    /// The columns.
    pub(super) columns: Vec<TemplateColumn>,
    /// Rows that are filled in already, cell by cell.
    pub(super) rows: Vec<Vec<String>>,
    /// Whether an example row stands first.
    pub(super) example: bool,
    /// Empty rows with borders at the end; 0 also means that nothing is to be filled in.
    pub(super) blank_rows: u32,
    /// The paper.
    pub(super) paper: Paper,
}

impl TemplatePlan {
    /// The form that it is; `words` are those of the lists that depend on the data.
    pub(super) fn form(self, words: Words<'_>) -> Form {
        let fillable = self.blank_rows > 0;
        let example = Row::Example(self.columns.iter().map(TemplateColumn::example_cell).collect());
        let rows = self.example.then_some(example).into_iter();
        let rows = rows.chain(self.rows.into_iter().map(Row::Cells));
        let blank = (0..self.blank_rows).map(|_| Row::Free);
        let described = |column: &TemplateColumn| column.described(fillable, words);
        Form {
            sheet: self.name,
            purpose: if fillable { Purpose::Template } else { Purpose::Attachment },
            title: self.title,
            left: self.line,
            paper: self.paper,
            font: Some(FONT),
            columns: self.columns.iter().map(described).collect(),
            rows: rows.chain(blank).collect(),
            ..Form::default()
        }
    }
}
