//! 对象、方式、层级: for whom, how, and at which level.

mod audience_unclear;
mod group_unnamed;
mod level_missing;
pub(crate) mod level_not_ours;
mod mode_unclear;
mod request_with_public_channel;

use super::structure::{empty_columns, is_missing};
use crate::check::{Check, Place, Scope};
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

/// Where items leave a field empty, or say nothing clear in it; not in an empty column.
fn unstated<'a>(
    scope: &'a Scope<'_>,
    field: Field,
    is_unclear: impl Fn(&Item) -> bool,
) -> Vec<Place<'a>> {
    let mut found = Vec::new();
    for domain in &scope.catalogue.domains {
        let of_column = empty_columns(domain).contains(field);
        let lacking = |item: &Item| {
            is_unclear(item) || is_missing(item, field) && !(of_column && item.listed.is_some())
        };
        let items = domain.items.iter().filter(|item| lacking(item));
        found.extend(items.map(|item| match is_missing(item, field) {
            true => Place::Empty(ItemIn { domain, item }, field),
            false => Place::Field(ItemIn { domain, item }, field),
        }));
    }
    found
}
