//! 文件: files that cannot be understood.

pub(crate) mod duplicate_key;
pub(crate) mod faulty_data;
pub(crate) mod hidden_sheet;
pub(crate) mod missing_key;
pub(crate) mod unknown_key;
pub(crate) mod unreadable_file;
pub(crate) mod unsure_cell;
pub(crate) mod unsure_domain;
pub(crate) mod unsure_head;
pub(crate) mod unsure_reading;
pub(crate) mod wrong_type;
pub(crate) mod yaml_syntax;
pub(crate) mod yaml_too_large;

use crate::finding::Rule;

/// The rules of this area, in the order in which they are listed.
pub(crate) static RULES: &[&Rule] = &[
    &yaml_syntax::RULE,
    &yaml_too_large::RULE,
    &unknown_key::RULE,
    &duplicate_key::RULE,
    &missing_key::RULE,
    &wrong_type::RULE,
    &unreadable_file::RULE,
    &unsure_head::RULE,
    &unsure_domain::RULE,
    &unsure_cell::RULE,
    &unsure_reading::RULE,
    &hidden_sheet::RULE,
    &faulty_data::RULE,
];
