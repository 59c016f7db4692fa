//! Tables of documents (docx, web pages), gathered from a stream of paragraphs, rows and cells.
//!
//! A document has no sheets, so each table becomes one, named 表1, 表2 ... in the order of the text.
//! The title of a table stands in the paragraphs before it, as it stands in the first rows of a sheet:
//! so up to three short paragraphs right before a table become its first rows, and those after the
//! last table (or notes, 注：…, after any) become rows at its end. A table in a cell of another one is
//! a sheet of its own. Tables without any text are layout and are left out.

use super::open_table::OpenTable;
use super::{Budget, Limit, ReadError, ReadNote, check};
use crate::source::{CellRef, Workbook};
use crate::text::Wording;

/// What a note before a table begins with.
static NOTES: Wording = Wording::named("文档里表前的说明");

/// How many paragraphs around a table belong to it, and how long (in characters) they may be.
const LINES: usize = 3;
const LINE_CHARS: usize = 200;

/// A document while it is read.
#[derive(Debug)]
pub(in crate::input) struct DocumentTables<'b, 'l> {
    budget: &'b mut Budget<'l>,
    open: Vec<OpenTable>,
    closed: Vec<OpenTable>,
    opened: usize,
    /// Outer table, cell, inner table.
    nested: Vec<(usize, CellRef, usize)>,
    /// Rows or cells that revisions had deleted, by table.
    deleted: Vec<usize>,
    paragraph: String,
    /// A blank of a web page, which counts only if something follows.
    blank: bool,
    before: Vec<String>,
    after: Vec<String>,
}

impl<'b, 'l> DocumentTables<'b, 'l> {
    /// An empty document.
    pub(in crate::input) fn new(budget: &'b mut Budget<'l>) -> Self {
        Self {
            budget,
            open: Vec::new(),
            closed: Vec::new(),
            opened: 0,
            nested: Vec::new(),
            deleted: Vec::new(),
            paragraph: String::new(),
            blank: false,
            before: Vec::new(),
            after: Vec::new(),
        }
    }

    /// Whether a table is open.
    pub(in crate::input) fn in_table(&self) -> bool {
        !self.open.is_empty()
    }

    /// Whether a cell of the innermost table is open.
    pub(in crate::input) fn in_cell(&self) -> bool {
        self.open.last().is_some_and(|table| table.cell.is_some())
    }

    /// Whether a row of the innermost table is open.
    pub(in crate::input) fn in_row(&self) -> bool {
        self.open.last().is_some_and(OpenTable::in_row)
    }

    /// Begins a table, inside the open cell if there is one.
    pub(in crate::input) fn open_table(&mut self) -> Result<(), ReadError> {
        self.end_paragraph()?;
        let depth = self.open.len() as u64 + 1;
        check(Limit::TableDepth, depth, self.budget.limits.table_depth as u64)?;
        check(Limit::Sheets, self.opened as u64, self.budget.limits.sheets as u64 * 4)?;
        let mut table = OpenTable::default();
        table.index = self.opened;
        self.opened += 1;
        table.sheet.name = format!("表{}", self.opened);
        if let Some((outer, cell)) = self.outer_cell() {
            self.nested.push((outer, cell, table.index));
            self.before = self.lines_of_cell();
        }
        self.after.clear();
        self.open.push(table);
        Ok(())
    }

    /// Ends the innermost table.
    pub(in crate::input) fn close_table(&mut self) -> Result<(), ReadError> {
        self.close_row()?;
        self.end_paragraph()?;
        self.before.clear();
        if let Some(mut table) = self.open.pop() {
            table.close(self.budget)?;
            self.closed.push(table);
        }
        Ok(())
    }

    /// Begins a row.
    pub(in crate::input) fn open_row(&mut self) -> Result<(), ReadError> {
        self.close_row()?;
        self.end_paragraph()?;
        let lines = std::mem::take(&mut self.before);
        if let Some(table) = self.open.last_mut() {
            if !table.begun {
                table.begun = true;
                lines.into_iter().try_for_each(|line| table.add_line(line, self.budget))?;
            }
            table.open_row(0);
        }
        Ok(())
    }

