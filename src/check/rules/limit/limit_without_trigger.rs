//! limit-without-trigger: 20个工作日内, but from when?
//!
//! A note where the guideline does not say it either, or where the kind of information tells it
//! (处罚决定：20个工作日内).

use super::{filled_down_series, limit_too_long};
use crate::check::facts::limits::{guideline, stated};
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Severity;
use crate::model::{Field, ItemIn, TimeLimit, TimeLimits, Unit};

pub(crate) static CHECK: Check =
    Check::item(&RULE, check).yields_to(&[&filled_down_series::CHECK, &limit_too_long::CHECK]);
pub(crate) static RULE: Rule =
    Rule::warning(Area::Limit, include_str!("limit-without-trigger.md")).also(&[Severity::Note]);

fn check(_: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let Some(limits) = stated(at.item) else { return };
    let Some(start) = starts_nowhere(limits) else { return };
    let guided = guideline(at.item).is_some_and(|limits| starts_nowhere(&limits).is_some());
    let told = guided || start.subject.is_some();
    reporter
        .at_level(
            Place::Field(at, Field::Limit),
            if told { Severity::Note } else { RULE.level },
            format!("公开时限“{}”没有写从什么时候算起，没法算出最后一天", limits.text),
        )
        .help("补上起算的时间，如：自信息形成或者变更之日起20个工作日内");
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
