//! The rows of a domain's sheet: texts, font size, height, and what is merged.

use super::ExportError;
use super::columns::{Column, Columns};
use super::measure::{height, lines};
use super::text::check_length;
use crate::model::{Domain, Item};

/// The greatest height of a row in Excel, with some slack.
const TALLEST: f64 = 405.0;
/// The smallest font that is still read.
const SMALLEST: f64 = 6.0;

/// One item, ready to be written.
#[derive(Debug)]
pub(super) struct Row {
    /// The text of each column.
    pub(super) cells: Vec<String>,
    /// Font size.
    pub(super) font: f64,
    /// Height of each row of the sheet that it takes.
    pub(super) height: f64,
    /// How many rows of the sheet it takes: more than one only where it is too tall for one.
    pub(super) span: u32,
}

impl Row {
    /// The height of all its rows.
    pub(super) fn full_height(&self) -> f64 {
        self.height * f64::from(self.span)
    }

    /// The largest font at which the item fits a page. Only a text that no font fits goes on over the
    /// end of a page.
    fn new(cells: Vec<String>, columns: &Columns<'_>, font: f64, room: f64) -> Self {
        let mut font = font;
        let mut needed = tall(&cells, columns, font);
        while needed > room && font > SMALLEST {
            font = (font - 1.0).max(SMALLEST);
            needed = tall(&cells, columns, font);
        }
        let span = (needed / TALLEST.min(room)).ceil().max(1.0);
        // The cast is safe: a cell of 32,767 characters takes some hundred rows at most.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let rows = span as u32;
        // Excel keeps heights in quarters of a point; rounding up must not fill the page again.
        Self { cells, font, height: (needed / span * 4.0).ceil() / 4.0, span: rows }
    }
}

/// The rows of a domain. `room` is what a page has below its headings.
pub(super) fn rows(
    domain: &Domain,
    columns: &Columns<'_>,
    font: f64,
    room: f64,
) -> Result<Vec<Row>, ExportError> {
    let items = domain.items.iter().enumerate();
    items.map(|(place, item)| row(item, place, columns, font, room)).collect()
}

fn row(
    item: &Item,
    place: usize,
    columns: &Columns<'_>,
    font: f64,
    room: f64,
) -> Result<Row, ExportError> {
    let mut cells = Vec::with_capacity(columns.list.len());
    for (index, column) in columns.list.iter().enumerate() {
        let mut text = columns.text(index, item, place);
        if text.contains('\r') {
            text = text.replace("\r\n", "\n");
        }
        let subject = || format!("{} {}", item.code, item.title());
        check_length(&text, subject, &columns.heading(*column))?;
        cells.push(text);
    }
    Ok(Row::new(cells, columns, font, room))
}

/// The height that the tallest cell needs.
fn tall(cells: &[String], columns: &Columns<'_>, font: f64) -> f64 {
    let seen = cells.iter().zip(&columns.widths).take(columns.last_visible() + 1);
    let most = seen.map(|(text, width)| lines(text, *width, font)).max().unwrap_or(1);
    height(most, font)
}

/// Stretches of items, `start..end`, whose names are the same down to `depth`, never across the start
/// of a page. The name of the item itself is never shared.
pub(super) fn runs(items: &[Item], depth: usize, page_starts: &[usize]) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let joins = at > 0 && !page_starts.contains(&at) && shares(&items[at - 1], item, depth);
        match runs.last_mut() {
            Some(run) if joins => run.1 = at + 1,
            _ => runs.push((at, at + 1)),
        }
    }
    runs
}

fn shares(above: &Item, item: &Item, depth: usize) -> bool {
    let prefix = |item: &Item| item.names().get(..=depth).map(<[String]>::to_vec);
    let deeper = above.names().len() > depth + 1 && item.names().len() > depth + 1;
    deeper && prefix(above) == prefix(item)
}

/// Which column holds the names of each upper level: (column, depth).
pub(super) fn upper_names(columns: &Columns<'_>) -> Vec<(usize, usize)> {
    let names = columns.list.iter().enumerate().filter_map(|(index, column)| match column {
        Column::Name(depth) => Some((index, *depth)),
        _ => None,
    });
    let mut names: Vec<(usize, usize)> = names.collect();
    names.pop();
    names
}
