//! 合并: layers that do not fit together.

pub(crate) mod conflicting_layers;
pub(crate) mod reserved_number;
pub(crate) mod unknown_domain;
pub(crate) mod unknown_item;
pub(crate) mod unknown_release;
pub(crate) mod unsure_match;

use crate::finding::Rule;

/// The rules of this area, in the order in which they are listed.
pub(crate) static RULES: &[&Rule] = &[
    &unknown_release::RULE,
    &unknown_domain::RULE,
    &reserved_number::RULE,
    &unknown_item::RULE,
    &unsure_match::RULE,
    &conflicting_layers::RULE,
];
