//! What a layer wants, worked out before any of it is done.
//!
//! Planning first makes the outcome independent of the order in which files were read, and lets two
//! places of the same rank that disagree be named together.

use std::collections::BTreeMap;

use super::bind::Binder;
use super::conflict;
use super::resolve::{Match, Position, Resolver};
use super::table::{self, MatchedRow};
use crate::finding::{Finding, ItemName};
use crate::model::{
    Adjustment, AdminLevel, Domain, Dropping, Field, Fields, Item, ItemIn, ItemRef, Layer, NewItem,
    WholeTable,
};
use crate::register::Registers;
use crate::rules::layers::{unknown_domain, unknown_item};
use crate::rules::structure::duplicate_item;
use crate::source::{Located, Location, SourceMap};

/// Everything that a layer wants, before any of it is done.
#[derive(Debug, Default)]
pub(super) struct Plan<'a> {
    pub changes: BTreeMap<Position, Vec<PlannedChange>>,
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
pub(super) struct PlannedChange {
    pub fields: Box<Fields>,
    pub blank: Vec<(Field, Location)>,
    pub location: Location,
}

impl<'a> Plan<'a> {
    /// What `own` wants of the domains that the layers above leave to it.
    pub(super) fn of(
        own: &'a Layer,
        domains: &[Domain],
        binder: &Binder<'_>,
        findings: &mut Vec<Finding>,
    ) -> Self {
        let resolver = Resolver::new(domains);
        // Before any row: another file may add rows to a domain that only this one gives a number.
        let plan =
            Self { new_domains: own_domains(own, domains, binder.registers), ..Self::default() };
        let mut planner = Planner { own, domains, resolver, binder, findings, plan };
        for table in by_place(&own.tables, |table| table.location) {
            planner.table(table);
        }
        for adjustment in by_place(&own.adjustments, place) {
            planner.adjustment(adjustment);
        }
        let plan = planner.plan;
        conflict::report(&plan, domains, findings);
        plan
    }
}

/// Entries by where they stand, whatever order they were read in.
fn by_place<T>(entries: &[T], place: fn(&T) -> Location) -> Vec<&T> {
    let mut sorted: Vec<&T> = entries.iter().collect();
    sorted.sort_by_key(|entry| place(entry));
    sorted
}

fn place(adjustment: &Adjustment) -> Location {
    match adjustment {
        Adjustment::Modify { item, .. } | Adjustment::Drop { item, .. } => item.location,
        Adjustment::Add { item, .. } => item.location,
    }
}

/// The domains of the layer's own: tables with a number of its level, each number once.
fn own_domains(own: &Layer, domains: &[Domain], registers: &Registers) -> Vec<Domain> {
    let mut found: Vec<Domain> = Vec::new();
    for table in by_place(&own.tables, |table| table.location) {
        let (Some(number), Some(frame)) = (&table.number, &table.own) else { continue };
        let number = &number.value;
        let may = number.is_of(own.profile.level.value)
            || registers.domain_name(number).is_some_and(|name| name == frame.name);
        if may && !domains.iter().chain(&found).any(|domain| domain.number == *number) {
            found.push(frame.clone().numbered(number.clone()));
        }
    }
    found
}

struct Planner<'a, 'd, 'b> {
    own: &'a Layer,
    domains: &'d [Domain],
    resolver: Resolver<'d>,
    binder: &'d Binder<'b>,
    findings: &'d mut Vec<Finding>,
    plan: Plan<'a>,
}

impl<'a> Planner<'a, '_, '_> {
    /// The index of the domain that a word names, also of one that the layer itself brings in.
    fn domain(&mut self, word: &Located<String>) -> Option<usize> {
        let new = || self.plan.new_domains.iter().position(|domain| domain.is_called(&word.value));
        let found = self.resolver.domain(&word.value);
        let found = found.or_else(|| new().map(|at| self.domains.len() + at));
        if found.is_none() {
            let level = self.own.profile.level.value;
            self.findings.push(unknown_domain(word, level, self.domains, self.binder.registers));
        }
        found
    }

