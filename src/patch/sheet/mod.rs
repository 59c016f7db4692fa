//! Edits of the cells of one worksheet, in one pass over its part.
//!
//! Only the bytes of the cells that are named change; cells and rows that are not there yet are put in
//! at their places. Rows and cells out of order are refused, as office programs refuse them.

mod extras;
mod layout;
mod place;

use std::collections::BTreeMap;

use super::styles::WorkbookStyles;
use super::xml;
use super::{CellEdit, PatchError};
use crate::office::relations::ATTRIBUTE_NAMESPACE;
use crate::office::xml::{Splices, Tag, TagKind, XmlWriter, each_tag, opened};
use crate::source::{CellRange, CellRef};

pub(super) use extras::Extras;
pub(super) use layout::{CHARACTER, Layout};
use place::SheetPosition;

/// What stands in a worksheet before its drawings, in the order of the format.
const BEFORE_DRAWINGS: &[&str] = &[
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
];

/// A worksheet with its cells edited.
#[derive(Debug)]
pub(super) struct Edited {
    /// The edits of the part.
    pub(super) splices: Splices,
    /// Widths of columns and heights of rows.
    pub(super) layout: Layout,
    /// The relation id of the drawing that holds the boxes of notes, where there is one.
    pub(super) legacy_drawing: Option<String>,
    /// Where the reference to that drawing goes when there is none yet.
    after_drawing: usize,
    prefix: String,
}

impl Edited {
    /// Adds the reference to the drawing that holds the boxes of notes.
    pub(super) fn refer_to_drawing(&mut self, id: &str) {
        let mut element = XmlWriter::fragment(&self.prefix);
        element.empty("legacyDrawing", &[("xmlns:r", &ATTRIBUTE_NAMESPACE), ("r:id", &id)]);
        self.splices.insert(self.after_drawing, element.finish());
    }
}

/// Edits the cells of a worksheet.
pub(super) fn edit(
    (name, part): (&str, &str),
    text: &str,
    (edits, extras): (&BTreeMap<CellRef, CellEdit>, &Extras),
    styles: &mut WorkbookStyles,
) -> Result<Edited, PatchError> {
    let mut pass = Pass::new(name, part, text, edits, styles);
    pass.heights = Some(&extras.heights);
    each_tag(part, text, |tag| pass.tag(&tag))?;
    let mut edited = pass.finish()?;
    extras.put(part, text, &mut edited.splices)?;
    Ok(edited)
}

/// The pass over the part.
struct Pass<'p> {
    name: &'p str,
    part: &'p str,
    text: &'p str,
    edits: &'p BTreeMap<CellRef, CellEdit>,
    styles: &'p mut WorkbookStyles,
    place: SheetPosition,
    /// The edit of the cell that is open, and where the cell begins.
    open: Option<(CellRef, usize)>,
    /// The first tag of the row that is open.
    row_tag: String,
    row_start: usize,
    row_style: Option<usize>,
    row_has_new_cells: bool,
    /// What rows need, in points, where their height is set.
    heights: Option<&'p BTreeMap<u32, f64>>,
    /// The styles of the cells of the row that is open.
    row_styles: BTreeMap<u16, usize>,
    dimension: Option<(String, usize)>,
    created: Option<CellRange>,
    has_data: bool,
    edited: Edited,
}

impl<'p> Pass<'p> {
    fn new(
        name: &'p str,
        part: &'p str,
        text: &'p str,
        edits: &'p BTreeMap<CellRef, CellEdit>,
        styles: &'p mut WorkbookStyles,
    ) -> Self {
        let edited = Edited {
            splices: Splices::default(),
            layout: Layout::default(),
            legacy_drawing: None,
            after_drawing: 0,
            prefix: String::new(),
        };
        Self {
            name,
            part,
            text,
            edits,
            styles,
            place: SheetPosition::default(),
            open: None,
            row_tag: String::new(),
            row_start: 0,
            row_style: None,
            row_has_new_cells: false,
            heights: None,
            row_styles: BTreeMap::new(),
            dimension: None,
            created: None,
            has_data: false,
            edited,
        }
    }

