//! 结构: rows and columns that are there, and once.
pub(super) mod missing_field;
