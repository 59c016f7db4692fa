//! Forms into one workbook, with the hidden sheet of the words that cells choose from.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook};

use super::styles::{Styles, default_format};
use super::{Choice, FormBook, Input, LayoutError, SheetNames, date_parts, sheet};
use crate::office::container::made_alike;
use crate::source::CellRef;

/// A row and a column without content, in pixels, in the default font.
const EMPTY: (u32, u32) = (18, 72);
/// The width of a column of words, in units.
const WORDS: f64 = 20.0;

/// Writes the workbook.
pub(super) fn write(book: &FormBook) -> Result<Vec<u8>, LayoutError> {
    let mut workbook = new(properties(book)?)?;
    let mut names = SheetNames::new([book.lists]);
    let mut styles = Styles::new(book.fonts);
    for (index, form) in book.forms.iter().enumerate() {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(names.unique(&form.sheet))?;
        sheet::write(worksheet, book, form, &mut styles)?;
        worksheet.set_active(index == book.open);
    }
    lists(&mut workbook, book)?;
    save(workbook)
}

/// An empty workbook. The width of its columns counts in digits of the default font.
pub(super) fn new(properties: DocProperties) -> Result<Workbook, LayoutError> {
    let mut workbook = Workbook::new();
    workbook.set_default_format(&default_format(), EMPTY.0, EMPTY.1)?;
    workbook.set_properties(&properties);
    Ok(workbook)
}

/// The bytes of a workbook, the same on every system.
pub(super) fn save(mut workbook: Workbook) -> Result<Vec<u8>, LayoutError> {
    let bytes = workbook.save_to_buffer()?;
    drop(workbook);
    Ok(made_alike(bytes)?)
}

/// The time of creation is the date of the content, or a fixed day: never that of the clock, so that the
/// same content gives the same bytes.
pub(super) fn created(date: Option<&str>) -> Result<DocProperties, LayoutError> {
    let (year, month, day) = date.and_then(date_parts).unwrap_or((2020, 1, 1));
    let created = ExcelDateTime::from_ymd(year, month, day)?;
    Ok(DocProperties::new().set_creation_datetime(&created))
}

fn properties(book: &FormBook) -> Result<DocProperties, LayoutError> {
    let properties = created(book.date.as_deref())?;
    Ok(properties.set_title(&book.title).set_author(&book.office).set_comment(&book.identity))
}

/// The words of the choices that have a name, a column each.
fn lists(workbook: &mut Workbook, book: &FormBook) -> Result<(), LayoutError> {
    let choices = choices(book);
    if choices.is_empty() {
        return Ok(());
    }
    let font = Format::new().set_font_name("宋体");
    let (head, body) = (font.clone().set_bold(), font.set_num_format("@"));
    let sheet = workbook.add_worksheet().set_name(book.lists)?.set_hidden(true);
    for (column, choice) in (0u16..).zip(&choices) {
        sheet.set_column_width(column, WORDS)?;
        sheet.write_string_with_format(0, column, choice.name, &head)?;
        for (row, word) in (1u32..).zip(&choice.words) {
            sheet.write_string_with_format(row, column, word, &body)?;
        }
    }
    for (column, choice) in (0u16..).zip(&choices) {
        let letters = CellRef::column_letters(column);
        let range = format!("={}!${letters}$2:${letters}${}", book.lists, choice.words.len() + 1);
        workbook.define_name(choice.name, &range)?;
    }
    Ok(())
}

/// The choices with a name, each once, as they come.
fn choices(book: &FormBook) -> Vec<&Choice> {
    let mut choices: Vec<&Choice> = Vec::new();
    for column in book.forms.iter().flat_map(|form| &form.columns) {
        if let Some(Input::Named(choice)) = &column.input
            && !choices.iter().any(|known| known.name == choice.name)
        {
            choices.push(choice);
        }
    }
    choices
}
