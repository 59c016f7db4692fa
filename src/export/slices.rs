//! The rows of one department as a volume of their own, in the form of the whole catalogue: what a department
//! keeps of it.

use std::collections::BTreeSet;

use super::{ExportError, ExportFormat, ExportOptions, docx, fingerprint, xlsx};
use crate::layout::FormBook;
use crate::model::{Catalogue, Code, Domain, Ledger};
use crate::output::{Artifact, safe_name};
use crate::register::ChannelRegister;
use crate::review::{By, Group, groups};

/// The folder of the volumes.
const FOLDER: &str = "各单位";

/// A volume for each department, in those of the formats that are printed; as a workbook where none is.
///
/// # Errors
/// When a format cannot hold the rows; nothing is returned then.
pub fn slices(
    catalogue: &Catalogue,
    by: By,
    formats: &[ExportFormat],
    options: ExportOptions,
    channels: &ChannelRegister,
) -> Result<Vec<Artifact>, ExportError> {
    let print = fingerprint(catalogue);
    let frame = frame(catalogue);
    let mut taken = BTreeSet::new();
    let mut files = Vec::new();
    for group in groups(catalogue, by) {
        let part = Catalogue { domains: domains(catalogue, &group), ..frame.clone() };
        let book = xlsx::slice(&part, &group.unit, &print, options, channels)?;
        let name = free_name(&group.unit, &mut taken);
        for format in printed(formats) {
            files.push(artifact(&name, format, &book)?);
        }
    }
    Ok(files)
}

/// The catalogue without its rows, and without what is said of the layer above.
fn frame(catalogue: &Catalogue) -> Catalogue {
    Catalogue {
        profile: catalogue.profile.clone(),
        layers: catalogue.layers.clone(),
        domains: Vec::new(),
        ledger: Ledger::default(),
        deadlines: Vec::new(),
        duties: Vec::new(),
        releases: Vec::new(),
        reasons: catalogue.reasons.clone(),
    }
}

/// The domains with the items of a department.
fn domains(catalogue: &Catalogue, group: &Group<'_>) -> Vec<Domain> {
    let codes: BTreeSet<&Code> = group.items.iter().map(|at| &at.item.code).collect();
    let parts = catalogue.domains.iter().map(|domain| Domain {
        items: domain.items.iter().filter(|item| codes.contains(&item.code)).cloned().collect(),
        number: domain.number.clone(),
        name: domain.name.clone(),
        aliases: Vec::new(),
        guideline: domain.guideline.clone(),
        legend: domain.legend.clone(),
        lead: domain.lead.clone(),
        origin: domain.origin,
    });
    parts.filter(|domain| !domain.items.is_empty()).collect()
}

/// The formats in which rows are printed.
fn printed(formats: &[ExportFormat]) -> Vec<ExportFormat> {
    let printed = |format: &ExportFormat| matches!(format, ExportFormat::Xlsx | ExportFormat::Docx);
    let chosen: Vec<ExportFormat> = formats.iter().copied().filter(printed).collect();
    if chosen.is_empty() { vec![ExportFormat::Xlsx] } else { chosen }
}

fn artifact(name: &str, format: ExportFormat, book: &FormBook) -> Result<Artifact, ExportError> {
    let (bytes, extension) = match format {
        ExportFormat::Docx => (docx::tables(book)?, "docx"),
        ExportFormat::Xlsx | ExportFormat::Json | ExportFormat::Csv => (book.write()?, "xlsx"),
    };
    Ok(Artifact { name: format!("{FOLDER}/{name}.{extension}"), bytes })
}

/// A name of a file that no other department has.
fn free_name(unit: &str, taken: &mut BTreeSet<String>) -> String {
    let wish = safe_name(unit);
    let mut name = wish.clone();
    let mut number = 2;
    while !taken.insert(name.to_lowercase()) {
        name = format!("{wish}-{number}");
        number += 1;
    }
    name
}
