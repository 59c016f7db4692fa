//! domain-unaccounted: a domain is left out without a word.

use std::collections::BTreeMap;

use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Entry;
use crate::model::{Decision, DomainNumber, Profile};
use crate::source::Location;

pub(crate) static CHECK: Check = Check::catalogue(&RULE, check);
pub(crate) static RULE: Rule =
    Rule::warning(Area::Coverage, include_str!("domain-unaccounted.md")).mended_by_body();

/// The line of 不涉及领域 that would account for a domain; the reason is one of a closed list.
fn entry_for(domain: &str, profile: Location) -> Entry {
    let blank = "写明为什么没有";
    let reason = "本级无此职责";
    Entry {
        section: "不涉及领域",
        key: domain.to_owned(),
        line: format!("- {{领域: {domain}, 理由: {reason}, 说明: {blank}}}"),
        sheet: "领域",
        row: [domain, "不涉及", reason, blank].map(str::to_owned).to_vec(),
        blank,
        profile,
        otherwise: "本级有的，采用它；理由不是“本级无此职责”的，换成“业务不发生”“领域不涉及”等",
    }
}

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
            .help("采用的，写进“领域”；不采用的，写进 mulu.yaml 的“不涉及领域”，写明理由和说明")
            .entry(entry_for(&domain.name, scope.catalogue.profile.location));
    }
}

/// Where the body says which domains it adopts.
fn list_place(profile: &Profile) -> Location {
    let first = profile.domains.iter().flatten().next();
    first.map_or(profile.location, |domain| domain.location)
}
