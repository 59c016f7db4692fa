//! What a layer wants, worked out before any of it is done.
//!
//! Planning first makes the outcome independent of the order of files, and lets two places of the same
//! rank that disagree be named together.

use std::collections::BTreeMap;

use super::bind::Binder;
use super::resolve::{Match, Position, Resolver};
use super::table::{self, MatchedRow};
use crate::finding::{Fault, Finding, ItemName};
use crate::model::{Adjustment, Domain, Dropping, Field, Fields, Item, ItemRef, Layer, NewItem};
use crate::rules::layers::{conflicting_layers, unknown_domain, unknown_item};
use crate::rules::structure::duplicate_item;
use crate::source::Location;

/// Everything that a layer wants, before any of it is done.
#[derive(Debug, Default)]
pub(super) struct Plan<'a> {
    pub changes: BTreeMap<Position, Vec<Change>>,
    pub drops: BTreeMap<Position, Vec<Dropping>>,
    pub additions: Vec<(usize, &'a NewItem)>,
    pub new_domains: Vec<Domain>,
    /// Domains for which the layer has a whole table, with the place of the first one.
    pub tabled: BTreeMap<usize, Location>,
    /// Items that a whole table of the layer lists, with the first row.
    pub listed: BTreeMap<Position, Location>,
}

/// What one place wants to set on one item.
#[derive(Debug)]
pub(super) struct Change {
    pub fields: Fields,
    pub blank: Vec<(Field, Location)>,
    pub location: Location,
}

pub(super) fn unknown_domain(name: &str, location: Location, domains: &[Domain]) -> Finding {
    let known = domains.iter().map(|d| d.name.as_str());
    unknown_domain::unknown(name, known).at(location)
}

pub(super) fn plan_tables<'a>(
    plan: &mut Plan<'a>,
    own: &'a Layer,
    domains: &[Domain],
    resolver: &Resolver<'_>,
    binder: &Binder<'_>,
    findings: &mut Vec<Finding>,
) {
    // Before any row: another file may add rows to a domain that only this one gives a number.
    plan.new_domains = own_domains(own, domains);
    for table in &own.tables {
        let Some(domain) = plan.domain(&table.domain.value, domains, resolver) else {
            findings.push(unknown_domain(&table.domain.value, table.domain.location, domains));
            continue;
        };
        if domain >= domains.len() {
            plan.additions.extend(table.rows.iter().map(|row| (domain, row)));
            continue;
        }
        plan.tabled.entry(domain).or_insert(table.location);
        let compared = table::compare(table, domain, resolver, domains, binder, findings);
        let mut first_rows: BTreeMap<Position, Location> = BTreeMap::new();
        for MatchedRow { at, fields, blank, location, sure } in compared.matched {
            plan.listed.entry(at).or_insert(location);
            if let Some(first) = first_rows.get(&at).filter(|_| sure) {
                findings.push(listed_twice(
                    &domains[at.0],
                    &domains[at.0].items[at.1],
                    location,
                    *first,
                ));
            }
            first_rows.entry(at).or_insert(location);
            plan.changes.entry(at).or_default().push(Change { fields, blank, location });
        }
        plan.additions.extend(compared.added.into_iter().map(|row| (domain, row)));
    }
}

/// Two rows of one table that stand for the same item of the layer above.
fn listed_twice(domain: &Domain, item: &Item, here: Location, first: Location) -> Finding {
    let mut finding = duplicate_item::listed_twice().at(here).with_related(first, "第一次列在这里");
    finding.item = Some(ItemName::of(domain, item));
    finding
}

/// The domains of the layer's own: tables that say a number of their own, each number once.
fn own_domains(own: &Layer, domains: &[Domain]) -> Vec<Domain> {
    let mut found: Vec<Domain> = Vec::new();
    for domain in own.tables.iter().filter_map(|table| table.own.as_ref()) {
        let own_number = domain.number.len() == 2 && domain.number.as_str() > "37";
        if own_number && !domains.iter().chain(&found).any(|d| d.number == domain.number) {
            found.push(domain.clone());
        }
    }
    found
}

