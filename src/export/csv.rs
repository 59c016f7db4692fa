//! `catalogue.csv`: one row an item, in UTF-8 with a byte order mark, so that Excel and WPS show Chinese.
//!
//! A text that a spreadsheet would run as a formula gets an apostrophe before it ([`crate::text::guarded`]),
//! which the reader of csv takes away again; [`CsvFormulas::Raw`] leaves texts as they are, for programs.

use super::heading::{depth, names_heading, other_headings, unverified};
use crate::model::{Catalogue, Domain, Field, Item};
use crate::text::guarded;

const BYTE_ORDER_MARK: char = '\u{feff}';
/// What stands before the names.
const BEFORE: [&str; 4] = ["领域编号", "领域", "编码", "序号"];
/// The fields after the names.
const FIELDS: [Field; 8] = [
    Field::Elements,
    Field::Basis,
    Field::Limit,
    Field::Bodies,
    Field::Channels,
    Field::Audience,
    Field::Mode,
    Field::Levels,
];

/// What becomes of texts that spreadsheets would run as formulas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CsvFormulas {
    /// They are guarded by an apostrophe.
    #[default]
    Guarded,
    /// They stand as they are.
    Raw,
}

/// Writes the catalogue.
pub(super) fn write(catalogue: &Catalogue, formulas: CsvFormulas) -> String {
    let items = || catalogue.items().map(|(_, item)| item);
    let columns = CsvColumns { depth: depth(items()), others: other_headings(items()) };
    let mut out = String::from(BYTE_ORDER_MARK);
    push_row(&mut out, &columns.head(), formulas);
    for (domain, item) in catalogue.items() {
        push_row(&mut out, &columns.row(domain, item), formulas);
    }
    out
}

struct CsvColumns<'a> {
    depth: usize,
    others: Vec<&'a str>,
}

impl CsvColumns<'_> {
    fn head(&self) -> Vec<String> {
        let before = BEFORE.iter().map(|heading| (*heading).to_owned());
        let names = (0..self.depth).map(names_heading);
        let fields = FIELDS.iter().map(|field| field.heading().to_owned());
        let others = self.others.iter().map(|heading| (*heading).to_owned());
        before.chain(names).chain(fields).chain(others).chain(["待核".to_owned()]).collect()
    }

    fn row(&self, domain: &Domain, item: &Item) -> Vec<String> {
        let serial = item.serial.clone().unwrap_or_default();
        let before =
            [domain.number.to_string(), domain.name.clone(), item.code.to_string(), serial];
        let names = (0..self.depth).map(|at| item.names().get(at).cloned().unwrap_or_default());
        let fields = FIELDS.iter().map(|field| item.fields.text(*field).unwrap_or_default());
        let others = self.others.iter().map(|heading| other(item, heading));
        before
            .into_iter()
            .chain(names)
            .chain(fields)
            .chain(others)
            .chain([unverified(item)])
            .collect()
    }
}

fn other(item: &Item, heading: &str) -> String {
    item.fields.other.get(heading).map(|text| text.value.to_string()).unwrap_or_default()
}

/// Every text in quotes, so that line breaks, commas and quotes inside it need no second look.
pub(crate) fn push_row(out: &mut String, cells: &[String], formulas: CsvFormulas) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        out.push('"');
        let cell = match formulas {
            CsvFormulas::Guarded => guarded(cell),
            CsvFormulas::Raw => cell.as_str().into(),
        };
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    }
    out.push_str("\r\n");
}
