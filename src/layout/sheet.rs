//! One form into one worksheet.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, Formula, IgnoreError, Note, ObjectMovement,
    ProtectionOptions, Url, Worksheet,
};

use super::measure::{self, PIXELS};
use super::plan::{Laid, LayoutPlan, Pages};
use super::styles::{CellRole, CellStyle, MARK, STAMP, Styles};
use super::{
    Align, BoxKind, Choice, Column, Foot, Form, FormBook, FormBox, HeadShade, Input, LayoutError,
    Paper, Purpose, Row, Strictness, check_length, page,
};

/// The last row that drop-downs of a template reach.
const LAST_FILLABLE: u32 = 1_999;
/// The longest footer text of our own, in characters (Excel allows 255 in all).
const LONGEST_FOOTER: usize = 120;
/// The longest message of a drop-down, in characters (Excel allows 255).
const LONGEST_MESSAGE: usize = 200;
/// The width of a note at a heading in pixels, and the size of its text in points.
const NOTE: (u16, f64) = (250, 10.0);
/// Room around the text of a note in pixels: notes do not scroll.
const NOTE_PADDING: f64 = 16.0;

/// Writes a form into an empty worksheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    book: &FormBook,
    form: &Form,
    styles: &mut Styles,
) -> Result<(), LayoutError> {
    let plan = LayoutPlan::new(form, book.draft);
    set_up(sheet, book, form);
    let mut writer = SheetWriter { sheet, styles, form, plan: &plan };
    writer.sizes()?;
    writer.above()?;
    writer.headings()?;
    writer.rows()?;
    writer.foot()?;
    writer.validations()?;
    writer.pages()
}

/// Sets paper, margins, header and footer.
fn set_up(sheet: &mut Worksheet, book: &FormBook, form: &Form) {
    let identity = if form.identity.is_empty() { &book.identity } else { &form.identity };
    let identity: String = identity.chars().take(LONGEST_FOOTER).collect();
    let (side, end, header) = (page::SIDE, page::TOP_AND_BOTTOM, page::HEADER);
    sheet
        .set_paper_size(match form.paper {
            Paper::A3 => 8,
            Paper::A4 => 9,
        })
        .set_margins(side, side, end, end, header, header)
        .set_print_fit_to_pages(1, 0)
        .set_print_center_horizontally(true)
        .set_footer(format!(
            "&L&8{}&C&9第 &P 页 共 &N 页&R&9{}",
            identity.replace('&', "&&"),
            if book.draft { "草稿" } else { "" }
        ));
    if book.draft {
        sheet.set_header("&C&\"黑体,Regular\"&14草　　稿");
    }
    if form.upright {
        sheet.set_portrait();
    } else {
        sheet.set_landscape();
    }
}

struct SheetWriter<'a> {
    sheet: &'a mut Worksheet,
    styles: &'a mut Styles,
    form: &'a Form,
    plan: &'a LayoutPlan<'a>,
}

