//! From the bytes of any file to sheets of cells.
//!
//! What a file is, is told by its content, never by its name: an `.xls` is as often a web page or an
//! xlsx. Each format has its reader beside this module; all of them obey the same [`Limits`], and
//! none may panic, whatever the bytes. Nothing here knows what a catalogue is.

mod budget;
mod document;
mod encoding;
mod error;
mod limits;
mod note;
pub(in crate::input) mod ole;
mod open_table;
mod sniff;

#[cfg(test)]
mod tests;

use std::io::Read;

use super::{csv, docx, html, workbook};
use crate::source::Workbook;

pub use super::csv::{SeparatorCandidate, SeparatorChoice, SeparatorSign, TextReading};
pub(in crate::input) use budget::Budget;
pub(in crate::input) use document::DocumentTables;
pub use encoding::EncodingSign;
pub(in crate::input) use encoding::{DecodedText, declared_in_html, decode, decoded, is_known};
pub use error::{Limit, ReadError};
pub use limits::Limits;
pub(in crate::input) use limits::check;
pub use note::ReadNote;
pub use sniff::{FileFormat, FileKind, sniff};

/// How to read a file.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// The encoding of text files, web pages and old workbooks, for when the guess is wrong: a label
    /// such as `gb18030` or `utf-16le`.
    pub encoding: Option<String>,
    /// What parts the columns of a text file, for when the guess is wrong.
    pub separator: Option<char>,
    /// What is too large.
    pub limits: Limits,
}

/// What a file holds.
#[derive(Debug, Clone)]
pub struct Tables {
    /// The sheets of the workbook, or the tables of the document.
    pub workbook: Workbook,
    /// What the file turned out to be.
    pub format: FileFormat,
    /// What was guessed, left out or not to be had.
    pub notes: Vec<ReadNote>,
}

/// Reads the tables of a file of any supported format.
///
/// # Errors
/// The file is no table (and then says what it is and what to do), is damaged, or passes a limit.
pub fn read_tables(bytes: &[u8], options: &ReadOptions) -> Result<Tables, ReadError> {
    let limits = &options.limits;
    limits.file_bytes(bytes.len())?;
    if let Some(label) = &options.encoding
        && !is_known(label)
    {
        return Err(ReadError::UnknownEncoding(label.clone()));
    }
    let format = match sniff(bytes) {
        FileKind::Readable(FileFormat::Json) => return Err(ReadError::Json),
        FileKind::Readable(format) => format,
        other => return Err(ReadError::NotATable(other)),
    };
    let mut budget = Budget::new(limits);
    let read = read_as(format, bytes, options, &mut budget);
    let workbook = read.map_err(|error| error.of_a(format))?;
    if workbook.sheets.is_empty() {
        return Err(ReadError::NoTable(format));
    }
    Ok(Tables { workbook, format, notes: budget.into_notes() })
}

/// How a text with separators is read; `None` for any other file, and for one that is not read.
pub fn text_reading(bytes: &[u8], options: &ReadOptions) -> Option<TextReading> {
    let is_text = sniff(bytes) == FileKind::Readable(FileFormat::Csv);
    is_text.then(|| csv::explained(bytes, options).ok())?
}

fn read_as(
    format: FileFormat,
    bytes: &[u8],
    options: &ReadOptions,
    budget: &mut Budget<'_>,
) -> Result<Workbook, ReadError> {
    let encoding = options.encoding.as_deref();
    match format {
        FileFormat::Xlsx | FileFormat::Xlsm => workbook::xlsx::read(bytes, budget),
        FileFormat::Xlsb => workbook::xlsb::read(bytes, budget),
        FileFormat::Xls => workbook::xls::read(bytes, encoding, budget),
        FileFormat::Ods => workbook::ods::read(bytes, budget),
        FileFormat::Csv => csv::read(bytes, options, budget),
        FileFormat::Docx => docx::read(bytes, budget),
        FileFormat::Html => html::read(bytes, encoding, budget),
        FileFormat::Mhtml => html::read_mhtml(bytes, encoding, budget),
        FileFormat::Json => Err(ReadError::Json),
    }
}

/// Takes in a whole stream, but no more than a file may have: the safe way to get the bytes for
/// [`read_tables`].
///
/// # Errors
/// The stream fails, or has more bytes than [`Limits::file_bytes`].
pub fn read_bytes(
    stream: impl Read,
    limits: &Limits,
) -> std::io::Result<Result<Vec<u8>, ReadError>> {
    let mut bytes = Vec::new();
    stream.take(limits.file_bytes.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(limits.file_bytes(bytes.len()).map(|()| bytes))
}
