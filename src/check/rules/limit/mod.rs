//! 时限: by when something is disclosed.

mod ambiguous_days;
mod enforcement_limit_too_long;
mod filled_down_series;
mod limit_too_long;
mod limit_without_trigger;
mod limits_unsorted;
mod looser_than_guideline;
mod notice_period_missing;
mod unparsable_limit;
mod vague_limit;

use crate::check::Check;

/// The checks of this area, in the order in which they are listed.
pub(super) static CHECKS: &[&Check] = &[
    &unparsable_limit::CHECK,
    &limit_too_long::CHECK,
    &enforcement_limit_too_long::CHECK,
    &limit_without_trigger::CHECK,
    &limits_unsorted::CHECK,
    &vague_limit::CHECK,
    &ambiguous_days::CHECK,
    &ambiguous_days::OF_DUTIES,
    &filled_down_series::CHECK,
    &looser_than_guideline::CHECK,
    &notice_period_missing::CHECK,
];
