//! 流程: what is still to be done, and what came back from the departments.

pub(crate) mod disordered_dates;
mod overdue;
mod stale_review;
mod unverified_item;

use crate::check::Check;

/// The checks of this area, in the order in which they are listed.
pub(super) static CHECKS: &[&Check] =
    &[&unverified_item::CHECK, &stale_review::CHECK, &overdue::CHECK, &disordered_dates::CHECK];
