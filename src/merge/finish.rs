//! From the merged state to the body's own catalogue: its levels, its bodies, its duties.

use super::bind::Binder;
use super::{Inputs, LayerOutcome, State, duties, layer_infos};
use crate::finding::Finding;
use crate::model::{
    AdminLevel, Batch, Catalogue, Domain, DomainNumber, Field, Former, Item, Layer, LayerId,
    Ledger, Levels, Origin, Profile, Traced,
};
use crate::source::Located;

/// Whether an item's levels are known and do not hold `level`.
pub(super) fn is_other_level(item: &Item, level: AdminLevel) -> bool {
    item.fields
        .levels
        .as_ref()
        .is_some_and(|levels| !levels.value.is_empty() && !levels.value.contains(level))
}

/// Whether nobody knows the level of an item, and `level` is too low for it to be taken without a word.
pub(super) fn stays_with_county(item: &Item, level: AdminLevel) -> bool {
    level == AdminLevel::Town && item.listed.is_none() && item.fields.lacks(Field::Levels)
}

/// A city without counties does itself what is asked of a county above it; what layers of its own level
/// say stands.
pub(super) fn lift_levels(state: &mut State, layers: &[&Layer], own: &Layer, id: LayerId) {
    let level = own.profile.level.value;
    let is_own = |layer: LayerId| {
        let at = usize::from(layer.0).checked_sub(1).and_then(|index| layers.get(index));
        at.is_some_and(|layer| layer.profile.level.value == level)
    };
    let origin = Origin { layer: id, location: own.profile.location };
    for item in state.domains.iter_mut().flat_map(|domain| &mut domain.items) {
        let Some(levels) = &mut item.fields.levels else { continue };
        if !levels.value.contains(AdminLevel::County) || is_own(levels.origin.layer) {
            continue;
        }
        let lifted = levels.value.iter().map(|level| match level {
            AdminLevel::County => AdminLevel::City,
            other => other,
        });
        let former = Former { text: levels.value.text(), origin: levels.origin };
        levels.value = Levels::new(lifted).into();
        levels.replaced.push(former);
        levels.origin = origin;
    }
}

/// Puts the last touches to the state and makes it a catalogue.
pub(super) fn catalogue(
    inputs: Inputs<'_>,
    own: &Layer,
    mut state: State,
    before: &State,
    outcome: LayerOutcome,
    findings: &mut Vec<Finding>,
) -> Catalogue {
    let level = own.profile.level.value;
    let id = super::layer_id(inputs.layers.len().saturating_sub(1));
    for domain in &mut state.domains {
        domain.items.retain(|item| {
            item.listed.is_some()
                || !(is_other_level(item, level) || stays_with_county(item, level))
        });
    }
    let elsewhere = split_off_empty(&mut state.domains);
    let above = [before.domains.as_slice(), inputs.national];
    let duties = duties::link(own, id, inputs.enforcement, &mut state.domains, above, findings);
    let binder = Binder::new(inputs.layers, inputs.registers);
    for domain in &mut state.domains {
        domain.lead = lead(domain, inputs.layers).or_else(|| domain.lead.take());
        bind(domain, &binder);
    }
    Catalogue {
        profile: own.profile.clone(),
        layers: layer_infos(inputs.layers),
        domains: state.domains,
        ledger: Ledger { elsewhere, ..outcome.into() },
        deadlines: deadlines(inputs.layers, &own.profile),
        duties,
        releases: inputs.layers.iter().rev().flat_map(|l| l.profile.releases.clone()).collect(),
        reasons: super::reasons(inputs.layers),
    }
}

/// Takes out the domains that have no item left and gives their numbers and names.
fn split_off_empty(domains: &mut Vec<Domain>) -> Vec<(DomainNumber, String)> {
    let empty = domains.extract_if(.., |domain| domain.items.is_empty());
    empty.map(|domain| (domain.number, domain.name)).collect()
}

/// 期限 of a body: those of the nearest layer that sets any for it.
fn deadlines(layers: &[&Layer], own: &Profile) -> Vec<Traced<Batch>> {
    let of_layer = |(index, layer): (usize, &&Layer)| {
        let batches = layer.profile.batches_for(&own.name.value, &own.folder);
        let traced = batches.map(|batch| {
            let origin =
                Origin { layer: super::layer_id(index), location: batch.deadline.location };
            Traced::new(batch.clone(), origin)
        });
        Some(traced.collect::<Vec<_>>()).filter(|found| !found.is_empty())
    };
    layers.iter().enumerate().rev().find_map(of_layer).unwrap_or_default()
}

/// 牵头单位, from the nearest layer that names one.
fn lead(domain: &Domain, layers: &[&Layer]) -> Option<Located<String>> {
    layers.iter().rev().find_map(|layer| {
        let leads = &layer.profile.leads;
        leads.iter().find(|(name, _)| domain.is_called(name)).map(|(_, lead)| lead.clone())
    })
}

/// Replaces the roles of every item by real bodies.
fn bind(domain: &mut Domain, binder: &Binder<'_>) {
    let mut items = std::mem::take(&mut domain.items);
    for item in &mut items {
        let Some(bodies) = &mut item.fields.bodies else { continue };
        let Some(bound) = binder.bind(&bodies.value, domain) else { continue };
        let Some(origin) = bound.origin() else { continue };
        let mut replaced = std::mem::take(&mut bodies.replaced);
        replaced.push(Former { text: bodies.value.text(), origin: bodies.origin });
        *bodies = Traced { value: bound.bodies, origin, replaced };
        item.bound = bound.roles;
    }
    domain.items = items;
}
