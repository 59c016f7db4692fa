//! domain-unaccounted: a domain is left out without a word.

use std::collections::BTreeMap;

use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{Decision, DomainNumber, Profile};
use crate::source::Location;

pub(crate) static CHECK: Check = Check::catalogue(&RULE, check);
pub(crate) static RULE: Rule =
    Rule::warning(Area::Coverage, include_str!("domain-unaccounted.md")).mended_by_body();

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    if scope.bare {
        return;
    }
    let ledger = &scope.catalogue.ledger;
    let place = list_place(&scope.catalogue.profile);
    // What has no item for this level needs no word.
    let mut ours: BTreeMap<&DomainNumber, usize> = BTreeMap::new();
    for entry in ledger.items.iter().filter(|entry| entry.decision == Decision::DomainDropped) {
        *ours.entry(&entry.domain).or_default() += 1;
    }
    for domain in ledger.domains.iter().filter(|domain| domain.reason.is_none()) {
        let Some(count) = ours.get(&domain.number) else { continue };
        let message =
            format!("“{}”领域有 {count} 个本级事项，没有采用，也没有说明理由", domain.name);
        reporter
            .at(Place::DomainAt(&domain.name, place), message)
            .help("采用的，写进“领域”；不采用的，写进 mulu.yaml 的“不涉及领域”，写明理由和说明");
    }
}

/// Where the body says which domains it adopts.
fn list_place(profile: &Profile) -> Location {
    let first = profile.domains.iter().flatten().next();
    first.map_or(profile.location, |domain| domain.location)
}
