//! 依据: on which legal instruments an item rests.

mod article_beyond_end;
mod basis_kind_mismatch;
mod basis_number_mismatch;
mod clause_form;
mod ephemeral_basis;
pub(crate) mod malformed_number;
mod newer_version;
mod official_title;
mod only_general_basis;
pub(crate) mod outdated_version;
pub(crate) mod stale_basis;
mod unknown_basis;
mod vague_basis;

use crate::check::Check;

/// The checks of this area, in the order in which they are listed.
pub(super) static CHECKS: &[&Check] = &[
    &stale_basis::CHECK,
    &outdated_version::CHECK,
    &newer_version::CHECK,
    &unknown_basis::CHECK,
    &official_title::CHECK,
    &basis_number_mismatch::CHECK,
    &malformed_number::CHECK,
    &vague_basis::CHECK,
    &only_general_basis::CHECK,
    &ephemeral_basis::CHECK,
    &basis_kind_mismatch::CHECK,
    &clause_form::CHECK,
    &article_beyond_end::CHECK,
];
