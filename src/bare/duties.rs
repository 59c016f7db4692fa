//! A list of duties without a repository: every rule that needs no guideline looks at its names, parts,
//! kinds of power, grounds and bodies.
//!
//! The rows become items of a catalogue of their own, nothing is merged: two departments may have the same
//! duty, and each of the two rows is to be looked at.

use std::collections::BTreeMap;

use super::{LAYER, profile};
use crate::check::{self, Policy, Scope};
use crate::finding::Finding;
use crate::input::sheet::DutySheet;
use crate::model::{
    AdminLevel, Catalogue, Code, Domain, DomainNumber, Field, FieldSet, Item, Layer, LayerInfo,
    Ledger, NewItem, Origin, WholeTable,
};
use crate::register::Registers;
use crate::source::{FileId, Located, Location};

/// The body whose list it is, as far as that is known.
pub(super) struct Owner {
    pub(super) file: FileId,
    pub(super) name: String,
    pub(super) level: AdminLevel,
}

/// What the rules find in these lists. `raised` are the doubts of reading.
pub(super) fn check(
    sheets: &[DutySheet],
    owner: Owner,
    registers: &Registers,
    raised: Vec<Finding>,
    today: jiff::civil::Date,
) -> Vec<Finding> {
    let profile = profile(owner.name, owner.level, Location::whole(owner.file));
    let domains: Vec<Domain> =
        (1..).zip(sheets).filter_map(|(at, sheet)| domain(at, sheet)).collect();
    let catalogue = Catalogue {
        layers: vec![
            LayerInfo { name: "国家".to_owned(), level: AdminLevel::National },
            LayerInfo { name: profile.name.value.clone(), level: owner.level },
        ],
        domains,
        ledger: Ledger::default(),
        deadlines: Vec::new(),
        duties: Vec::new(),
        releases: Vec::new(),
        reasons: BTreeMap::new(),
        profile,
    };
    let layer = Layer {
        profile: catalogue.profile.clone(),
        adjustments: Vec::new(),
        tables: sheets.iter().map(table).collect(),
        duties: Vec::new(),
        confirmations: Vec::new(),
        moved: Vec::new(),
        filed: None,
        columns: None,
    };
    let headings: Vec<(Field, String)> = headings(sheets);
    let policy = Policy::new([&catalogue.profile.settings], today);
    let scope = Scope {
        catalogue: &catalogue,
        layer: Some(&layer),
        registers,
        bare: true,
        duties: Some(&headings),
        today: today.into(),
    };
    check::run(&scope, raised, &policy).findings
}

/// What the columns are called: by the first list that has such a one.
fn headings(sheets: &[DutySheet]) -> Vec<(Field, String)> {
    let mut headings: Vec<(Field, String)> = Vec::new();
    for (field, heading) in sheets.iter().flat_map(|sheet| &sheet.headings) {
        if !headings.iter().any(|(known, _)| known == field) {
            headings.push((*field, heading.clone()));
        }
    }
    headings
}

fn domain(at: usize, sheet: &DutySheet) -> Option<Domain> {
    let number = DomainNumber::parse(&format!("{at:02}"))?;
    let items = (1..).zip(&sheet.rows).filter_map(|(row, listed)| {
        let code = Code::parse(&format!("{number}.{row:03}"))?;
        Some(item(code, listed, sheet.asked))
    });
    Some(Domain {
        name: sheet.list.label().to_owned(),
        aliases: Vec::new(),
        guideline: None,
        legend: None,
        items: items.collect(),
        lead: None,
        origin: Origin { layer: LAYER, location: sheet.location },
        number,
    })
}

fn item(code: Code, row: &NewItem, asked: FieldSet) -> Item {
    Item {
        code,
        serial: row.serial.clone(),
        aliases: Vec::new(),
        fields: row.fields.clone(),
        unverified: FieldSet::EMPTY,
        not_here: Field::ALL.into_iter().filter(|field| !asked.contains(*field)).collect(),
        blank: row.blank.clone(),
        bound: Vec::new(),
        listed: Some(row.location),
        evidence: None,
        field_evidence: BTreeMap::new(),
        power: None,
        origin: Origin { layer: LAYER, location: row.location },
    }
}

/// The list as the body's own layer has it.
fn table(sheet: &DutySheet) -> WholeTable {
    WholeTable {
        domain: Located::new(sheet.list.label().to_owned(), sheet.location),
        number: None,
        own: None,
        columns: sheet.columns,
        rows: sheet.rows.clone(),
        location: sheet.location,
    }
}
