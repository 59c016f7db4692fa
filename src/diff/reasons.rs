//! 理由: why the layers of a catalogue differ from the layer above, by item.

use std::collections::BTreeMap;

use crate::merge::{Match, Resolver};
use crate::model::{
    Adjustment, Catalogue, Code, Decision, Domain, DropReason, Dropping, Field, FieldSet, ItemRef,
    Layer, NewItem,
};

/// The reasons that layers gave, by the code of the item.
#[derive(Debug, Clone, Default)]
pub struct Reasons {
    changes: BTreeMap<Code, Vec<(FieldSet, String)>>,
    additions: BTreeMap<Code, String>,
    absences: BTreeMap<Code, String>,
}

impl Reasons {
    /// The reasons in these layers, the body's own last, and in the ledger of the catalogue that they
    /// give. Of several reasons for one field the one nearest to the body counts.
    pub fn of(catalogue: &Catalogue, layers: &[&Layer]) -> Self {
        let mut reasons = Self::default();
        let finder = Finder::new(&catalogue.domains);
        for adjustment in layers.iter().rev().flat_map(|layer| &layer.adjustments) {
            match adjustment {
                Adjustment::Modify { item, fields, reason: Some(reason) } => {
                    let Some(code) = finder.reference(item) else { continue };
                    let said = reasons.changes.entry(code).or_default();
                    said.push((fields.set(), reason.clone()));
                }
                Adjustment::Add { domain, item: NewItem { fields, reason: Some(reason), .. } } => {
                    let names = fields.names.as_ref().map(|names| names.value.text());
                    let code = names.and_then(|names| finder.names(&domain.value, &names));
                    if let Some(code) = code {
                        reasons.additions.entry(code).or_insert_with(|| reason.clone());
                    }
                }
                _ => {}
            }
        }
        reasons.absences = absences(catalogue);
        reasons
    }

    /// Why a field of an item was changed; `None` for what is no field (the order).
    pub(super) fn of_field(&self, code: &Code, field: Option<Field>) -> Option<&str> {
        let said = self.changes.get(code)?;
        let about = |(fields, _): &&(FieldSet, String)| field.is_some_and(|f| fields.contains(f));
        said.iter().find(about).map(|(_, reason)| reason.as_str())
    }

    /// Why an item was added.
    pub(super) fn of_addition(&self, code: &Code) -> Option<&str> {
        self.additions.get(code).map(String::as_str)
    }

    /// Why an item is not there.
    pub(super) fn of_absence(&self, code: &Code) -> Option<&str> {
        self.absences.get(code).map(String::as_str)
    }
}

/// What the ledger says of items that the layer above has and this catalogue has not.
fn absences(catalogue: &Catalogue) -> BTreeMap<Code, String> {
    let said = |decision: &Decision, domain: &str| match decision {
        Decision::Dropped(dropping) => Some(dropped(dropping)),
        Decision::DomainDropped => Some(domain_dropped(catalogue, domain)),
        Decision::OtherLevel => Some("公开层级不含本级".to_owned()),
        Decision::Kept | Decision::Changed(_) | Decision::Unaccounted(_) => None,
    };
    let entries = catalogue.ledger.items.iter();
    entries
        .filter_map(|entry| Some((entry.code.clone(), said(&entry.decision, &entry.domain)?)))
        .collect()
}

fn dropped(dropping: &Dropping) -> String {
    let merged = dropping.merged_into.as_ref().map(|code| format!("并入 {code}"));
    let parts = [
        dropping.reason.map(|reason| reason.label().to_owned()),
        dropping.article.clone(),
        merged,
        dropping.note.clone(),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("；")
}

fn domain_dropped(catalogue: &Catalogue, domain: &str) -> String {
    let entry = catalogue.ledger.domains.iter().find(|entry| entry.number == domain);
    let said = entry.and_then(|entry| entry.reason.as_ref());
    let reason = said.and_then(|said| said.reason).map_or("领域不涉及", DropReason::label);
    let note = said.and_then(|said| said.note.clone());
    std::iter::once(reason.to_owned()).chain(note).collect::<Vec<_>>().join("；")
}

/// From the way in which an adjustment names an item to the item's code.
struct Finder<'a> {
    domains: &'a [Domain],
    resolver: Resolver<'a>,
}

impl<'a> Finder<'a> {
    fn new(domains: &'a [Domain]) -> Self {
        Self { domains, resolver: Resolver::new(domains) }
    }

    fn reference(&self, reference: &ItemRef) -> Option<Code> {
        match self.resolver.reference(reference) {
            Match::Sure(at) => Some(self.resolver.item(at).code.clone()),
            Match::Unsure(..) | Match::None => self.former_name(&reference.names.join("/")),
        }
    }

    fn names(&self, domain: &str, names: &str) -> Option<Code> {
        let domain = self.domains.iter().find(|known| known.is_called(domain))?;
        domain.items.iter().find(|item| item.title() == names).map(|item| item.code.clone())
    }

    /// The item that was called so before a layer renamed it.
    fn former_name(&self, title: &str) -> Option<Code> {
        let mut items = self.domains.iter().flat_map(|domain| &domain.items);
        let item = items.find(|item| {
            let names = item.fields.names.as_ref();
            names.is_some_and(|names| names.replaced.iter().any(|former| former.text == title))
        })?;
        Some(item.code.clone())
    }
}
