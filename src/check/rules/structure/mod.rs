//! 结构: rows and columns that are there, once, and written out.

mod broken_words;
mod ditto_mark;
mod duplicate_item;
mod empty_column;
mod missing_field;
mod mixed_width;
mod name_as_content;
mod near_duplicate_item;
mod placeholder_left;
mod serial_gap;
mod shifted_columns;
mod truncated_text;
mod unbalanced_brackets;

pub(super) use empty_column::empty_columns;
pub(super) use missing_field::is_missing;
pub(super) use shifted_columns::is_shifted;

use crate::check::Rule;

/// The rules of this area, in the order in which they are listed.
pub(super) static RULES: &[&Rule] = &[
    &missing_field::RULE,
    &empty_column::RULE,
    &shifted_columns::RULE,
    &duplicate_item::RULE,
    &near_duplicate_item::RULE,
    &placeholder_left::RULE,
    &truncated_text::RULE,
    &unbalanced_brackets::RULE,
    &ditto_mark::RULE,
    &name_as_content::RULE,
    &broken_words::RULE,
    &mixed_width::RULE,
    &serial_gap::RULE,
];
