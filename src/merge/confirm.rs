//! 核实 over the guidelines: what somebody found in the original takes the place of what was thought to
//! stand there, for the body that says so and all below it.
//!
//! What is confirmed stays the guideline's own text, so its origin is the national layer, at the place of
//! the answer.

use std::collections::BTreeMap;

use crate::finding::Finding;
use crate::merge::overlay::overlay;
use crate::model::{
    Code, Confirmation, Evidence, Field, Fields, Item, Layer, LayerId, Origin, Verdict, fold,
};
use crate::rules::process::{confirm_contradiction, confirm_stale, confirm_unclear};

use super::State;

/// Applies what the layer found. Which fields do not apply is no matter of the layers below.
pub(super) fn apply(state: &mut State, own: &Layer, findings: &mut Vec<Finding>) {
    for item in state.domains.iter_mut().flat_map(|domain| &mut domain.items) {
        item.not_here = crate::model::FieldSet::EMPTY;
    }
    if own.confirmations.is_empty() {
        return;
    }
    let mut answers: BTreeMap<(Code, Field), Vec<&Confirmation>> = BTreeMap::new();
    for confirmation in &own.confirmations {
        answers
            .entry((confirmation.code.clone(), confirmation.field))
            .or_default()
            .push(confirmation);
    }
    let items = state.domains.iter_mut().flat_map(|domain| &mut domain.items);
    for item in items.filter(|item| item.origin.layer == LayerId::NATIONAL) {
        for field in Field::ALL {
            if let Some(given) = answers.remove(&(item.code.clone(), field)) {
                findings.extend(answer(item, field, &given));
            }
        }
    }
    let lost = answers.into_values().flatten();
    findings.extend(lost.map(|c| confirm_stale::no_such_item(&c.code).at(c.location)));
}

/// Applies what was answered for one field; what is wrong with the answers, where something is.
fn answer(item: &mut Item, field: Field, given: &[&Confirmation]) -> Option<Finding> {
    let first = given.iter().min_by_key(|c| c.location)?;
    if let Some(other) = given.iter().find(|other| !other.agrees_with(first)) {
        let fault = confirm_contradiction::opposed(&item.code, field, first, other);
        return Some(fault.at(other.location).with_related(first.location, "先有的那一条"));
    }
    let known = item.fields.guideline(field);
    if is_stale(known.as_deref(), first) {
        let now = known.unwrap_or_default();
        return Some(confirm_stale::changed(&item.code, field, &now).at(first.location));
    }
    apply_one(item, field, first).map(|fault| fault.at(first.location))
}

/// Whether what was compared is no longer what the guideline is thought to say.
fn is_stale(known: Option<&str>, given: &Confirmation) -> bool {
    let Some(compared) = given.compared.as_deref() else { return false };
    let same = |text: &str| fold::compact(text) == fold::compact(compared);
    known.is_some_and(|known| !same(known) && given.text().is_none_or(|text| text != known))
}

fn apply_one(item: &mut Item, field: Field, given: &Confirmation) -> Option<crate::finding::Fault> {
    let origin = Origin { layer: LayerId::NATIONAL, location: given.location };
    match given.verdict {
        Verdict::NotHere | Verdict::Nothing if field == Field::Names => {
            return Some(confirm_unclear::names(&item.code));
        }
        Verdict::NotHere => item.not_here.insert(field),
        Verdict::Nothing => item.fields.clear(field),
        Verdict::Same | Verdict::Other => {
            let read = given.text().and_then(|text| Fields::from_text(field, text, origin));
            // What is the same needs no text.
            let Some(fields) = read else {
                if given.verdict == Verdict::Other || item.fields.lacks(field) {
                    return Some(confirm_unclear::no_text(&item.code, field));
                }
                item.unverified.remove(field);
                item.field_evidence.insert(field, Evidence::One);
                return None;
            };
            set(item, field, &fields);
        }
    }
    item.unverified.remove(field);
    item.field_evidence.insert(field, Evidence::One);
    None
}

/// Sets a field to what the original says. A text that was right all along replaces nothing.
fn set(item: &mut Item, field: Field, fields: &Fields) {
    let national = item.fields.origin(field).is_none_or(|o| o.layer == LayerId::NATIONAL);
    if !national {
        return;
    }
    if item.fields.text(field) == fields.text(field) {
        item.fields.clear(field);
    }
    overlay(&mut item.fields, fields);
}
