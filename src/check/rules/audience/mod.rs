//! 对象、方式、层级: for whom, how, and at which level.

pub(crate) mod audience_unclear;
pub(crate) mod group_unnamed;
pub(crate) mod level_missing;
pub(crate) mod level_not_ours;
pub(crate) mod mode_unclear;
pub(crate) mod request_with_public_channel;

use crate::check::facts::missing::is_missing;
use crate::check::{Check, Place};
use crate::model::{Field, Item, ItemIn};

/// The checks of this area, in the order in which they are listed.
pub(super) static CHECKS: &[&Check] = &[
    &audience_unclear::CHECK,
    &group_unnamed::CHECK,
    &mode_unclear::CHECK,
    &request_with_public_channel::CHECK,
    &level_missing::CHECK,
    &level_not_ours::CHECK,
];

/// Where an item leaves a field empty, or says nothing clear in it.
fn unstated(at: ItemIn<'_>, field: Field, is_unclear: impl Fn(&Item) -> bool) -> Option<Place<'_>> {
    match is_missing(at.item, field) {
        true => Some(Place::Empty(at, field)),
        false => is_unclear(at.item).then_some(Place::Field(at, field)),
    }
}
