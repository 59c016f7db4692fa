//! notice-period-missing: a list that has to be posted for some days, and no number of days.
//!
//! A warning where the guideline sets one and the rest of its limit was kept; a note where the whole
//! limit was rewritten (looser-than-guideline speaks of that) or only the name says 公示.

use crate::check::facts::limits::{guideline, looser, stated};
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Severity;
use crate::model::{Days, Field, Item, ItemIn, TimeLimits};

pub(crate) static CHECK: Check = Check::item(&RULE, check);
pub(crate) static RULE: Rule =
    Rule::warning(Area::Limit, include_str!("notice-period-missing.md")).also(&[Severity::Note]);

fn check(_: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let Some(limits) = stated(at.item).filter(|limits| notice(limits).is_none()) else { return };
    let place = Place::Field(at, Field::Limit);
    let guided = guideline(at.item).and_then(|limits| notice(&limits));
    if let Some(days) = guided {
        let days = format!("{}个{}", days.number, days.unit.label());
        reporter
            .at_level(
                place,
                level(at.item, limits),
                format!("标准指引要求公示{days}，这里没有写公示期"),
            )
            .help(format!("在后面补上：公示{days}"));
    } else if is_posted(at.item) && !limits.is_empty() {
        reporter
            .at_level(place, Severity::Note, "事项要公示，公开时限里没有写公示几天")
            .help("有规定的，写明公示几天，如：公示7个工作日");
    }
}

fn notice(limits: &TimeLimits) -> Option<Days> {
    limits.parts.iter().find_map(|part| part.notice)
}

fn level(item: &Item, limits: &TimeLimits) -> Severity {
    let rewritten = looser(item).is_some()
        || limits.within().next().is_none()
        || limits.longest_working_days() != guideline(item).and_then(|g| g.longest_working_days());
    if rewritten { Severity::Note } else { RULE.level }
}

/// Whether the name of the item says that it is posted.
fn is_posted(item: &Item) -> bool {
    item.names().last().is_some_and(|name| name.ends_with("公示"))
}