pub(super) fn plan_adjustments<'a>(
    plan: &mut Plan<'a>,
    own: &'a Layer,
    domains: &[Domain],
    resolver: &Resolver<'_>,
    findings: &mut Vec<Finding>,
) {
    for adjustment in &own.adjustments {
        match adjustment {
            Adjustment::Modify { item, fields, .. } => {
                if let Some(at) = target(item, domains, resolver, findings) {
                    let change = Change {
                        fields: fields.clone(),
                        blank: Vec::new(),
                        location: item.location,
                    };
                    plan.changes.entry(at).or_default().push(change);
                }
            }
            Adjustment::Drop { item, dropping } => {
                if let Some(at) = target(item, domains, resolver, findings) {
                    plan.drops.entry(at).or_default().push(dropping.clone());
                }
            }
            Adjustment::Add { domain, item } => match plan.domain(&domain.value, domains, resolver)
            {
                Some(index) => plan.additions.push((index, item)),
                None => findings.push(unknown_domain(&domain.value, domain.location, domains)),
            },
        }
    }
}

/// The item that an adjustment is about; a reference that leads nowhere is a finding.
fn target(
    reference: &ItemRef,
    domains: &[Domain],
    resolver: &Resolver<'_>,
    findings: &mut Vec<Finding>,
) -> Option<Position> {
    let near = match resolver.reference(reference) {
        Match::Sure(at) => return Some(at),
        Match::Unsure(at, _) => Some(&domains[at.0].items[at.1]),
        Match::None => None,
    };
    findings.push(unknown_item(reference, near));
    None
}

/// A reference to an item that is not in the catalogue.
pub(super) fn unknown_item(reference: &ItemRef, near: Option<&Item>) -> Finding {
    unknown_item::unknown(&reference.text(), near).at(reference.location)
}

impl Plan<'_> {
    /// The index of the domain that a word names, also of one that the layer itself brings in.
    fn domain(&self, word: &str, domains: &[Domain], resolver: &Resolver<'_>) -> Option<usize> {
        let new = || self.new_domains.iter().position(|domain| domain.is_called(word));
        resolver.domain(word).or_else(|| new().map(|at| domains.len() + at))
    }

    /// Reports places of the same rank that want different things of the same item.
    pub(super) fn report_conflicts(&self, domains: &[Domain], findings: &mut Vec<Finding>) {
        for (at, changes) in &self.changes {
            for field in Field::ALL {
                let set = changes.iter().filter_map(|change| {
                    Some((change.fields.text(field)?, change.fields.origin(field)?.location))
                });
                let mut set: Vec<(String, Location)> = set.collect();
                set.sort_by_key(|(_, location)| *location);
                if let [(first, here), rest @ ..] = set.as_slice()
                    && let Some((other, there)) = rest.iter().find(|(text, _)| text != first)
                {
                    let fault = conflicting_layers::texts(field, first, other);
                    let finding = conflict(domains, *at, fault, [*there, *here]);
                    findings.push(Finding { field: Some(field), ..finding });
                }
            }
            if let Some(dropping) = self.drops.get(at).and_then(|d| d.first()) {
                let changed = changes.iter().map(|c| c.location).min();
                let there = changed.unwrap_or(dropping.location);
                let fault = conflicting_layers::dropped_and_kept();
                findings.push(conflict(domains, *at, fault, [dropping.location, there]));
            }
        }
        for (at, drops) in &self.drops {
            let mut drops: Vec<&Dropping> = drops.iter().collect();
            drops.sort_by_key(|d| d.location);
            if let [first, rest @ ..] = drops.as_slice()
                && let Some(other) =
                    rest.iter().find(|d| d.reason != first.reason || d.note != first.note)
            {
                let fault = conflicting_layers::reasons();
                findings.push(conflict(domains, *at, fault, [other.location, first.location]));
            }
        }
    }
}

fn conflict(domains: &[Domain], at: Position, fault: Fault, places: [Location; 2]) -> Finding {
    let [here, there] = places;
    let domain = &domains[at.0];
    let mut finding = fault.at(here).with_related(there, "另一处在这里");
    finding.item = Some(ItemName::of(domain, &domain.items[at.1]));
    finding
}
