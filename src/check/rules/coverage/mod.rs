//! 覆盖: nothing of the layer above, no duty and nothing that the law wants is lost without a word.

mod domain_unaccounted;
mod duty_uncovered;
mod guideline_superseded;
mod item_unaccounted;
mod reason_missing;
mod statutory_gap;
mod unlinked_local_item;
mod withdrawn_duty_item;

use crate::check::Rule;

/// The rules of this area, in the order in which they are listed.
pub(super) static RULES: &[&Rule] = &[
    &item_unaccounted::RULE,
    &reason_missing::RULE,
    &domain_unaccounted::RULE,
    &duty_uncovered::RULE,
    &withdrawn_duty_item::RULE,
    &statutory_gap::RULE,
    &unlinked_local_item::RULE,
    &guideline_superseded::RULE,
];
