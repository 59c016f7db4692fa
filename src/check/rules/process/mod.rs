//! 流程: what is still to be done.

mod expired_exception;
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
];
