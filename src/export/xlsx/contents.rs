//! 目次: the sheets of the workbook, each with a link.

use super::{CatalogueBook, DUTIES, LEDGER};
use crate::layout::Align::{Center, Left};
use crate::layout::{Column, Form, Row};
use crate::model::{Domain, Item};

const COLUMNS: usize = 7;

/// The sheet.
pub(super) fn form(book: &CatalogueBook<'_>) -> Form {
    let domains = book.catalogue.domains.iter().zip(&book.domain_sheets).enumerate();
    let mut rows: Vec<Row> =
        domains.map(|(at, (domain, name))| domain_row(book, at, domain, name)).collect();
    for annex in [LEDGER, DUTIES] {
        let number = (rows.len() + 1).to_string();
        let mut cells = vec![number, String::new(), annex.to_owned()];
        cells.resize(COLUMNS - usize::from(book.options.for_approval), String::new());
        rows.push(Row::Linked { cells, at: 2, sheet: annex.to_owned() });
    }
    let columns: [Option<Column>; COLUMNS] = [
        Some(Column::new("序号", 5.0, Center)),
        Some(Column::new("领域编号", 8.0, Center)),
        Some(Column::new("目录", 36.0, Left)),
        Some(Column::new("事项数", 8.0, Center)),
        (!book.options.for_approval).then(|| Column::new("待核事项数", 9.0, Center)),
        Some(Column::new("牵头单位", 30.0, Left)),
        Some(Column::new("标准指引", 60.0, Left)),
    ];
    Form {
        columns: columns.into_iter().flatten().collect(),
        rows,
        ..book.sheet(super::CONTENTS, "政务公开事项标准目录　目次")
    }
}

fn domain_row(book: &CatalogueBook<'_>, at: usize, domain: &Domain, sheet: &str) -> Row {
    let unverified = domain.items.iter().filter(|item: &&Item| !item.unverified.is_empty()).count();
    let counted = if unverified == 0 { String::new() } else { unverified.to_string() };
    let mut cells = vec![
        (at + 1).to_string(),
        domain.number.to_string(),
        format!("{}领域", domain.name.strip_suffix("领域").unwrap_or(&domain.name)),
        domain.items.len().to_string(),
    ];
    cells.extend((!book.options.for_approval).then_some(counted));
    cells.push(domain.lead.as_ref().map(|lead| lead.value.clone()).unwrap_or_default());
    cells.push(guideline(domain));
    Row::Linked { cells, at: 2, sheet: sheet.to_owned() }
}

/// Title and number of the guideline: 《…》（民办函〔2019〕52号）.
fn guideline(domain: &Domain) -> String {
    let Some(guideline) = &domain.guideline else { return String::new() };
    let title = guideline.title.as_ref().map(|title| format!("《{title}》")).unwrap_or_default();
    let number = guideline.number.as_ref().map(|n| format!("（{n}）")).unwrap_or_default();
    title + &number
}
