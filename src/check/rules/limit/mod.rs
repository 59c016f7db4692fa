//! 时限: by when something is disclosed.

mod ambiguous_days;
mod enforcement_limit_too_long;
mod filled_down_series;
mod limit_too_long;
mod limit_without_trigger;
mod looser_than_guideline;
mod notice_period_missing;
mod unparsable_limit;
mod vague_limit;

use crate::check::Rule;
use crate::model::{Item, TimeLimits, Unit};

/// The rules of this area, in the order in which they are listed.
pub(super) static RULES: &[&Rule] = &[
    &unparsable_limit::RULE,
    &limit_too_long::RULE,
    &enforcement_limit_too_long::RULE,
    &limit_without_trigger::RULE,
    &vague_limit::RULE,
    &ambiguous_days::RULE,
    &filled_down_series::RULE,
    &looser_than_guideline::RULE,
    &notice_period_missing::RULE,
];

/// 条例第二十六条: the longest time, in working days, where no law sets another.
const GENERAL_LIMIT: u32 = 20;

/// What the item says.
fn stated(item: &Item) -> Option<&TimeLimits> {
    item.fields.limit.as_ref().map(|limit| &*limit.value)
}

/// What the guideline says, where a layer has replaced it.
fn guideline(item: &Item) -> Option<TimeLimits> {
    item.fields.limit.as_ref()?.guideline_text().map(TimeLimits::parse)
}

/// The shortest time in working days that any part of a limit sets.
fn shortest_working_days(limits: &TimeLimits) -> Option<u32> {
    let counted = limits.within().filter(|(_, days)| days.unit == Unit::WorkingDay);
    counted.map(|(_, days)| days.number).min()
}
