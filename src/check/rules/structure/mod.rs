//! 结构: rows and columns that are there, and once.

mod duplicate_item;
mod missing_field;

use crate::check::Rule;

/// The rules of this area, in the order in which they are listed.
pub(super) static RULES: &[&Rule] = &[&missing_field::RULE, &duplicate_item::RULE];
