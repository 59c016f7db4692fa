//! inherited-blank: what comes from the layer above leaves fields empty that must be filled.

use crate::check::facts::Facts;
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{Domain, Field, Gaps, Item, Profile};
use crate::source::Location;

pub(crate) static CHECK: Check = Check::catalogue(&RULE, check).claiming(claims);
pub(crate) static RULE: Rule =
    Rule::warning(Area::Structure, include_str!("inherited-blank.md")).mended_by_body();

fn claims(facts: &Facts<'_>, place: Place<'_>) -> bool {
    let item = place.item().zip(place.field());
    item.is_some_and(|(at, field)| facts.inherits_blank(at.item, field))
}

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    if scope.bare {
        return;
    }
    for mut gaps in Gaps::of(scope.catalogue) {
        let facts = reporter.facts();
        for (field, items) in &mut gaps.blank {
            items.retain(|item| facts.inherits_blank(item, *field));
        }
        gaps.blank.retain(|(_, items)| !items.is_empty());
        if gaps.blank.is_empty() {
            continue;
        }
        let place = place(&scope.catalogue.profile, gaps.domain);
        let listed: Vec<String> = gaps.blank.iter().map(|(f, items)| codes(*f, items)).collect();
        reporter
            .at(Place::DomainAt(&gaps.domain.name, place), format!("{}，报送以前要补上", gaps.counted()))
            .help(format!(
                "用 mulu confirm --domain {} 出核实表，照原件填好再用 --read 读回，或者写进调整。空着的：{}",
                gaps.domain.number,
                listed.join("；")
            ));
    }
}

/// Where the body says that it adopts the domain, else its file.
fn place(profile: &Profile, domain: &Domain) -> Location {
    let named = profile.domains.iter().flatten().find(|named| domain.is_called(&named.value));
    named.map_or(profile.location, |named| named.location)
}

/// 公开内容 22.003、22.004.
fn codes(field: Field, items: &[&Item]) -> String {
    let codes: Vec<&str> = items.iter().map(|item| item.code.as_str()).collect();
    format!("{field} {}", codes.join("、"))
}
