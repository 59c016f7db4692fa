//! What an item and its guideline say of 公开时限.

use crate::model::{Item, LayerId, TimeLimits, Unit};

/// 条例第二十六条: the longest time, in working days, where no law sets another.
pub(crate) const GENERAL_LIMIT: u32 = 20;

/// What the item says.
pub(crate) fn stated(item: &Item) -> Option<&TimeLimits> {
    item.fields.limit.as_ref().map(|limit| &*limit.value)
}

/// Whether the limit is the guideline's own, which nobody below can mend.
pub(crate) fn is_national(item: &Item) -> bool {
    item.fields.limit.as_ref().is_some_and(|limit| limit.origin.layer == LayerId::NATIONAL)
}

/// What the guideline says, where a layer has replaced it.
pub(crate) fn guideline(item: &Item) -> Option<TimeLimits> {
    item.fields.limit.as_ref()?.guideline_text().map(TimeLimits::parse)
}

/// The shortest time in working days that any part of a limit sets.
pub(crate) fn shortest_working_days(limits: &TimeLimits) -> Option<u32> {
    let counted = limits.within().filter(|(_, days)| days.unit == Unit::WorkingDay);
    counted.map(|(_, days)| days.number).min()
}

/// The working days of the item and of the guideline, where the item's are more.
pub(crate) fn looser(item: &Item) -> Option<(u32, u32)> {
    let own = stated(item)?.longest_working_days()?;
    let guided = guideline(item)?.longest_working_days()?;
    (own > guided).then_some((own, guided))
}
