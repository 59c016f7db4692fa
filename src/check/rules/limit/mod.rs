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

use crate::check::Check;
use crate::model::{Item, TimeLimits, Unit};

/// The checks of this area, in the order in which they are listed.
pub(super) static CHECKS: &[&Check] = &[
    &unparsable_limit::CHECK,
    &limit_too_long::CHECK,
    &enforcement_limit_too_long::CHECK,
    &limit_without_trigger::CHECK,
    &vague_limit::CHECK,
    &ambiguous_days::CHECK,
    &filled_down_series::CHECK,
    &looser_than_guideline::CHECK,
    &notice_period_missing::CHECK,
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
