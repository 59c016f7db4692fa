//! 合并: layers that do not fit together. These rules are raised while merging; here are their pages.

mod conflicting_layers;
mod reserved_number;
mod unknown_domain;
mod unknown_item;
mod unknown_release;
mod unsure_match;

use crate::check::Rule;

/// The rules of this area, in the order in which they are listed.
pub(super) static RULES: &[&Rule] = &[
    &unknown_release::RULE,
    &unknown_domain::RULE,
    &reserved_number::RULE,
    &unknown_item::RULE,
    &unsure_match::RULE,
    &conflicting_layers::RULE,
];