    fn tag(&mut self, tag: &Tag<'p>) -> Result<(), PatchError> {
        if tag.depth == 1 && tag.ends() && BEFORE_DRAWINGS.contains(&tag.name()) {
            self.edited.after_drawing = tag.range.end;
        }
        match (tag.depth, tag.name()) {
            (0, _) if tag.begins() => self.edited.prefix = tag.prefix().to_owned(),
            (1, "dimension") if tag.begins() => {
                self.dimension = Some((tag.raw.to_owned(), tag.range.start));
            }
            (1, "sheetData") => return self.data(tag),
            (1, "legacyDrawing") if tag.begins() => {
                self.edited.legacy_drawing = tag.relation().map(std::borrow::Cow::into_owned);
            }
            (2, "row") => return self.row(tag),
            (3, "c") => return self.cell(tag),
            (4, "f") if tag.begins() => return self.formula(),
            _ => self.edited.layout.tag(tag),
        }
        Ok(())
    }

    fn data(&mut self, tag: &Tag<'p>) -> Result<(), PatchError> {
        self.has_data = true;
        match tag.kind {
            TagKind::Open => Ok(()),
            TagKind::Close => {
                let rows = self.missing_rows(None)?;
                self.edited.splices.insert(tag.range.start, rows);
                Ok(())
            }
            TagKind::Empty => {
                let rows = self.missing_rows(None)?;
                if !rows.is_empty() {
                    let whole = format!("{}{rows}</{}>", tag.opened(), tag.full_name());
                    self.edited.splices.replace(tag.range.clone(), whole);
                }
                Ok(())
            }
        }
    }

    fn row(&mut self, tag: &Tag<'p>) -> Result<(), PatchError> {
        if tag.begins() {
            let row = self.place.next_row(tag).ok_or_else(|| self.disorder(tag))?;
            let rows = self.missing_rows(Some(row))?;
            self.edited.splices.insert(tag.range.start, rows);
            self.edited.layout.row(row, tag);
            (self.row_tag, self.row_start) = (tag.raw.to_owned(), tag.range.start);
            self.row_style = tag.number("s").filter(|_| tag.is_on("customFormat"));
            self.row_has_new_cells = false;
            self.row_styles.clear();
        }
        if tag.ends() {
            let row = self.place.row();
            let cells = self.missing_cells(row, None)?;
            let mut start = self.row_tag.clone();
            if self.row_has_new_cells {
                start = place::widened(&start, self.edits, row);
            }
            if let Some(needed) = self.heights.and_then(|heights| heights.get(&row)) {
                start = place::heightened(start, *needed);
            }
            let end = format!("</{}>", tag.full_name());
            match tag.kind {
                TagKind::Empty if cells.is_empty() => {}
                TagKind::Empty => {
                    let whole = format!("{}{cells}{end}", opened(&start));
                    self.edited.splices.replace(tag.range.clone(), whole);
                }
                _ => {
                    self.edited.splices.insert(tag.range.start, cells);
                    self.retag_row(start);
                }
            }
        }
        Ok(())
    }

    fn retag_row(&mut self, start: String) {
        if start != self.row_tag {
            let range = self.row_start..self.row_start + self.row_tag.len();
            self.edited.splices.replace(range, start);
        }
    }

    fn cell(&mut self, tag: &Tag<'p>) -> Result<(), PatchError> {
        if tag.begins() {
            let cell = self.place.next_cell(tag).ok_or_else(|| self.disorder(tag))?;
            let cells = self.missing_cells(cell.row, Some(cell.column))?;
            self.edited.splices.insert(tag.range.start, cells);
            self.row_styles.insert(cell.column, tag.number("s").unwrap_or(0));
            if let Some(edit) = self.edits.get(&cell) {
                self.start_edit(cell, edit, tag)?;
            }
        }
        if tag.ends()
            && let Some((cell, start)) = self.open.take()
            && let Some(CellEdit { text: Some(text), mark, .. }) = self.edits.get(&cell)
        {
            let style = Tag::of(&self.text[start..]).number("s").unwrap_or(0);
            let style = self.shaded(style, mark.as_ref().map(|mark| mark.shade))?;
            let mut element = XmlWriter::fragment(&self.edited.prefix);
            xml::cell(&mut element, cell, (style != 0).then_some(style), text);
            self.edited.splices.replace(start..tag.range.end, element.finish());
        }
        Ok(())
    }

