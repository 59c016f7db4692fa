//! 未采用事项说明: what of the layer above does not stand in this catalogue, and why.

use super::{CatalogueBook, LEDGER};
use crate::layout::Align::{Center, Left};
use crate::layout::{Column, Form, Row};
use crate::model::{
    Catalogue, Decision, DomainEntry, DomainNumber, DropReason, Dropping, LedgerEntry,
};

const NOTHING_SAID: &str = "（没有说明）";

/// The sheet.
pub(super) fn form(book: &CatalogueBook<'_>) -> Form {
    let catalogue = book.catalogue;
    let mut rows = Vec::new();
    part(&mut rows, "一、不采用的事项", dropped(catalogue));
    part(&mut rows, "二、不涉及的领域", domains(catalogue));
    part(&mut rows, "三、不属于本级的事项（按领域计数）", other_levels(catalogue));
    let columns = vec![
        Column::new("序号", 5.0, Center),
        Column::new("领域", 20.0, Left),
        Column::new("编码", 9.0, Center),
        Column::new("事项", 40.0, Left),
        Column::new("理由", 16.0, Center),
        Column::new("说明", 50.0, Left),
        Column::new("条款或并入的事项", 24.0, Left),
    ];
    Form { columns, rows, ..book.sheet(LEDGER, LEDGER) }
}

/// A part with its heading; the rows are numbered.
pub(in crate::export) fn part(rows: &mut Vec<Row>, heading: &str, entries: Vec<[String; 6]>) {
    if entries.is_empty() {
        rows.push(Row::Section(format!("{heading}：无")));
        return;
    }
    rows.push(Row::Section(heading.to_owned()));
    rows.extend(entries.into_iter().enumerate().map(|(at, entry)| {
        Row::Cells(std::iter::once((at + 1).to_string()).chain(entry).collect())
    }));
}

/// The items that were left out: domain, code, names, reason, note, article or the item it went into.
pub(in crate::export) fn dropped(catalogue: &Catalogue) -> Vec<[String; 6]> {
    let entries = catalogue.ledger.items.iter().filter_map(|entry| {
        let (reason, note, more) = match &entry.decision {
            Decision::Dropped(dropping) => said(dropping),
            Decision::Unaccounted(_) => (NOTHING_SAID.to_owned(), String::new(), String::new()),
            Decision::Kept
            | Decision::Changed(_)
            | Decision::DomainDropped
            | Decision::OtherLevel
            | Decision::LevelUnknown => return None,
        };
        let domain = domain_name(catalogue, &entry.domain);
        Some([domain, entry.code.to_string(), entry.names.join("/"), reason, note, more])
    });
    entries.collect()
}

fn said(dropping: &Dropping) -> (String, String, String) {
    let merged = dropping.merged_into.as_ref().map(|code| format!("并入 {code}"));
    let more: Vec<String> = dropping.article.clone().into_iter().chain(merged).collect();
    (reason(dropping.reason), dropping.note.clone().unwrap_or_default(), more.join("；"))
}

fn reason(reason: Option<DropReason>) -> String {
    reason.map_or(NOTHING_SAID, DropReason::label).to_owned()
}

/// The domains that were left out as a whole, in the same columns.
pub(in crate::export) fn domains(catalogue: &Catalogue) -> Vec<[String; 6]> {
    let row = |entry: &DomainEntry| {
        let said = entry.reason.as_ref();
        [
            format!("{} {}", entry.number, entry.name),
            String::new(),
            format!("全部 {} 项", entry.items),
            reason(said.and_then(|said| said.reason)),
            said.and_then(|said| said.note.clone()).unwrap_or_default(),
            String::new(),
        ]
    };
    catalogue.ledger.domains.iter().map(row).collect()
}

/// One line a domain: how many of its items belong to other levels, and of how many that is not known.
pub(in crate::export) fn other_levels(catalogue: &Catalogue) -> Vec<[String; 6]> {
    let others = format!("公开层级不含{}", catalogue.level());
    let mut rows = counted(catalogue, &Decision::OtherLevel, &others);
    rows.extend(counted(catalogue, &Decision::LevelUnknown, "层级待核，留在上一级"));
    rows
}

fn counted(catalogue: &Catalogue, decision: &Decision, note: &str) -> Vec<[String; 6]> {
    let mut counts: Vec<(&DomainNumber, usize)> = Vec::new();
    let decided = |entry: &&LedgerEntry| entry.decision == *decision;
    for entry in catalogue.ledger.items.iter().filter(decided) {
        match counts.iter_mut().find(|(domain, _)| **domain == entry.domain) {
            Some((_, count)) => *count += 1,
            None => counts.push((&entry.domain, 1)),
        }
    }
    let blank = String::new;
    let row = |(domain, count): (&DomainNumber, usize)| {
        let domain = domain_name(catalogue, domain);
        [domain, blank(), format!("{count} 项"), blank(), note.to_owned(), blank()]
    };
    counts.into_iter().map(row).collect()
}

/// Number and name of a domain; the number alone where neither catalogue nor ledger knows it.
fn domain_name(catalogue: &Catalogue, number: &DomainNumber) -> String {
    let held = catalogue.domains.iter().find(|domain| domain.number == *number);
    let left = || catalogue.ledger.domains.iter().find(|entry| entry.number == *number);
    let elsewhere = || catalogue.ledger.elsewhere.iter().find(|(other, _)| other == number);
    let name = held.map(|domain| &domain.name).or_else(|| left().map(|entry| &entry.name));
    match name.or_else(|| elsewhere().map(|(_, name)| name)) {
        Some(name) => format!("{number} {name}"),
        None => number.to_string(),
    }
}
