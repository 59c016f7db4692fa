//! 主体: who discloses, and who leads.

mod generic_body;
mod lead_missing;

use crate::check::Rule;

/// The rules of this area, in the order in which they are listed.
pub(super) static RULES: &[&Rule] = &[&generic_body::RULE, &lead_missing::RULE];