    /// A cell that is there already: a new style is set in its tag, a new text replaces it at its end.
    fn start_edit(
        &mut self,
        cell: CellRef,
        edit: &CellEdit,
        tag: &Tag<'p>,
    ) -> Result<(), PatchError> {
        if edit.text.is_some() {
            self.open = Some((cell, tag.range.start));
        } else if let Some(mark) = &edit.mark {
            let style = self.styles.shaded(tag.number("s").unwrap_or(0), mark.shade)?;
            let tag_with_style = tag.with("s", &style.to_string());
            self.edited.splices.replace(tag.range.clone(), tag_with_style);
        }
        Ok(())
    }

    fn formula(&self) -> Result<(), PatchError> {
        match self.open {
            Some((cell, _)) => Err(PatchError::Formula { sheet: self.name.to_owned(), cell }),
            None => Ok(()),
        }
    }

    /// The rows with edits that stand before `row` (or at the end) and are not there yet.
    fn missing_rows(&mut self, before: Option<u32>) -> Result<String, PatchError> {
        let first = CellRef::new(self.place.first_missing_row(before), 0);
        let last = CellRef::new(before.unwrap_or(u32::MAX), 0).max(first);
        let edits = self.edits;
        let mut rows: Vec<u32> = edits.range(first..last).map(|(cell, _)| cell.row).collect();
        rows.dedup();
        let mut new = XmlWriter::fragment(&self.edited.prefix);
        self.row_style = None;
        for row in rows {
            new.open("row", &[("r", &(row + 1))]);
            self.cells_between(row, 0, u16::MAX, &mut new)?;
            new.close("row");
        }
        Ok(new.finish())
    }

    /// The cells with edits that stand in the open row before `column` (or at its end) and are not
    /// there yet.
    fn missing_cells(&mut self, row: u32, before: Option<u16>) -> Result<String, PatchError> {
        let first = self.place.first_missing_column(before);
        let mut cells = XmlWriter::fragment(&self.edited.prefix);
        self.cells_between(row, first, before.unwrap_or(u16::MAX), &mut cells)?;
        let cells = cells.finish();
        self.row_has_new_cells |= !cells.is_empty();
        Ok(cells)
    }

    fn cells_between(
        &mut self,
        row: u32,
        first: u16,
        last: u16,
        out: &mut XmlWriter,
    ) -> Result<(), PatchError> {
        if first >= last {
            return Ok(());
        }
        let edits = self.edits;
        for (cell, edit) in edits.range(CellRef::new(row, first)..CellRef::new(row, last)) {
            let like = edit.like.and_then(|column| self.row_styles.get(&column).copied());
            let base =
                like.or(self.row_style).unwrap_or_else(|| self.edited.layout.style(cell.column));
            let style = self.shaded(base, edit.mark.as_ref().map(|mark| mark.shade))?;
            let text = edit.text.as_deref().unwrap_or("");
            xml::cell(out, *cell, (style != 0).then_some(style), text);
            self.created = Some(place::around(self.created, *cell));
        }
        Ok(())
    }

    fn shaded(&mut self, base: usize, shade: Option<super::Shade>) -> Result<usize, PatchError> {
        shade.map_or(Ok(base), |shade| self.styles.shaded(base, shade))
    }

    fn disorder(&self, tag: &Tag<'_>) -> PatchError {
        PatchError::odd(self.part, format!("行或单元格的次序不对：{}", tag.raw))
    }

    fn finish(mut self) -> Result<Edited, PatchError> {
        if !self.has_data {
            return Err(PatchError::odd(self.part, "没有 sheetData"));
        }
        if let (Some((tag, start)), Some(created)) = (&self.dimension, self.created)
            && let Some(wider) = place::wider_dimension(tag, created)
        {
            self.edited.splices.replace(*start..start + tag.len(), wider);
        }
        Ok(self.edited)
    }
}