    /// Ends the row, and the cell in it.
    pub(in crate::input) fn close_row(&mut self) -> Result<(), ReadError> {
        self.close_cell()?;
        if let Some(table) = self.open.last_mut() {
            table.close_row();
        }
        Ok(())
    }

    /// Leaves out the row, which a revision has deleted.
    pub(in crate::input) fn drop_row(&mut self) {
        if let Some(table) = self.open.last_mut() {
            table.cell = None;
            table.drop_row();
            self.deleted.push(table.index);
        }
    }

    /// Hides the row.
    pub(in crate::input) fn hide_row(&mut self) {
        if let Some(table) = self.open.last_mut() {
            table.hide_row(self.budget);
        }
    }

    /// Leaves columns of the row empty.
    pub(in crate::input) fn skip_columns(&mut self, columns: u32) {
        if let Some(table) = self.open.last_mut() {
            table.skip(columns);
        }
    }

    /// Begins a cell that covers so many columns and rows.
    pub(in crate::input) fn open_cell(&mut self, columns: u32, rows: u32) -> Result<(), ReadError> {
        self.close_cell()?;
        if !self.in_row() {
            self.open_row()?;
        }
        if let Some(table) = self.open.last_mut() {
            table.open_cell(columns, rows);
        }
        Ok(())
    }

    /// Sets how many columns the open cell covers.
    pub(in crate::input) fn span_columns(&mut self, columns: u32) {
        if let Some(cell) = self.open.last_mut().and_then(|table| table.cell.as_mut()) {
            cell.columns = columns.max(1);
        }
    }

    /// Says that the open cell begins (`restart`) or continues a cell that is merged downwards.
    pub(in crate::input) fn merge_down(&mut self, restart: bool) {
        if let Some(cell) = self.open.last_mut().and_then(|table| table.cell.as_mut()) {
            cell.restarts = restart;
            cell.continues = !restart;
        }
    }

    /// Empties the open cell, which a revision has deleted.
    pub(in crate::input) fn drop_cell_text(&mut self) {
        if let Some(table) = self.open.last_mut()
            && let Some(cell) = table.cell.as_mut()
        {
            cell.text.clear();
            self.deleted.push(table.index);
        }
    }

    /// Ends the cell.
    pub(in crate::input) fn close_cell(&mut self) -> Result<(), ReadError> {
        self.blank = false;
        match self.open.last_mut() {
            Some(table) => table.close_cell(self.budget),
            None => Ok(()),
        }
    }

    /// Adds text to the open cell or paragraph.
    pub(in crate::input) fn text(&mut self, text: &str) -> Result<(), ReadError> {
        let limit = self.budget.limits.cell_bytes;
        let in_cell = self.in_cell();
        let buffer = self.buffer();
        // A paragraph is only ever a title: what is longer is cut.
        if in_cell || buffer.len() < LINE_CHARS * 8 {
            buffer.push_str(text);
        }
        let len = if in_cell { buffer.len() } else { 0 };
        check(Limit::CellText, len as u64, limit as u64).map_err(|error| error.at(|| self.place()))
    }

    /// Adds text with runs of blanks made one space, and none at the ends of lines, as web pages are
    /// shown.
    pub(in crate::input) fn collapsed_text(&mut self, text: &str) -> Result<(), ReadError> {
        let mut shown = String::with_capacity(text.len());
        let last = self.buffer().chars().next_back();
        let mut at_line_start = last.is_none_or(|c| c == '\n');
        for c in text.chars() {
            if matches!(c, ' ' | '\t' | '\r' | '\n' | '\u{c}') {
                self.blank = true;
                continue;
            }
            if std::mem::take(&mut self.blank) && !at_line_start {
                shown.push(' ');
            }
            shown.push(c);
            at_line_start = false;
        }
        self.text(&shown)
    }

    /// A line break in the text.
    pub(in crate::input) fn line_break(&mut self) -> Result<(), ReadError> {
        self.blank = false;
        self.text("\n")
    }

