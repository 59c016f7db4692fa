//! What a sheet of a template holds: columns with their notes and lists, and rows.
//!
//! Plain data; nothing here knows how a worksheet is written.

use std::borrow::Cow;

use super::lists::List;

/// One column.
#[derive(Debug, Clone)]
pub(super) struct Column {
    /// The heading.
    pub(super) heading: Cow<'static, str>,
    /// The heading above it in a two-row head, shared with its neighbours.
    pub(super) group: Option<&'static str>,
    /// Width in characters of the small font; a Chinese character takes two.
    pub(super) width: u16,
    /// Whether every row must have it.
    pub(super) required: bool,
    /// The note on the heading: what goes in.
    pub(super) note: Cow<'static, str>,
    /// The cell of the example row.
    pub(super) example: Cow<'static, str>,
    /// The list that its cells choose from.
    pub(super) list: Option<List>,
}

/// A column with a heading, a width and a note.
pub(super) fn column(
    heading: impl Into<Cow<'static, str>>,
    width: u16,
    note: impl Into<Cow<'static, str>>,
) -> Column {
    Column {
        heading: heading.into(),
        group: None,
        width,
        required: false,
        note: note.into(),
        example: Cow::Borrowed(""),
        list: None,
    }
}

impl Column {
    /// With a cell for the example row.
    pub(super) fn example(self, example: impl Into<Cow<'static, str>>) -> Self {
        Self { example: example.into(), ..self }
    }

    /// With a drop-down.
    pub(super) fn list(self, list: List) -> Self {
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
    pub(super) fn note_text(&self) -> String {
        let must = if self.required { "【必填】" } else { "" };
        let example = match self.example.as_ref() {
            "" => String::new(),
            text => format!("\n例：{}", text.replace('\n', " ")),
        };
        let list =
            if self.list.is_some() { "\n点单元格右边的小箭头可以选。" } else { "" };
        format!("{must}{}{example}{list}", self.note)
    }
}

/// Paper of a sheet, landscape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Paper {
    /// A3.
    A3,
    /// A4.
    A4,
}

/// One sheet.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    /// Name of the sheet.
    pub(super) name: String,
    /// The title above the table.
    pub(super) title: String,
    /// The line under the title; empty for none.
    pub(super) line: String,
    /// The columns.
    pub(super) columns: Vec<Column>,
    /// Rows that are filled in already, cell by cell.
    pub(super) rows: Vec<Vec<String>>,
    /// Whether an example row stands first.
    pub(super) example: bool,
    /// Empty rows with borders at the end; 0 also means that nothing is to be filled in.
    pub(super) blank_rows: u32,
    /// The paper.
    pub(super) paper: Paper,
}

impl Plan {
    /// Whether the head has two rows.
    pub(super) fn has_groups(&self) -> bool {
        self.columns.iter().any(|column| column.group.is_some())
    }

    /// The lists that its columns use.
    pub(super) fn lists(&self) -> impl Iterator<Item = List> {
        self.columns.iter().filter_map(|column| column.list)
    }
}
