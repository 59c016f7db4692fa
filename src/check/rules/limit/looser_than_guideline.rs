//! looser-than-guideline: more time than the national guideline gives.
//!
//! Up to 20 working days is still lawful. One row among others that keep the guideline's time is a slip
//! (warning); a body that writes the general limit in all rows of a domain has decided so (note).

use super::{enforcement_limit_too_long, filled_down_series, limit_too_long};
use crate::check::facts::limits::{GENERAL_LIMIT, guideline, looser};
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Severity;
use crate::model::{Domain, Field, Item, ItemIn, LayerId};

pub(crate) static CHECK: Check = Check::catalogue(&RULE, check).yields_to(&[
    &filled_down_series::CHECK,
    &limit_too_long::CHECK,
    &enforcement_limit_too_long::CHECK,
]);
pub(crate) static RULE: Rule =
    Rule::warning(Area::Limit, include_str!("looser-than-guideline.md")).also(&[Severity::Note]);

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    scope.catalogue.domains.iter().for_each(|domain| check_domain(domain, reporter));
}

fn check_domain(domain: &Domain, reporter: &mut Reporter<'_>) {
    let looser: Vec<(&Item, u32, u32)> = domain
        .items
        .iter()
        .filter_map(|item| looser(item).map(|(own, guided)| (item, own, guided)))
        .collect();
    let kept = domain.items.iter().filter(|item| keeps(item)).count();
    let level = if kept >= looser.len() { RULE.level } else { Severity::Note };
    for (item, own, guided) in looser {
        reporter
            .at_level(
                Place::Field(ItemIn { domain, item }, Field::Limit),
                level,
                format!("公开时限{own}个工作日，比标准指引的{guided}个工作日长"),
            )
            .help(format!("改成{guided}个工作日；要放宽的，写明理由"));
    }
}

/// Whether a limit stands as in the guideline, or is as short.
fn keeps(item: &Item) -> bool {
    let Some(limit) = &item.fields.limit else { return false };
    if limit.origin.layer == LayerId::NATIONAL {
        return true;
    }
    let own = limit.value.longest_working_days();
    let guided = guideline(item).and_then(|limits| limits.longest_working_days());
    own.is_some() && own == guided && own < Some(GENERAL_LIMIT)
}
