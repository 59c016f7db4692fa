//! Changes to a workbook that somebody else made, with everything else left as it was.
//!
//! A workbook (xlsx, xlsm) is never loaded and saved: every library that does so loses what it does
//! not know. Instead the parts that must change are edited in place, byte by byte; every other part is
//! copied as it is packed. The result depends on nothing but the input.
//!
//! ```no_run
//! # fn main() -> Result<(), mulu::patch::PatchError> {
//! use mulu::patch::{Mark, Package, Shade};
//! use mulu::source::CellRef;
//!
//! let bytes = std::fs::read("民政.xlsx").unwrap_or_default();
//! let mut package = Package::open(&bytes)?;
//! package.set_cell_text("社会救助", CellRef::new(4, 6), "二十个工作日内")?;
//! package.mark_cell("社会救助", CellRef::new(4, 6), Mark::new(Shade::Light, "原文：20天"))?;
//! let patched: Vec<u8> = package.finish()?;
//! # Ok(()) }
//! ```
//!
//! Edits are collected and made by [`Package::finish`]; it fails as a whole and never gives half a
//! workbook. A cell or row that is not there yet is created. The text of a cell becomes an inline
//! string, so that the table of shared strings stays as it is; its style stays. In a merged range name
//! the top left cell. The text of a cell with a formula is not replaced: `finish` then fails with
//! [`PatchError::Formula`], and [`crate::source::Cell::formula`] tells before.
//!
//! This module knows cells and parts; it does not know findings, catalogues or the disk.

mod book;
mod comments;
mod error;
mod list;
mod note_box;
mod notes;
mod seal;
mod sheet;
mod styles;
mod vml;
mod xml;

use std::collections::BTreeMap;

use crate::layout::measure::{PIXELS, TALLEST, height, lines};
use crate::office::EditedContainer;
use crate::source::CellRef;

use book::Book;
pub use error::PatchError;
pub use list::{ListRow, ListSheet};
pub use seal::is_sealed;
use sheet::{CHARACTER, Extras};
use styles::WorkbookStyles;

/// The size of texts in points, as it usually is.
const FONT: f64 = 11.0;

/// How dark a marked cell is. The shades differ in black and white too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shade {
    /// Grey, for headings.
    Grey,
    /// Light yellow.
    Light,
    /// Red, clearly darker.
    Dark,
}

impl Shade {
    fn color(self) -> &'static str {
        match self {
            Self::Grey => "D9D9D9",
            Self::Light => "FFF2A8",
            Self::Dark => "F0908C",
        }
    }
}

/// A mark on a cell: its fill, and a note at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The fill.
    pub shade: Shade,
    /// The text of the note; empty for none.
    pub note: String,
}

impl Mark {
    /// A mark with a note.
    pub fn new(shade: Shade, note: impl Into<String>) -> Self {
        Self { shade, note: note.into() }
    }

    /// One mark for two: the darker shade, both notes.
    fn join(&mut self, other: Self) {
        self.shade = self.shade.max(other.shade);
        if !self.note.is_empty() && !other.note.is_empty() {
            self.note.push_str("\n\n");
        }
        self.note.push_str(&other.note);
    }
}

/// What is to become of a cell.
#[derive(Debug, Clone, Default)]
struct CellEdit {
    text: Option<String>,
    mark: Option<Mark>,
    /// The column of the row whose style the cell takes where it is not there yet.
    like: Option<u16>,
}

impl CellEdit {
    fn note(&self) -> Option<&str> {
        self.mark.as_ref().map(|mark| mark.note.as_str()).filter(|note| !note.is_empty())
    }
}

/// A workbook with changes that are not made yet.
#[derive(Debug)]
pub struct Package<'a> {
    parts: EditedContainer<'a>,
    book: Book,
    /// By the name of the sheet.
    edits: BTreeMap<String, BTreeMap<CellRef, CellEdit>>,
    /// Widths and choices, by the name of the sheet.
    extras: BTreeMap<String, Extras>,
    list: Option<ListSheet>,
}

impl<'a> Package<'a> {
    /// Opens a workbook.
    ///
    /// # Errors
    /// It is no xlsx or xlsm, or one that may not be changed: signed, shared, a template, strict.
    pub fn open(bytes: &'a [u8]) -> Result<Self, PatchError> {
        let mut parts = EditedContainer::open(bytes)?;
        let book = Book::open(&mut parts)?;
        Ok(Self { parts, book, edits: BTreeMap::new(), extras: BTreeMap::new(), list: None })
    }

    /// Whether the workbook holds macros, so that its name must end in `.xlsm`.
    pub fn has_macros(&self) -> bool {
        self.book.macros
    }

    /// The names of the worksheets.
    pub fn sheets(&self) -> impl Iterator<Item = &str> {
        let sheets = self.book.sheets.iter().filter(|sheet| sheet.part.is_some());
        sheets.map(|sheet| sheet.name.as_str())
    }

