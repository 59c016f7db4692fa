//! 结构: rows and columns that are there, once, and written out.

mod act_unnamed;
pub(crate) mod broken_words;
mod content_elsewhere;
pub(crate) mod ditto_mark;
mod duplicate_item;
pub(crate) mod empty_column;
pub(crate) mod incomplete_row;
mod inherited_blank;
pub(crate) mod missing_field;
pub(crate) mod mixed_width;
mod name_as_content;
mod near_duplicate_item;
mod old_word;
pub(crate) mod placeholder_left;
mod power_mismatch;
pub(crate) mod shifted_columns;
pub(super) mod slip_of_the_pen;
mod traditional_text;
mod truncated_text;
pub(crate) mod unbalanced_brackets;
mod unknown_power;

use crate::check::Check;

/// The checks of this area, in the order in which they are listed.
pub(super) static CHECKS: &[&Check] = &[
    &missing_field::CHECK,
    &empty_column::CHECK,
    &incomplete_row::CHECK,
    &inherited_blank::CHECK,
    &shifted_columns::CHECK,
    &duplicate_item::CHECK,
    &near_duplicate_item::CHECK,
    &placeholder_left::CHECK,
    &truncated_text::CHECK,
    &truncated_text::WRITTEN,
    &unbalanced_brackets::CHECK,
    &ditto_mark::CHECK,
    &name_as_content::CHECK,
    &name_as_content::OF_DUTIES,
    &content_elsewhere::CHECK,
    &old_word::CHECK,
    &slip_of_the_pen::CHECK,
    &slip_of_the_pen::UNLISTED,
    &slip_of_the_pen::DANGLING,
    &broken_words::CHECK,
    &mixed_width::CHECK,
    &traditional_text::CHECK,
    &unknown_power::CHECK,
    &power_mismatch::CHECK,
    &act_unnamed::CHECK,
];
