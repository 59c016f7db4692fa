//! inherited-blank: what comes from the layer above leaves fields empty that must be filled.

use crate::check::facts::Facts;
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::Gaps;

pub(crate) static CHECK: Check = Check::catalogue(&RULE, check).claiming(claims);
pub(crate) static RULE: Rule = Rule::warning(Area::Structure, include_str!("inherited-blank.md"))
    .mended_by_body()
    .told_together();

const HELP: &str =
    "用 mulu confirm -o 核实.xlsx 出表，照原件填好用 --read 读回；本级不同的写进调整";

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
        let profile = Place::DomainAt(&gaps.domain.name, scope.catalogue.profile.location);
        reporter.at(profile, format!("{}，报送以前要补上", gaps.listed())).help(HELP);
    }
}
