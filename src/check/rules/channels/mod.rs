//! 渠道: where it is disclosed.

pub(crate) mod broken_tick;
mod channel_below_guideline;
mod foreign_channel;
mod no_channel;
pub(crate) mod unknown_channel;
pub(crate) mod website_missing;

use crate::check::Check;

/// The checks of this area, in the order in which they are listed.
pub(super) static CHECKS: &[&Check] = &[
    &no_channel::CHECK,
    &broken_tick::CHECK,
    &unknown_channel::CHECK,
    &foreign_channel::CHECK,
    &website_missing::CHECK,
    &channel_below_guideline::CHECK,
];
