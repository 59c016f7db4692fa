//! 责任单位: who answers for what was found.
//!
//! The lead of the domain, where a repository names one; else the bodies that disclose the item; else the
//! office that compiles the catalogue. Learnt from compiled catalogues, and only where a form for the
//! departments is wanted.

use std::collections::BTreeMap;

use crate::finding::Finding;
use crate::model::{Catalogue, Domain, Item};
use crate::register::BodyRegister;

/// The 责任单位 of one or more compiled catalogues.
#[derive(Debug, Clone, Default)]
pub struct Units {
    members: BTreeMap<String, MemberCatalogue>,
}

#[derive(Debug, Clone, Default)]
struct MemberCatalogue {
    office: Option<String>,
    domains: BTreeMap<String, Answering>,
}

#[derive(Debug, Clone, Default)]
struct Answering {
    lead: Vec<String>,
    /// By the code of the item; empty where there is a lead.
    items: BTreeMap<String, Vec<String>>,
}

impl Units {
    /// Who answers in a catalogue.
    pub fn of_catalogue(catalogue: &Catalogue, register: &BodyRegister) -> Self {
        let office = catalogue.profile.office.as_ref().map(|office| office.value.clone());
        let domains = catalogue.domains.iter();
        let domains =
            domains.map(|domain| (domain.name.clone(), Answering::of(domain, register))).collect();
        let member = MemberCatalogue { office, domains };
        Self { members: BTreeMap::from([(catalogue.name().to_owned(), member)]) }
    }

    /// Takes in who answers in others.
    pub fn extend(&mut self, others: impl IntoIterator<Item = Self>) {
        for (name, other) in others.into_iter().flat_map(|units| units.members) {
            let member = self.members.entry(name).or_default();
            member.office = other.office;
            member.domains.extend(other.domains);
        }
    }

    /// Who answers for a finding; nobody where that is not known.
    pub(super) fn of(&self, finding: &Finding) -> Vec<&str> {
        let member = finding.member.as_ref().and_then(|name| self.members.get(name));
        let Some(member) = member else { return Vec::new() };
        let item = finding.item.as_ref();
        let answering = item.and_then(|item| Some((item, member.domains.get(&item.domain)?)));
        let named = answering.map(|(item, domain)| {
            let code = item.code.as_ref().map(ToString::to_string);
            let of_item = code.and_then(|code| domain.items.get(&code));
            of_item.unwrap_or(&domain.lead)
        });
        match named.filter(|named| !named.is_empty()) {
            Some(named) => named.iter().map(String::as_str).collect(),
            None => member.office.iter().map(String::as_str).collect(),
        }
    }
}

impl Answering {
    fn of(domain: &Domain, register: &BodyRegister) -> Self {
        let lead: Vec<String> = domain.lead.iter().flat_map(|lead| listed(&lead.value)).collect();
        if !lead.is_empty() {
            return Self { lead, items: BTreeMap::new() };
        }
        let items = domain.items.iter().map(|item| (item.code.to_string(), bodies(item, register)));
        Self { lead, items: items.collect() }
    }
}

/// The bodies that disclose an item, each once.
fn bodies(item: &Item, register: &BodyRegister) -> Vec<String> {
    let mut bodies: Vec<String> = Vec::new();
    let named = item.fields.bodies.iter().flat_map(|bodies| &bodies.value.list);
    // A role of the guideline is nobody who could answer.
    let real = |name: &str| register.role(name).is_none();
    for part in named.flat_map(|phrase| &phrase.parts) {
        if real(&part.name) && !bodies.contains(&part.name) {
            bodies.push(part.name.clone());
        }
    }
    bodies
}

/// 牵头单位 may be several: 县教育局、县财政局.
fn listed(text: &str) -> impl Iterator<Item = String> {
    text.split(['、', '，', '；', '\n'])
        .map(|name| name.trim().to_owned())
        .filter(|n| !n.is_empty())
}
