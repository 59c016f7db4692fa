//! All rules. A new one is a file and a page in the folder of its area, and a line in that area's list.

mod files;
mod structure;

use super::Rule;

/// Every rule, by area.
pub static ALL: &[&Rule] = &[&files::yaml_syntax::RULE, &structure::missing_field::RULE];
