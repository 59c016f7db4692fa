//! lead-missing: nobody leads a domain.

use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Entry;

/// A body without the domain has nobody to name.
const OTHERWISE: &str = "本级没有的领域不用写牵头单位：不采用它，写明理由和说明";

pub(crate) static CHECK: Check = Check::catalogue(&RULE, check);
pub(crate) static RULE: Rule =
    Rule::warning(Area::Bodies, include_str!("lead-missing.md")).mended_by_body();

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    if scope.bare {
        return;
    }
    let catalogue = scope.catalogue;
    for domain in catalogue.domains.iter().filter(|domain| domain.lead.is_none()) {
        // Members inherit their leads; a domain of another layer is that layer's to lead.
        if !scope.is_top() && domain.origin.layer != catalogue.own_layer() {
            continue;
        }
        reporter
            .at(
                Place::DomainAt(&domain.name, catalogue.profile.location),
                format!("“{}”领域没有写牵头单位，内容由谁汇总、谁更新说不清", domain.name),
            )
            .help(format!("在 mulu.yaml 的“牵头单位”里加一行：{}: 单位名称", domain.name))
            .entry(Entry::lead(&domain.name, catalogue.profile.location, OTHERWISE));
    }
}
