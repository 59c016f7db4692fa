//! 流程: what came back from the departments, and what the settings say of rules.

pub(crate) mod confirm_contradiction;
pub(crate) mod confirm_stale;
pub(crate) mod confirm_unclear;
pub(crate) mod decision_unclear;
pub(crate) mod expired_exception;
pub(crate) mod form_empty;
pub(crate) mod form_foreign;
pub(crate) mod form_stale;
pub(crate) mod form_unreadable;
pub(crate) mod opinion_changed;
pub(crate) mod opinion_contradiction;
pub(crate) mod opinion_looser;
pub(crate) mod opinion_not_written;
pub(crate) mod opinion_unclear;
pub(crate) mod unapproved_exception;
pub(crate) mod unused_exception;

use crate::finding::Rule;

/// The rules of this area, in the order in which they are listed.
pub(crate) static RULES: &[&Rule] = &[
    &unused_exception::RULE,
    &expired_exception::RULE,
    &unapproved_exception::RULE,
    &form_unreadable::RULE,
    &form_foreign::RULE,
    &form_stale::RULE,
    &form_empty::RULE,
    &opinion_unclear::RULE,
    &opinion_contradiction::RULE,
    &opinion_changed::RULE,
    &opinion_looser::RULE,
    &opinion_not_written::RULE,
    &decision_unclear::RULE,
    &confirm_unclear::RULE,
    &confirm_contradiction::RULE,
    &confirm_stale::RULE,
];
