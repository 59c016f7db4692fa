//! All rules. A new one is a file and a page in the folder of its area, and a line in that area's list.

mod audience;
mod basis;
mod bodies;
mod channels;
mod coverage;
mod files;
mod layers;
mod limit;
mod privacy;
mod process;
mod structure;

use std::sync::LazyLock;

use super::Rule;
use crate::finding::RuleId;

/// A key that mulu does not know; also raised for the id of a rule that does not exist.
pub(super) const UNKNOWN_KEY: RuleId = RuleId("unknown-key");

/// The rules of every area, in the order in which they are listed.
static AREAS: [&[&Rule]; 11] = [
    files::RULES,
    layers::RULES,
    structure::RULES,
    basis::RULES,
    limit::RULES,
    bodies::RULES,
    channels::RULES,
    audience::RULES,
    coverage::RULES,
    privacy::RULES,
    process::RULES,
];

/// Every rule, by area.
pub static ALL: LazyLock<Vec<&'static Rule>> = LazyLock::new(|| AREAS.concat());
