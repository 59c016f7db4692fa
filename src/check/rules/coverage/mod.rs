//! 覆盖: nothing of the layer above, no duty and nothing that the law wants is lost without a word.

mod content_below_guideline;
mod copied_content;
mod domain_unaccounted;
mod duty_list_twice;
mod duty_uncovered;
mod guideline_superseded;
mod item_unaccounted;
mod reason_missing;
mod statutory_gap;
mod topic_gap;
mod unlinked_local_item;
mod unrelated_duties;
mod upper_changed;
mod withdrawn_duty_item;

use crate::check::Check;

/// The checks of this area, in the order in which they are listed.
pub(super) static CHECKS: &[&Check] = &[
    &item_unaccounted::CHECK,
    &reason_missing::CHECK,
    &domain_unaccounted::CHECK,
    &content_below_guideline::CHECK,
    &copied_content::CHECK,
    &upper_changed::CHECK,
    &duty_uncovered::CHECK,
    &duty_list_twice::CHECK,
    &unrelated_duties::CHECK,
    &withdrawn_duty_item::CHECK,
    &statutory_gap::CHECK,
    &topic_gap::CHECK,
    &unlinked_local_item::CHECK,
    &guideline_superseded::CHECK,
];