impl SheetWriter<'_> {
    fn sizes(&mut self) -> Result<(), LayoutError> {
        for (index, (width, column)) in self.plan.widths.iter().zip(&self.form.columns).enumerate()
        {
            self.sheet.set_column_width(column_number(index), *width)?;
            if column.hidden {
                self.sheet.set_column_hidden(column_number(index))?;
            }
        }
        for (row, (height, _)) in (0..).zip(&self.plan.lines) {
            self.sheet.set_row_height(row, *height)?;
        }
        Ok(())
    }

    /// 附件 mark, title with the stamp of a draft, and the line under them.
    fn above(&mut self) -> Result<(), LayoutError> {
        let (plan, form) = (self.plan, self.form);
        if plan.title > 0 {
            self.across(0, (0, plan.last), &form.attachment, CellRole::Mark, plan.font * MARK)?;
        }
        if plan.stamp > 0 {
            let columns = (0, plan.stamp - 1);
            self.across(plan.title, columns, "草稿", CellRole::Stamp, plan.font * STAMP)?;
        }
        let (columns, size) = ((plan.stamp, plan.last), page::title_size(form));
        self.across(plan.title, columns, &form.title, CellRole::Title, size)?;
        for (columns, text, role) in plan.line() {
            self.across(plan.title + 1, columns, text, role, plan.font + 1.0)?;
        }
        Ok(())
    }

    fn headings(&mut self) -> Result<(), LayoutError> {
        for cell in &self.plan.headings {
            let role = match cell.column {
                None => self.role_above(cell.columns),
                Some(column) if column.hidden => CellRole::Hidden,
                Some(column) => match column.shade {
                    HeadShade::Usual => CellRole::Head,
                    HeadShade::Dark => CellRole::HeadDark,
                    HeadShade::None => CellRole::HeadPlain,
                },
            };
            let rows = (self.plan.head + cell.rows.0, self.plan.head + cell.rows.1);
            self.put(rows, cell.columns, cell.text, CellStyle::new(role, self.plan.font))?;
            let note = cell.column.map_or("", |column| column.note.as_str());
            if !note.is_empty() {
                self.sheet.insert_note(rows.0, column_number(cell.columns.0), &note_box(note))?;
            }
        }
        Ok(())
    }

    /// A heading above others is as plain as they are.
    fn role_above(&self, (first, last): (usize, usize)) -> CellRole {
        let below = self.form.columns.get(first..=last).unwrap_or(&[]);
        let usual = below.iter().all(|column| column.shade == HeadShade::Usual);
        if usual { CellRole::Head } else { CellRole::HeadPlain }
    }

    fn rows(&mut self) -> Result<(), LayoutError> {
        let (form, plan) = (self.form, self.plan);
        for (row, laid) in form.rows.iter().zip(&plan.rows) {
            match row {
                Row::Section(text) => {
                    let style = CellStyle::new(CellRole::Section, laid.fit.font);
                    self.put(laid.rows(), (0, plan.last), text, style)?;
                }
                Row::Boxes(boxes, _) => self.boxes(boxes, laid)?,
                row => self.cells(row, laid)?,
            }
            if let Row::Linked { cells, at, sheet } = row {
                self.link(laid.top, *at, cells.get(*at).map_or("", String::as_str), sheet)?;
            }
        }
        let joining = form.columns.iter().enumerate().filter(|(_, column)| column.joins);
        for (order, (index, _)) in joining.enumerate() {
            self.joined(index, order)?;
        }
        Ok(())
    }

    /// A row of the table, one text a column. A free row is to be filled in as a whole.
    fn cells(&mut self, row: &Row, laid: &Laid) -> Result<(), LayoutError> {
        let cells = row.cells();
        for (index, column) in self.form.columns.iter().enumerate() {
            if column.joins && matches!(row, Row::Joined(..)) {
                continue;
            }
            let text = cells.get(index).map_or("", String::as_str);
            check_length(text, || cells.get(..3).unwrap_or(cells).join(" "), &column.heading)?;
            let input = matches!(row, Row::Free) || column.input.is_some();
            let style = CellStyle::new(body_role(column, row), laid.fit.font).input(input);
            self.put(laid.rows(), (index, index), text, style)?;
        }
        Ok(())
    }

    /// The cells of a column that joins, each over the rows that share it. `order` counts such columns.
    fn joined(&mut self, index: usize, order: usize) -> Result<(), LayoutError> {
        let plan = self.plan;
        let mut runs: Vec<((u32, u32), &str)> = Vec::new();
        for (row, laid) in self.form.rows.iter().zip(&plan.rows) {
            let Row::Joined(cells, count) = row else { continue };
            let (top, bottom) = laid.rows();
            let shares = |above: u32| *count > order && above + 1 == top && !plan.begins_page(top);
            match runs.last_mut() {
                Some(run) if shares(run.0.1) => run.0.1 = bottom,
                _ => runs.push(((top, bottom), cells.get(index).map_or("", String::as_str))),
            }
        }
        for (rows, text) in runs {
            self.put(rows, (index, index), text, CellStyle::new(CellRole::Center, plan.font))?;
        }
        Ok(())
    }

    fn boxes(&mut self, boxes: &[FormBox], laid: &Laid) -> Result<(), LayoutError> {
        for (one, columns) in boxes.iter().zip(&laid.boxes) {
            check_length(&one.text, || self.form.title.clone(), "格")?;
            let role = match one.kind {
                BoxKind::Gap => continue,
                BoxKind::Label => CellRole::Head,
                BoxKind::Short => CellRole::Center,
                BoxKind::Text => CellRole::Left,
                BoxKind::Blank => CellRole::Blank,
            };
            let style = CellStyle::new(role, laid.fit.font).input(one.kind == BoxKind::Blank);
            let more = u32::try_from(one.rows.saturating_sub(1)).unwrap_or(u32::MAX);
            let (top, bottom) = laid.rows();
            self.put((top, bottom.saturating_add(more)), *columns, &one.text, style)?;
        }
        Ok(())
    }

    fn link(&mut self, row: u32, at: usize, text: &str, sheet: &str) -> Result<(), LayoutError> {
        let url = Url::new(format!("internal:'{}'!A1", sheet.replace('\'', "''")));
        let format = self.styles.format(CellStyle::new(CellRole::Link, self.plan.font));
        self.sheet.write_url_with_format(row, column_number(at), url.set_text(text), format)?;
        Ok(())
    }

    /// What stands below the table.
    fn foot(&mut self) -> Result<(), LayoutError> {
        let (plan, form) = (self.plan, self.form);
        for (row, foot) in (plan.table.end..).zip(&form.foot) {
            match foot {
                Foot::Note(text) => {
                    self.across(row, (0, plan.last), text, CellRole::Note, plan.font)?;
                }
                Foot::Fields(labels) => {
                    let style = CellStyle::new(CellRole::Line, plan.font + 1.0).input(true);
                    for (label, columns) in labels.iter().zip(plan.groups(labels.len())) {
                        check_length(label, || form.title.clone(), "格")?;
                        self.put((row, row), columns, label, style)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Drop-downs of the columns that are chosen from a list. Numbers in texts are no mistake.
    fn validations(&mut self) -> Result<(), LayoutError> {
        let first = self.plan.table.start;
        let last = match self.form.purpose {
            Purpose::Template => LAST_FILLABLE.max(self.plan.table.end),
            _ => self.plan.table.end.saturating_sub(1),
        };
        if last < first || self.form.columns.is_empty() {
            return Ok(());
        }
        for (index, column) in self.form.columns.iter().enumerate() {
            let list = match &column.input {
                Some(Input::Choice(words)) => short_list(&column.heading, words)?,
                Some(Input::Named(choice)) => named_list(choice)?,
                Some(Input::Text) | None => continue,
            };
            let index = column_number(index);
            self.sheet.add_data_validation(first, index, last, index, &list)?;
        }
        let end = column_number(self.form.columns.len() - 1);
        self.sheet.ignore_error_range(first, 0, last, end, IgnoreError::NumberStoredAsText)?;
        Ok(())
    }

    fn pages(&mut self) -> Result<(), LayoutError> {
        let plan = self.plan;
        if !plan.headings.is_empty() {
            let (repeated, first) = (plan.repeated(), plan.table.start);
            self.sheet.set_repeat_rows(repeated.start, first - 1)?.set_freeze_panes(first, 0)?;
        }
        match &plan.pages {
            Pages::Any => {}
            Pages::One => drop(self.sheet.set_print_fit_to_pages(1, 1)),
            Pages::From(rows) => drop(self.sheet.set_page_breaks(rows)?),
        }
        if self.form.purpose == Purpose::Cover {
            self.sheet.set_print_center_vertically(true);
        }
        if self.form.purpose != Purpose::Template {
            let end = u32::try_from(plan.lines.len()).unwrap_or(u32::MAX).saturating_sub(1);
            self.sheet.set_print_area(0, 0, end, column_number(plan.last))?;
        }
        if self.form.locked {
            self.sheet.protect_with_options(&allowed());
        }
        // An explanation is read, not filled in.
        self.sheet.set_screen_gridlines(!self.form.rows.is_empty());
        Ok(())
    }

    /// One text over a range of columns of one row.
    fn across(
        &mut self,
        row: u32,
        columns: (usize, usize),
        text: &str,
        role: CellRole,
        size: f64,
    ) -> Result<(), LayoutError> {
        check_length(text, || self.form.title.clone(), "格")?;
        self.put((row, row), columns, text, CellStyle::new(role, size))
    }

    /// A text over rows and columns, each from the first to the last; always as text, so that nothing is
    /// ever taken for a formula.
    fn put(
        &mut self,
        rows: (u32, u32),
        columns: (usize, usize),
        text: &str,
        style: CellStyle,
    ) -> Result<(), LayoutError> {
        let format = self.styles.format(style);
        let (first, last) = (column_number(columns.0), column_number(columns.1));
        if rows.0 == rows.1 && first == last {
            self.sheet.write_string_with_format(rows.0, first, text, format)?;
        } else {
            self.sheet.merge_range(rows.0, first, rows.1, last, text, format)?;
        }
        Ok(())
    }
}

impl Laid {
    /// Its first and its last row.
    fn rows(&self) -> (u32, u32) {
        (self.top, self.top + self.fit.span - 1)
    }
}

fn body_role(column: &Column, row: &Row) -> CellRole {
    match (column.align, matches!(row, Row::Example(_))) {
        _ if column.hidden => CellRole::Hidden,
        (Align::Left, false) => CellRole::Left,
        (Align::Center, false) => CellRole::Center,
        (Align::Left, true) => CellRole::ExampleLeft,
        (Align::Center, true) => CellRole::ExampleCenter,
    }
}

/// A list inside the cell: other words are warned of.
fn short_list(heading: &str, words: &[String]) -> Result<DataValidation, LayoutError> {
    let message = format!("请从下拉列表里选：{}", words.join("、"));
    Ok(DataValidation::new()
        .allow_list_strings(words)?
        .set_error_style(DataValidationErrorStyle::Warning)
        .set_error_title(heading)?
        .set_error_message(message.chars().take(LONGEST_MESSAGE).collect::<String>())?)
}

fn named_list(choice: &Choice) -> Result<DataValidation, LayoutError> {
    let list = DataValidation::new().allow_list_formula(Formula::new(format!("={}", choice.name)));
    Ok(match choice.strictness {
        Strictness::Suggested => list.show_error_message(false),
        Strictness::Closed => list
            .set_error_style(DataValidationErrorStyle::Stop)
            .set_error_title("请从列表中选")?
            .set_error_message("这一栏只能从下拉列表里选。不合适的，在“说明”或相邻的栏里写。")?,
    })
}

fn note_box(text: &str) -> Note {
    let (width, size) = NOTE;
    let points = (f64::from(width) - NOTE_PADDING) / PIXELS;
    let height = measure::height(measure::lines(text, points, size), size);
    // The cast is safe: a note has some dozen lines.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let height = (height * PIXELS + NOTE_PADDING) as u32;
    Note::new(text)
        .add_author_prefix(false)
        .set_author("mulu")
        .set_font_name("宋体")
        .set_font_size(size)
        .set_width(u32::from(width))
        .set_height(height)
        .set_object_movement(ObjectMovement::MoveButDontSizeWithCells)
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

/// A number as the column of a sheet.
fn column_number(index: usize) -> u16 {
    u16::try_from(index).unwrap_or(u16::MAX)
}
