//! 结构: rows and columns that are there, once, and written out.

pub(crate) mod duplicate_item;
pub(crate) mod serial_gap;

use crate::finding::Rule;

/// The rules of this area that no check finds.
pub(crate) static RULES: &[&Rule] = &[&serial_gap::RULE];
