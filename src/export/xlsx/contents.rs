//! 目次: the sheets of the workbook, each with a link.

use rust_xlsxwriter::Worksheet;

use super::list::{List, ListColumn, ListRow};
use super::styles::Align::{Center, Left};
use super::{Book, DUTIES, ExportError, LEDGER};
use crate::model::{Domain, Item};

const COLUMNS: [ListColumn; 7] = [
    ListColumn("序号", 5.0, Center),
    ListColumn("领域编号", 8.0, Center),
    ListColumn("目录", 36.0, Left),
    ListColumn("事项数", 8.0, Center),
    ListColumn("待核事项数", 9.0, Center),
    ListColumn("牵头单位", 30.0, Left),
    ListColumn("标准指引", 60.0, Left),
];

/// Writes the sheet.
pub(super) fn write(book: &Book<'_>, sheet: &mut Worksheet) -> Result<(), ExportError> {
    let domains = book.catalogue.domains.iter().zip(&book.domain_sheets).enumerate();
    let mut rows: Vec<ListRow> =
        domains.map(|(at, (domain, name))| domain_row(at, domain, name)).collect();
    for annex in [LEDGER, DUTIES] {
        let number = (rows.len() + 1).to_string();
        let texts = [number, String::new(), annex.to_owned()];
        let blank = std::iter::repeat_n(String::new(), COLUMNS.len() - texts.len());
        let cells = texts.into_iter().chain(blank).collect();
        rows.push(ListRow::Linked { cells, at: 2, sheet: annex.to_owned() });
    }
    let title = format!("{}政务公开事项标准目录　目次", book.catalogue.name());
    List { title, columns: &COLUMNS, rows }.write(book, sheet)
}

fn domain_row(at: usize, domain: &Domain, sheet: &str) -> ListRow {
    let unverified = domain.items.iter().filter(|item: &&Item| !item.unverified.is_empty()).count();
    let cells = vec![
        (at + 1).to_string(),
        domain.number.to_string(),
        format!("{}领域", domain.name.strip_suffix("领域").unwrap_or(&domain.name)),
        domain.items.len().to_string(),
        if unverified == 0 { String::new() } else { unverified.to_string() },
        domain.lead.as_ref().map(|lead| lead.value.clone()).unwrap_or_default(),
        guideline(domain),
    ];
    ListRow::Linked { cells, at: 2, sheet: sheet.to_owned() }
}

/// Title and number of the guideline: 《…》（民办函〔2019〕52号）.
fn guideline(domain: &Domain) -> String {
    let Some(guideline) = &domain.guideline else { return String::new() };
    let title = guideline.title.as_ref().map(|title| format!("《{title}》")).unwrap_or_default();
    let number = guideline.number.as_ref().map(|n| format!("（{n}）")).unwrap_or_default();
    title + &number
}
