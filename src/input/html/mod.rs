//! Tables of web pages, and of the "workbooks" that systems export as web pages.
//!
//! Only the tokens of the page are looked at, no tree is built: tables are told by their own tags, and
//! a page can be nested as deep as it likes without any stack or quadratic tree repair being at risk.
//! Cells and rows whose end tags are left out are ended by what follows, as browsers do.

pub(super) mod links;
mod mime;

use html5gum::{DefaultEmitter, EndTag, StartTag, Token, Tokenizer};

use super::tables::{Budget, DocumentTables, ReadError, declared_in_html, decode};
use crate::source::Workbook;

/// Elements whose text nobody sees.
const UNSEEN: [&[u8]; 6] = [b"script", b"style", b"title", b"noscript", b"template", b"xml"];
/// Elements that stand on lines of their own.
const BLOCKS: [&[u8]; 25] = [
    b"p",
    b"div",
    b"li",
    b"ul",
    b"ol",
    b"dl",
    b"dt",
    b"dd",
    b"h1",
    b"h2",
    b"h3",
    b"h4",
    b"h5",
    b"h6",
    b"section",
    b"article",
    b"header",
    b"footer",
    b"blockquote",
    b"pre",
    b"hr",
    b"center",
    b"form",
    b"caption",
    b"body",
];
/// What browsers make of larger spans.
const MOST_COLUMNS: u32 = 1_000;
const MOST_ROWS: u32 = 65_534;

/// Reads the tables of a page.
pub(super) fn read(
    bytes: &[u8],
    encoding: Option<&str>,
    budget: &mut Budget<'_>,
) -> Result<Workbook, ReadError> {
    let declared = declared_in_html(bytes);
    let text = decode(bytes, encoding, declared.as_deref(), budget)?;
    let mut document = DocumentTables::new(budget);
    read_page(&text, &mut document)?;
    document.finish()
}

/// Reads the tables of all pages of an MHTML file, as WPS and Excel save a workbook with one page a
/// sheet.
pub(super) fn read_mhtml(
    bytes: &[u8],
    encoding: Option<&str>,
    budget: &mut Budget<'_>,
) -> Result<Workbook, ReadError> {
    let mut pages = Vec::new();
    for page in mime::pages(bytes, budget.limits)? {
        let declared = declared_in_html(&page.content).or(page.charset);
        pages.push(decode(&page.content, encoding, declared.as_deref(), budget)?);
    }
    let mut document = DocumentTables::new(budget);
    for page in pages {
        read_page(&page, &mut document)?;
    }
    document.finish()
}

fn read_page(text: &str, document: &mut DocumentTables<'_, '_>) -> Result<(), ReadError> {
    let mut emitter = DefaultEmitter::default();
    // Lets the tokenizer know that the text of a script is no markup.
    emitter.naively_switch_states(true);
    let mut unseen: Option<Vec<u8>> = None;
    for token in Tokenizer::new_with_emitter(text, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) if unseen.is_none() => {
                if UNSEEN.contains(&tag.name.as_slice()) && !tag.self_closing {
                    unseen = Some(tag.name.0);
                } else {
                    start(&tag, document)?;
                }
            }
            Token::EndTag(tag) => match &unseen {
                Some(name) if *name == tag.name.0 => unseen = None,
                Some(_) => {}
                None => end(&tag, document)?,
            },
            Token::String(text) if unseen.is_none() => {
                document.collapsed_text(&String::from_utf8_lossy(&text))?;
            }
            _ => {}
        }
    }
    // A page ends what it has begun.
    while document.in_table() {
        document.close_table()?;
    }
    document.block()
}

fn start(tag: &StartTag<()>, document: &mut DocumentTables<'_, '_>) -> Result<(), ReadError> {
    match tag.name.as_slice() {
        b"table" => {
            // Between cells there is no place for a table: it ends the one before.
            if document.in_table() && !document.in_cell() {
                document.close_table()?;
            }
            document.open_table()
        }
        b"tr" if document.in_table() => {
            document.open_row()?;
            if attribute(tag, b"style").is_some_and(|style| is_hidden(&style)) {
                document.hide_row();
            }
            Ok(())
        }
        b"td" | b"th" if document.in_table() => {
            let columns = span(tag, b"colspan").clamp(1, MOST_COLUMNS);
            let rows = span(tag, b"rowspan").clamp(1, MOST_ROWS);
            document.open_cell(columns, rows)
        }
        b"br" => document.line_break(),
        b"input" => check_box(tag, document),
        name if BLOCKS.contains(&name) => document.block(),
        _ => Ok(()),
    }
}

fn end(tag: &EndTag<()>, document: &mut DocumentTables<'_, '_>) -> Result<(), ReadError> {
    match tag.name.as_slice() {
        b"table" => document.close_table(),
        b"tr" => document.close_row(),
        b"td" | b"th" => document.close_cell(),
        name if BLOCKS.contains(&name) => document.block(),
        _ => Ok(()),
    }
}

/// A box to tick is as good as its sign.
fn check_box(tag: &StartTag<()>, document: &mut DocumentTables<'_, '_>) -> Result<(), ReadError> {
    match attribute(tag, b"type").as_deref() {
        Some("checkbox" | "radio") => {
            let ticked = attribute(tag, b"checked").is_some();
            document.text(if ticked { "☑" } else { "☐" })
        }
        _ => Ok(()),
    }
}

fn span(tag: &StartTag<()>, name: &[u8]) -> u32 {
    let value = attribute(tag, name).unwrap_or_default();
    let digits: String = value.trim().chars().take_while(char::is_ascii_digit).collect();
    // What has too many digits for a number is large.
    if digits.is_empty() { 1 } else { digits.parse().unwrap_or(u32::MAX) }
}

fn attribute(tag: &StartTag<()>, name: &[u8]) -> Option<String> {
    let value = tag.attributes.get(name)?;
    Some(String::from_utf8_lossy(value).to_ascii_lowercase())
}

fn is_hidden(style: &str) -> bool {
    style.replace(' ', "").contains("display:none")
}
