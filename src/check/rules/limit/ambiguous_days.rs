//! ambiguous-days: 20日 where 20个工作日 may be meant.
//!
//! A warning where the regulation, the guideline or the cell itself counts the same number in working
//! days; other numbers are notes. Budgets and procurement are left alone, since their laws set days.

use crate::check::facts::limits::{GENERAL_LIMIT, guideline, stated};
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Severity;
use crate::model::{Field, ItemIn, TimeLimits, Unit};
use crate::register::WordList;

pub(crate) static CHECK: Check = Check::item(&RULE, check);
pub(crate) static RULE: Rule =
    Rule::warning(Area::Limit, include_str!("ambiguous-days.md")).also(&[Severity::Note]);

fn check(_: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let Some(limits) = stated(at.item) else { return };
    let Some(number) = bare_days(limits) else { return };
    let slip = is_slip(limits, guideline(at.item).as_ref(), number);
    if counts_in_days(at) && !slip {
        return;
    }
    let level = if slip || number == GENERAL_LIMIT { RULE.level } else { Severity::Note };
    reporter
        .at_level(
            Place::Field(at, Field::Limit),
            level,
            format!("“{}”是{number}日还是{number}个工作日？两种算法差好几天", limits.text),
        )
        .help(format!(
            "是工作日的，写成“{number}个工作日”；确实按日历算的，写成“{number}个自然日”"
        ));
}

/// The number of a limit in 日 or 天 that does not say which days.
fn bare_days(limits: &TimeLimits) -> Option<u32> {
    let named =
        ["自然日", "日历日", "自然天", "日历天"].iter().any(|word| limits.text.contains(word));
    let mut within = limits.within().filter(|(_, days)| days.unit == Unit::Day);
    within.next().map(|(_, days)| days.number).filter(|number| !named && *number > 1)
}

/// Whether the laws on this subject count in days.
fn counts_in_days(at: ItemIn<'_>) -> bool {
    let title = at.item.title();
    WordList::CountedInDays.is_in(&title) || WordList::CountedInDays.is_in(&at.domain.name)
}

/// Whether the cell or the guideline counts the same number in working days.
fn is_slip(limits: &TimeLimits, guided: Option<&TimeLimits>, number: u32) -> bool {
    let in_working_days = |limits: &TimeLimits| {
        limits.within().any(|(_, days)| days.unit == Unit::WorkingDay && days.number == number)
    };
    in_working_days(limits) || guided.is_some_and(in_working_days)
}