    fn table(&mut self, table: &'a WholeTable) {
        let Some(index) = self.domain(&table.domain) else { return };
        let domain = self.domains.iter().chain(&self.plan.new_domains).nth(index);
        if let Some(fault) = domain.and_then(|domain| conflict::number_taken(table, domain)) {
            self.findings.push(fault);
            return;
        }
        if index >= self.domains.len() {
            self.plan.additions.extend(table.rows.iter().map(|row| (index, row)));
            return;
        }
        self.plan.tabled.entry(index).or_insert(table.location);
        let compared =
            table::compare(table, index, &self.resolver, self.domains, self.binder, self.findings);
        self.matched(compared.matched);
        self.plan.additions.extend(compared.added.into_iter().map(|row| (index, row)));
    }

    /// The rows of one table that stand for items of the layer above.
    fn matched(&mut self, rows: Vec<MatchedRow>) {
        let mut first_rows: BTreeMap<Position, Location> = BTreeMap::new();
        for MatchedRow { at, fields, blank, location, sure } in rows {
            self.plan.listed.entry(at).or_insert(location);
            if let Some(first) = first_rows.get(&at).filter(|_| sure) {
                self.findings.push(listed_twice(item_at(self.domains, at), location, *first));
            }
            first_rows.entry(at).or_insert(location);
            self.plan.changes.entry(at).or_default().push(PlannedChange {
                fields,
                blank,
                location,
            });
        }
    }

    fn adjustment(&mut self, adjustment: &'a Adjustment) {
        match adjustment {
            Adjustment::Modify { item, fields, .. } => {
                let Some(at) = self.target(item) else { return };
                let (fields, location) = (fields.clone(), item.location);
                let change =
                    PlannedChange { fields: Box::new(fields), blank: Vec::new(), location };
                self.plan.changes.entry(at).or_default().push(change);
            }
            Adjustment::Drop { item, dropping } => {
                let Some(at) = self.target(item) else { return };
                self.plan.drops.entry(at).or_default().push(dropping.clone());
            }
            Adjustment::Add { domain, item } => {
                let Some(index) = self.domain(domain) else { return };
                self.plan.additions.push((index, item));
            }
        }
    }

    /// The item that an adjustment is about; a reference that leads nowhere is a finding.
    fn target(&mut self, reference: &ItemRef) -> Option<Position> {
        let near = match self.resolver.reference(reference) {
            Match::Sure(at) => return Some(at),
            Match::Unsure(at, _) => Some(self.resolver.item(at)),
            Match::None => None,
        };
        self.findings.push(unknown_item(reference, near));
        None
    }
}

/// The item at a position, with its domain.
pub(super) fn item_at(domains: &[Domain], at: Position) -> ItemIn<'_> {
    let domain = &domains[at.0];
    ItemIn { domain, item: &domain.items[at.1] }
}

pub(super) fn name_of(at: ItemIn<'_>) -> ItemName {
    ItemName {
        domain: at.domain.name.clone(),
        code: Some(at.item.code.clone()),
        path: at.item.names().to_vec(),
    }
}

/// A word that names no domain, in a layer of this level.
pub(super) fn unknown_domain(
    word: &Located<String>,
    level: AdminLevel,
    domains: &[Domain],
    registers: &Registers,
) -> Finding {
    let built_in = registers.guidelines(&mut SourceMap::new(), None);
    let fault = match built_in.iter().find(|domain| domain.is_called(&word.value)) {
        Some(domain) => unknown_domain::not_adopted(&domain.name, domain.number.as_str()),
        None => {
            let known = domains.iter().map(|d| d.name.as_str());
            unknown_domain::unknown(&word.value, level, known)
        }
    };
    fault.at(word.location)
}

/// Two rows of one table that stand for the same item of the layer above.
fn listed_twice(at: ItemIn<'_>, here: Location, first: Location) -> Finding {
    let mut finding = duplicate_item::listed_twice().at(here).with_related(first, "第一次列在这里");
    finding.item = Some(name_of(at));
    finding
}

/// A reference to an item that is not in the catalogue.
pub(super) fn unknown_item(reference: &ItemRef, near: Option<&Item>) -> Finding {
    unknown_item::unknown(&reference.text(), near).at(reference.location)
}
