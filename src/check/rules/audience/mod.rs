//! 对象、方式、层级: for whom, how, and at which level.

mod audience_unclear;
mod group_unnamed;
mod level_missing;
mod level_not_ours;
mod mode_unclear;
mod request_with_public_channel;

use crate::check::Rule;

/// The rules of this area, in the order in which they are listed.
pub(super) static RULES: &[&Rule] = &[
    &audience_unclear::RULE,
    &group_unnamed::RULE,
    &mode_unclear::RULE,
    &request_with_public_channel::RULE,
    &level_missing::RULE,
    &level_not_ours::RULE,
];
