//! limit-without-trigger: 20个工作日内, but from when?
//!
//! A note where the guideline does not say it either, or where the kind of information tells it
//! (处罚决定：20个工作日内). Yields to limit-too-long and filled-down-series.

use super::{filled_down_series, guideline, limit_too_long, stated};
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Severity;
use crate::model::{Field, Item, ItemIn, TimeLimit, TimeLimits, Unit};

pub(in crate::check) static CHECK: Check = Check::catalogue(&RULE, check);
pub(crate) static RULE: Rule =
    Rule::warning(Area::Limit, include_str!("limit-without-trigger.md")).also(&[Severity::Note]);

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    let filled = filled_down_series::filled(scope);
    for (domain, item) in scope.catalogue.items().filter(|(_, item)| !filled.contains(&item.code)) {
        let Some(level) = fault(item) else { continue };
        let text = stated(item).map_or("", |limits| limits.text.as_str());
        reporter
            .at_level(
                Place::Field(ItemIn { domain, item }, Field::Limit),
                level,
                format!("公开时限“{text}”没有写从什么时候算起，没法算出最后一天"),
            )
            .help("补上起算的时间，如：自信息形成或者变更之日起20个工作日内");
    }
}

fn fault(item: &Item) -> Option<Severity> {
    let limits = stated(item)?;
    let start = starts_nowhere(limits)?;
    if limit_too_long::too_long(item).is_some() {
        return None;
    }
    let guided = guideline(item).is_some_and(|limits| starts_nowhere(&limits).is_some());
    Some(if guided || start.subject.is_some() { Severity::Note } else { RULE.level })
}

/// The part that counts from nowhere, where no other part tells it and no instrument does.
fn starts_nowhere(limits: &TimeLimits) -> Option<&TimeLimit> {
    let told = limits.parts.iter().any(|part| part.trigger.is_some());
    let by_rule = ["《", "规定", "法定"].iter().any(|word| limits.text.contains(word));
    // 10日内 alone; other limits in days are those of laws, which say from when elsewhere.
    let alone = limits.text.starts_with(|c: char| c.is_ascii_digit()) && limits.parts.len() == 1;
    let counts = |unit| unit == Unit::WorkingDay || alone && unit == Unit::Day;
    let mut within = limits.within().filter(|(_, days)| counts(days.unit));
    within.next().map(|(part, _)| part).filter(|_| !told && !by_rule)
}