    /// A new block (paragraph) begins or ends: a line break in a cell, the end of a paragraph outside.
    pub(in crate::input) fn block(&mut self) -> Result<(), ReadError> {
        self.blank = false;
        if !self.in_cell() {
            return self.end_paragraph();
        }
        let buffer = self.buffer();
        if buffer.is_empty() || buffer.ends_with('\n') { Ok(()) } else { self.text("\n") }
    }

    /// Ends the document.
    pub(in crate::input) fn finish(mut self) -> Result<Workbook, ReadError> {
        while self.in_table() {
            self.close_table()?;
        }
        self.end_paragraph()?;
        for line in std::mem::take(&mut self.after) {
            self.add_below(line)?;
        }
        self.closed.sort_by_key(|table| table.index);
        self.into_workbook()
    }

    fn into_workbook(mut self) -> Result<Workbook, ReadError> {
        let mut workbook = Workbook::default();
        let mut names = vec![None; self.opened];
        for mut table in self.closed.into_iter().filter(|table| !table.sheet.cells.is_empty()) {
            let name = format!("表{}", workbook.sheets.len() + 1);
            names[table.index] = Some(name.clone());
            table.sheet.name = name.clone();
            for (row, column) in table.cut {
                if let Some(cell) = self.budget.inside(row, column) {
                    self.budget.note(ReadNote::SpanCut { sheet: name.clone(), cell });
                }
            }
            let count = self.deleted.iter().filter(|index| **index == table.index).count();
            if count > 0 {
                self.budget.note(ReadNote::DeletedByRevision { sheet: name, count });
            }
            self.budget.add(&mut workbook, table.sheet)?;
        }
        for (outer, cell, inner) in std::mem::take(&mut self.nested) {
            if let (Some(outer), Some(inner)) = (names[outer].clone(), names[inner].clone()) {
                self.budget.note(ReadNote::NestedTable { outer, cell, inner });
            }
        }
        Ok(workbook)
    }

    fn buffer(&mut self) -> &mut String {
        match self.open.last_mut().and_then(|table| table.cell.as_mut()) {
            Some(cell) => &mut cell.text,
            None => &mut self.paragraph,
        }
    }

    /// Decides where a paragraph outside of cells belongs.
    fn end_paragraph(&mut self) -> Result<(), ReadError> {
        self.blank = false;
        let line = std::mem::take(&mut self.paragraph);
        let line = line.trim().to_owned();
        if line.is_empty() || line.chars().count() > LINE_CHARS {
            return Ok(());
        }
        if !self.in_table() && !self.closed.is_empty() && is_table_note(&line) {
            return self.add_below(line);
        }
        if !self.in_table() && !self.closed.is_empty() && self.after.len() < LINES {
            self.after.push(line.clone());
        }
        if self.before.len() == LINES {
            self.before.remove(0);
        }
        self.before.push(line);
        Ok(())
    }

    /// Adds a line under the table that was closed last, which outside of all tables is an outermost one.
    fn add_below(&mut self, line: String) -> Result<(), ReadError> {
        match self.closed.last_mut() {
            Some(table) => table.add_line(line, self.budget),
            None => Ok(()),
        }
    }

    fn outer_cell(&self) -> Option<(usize, CellRef)> {
        let table = self.open.last()?;
        let cell = table.cell.as_ref()?;
        Some((table.index, self.budget.inside(cell.row, cell.column)?))
    }

    /// What stands in the open cell before a table inside it.
    fn lines_of_cell(&mut self) -> Vec<String> {
        let text = self.buffer();
        let lines = text.lines().map(str::trim);
        let mut lines: Vec<String> = lines
            .filter(|line| !line.is_empty() && line.chars().count() <= LINE_CHARS)
            .map(str::to_owned)
            .collect();
        lines.split_off(lines.len().saturating_sub(LINES))
    }

    fn place(&self) -> String {
        match (self.open.last(), self.outer_cell()) {
            (Some(table), Some((_, cell))) => format!("{}!{cell}", table.sheet.name),
            (Some(table), None) => table.sheet.name.clone(),
            (None, _) => String::new(),
        }
    }
}

/// 注：… under a table belongs to it, not to the next one.
fn is_table_note(line: &str) -> bool {
    NOTES.iter().any(|mark| line.starts_with(mark))
}
