//! ambiguous-days: 20日 where 20个工作日 may be meant.
//!
//! A warning where the regulation, the guideline or the cell itself counts the same number in working
//! days; other numbers are notes. Budgets and procurement are left alone, since their laws set days.

use crate::check::facts::limits::{GENERAL_LIMIT, guideline, stated};
use crate::check::texts::first_of_extras;
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Severity;
use crate::model::{Field, ItemIn, TimeLimits, Unit};
use crate::register::WordList;
use crate::text::Wording;

pub(crate) static CHECK: Check = Check::item(&RULE, check);
/// Numbers under 办理时限 of a list of duties that have no unit.
pub(super) static OF_DUTIES: Check = Check::item(&RULE, check_duty).of_duties();
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

fn check_duty(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    static LIMITS: Wording = Wording::named("写办理时限的栏");
    let bare = |text: &str| {
        let text = text.trim();
        let is_number = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        is_number.then(|| text.to_owned())
    };
    for (heading, place, number) in first_of_extras(scope, at, bare) {
        // 办理期限（工作日） says the unit above.
        let stated = heading.contains(['日', '天', '月', '年']);
        if number != "0" && !stated && LIMITS.iter().any(|word| heading.contains(word)) {
            reporter
                .at(place, format!("“{heading}”只写了“{number}”，是日还是工作日？"))
                .help(format!("写明单位，如 {number}个工作日；都一样的，写在栏名里"));
        }
    }
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
