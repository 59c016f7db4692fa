//! 文件: files that cannot be understood. These rules are raised while reading; here are their pages.

mod duplicate_key;
mod hidden_sheet;
mod missing_key;
mod unknown_key;
mod unreadable_file;
mod unsure_domain;
mod unsure_head;
mod unsure_reading;
mod wrong_type;
mod yaml_syntax;
mod yaml_too_large;

use crate::check::Rule;

/// The rules of this area, in the order in which they are listed.
pub(super) static RULES: &[&Rule] = &[
    &yaml_syntax::RULE,
    &yaml_too_large::RULE,
    &unknown_key::RULE,
    &duplicate_key::RULE,
    &missing_key::RULE,
    &wrong_type::RULE,
    &unreadable_file::RULE,
    &unsure_head::RULE,
    &unsure_domain::RULE,
    &unsure_reading::RULE,
    &hidden_sheet::RULE,
];
