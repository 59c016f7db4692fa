//! One layer over the state of those above it.

use foldhash::{HashSet, HashSetExt as _};

use super::addition::add;
use super::bind::Binder;
use super::overlay::overlay;
use super::plan::{Plan, unknown_domain};
use super::resolve::Position;
use super::{LayerOutcome, State};
use crate::finding::Finding;
use crate::model::{
    AdminLevel, Code, Decision, Domain, DomainEntry, FieldSet, Item, Layer, LayerId, LedgerEntry,
    Levels,
};
use crate::register::{ChannelRegister, Registers};

/// Applies the last of `layers` to the state, and says what became of every item above.
pub(super) fn layer(
    state: &mut State,
    layers: &[&Layer],
    id: LayerId,
    registers: &Registers,
    findings: &mut Vec<Finding>,
) -> LayerOutcome {
    let Some(own) = layers.last() else { return LayerOutcome::default() };
    let mut outcome = LayerOutcome::default();
    forget_rows(state, layers, own.profile.level.value);
    super::confirm::apply(state, own, findings);
    if own.profile.without_counties {
        super::finish::lift_levels(state, layers, own, id);
    }
    select_domains(state, own, registers, findings, &mut outcome);
    let plan = Plan::of(own, &state.domains, &Binder::new(layers, registers), findings);
    let decided = plan.carry_out(state, own, id, registers.channels(), findings);
    outcome.entries.extend(decided);
    outcome
}

/// Which rows the layer above listed is no matter of this one, unless it is of the same level.
fn forget_rows(state: &mut State, layers: &[&Layer], level: AdminLevel) {
    let above = layers.len().checked_sub(2).and_then(|upper| layers.get(upper));
    let is_same = above.is_some_and(|upper| upper.profile.level.value == level);
    for item in state.domains.iter_mut().flat_map(|domain| &mut domain.items) {
        item.blank.clear();
        item.listed = item.listed.filter(|_| is_same);
    }
}

/// Takes out the domains that the layer does not adopt, each with what it said about it.
fn select_domains(
    state: &mut State,
    own: &Layer,
    registers: &Registers,
    findings: &mut Vec<Finding>,
    outcome: &mut LayerOutcome,
) {
    let profile = &own.profile;
    let names =
        profile.domains.iter().flatten().chain(profile.not_involved.iter().map(|n| &n.domain));
    let tabled = |name: &str| own.tables.iter().any(|table| table.is_called(name));
    for name in names {
        let known = state.domains.iter().any(|d| d.is_called(&name.value));
        if !known && !tabled(&name.value) {
            findings.push(unknown_domain(name, profile.level.value, &state.domains, registers));
        }
    }
    let (kept, dropped): (Vec<Domain>, Vec<Domain>) =
        std::mem::take(&mut state.domains).into_iter().partition(|domain| {
            let listed = profile.domains.as_ref();
            let listed = listed.is_none_or(|list| list.iter().any(|d| domain.is_called(&d.value)));
            listed && !profile.not_involved.iter().any(|n| domain.is_called(&n.domain.value))
        });
    state.domains = kept;
    for domain in dropped {
        let reason =
            profile.not_involved.iter().find(|n| domain.is_called(&n.domain.value)).cloned();
        outcome.entries.extend(domain.items.iter().map(|item| LedgerEntry {
            domain: domain.number.clone(),
            code: item.code.clone(),
            names: item.names().to_vec(),
            levels: levels(item),
            decision: match super::finish::is_other_level(item, profile.level.value) {
                true => Decision::OtherLevel,
                false => Decision::DomainDropped,
            },
            origin: item.origin,
        }));
        outcome.domains.push(DomainEntry {
            number: domain.number,
            name: domain.name,
            reason,
            items: domain.items.len(),
        });
    }
}

fn levels(item: &Item) -> Levels {
    item.fields.levels.as_ref().map(|levels| (*levels.value).clone()).unwrap_or_default()
}

impl Plan<'_> {
    /// Does what was planned; returns what became of every item above.
    fn carry_out(
        mut self,
        state: &mut State,
        own: &Layer,
        id: LayerId,
        channels: &ChannelRegister,
        findings: &mut Vec<Finding>,
    ) -> Vec<LedgerEntry> {
        let level = own.profile.level.value;
        let mut entries = Vec::new();
        for (d, domain) in state.domains.iter_mut().enumerate() {
            let mut kept = Vec::with_capacity(domain.items.len());
            for (i, mut item) in std::mem::take(&mut domain.items).into_iter().enumerate() {
                let names = item.names().to_vec();
                let (code, origin, levels) = (item.code.clone(), item.origin, levels(&item));
                let decision = self.decide((d, i), &mut item, level);
                if matches!(
                    decision,
                    Decision::Kept
                        | Decision::Changed(_)
                        | Decision::OtherLevel
                        | Decision::LevelUnknown
                ) {
                    kept.push(item);
                }
                entries.push(LedgerEntry {
                    domain: domain.number.clone(),
                    code,
                    names,
                    levels,
                    decision,
                    origin,
                });
            }
            domain.items = kept;
        }
        state.domains.append(&mut self.new_domains);
        let additions = std::mem::take(&mut self.additions);
        let mut codes: HashSet<Code> = match additions.is_empty() {
            true => HashSet::new(),
            false => state.domains.iter().flat_map(|d| &d.items).map(|i| i.code.clone()).collect(),
        };
        for (index, row) in additions {
            if let Some(domain) = state.domains.get_mut(index) {
                add(domain, row, own, id, &mut codes, channels, findings);
            }
        }
        entries
    }

    /// What becomes of one item, which is changed in place.
    fn decide(&mut self, at: Position, item: &mut Item, level: AdminLevel) -> Decision {
        if let Some(dropping) =
            self.drops.get(&at).and_then(|d| d.iter().min_by_key(|d| d.location))
        {
            return Decision::Dropped(dropping.clone());
        }
        let Some(mut changes) = self.changes.remove(&at) else {
            return match self.tabled.get(&at.0) {
                _ if item.listed.is_none() && super::finish::is_other_level(item, level) => {
                    Decision::OtherLevel
                }
                // A table that does not list it says nothing of it either.
                _ if super::finish::stays_with_county(item, level) => Decision::LevelUnknown,
                Some(place) => Decision::Unaccounted(*place),
                None => Decision::Kept,
            };
        };
        changes.sort_by_key(|change| change.location);
        let mut changed = FieldSet::EMPTY;
        // A table that lists an item keeps it, whatever its levels; a change of a field does not.
        item.listed = self.listed.get(&at).copied().or(item.listed);
        // Whoever changes an item of which nobody knows the level takes it.
        if super::finish::stays_with_county(item, level) {
            item.listed = changes.first().map(|change| change.location);
        }
        for change in changes {
            for field in overlay(&mut item.fields, &change.fields).iter() {
                changed.insert(field);
            }
            for field in change.fields.set().iter() {
                item.unverified.remove(field);
            }
            item.blank.extend(change.blank);
        }
        if item.listed.is_none() && super::finish::is_other_level(item, level) {
            return Decision::OtherLevel;
        }
        if changed.is_empty() { Decision::Kept } else { Decision::Changed(changed) }
    }
}
