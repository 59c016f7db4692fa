//! limits-unsorted: two limits in one cell, and nothing tells which is for what.

use crate::check::facts::limits::{guideline, stated};
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Severity;
use crate::model::{Days, Field, ItemIn, TimeLimits};

pub(crate) static CHECK: Check = Check::item(&RULE, check).claiming(|_, place| {
    place.item().is_some_and(|at| stated(at.item).is_some_and(|limits| unsorted(limits).is_some()))
});
pub(crate) static RULE: Rule =
    Rule::warning(Area::Limit, include_str!("limits-unsorted.md")).also(&[Severity::Note]);

fn check(_: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let Some(limits) = stated(at.item) else { return };
    let Some((one, other)) = unsorted(limits) else { return };
    let guided = guideline(at.item).is_some_and(|limits| unsorted(&limits).is_some());
    let text = |days: Days| format!("{}个{}", days.number, days.unit.label());
    reporter
        .at_level(
            Place::Field(at, Field::Limit),
            if guided { Severity::Note } else { RULE.level },
            format!("一格里有两个时限（{}、{}），没有说各管哪些内容", text(one), text(other)),
        )
        .help("写明各管什么，如：行政许可决定7个工作日内，其他信息20个工作日内");
}

/// Two different times of which neither has a subject or an event of its own.
fn unsorted(limits: &TimeLimits) -> Option<(Days, Days)> {
    let plain = limits.within().filter(|(part, _)| part.subject.is_none());
    let plain: Vec<_> = plain.collect();
    let pairs = plain.iter().zip(plain.iter().skip(1));
    let mut unsorted = pairs.filter(|((one, a), (other, b))| {
        a != b && (other.trigger.is_none() || one.trigger == other.trigger)
    });
    unsorted.next().map(|((_, a), (_, b))| (*a, *b))
}
