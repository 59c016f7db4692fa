//! 主体: who discloses, and who leads.

mod body_level_mismatch;
mod foreign_place;
pub(crate) mod generic_body;
mod inner_office;
mod lead_missing;
pub(crate) mod obsolete_body;
mod repeated_body;
mod unknown_body;

pub use generic_body::{UnfilledRole, unfilled_roles};

use crate::check::Check;

/// The checks of this area, in the order in which they are listed.
pub(super) static CHECKS: &[&Check] = &[
    &generic_body::CHECK,
    &obsolete_body::CHECK,
    &inner_office::CHECK,
    &repeated_body::CHECK,
    &unknown_body::CHECK,
    &body_level_mismatch::CHECK,
    &foreign_place::CHECK,
    &lead_missing::CHECK,
];
