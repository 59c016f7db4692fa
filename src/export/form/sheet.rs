//! One form into one worksheet.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, Format, ProtectionOptions, Worksheet,
};

use super::table::{Layout, groups};
use super::{BoxKind, Foot, Form, FormBook, FormBox, Input, Row, page};
use crate::export::ExportError;
use crate::export::xlsx::Align;
use crate::export::xlsx::cells::{column_number, put};
use crate::export::xlsx::measure::{height, lines};
use crate::export::xlsx::styles::Styles;
use crate::export::xlsx::text::check_length;

/// Rows of a table are at least this tall, so that one can write into them by hand.
const LOW: f64 = 22.0;
/// A row of fields below the table.
const FIELD: f64 = 30.0;

/// Writes one form.
pub(super) struct Writer<'a> {
    book: &'a FormBook,
    form: &'a Form,
    styles: &'a Styles,
    font: f64,
    widths: Vec<f64>,
    /// The last column that is seen.
    last: usize,
    /// The height of every row so far, and whether it stays on the page of the next.
    heights: Vec<(f64, bool)>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(book: &'a FormBook, form: &'a Form, styles: &'a Styles) -> Self {
        let last = form.columns.iter().rposition(|column| !column.hidden).unwrap_or(0);
        let (font, widths) = (page::font(form.paper), page::widths(form));
        Self { book, form, styles, font, widths, last, heights: Vec::new() }
    }

    /// Writes the form into an empty worksheet.
    pub(super) fn write(mut self, sheet: &mut Worksheet) -> Result<(), ExportError> {
        page::set_up(sheet, self.book, self.form);
        for (index, (width, column)) in self.widths.iter().zip(&self.form.columns).enumerate() {
            sheet.set_column_width(column_number(index), *width)?;
            if column.hidden {
                sheet.set_column_hidden(column_number(index))?;
            }
        }
        let head = self.above(sheet)?;
        let first = self.headings(sheet, head)?;
        let after = self.rows(sheet, first)?;
        let end = self.foot(sheet, after)?;
        self.validations(sheet, first, after)?;
        if first > head {
            sheet.set_repeat_rows(head, first - 1)?.set_freeze_panes(first, 0)?;
        }
        let room = page::room(self.form);
        if page::nearly_one(&self.heights, room) {
            sheet.set_print_fit_to_pages(1, 1);
        } else {
            sheet.set_page_breaks(&page::breaks(&self.heights, head, first, room))?;
        }
        sheet.set_print_area(0, 0, end.saturating_sub(1), column_number(self.last))?;
        if self.form.locked {
            sheet.protect_with_options(&allowed());
        }
        Ok(())
    }

    /// 附件 mark, title and the line under it. Gives the row after them.
    fn above(&mut self, sheet: &mut Worksheet) -> Result<u32, ExportError> {
        let mut row = 0;
        if !self.form.attachment.is_empty() || self.book.draft {
            self.across(sheet, row, 0, self.last, &self.form.attachment, &self.styles.mark)?;
            self.tall(sheet, row, height(1, self.font * 1.4), true)?;
            row += 1;
        }
        let size = self.font * 2.0;
        let title = self.styles.title.clone().set_text_wrap();
        self.across(sheet, row, 0, self.last, &self.form.title, &title)?;
        let wrapped = lines(&self.form.title, self.width(0, self.last), size);
        self.tall(sheet, row, height(wrapped, size) + 6.0, true)?;
        row += 1;
        if self.form.left.is_empty() && self.form.right.is_empty() {
            return Ok(row);
        }
        self.line(sheet, row)?;
        Ok(row + 1)
    }

    /// The line under the title: the unit at the left, the date at the right.
    fn line(&mut self, sheet: &mut Worksheet, row: u32) -> Result<(), ExportError> {
        let halves = groups(&self.widths[..=self.last], 2);
        let texts = [
            (&self.form.left, &self.styles.line_left),
            (&self.form.right, &self.styles.line_right),
        ];
        let mut most = 1;
        for ((first, last), (text, format)) in halves.into_iter().zip(texts) {
            self.across(sheet, row, first, last, text, format)?;
            most = most.max(lines(text, self.width(first, last), self.font + 1.0));
        }
        self.tall(sheet, row, height(most, self.font + 1.0), true)
    }

    /// The headings. Gives the row after them: the same row for a form of boxes only.
    fn headings(&mut self, sheet: &mut Worksheet, row: u32) -> Result<u32, ExportError> {
        if self.form.columns.iter().all(|column| column.heading.is_empty()) {
            return Ok(row);
        }
        let mut most = 1;
        for (index, column) in self.form.columns.iter().enumerate() {
            let format = if column.hidden { &self.styles.hidden } else { &self.styles.head };
            self.across(sheet, row, index, index, &column.heading, format)?;
            if !column.hidden {
                most = most.max(lines(&column.heading, self.widths[index], self.font));
            }
        }
        self.tall(sheet, row, height(most, self.font).max(LOW), true)?;
        Ok(row + 1)
    }

    fn rows(&mut self, sheet: &mut Worksheet, first: u32) -> Result<u32, ExportError> {
        let room = page::room(self.form) - 3.0 * LOW;
        let mut at = first;
        for row in &self.form.rows {
            let layout = match row {
                Row::Section(text) => {
                    self.across(sheet, at, 0, self.last, text, &self.styles.section)?;
                    let cells = [(text.as_str(), self.width(0, self.last))];
                    Layout { span: 1, ..Layout::new(cells.into_iter(), self.font, LOW, room) }
                }
                Row::Cells(cells) => self.cells(sheet, cells, at, room, false)?,
                Row::Free => self.cells(sheet, &[], at, room, true)?,
                Row::Boxes(boxes, tall) => self.boxes(sheet, boxes, at, tall.max(LOW), room)?,
            };
            let begins_part = matches!(row, Row::Section(_));
            for line in 0..layout.span {
                let stays = begins_part || line + 1 < layout.span;
                self.tall(sheet, at + line, layout.height, stays)?;
            }
            at += layout.span;
        }
        Ok(at)
    }

    /// A row of the table, one text a column. A free row is unlocked as a whole.
    fn cells(
        &self,
        sheet: &mut Worksheet,
        cells: &[String],
        at: u32,
        room: f64,
        free: bool,
    ) -> Result<Layout, ExportError> {
        let seen = self.form.columns.iter().zip(cells).zip(&self.widths);
        let seen = seen.filter(|((column, _), _)| !column.hidden);
        let texts = seen.map(|((_, text), width)| (text.as_str(), *width));
        let layout = Layout::new(texts, self.font, LOW, room);
        let (left, center) = self.styles.row(layout.font);
        for (index, column) in self.form.columns.iter().enumerate() {
            let text = cells.get(index).map_or("", String::as_str);
            check_length(text, || cells.get(..3).unwrap_or(cells).join(" "), &column.heading)?;
            let mut format = match column.align {
                _ if column.hidden => self.styles.hidden.clone(),
                Align::Left => left.clone(),
                Align::Center => center.clone(),
            };
            if free || column.input.is_some() {
                format = format.set_unlocked();
            }
            let column = column_number(index);
            put(sheet, (at, column), (at + layout.span - 1, column), text, &format)?;
        }
        Ok(layout)
    }

    /// Boxes side by side; the last one covers what is left.
    fn boxes(
        &self,
        sheet: &mut Worksheet,
        boxes: &[FormBox],
        at: u32,
        tall: f64,
        room: f64,
    ) -> Result<Layout, ExportError> {
        let ranges = self.ranges(boxes);
        let width = |range: &(usize, usize)| self.width(range.0, range.1);
        let texts = boxes.iter().zip(&ranges).map(|(b, range)| (b.text.as_str(), width(range)));
        let layout = Layout::new(texts, self.font, tall, room);
        for (each, (first, last)) in boxes.iter().zip(&ranges) {
            check_length(&each.text, || self.form.title.clone(), "格")?;
            let format = self.box_format(each.kind, layout.font);
            let (first, last) = (column_number(*first), column_number(*last));
            put(sheet, (at, first), (at + layout.span - 1, last), &each.text, &format)?;
        }
        Ok(layout)
    }

    /// First and last column of each box.
    fn ranges(&self, boxes: &[FormBox]) -> Vec<(usize, usize)> {
        let mut first = 0;
        let mut ranges = Vec::new();
        for (index, each) in boxes.iter().enumerate() {
            let end = first + each.columns.max(1) - 1;
            let last = if index + 1 == boxes.len() { self.last } else { end.min(self.last) };
            ranges.push((first.min(last), last));
            first = last + 1;
        }
        ranges
    }

    fn box_format(&self, kind: BoxKind, font: f64) -> Format {
        match kind {
            BoxKind::Label => self.styles.head.clone(),
            BoxKind::Text => self.styles.row(font).0,
            BoxKind::Blank => self.styles.row(font).0.set_unlocked(),
        }
    }

    /// What stands below the table. Gives the row after it.
    fn foot(&mut self, sheet: &mut Worksheet, first: u32) -> Result<u32, ExportError> {
        let mut row = first;
        // The lines below the table never stand alone on a page.
        if let (false, Some(last)) = (self.form.foot.is_empty(), self.heights.last_mut()) {
            last.1 = true;
        }
        for foot in &self.form.foot {
            match foot {
                Foot::Note(text) => {
                    self.across(sheet, row, 0, self.last, text, &self.styles.note)?;
                    let wrapped = lines(text, self.width(0, self.last), self.font);
                    self.tall(sheet, row, height(wrapped, self.font), true)?;
                }
                Foot::Fields(labels) => self.fields(sheet, row, labels)?,
            }
            row += 1;
        }
        Ok(row)
    }

    fn fields(
        &mut self,
        sheet: &mut Worksheet,
        row: u32,
        labels: &[String],
    ) -> Result<(), ExportError> {
        let format = self.styles.line_left.clone().set_unlocked();
        let ranges = groups(&self.widths[..=self.last], labels.len());
        for (label, (first, last)) in labels.iter().zip(ranges) {
            self.across(sheet, row, first, last, label, &format)?;
        }
        self.tall(sheet, row, FIELD, true)
    }

    /// Drop-downs of the columns that are chosen from a list.
    fn validations(
        &self,
        sheet: &mut Worksheet,
        first: u32,
        after: u32,
    ) -> Result<(), ExportError> {
        if after <= first {
            return Ok(());
        }
        for (index, column) in self.form.columns.iter().enumerate() {
            let Some(Input::Choice(words)) = &column.input else { continue };
            let message = format!("请从下拉列表里选：{}", words.join("、"));
            let list = DataValidation::new()
                .allow_list_strings(words)?
                .set_error_style(DataValidationErrorStyle::Warning)
                .set_error_title(&column.heading)?
                .set_error_message(message.chars().take(200).collect::<String>())?;
            let index = column_number(index);
            sheet.add_data_validation(first, index, after - 1, index, &list)?;
        }
        Ok(())
    }

    /// Sets the height of the next row; `stays` keeps it on the page of the row after it.
    fn tall(
        &mut self,
        sheet: &mut Worksheet,
        row: u32,
        height: f64,
        stays: bool,
    ) -> Result<(), ExportError> {
        sheet.set_row_height(row, height)?;
        self.heights.push((height, stays));
        Ok(())
    }

    /// One text over a range of columns of one row.
    fn across(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        first: usize,
        last: usize,
        text: &str,
        format: &Format,
    ) -> Result<(), ExportError> {
        check_length(text, || self.form.title.clone(), "格")?;
        put(sheet, (row, column_number(first)), (row, column_number(last)), text, format)
    }

    fn width(&self, first: usize, last: usize) -> f64 {
        self.widths.get(first..=last).map_or(0.0, |widths| widths.iter().sum())
    }
}

/// What one may still do on a locked sheet, beside filling in.
fn allowed() -> ProtectionOptions {
    ProtectionOptions {
        format_columns: true,
        format_rows: true,
        use_autofilter: true,
        ..ProtectionOptions::new()
    }
}
