//! The catalogue for programs and for taking away: json, csv, xlsx, docx, and the index for searching.

use serde::Serialize;

use super::slug::initials;
use super::{PublicCatalogue, PublicDomain, PublicItem};
use crate::export::docx::{Block, Document};
use crate::export::{CsvFormulas, ExportError, push_csv_row};
use crate::layout::{Align, Column, Form, FormBook, Row};
use crate::output::Artifact;

/// The JSON Schema of `catalogue.json`.
pub(super) const SCHEMA: &str = include_str!("catalogue.schema.json");

/// The files to take away, and what they are called.
pub(super) const DOWNLOADS: [(&str, &str); 4] = [
    ("catalogue.xlsx", "表格（xlsx）"),
    ("catalogue.docx", "文档（docx）"),
    ("catalogue.csv", "表格（csv）"),
    ("catalogue.json", "数据（json）"),
];

/// The columns, with their widths in the workbook.
const COLUMNS: [(&str, f64); 10] = [
    ("编码", 10.0),
    ("事项", 28.0),
    ("公开内容", 40.0),
    ("公开依据", 40.0),
    ("公开时限", 22.0),
    ("公开主体", 22.0),
    ("公开渠道和载体", 24.0),
    ("公开对象", 14.0),
    ("公开方式", 9.0),
    ("公开层级", 9.0),
];

/// The columns of the document with their shares of the width.
const DOCUMENT: [(usize, u32); 6] = [(0, 9), (1, 20), (2, 28), (4, 15), (5, 14), (6, 14)];

pub(super) fn downloads(catalogue: &PublicCatalogue) -> Result<Vec<Artifact>, ExportError> {
    let [xlsx, docx, csv, json] = DOWNLOADS.map(|(name, _)| name.to_owned());
    let mut data = serde_json::to_vec_pretty(catalogue)?;
    data.push(b'\n');
    Ok(vec![
        Artifact { name: xlsx, bytes: workbook(catalogue)? },
        Artifact { name: docx, bytes: document(catalogue).write()? },
        Artifact { name: csv, bytes: table(catalogue).into_bytes() },
        Artifact { name: json, bytes: data },
    ])
}

/// One item under [`COLUMNS`].
fn row(item: &PublicItem) -> Vec<String> {
    vec![
        item.code.clone(),
        item.title(),
        item.elements.join("\n"),
        item.basis.join("\n"),
        item.limit.clone(),
        item.bodies.join("、"),
        item.channels.text(),
        item.audience.clone(),
        item.modes.join("、"),
        item.levels.join("、"),
    ]
}

fn workbook(catalogue: &PublicCatalogue) -> Result<Vec<u8>, ExportError> {
    let columns = COLUMNS.map(|(heading, share)| Column::new(heading, share, Align::Left));
    let form = |domain: &PublicDomain| Form {
        sheet: domain.name.clone(),
        title: domain.name.clone(),
        columns: columns.to_vec(),
        rows: domain.items.iter().map(|item| Row::Cells(row(item))).collect(),
        ..Form::default()
    };
    let book = FormBook {
        title: catalogue.title(),
        office: catalogue.office.clone().unwrap_or_default(),
        date: catalogue.date.clone(),
        identity: catalogue.title(),
        forms: catalogue.domains.iter().map(form).collect(),
        ..FormBook::default()
    };
    Ok(book.write()?)
}

fn document(catalogue: &PublicCatalogue) -> Document {
    let mut blocks = Vec::new();
    for domain in &catalogue.domains {
        let columns = DOCUMENT.map(|(column, share)| (COLUMNS[column].0.to_owned(), share));
        let rows = domain.items.iter().map(|item| {
            let row = row(item);
            DOCUMENT.iter().map(|(column, _)| row[*column].clone()).collect()
        });
        blocks.push(Block::Heading(domain.name.clone()));
        blocks.push(Block::Table(columns.to_vec(), rows.collect()));
    }
    let version = catalogue.version.as_ref().map(|version| format!("　版本 {version}"));
    Document {
        title: catalogue.title(),
        office: catalogue.office.clone().unwrap_or_default(),
        date: catalogue.date.clone(),
        identity: format!("{}{}", catalogue.name, version.unwrap_or_default()),
        blocks,
        ..Document::default()
    }
}

fn table(catalogue: &PublicCatalogue) -> String {
    let before = ["单位", "领域编号", "领域"];
    let head = before.into_iter().chain(COLUMNS.iter().map(|(heading, _)| *heading));
    // So that Excel and WPS know the encoding.
    let mut out = String::from('\u{feff}');
    push_csv_row(&mut out, &head.map(str::to_owned).collect::<Vec<_>>(), CsvFormulas::Guarded);
    for domain in &catalogue.domains {
        for item in &domain.items {
            let before = [&catalogue.name, &domain.number, &domain.name].map(String::clone);
            let cells: Vec<String> = before.into_iter().chain(row(item)).collect();
            push_csv_row(&mut out, &cells, CsvFormulas::Guarded);
        }
    }
    out
}

/// An item in the index for searching; the names of the fields are those that the script uses.
#[derive(Serialize)]
struct Indexed<'a> {
    code: &'a str,
    title: String,
    address: String,
    domain: &'a str,
    limit: &'a str,
    level: &'a [&'static str],
    body: &'a [String],
    audience: &'a [String],
    mode: &'a [&'static str],
    channel: Vec<&'a str>,
    initials: String,
    /// What else words are looked for in.
    words: String,
}

/// `data.js`: a script and not JSON, because a page that is opened from a folder may load the one and
/// not the other.
pub(super) fn search(catalogue: &PublicCatalogue) -> String {
    let items = catalogue
        .domains
        .iter()
        .flat_map(|domain| domain.items.iter().map(move |item| Indexed::new(domain, item)));
    let items: Vec<Indexed<'_>> = items.collect();
    let json = serde_json::to_string(&items).unwrap_or_else(|_| "[]".to_owned());
    format!("window.muluItems = {json};\n")
}

impl<'a> Indexed<'a> {
    fn new(domain: &'a PublicDomain, item: &'a PublicItem) -> Self {
        let title = item.title();
        Self {
            code: &item.code,
            address: domain.address(item),
            domain: &domain.name,
            limit: &item.limit,
            level: &item.levels,
            body: &item.bodies,
            audience: &item.audiences,
            mode: &item.modes,
            channel: item.channels.all().collect(),
            initials: format!("{} {}", initials(&title), initials(&domain.name)),
            words: [item.elements.join(" "), item.topics.join(" ")].join(" "),
            title,
        }
    }
}
