//! 理由: why a catalogue differs from the layer above, by item.

use std::collections::BTreeMap;

use crate::input::reasons::StatedReasons;
use crate::model::{Catalogue, Code, Decision, DomainEntry, DropReason, Dropping, Field, Item};

/// The reasons of one side, by the code of the item.
#[derive(Debug, Clone, Default)]
pub struct Reasons {
    fields: BTreeMap<(Code, Field), String>,
    absences: BTreeMap<Code, String>,
    /// By the number of the domain.
    domains: BTreeMap<String, String>,
}

impl Reasons {
    /// The reasons in a compiled catalogue: each value has that of the adjustment that set it, and the
    /// ledger says why items are not there.
    pub fn of(catalogue: &Catalogue) -> Self {
        let items = catalogue.items().flat_map(|(_, item)| of_item(catalogue, item));
        let absent = catalogue.ledger.items.iter();
        Self {
            fields: items.collect(),
            absences: absent
                .filter_map(|entry| Some((entry.code.clone(), absence(&entry.decision)?)))
                .collect(),
            domains: catalogue.ledger.domains.iter().map(domain_dropped).collect(),
        }
    }

    /// The reasons that a file states.
    pub fn stated(stated: StatedReasons) -> Self {
        let StatedReasons { fields, items, domains } = stated;
        Self {
            fields: fields.into_iter().map(|(code, field, said)| ((code, field), said)).collect(),
            absences: items.into_iter().collect(),
            domains: domains.into_iter().collect(),
        }
    }

    /// Why a field of an item was changed; `None` for what is no field (the order).
    pub(super) fn of_field(&self, code: &Code, field: Option<Field>) -> Option<&str> {
        self.fields.get(&(code.clone(), field?)).map(String::as_str)
    }

    /// Why an item was added: its names are what an addition always sets.
    pub(super) fn of_addition(&self, code: &Code) -> Option<&str> {
        self.of_field(code, Some(Field::Names))
    }

    /// Why an item is not there.
    pub(super) fn of_absence(&self, code: &Code) -> Option<&str> {
        let own = self.absences.get(code);
        own.or_else(|| self.domains.get(code.domain())).map(String::as_str)
    }
}

fn of_item<'a>(
    catalogue: &'a Catalogue,
    item: &'a Item,
) -> impl Iterator<Item = ((Code, Field), String)> + 'a {
    Field::ALL.into_iter().filter_map(|field| {
        let reason = catalogue.reason(item.fields.origin(field)?)?;
        Some(((item.code.clone(), field), reason.to_owned()))
    })
}

fn absence(decision: &Decision) -> Option<String> {
    match decision {
        Decision::Dropped(dropping) => Some(dropped(dropping)),
        Decision::OtherLevel => Some("公开层级不含本级".to_owned()),
        // The domain says why.
        Decision::DomainDropped => None,
        Decision::Kept | Decision::Changed(_) | Decision::Unaccounted(_) => None,
    }
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

fn domain_dropped(entry: &DomainEntry) -> (String, String) {
    let said = entry.reason.as_ref();
    let reason = said.and_then(|said| said.reason).map_or("领域不涉及", DropReason::label);
    let note = said.and_then(|said| said.note.clone());
    let text = std::iter::once(reason.to_owned()).chain(note).collect::<Vec<_>>().join("；");
    (entry.number.to_string(), text)
}