    /// Gives a cell a new text.
    ///
    /// # Errors
    /// There is no such sheet.
    pub fn set_cell_text(
        &mut self,
        sheet: &str,
        cell: CellRef,
        text: &str,
    ) -> Result<(), PatchError> {
        self.edit(sheet, cell)?.text = Some(text.to_owned());
        Ok(())
    }

    /// Gives a cell a new text and, where the cell is not there yet, the look of another one in its row. The row
    /// grows with what stands in columns that were given a width before.
    ///
    /// # Errors
    /// There is no such sheet.
    pub fn set_cell_text_like(
        &mut self,
        sheet: &str,
        cell: CellRef,
        text: &str,
        like: u16,
    ) -> Result<(), PatchError> {
        let edit = self.edit(sheet, cell)?;
        (edit.text, edit.like) = (Some(text.to_owned()), Some(like));
        let extras = self.extras(sheet)?;
        if let Some(width) = extras.widths.get(&cell.column) {
            let room = f64::from(*width) * CHARACTER / PIXELS;
            let needed = height(lines(text, room, FONT), FONT).min(TALLEST);
            let row = extras.heights.entry(cell.row).or_default();
            *row = row.max(needed);
        }
        Ok(())
    }

    /// Gives a column a width in characters.
    ///
    /// # Errors
    /// There is no such sheet.
    pub fn set_column_width(
        &mut self,
        sheet: &str,
        column: u16,
        width: u8,
    ) -> Result<(), PatchError> {
        self.extras(sheet)?.widths.insert(column, width);
        Ok(())
    }

    /// Lets a cell be chosen from a list; other texts stay allowed. A cell that has a list keeps it.
    ///
    /// # Errors
    /// There is no such sheet.
    pub fn set_choices(
        &mut self,
        sheet: &str,
        cell: CellRef,
        choices: Vec<String>,
    ) -> Result<(), PatchError> {
        self.extras(sheet)?.choices.insert(cell, choices);
        Ok(())
    }

    /// Marks a cell; several marks of one cell become one.
    ///
    /// # Errors
    /// There is no such sheet.
    pub fn mark_cell(&mut self, sheet: &str, cell: CellRef, mark: Mark) -> Result<(), PatchError> {
        match &mut self.edit(sheet, cell)?.mark {
            Some(before) => before.join(mark),
            none => *none = Some(mark),
        }
        Ok(())
    }

    /// Adds a sheet behind all others, and a seal by which [`is_sealed`] tells whether the workbook was
    /// changed after it was written.
    ///
    /// # Errors
    /// There is a sheet of this name already.
    pub fn add_list(&mut self, list: ListSheet) -> Result<(), PatchError> {
        if self.book.sheets.iter().any(|sheet| sheet.name.eq_ignore_ascii_case(&list.name)) {
            return Err(PatchError::SheetExists(list.name));
        }
        self.list = Some(list);
        Ok(())
    }

    fn extras(&mut self, sheet: &str) -> Result<&mut Extras, PatchError> {
        self.book.sheet(sheet)?;
        // So that the sheet is gone through where no cell of it changes.
        self.edits.entry(sheet.to_owned()).or_default();
        Ok(self.extras.entry(sheet.to_owned()).or_default())
    }

    fn edit(&mut self, sheet: &str, cell: CellRef) -> Result<&mut CellEdit, PatchError> {
        self.book.sheet(sheet)?;
        Ok(self.edits.entry(sheet.to_owned()).or_default().entry(cell).or_default())
    }

    /// The workbook with all changes made.
    ///
    /// # Errors
    /// A part is not as the format wants it, or a formula was to be replaced by a text.
    pub fn finish(mut self) -> Result<Vec<u8>, PatchError> {
        let mut styles = WorkbookStyles::open(&mut self.parts, &self.book)?;
        for (name, edits) in std::mem::take(&mut self.edits) {
            self.edit_sheet(&name, &edits, &mut styles)?;
        }
        let mut sealed_part = None;
        if let Some(list) = &self.list {
            let content = list::part(list, &mut styles)?;
            sealed_part = Some(self.book.add_sheet(&mut self.parts, &list.name, content)?);
        }
        styles.store(&mut self.parts)?;
        let bytes = self.parts.write()?;
        match sealed_part {
            Some(part) => seal::seal(&bytes, &part),
            None => Ok(bytes),
        }
    }

    fn edit_sheet(
        &mut self,
        name: &str,
        edits: &BTreeMap<CellRef, CellEdit>,
        styles: &mut WorkbookStyles,
    ) -> Result<(), PatchError> {
        let part = self.book.sheet(name)?.to_owned();
        let text = self.parts.required(&part)?;
        let extras = self.extras.remove(name).unwrap_or_default();
        let mut edited = sheet::edit((name, &part), &text, (edits, &extras), styles)?;
        let notes = edits.iter().filter_map(|(cell, edit)| Some((*cell, edit.note()?.to_owned())));
        notes::put(&mut self.parts, &self.book, &part, &notes.collect(), &mut edited)?;
        Ok(self.parts.edit(&part, &text, edited.splices)?)
    }
}

#[cfg(test)]
mod tests;
