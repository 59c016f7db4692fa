//! 时限: by when something is disclosed.

mod unparsable_limit;

use crate::check::Rule;

/// The rules of this area, in the order in which they are listed.
pub(super) static RULES: &[&Rule] = &[&unparsable_limit::RULE];
