//! 流程: what is still to be done, and what came back from the departments.

mod decision_unclear;
mod expired_exception;
mod form_empty;
mod form_foreign;
mod form_stale;
mod form_unreadable;
mod opinion_changed;
mod opinion_contradiction;
mod opinion_not_written;
mod opinion_unclear;
mod overdue;
mod stale_review;
mod unused_exception;
mod unverified_item;

use crate::check::Rule;

/// The rules of this area, in the order in which they are listed.
pub(super) static RULES: &[&Rule] = &[
    &unverified_item::RULE,
    &stale_review::RULE,
    &overdue::RULE,
    &unused_exception::RULE,
    &expired_exception::RULE,
    &form_unreadable::RULE,
    &form_foreign::RULE,
    &form_stale::RULE,
    &form_empty::RULE,
    &opinion_unclear::RULE,
    &opinion_contradiction::RULE,
    &opinion_changed::RULE,
    &opinion_not_written::RULE,
    &decision_unclear::RULE,
];
