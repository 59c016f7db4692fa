//! All rules: those that look at the compiled catalogue stand here, those that are raised before or
//! beside it in `crate::rules`.
//!
//! A new one is a file and a page in the folder of its area, and its lines in that area's list.

pub(crate) mod audience;
pub(crate) mod basis;
pub(crate) mod bodies;
pub(crate) mod channels;
mod coverage;
mod limit;
mod privacy;
pub(crate) mod process;
mod publish;
pub(crate) mod structure;

pub use bodies::{UnfilledRole, unfilled_roles};

use std::sync::LazyLock;

use super::{Check, Rule};
use crate::rules::RAISED;

/// The checks of every area, in the order in which they are listed.
static CHECKS: [&[&Check]; 10] = [
    structure::CHECKS,
    basis::CHECKS,
    limit::CHECKS,
    bodies::CHECKS,
    channels::CHECKS,
    audience::CHECKS,
    coverage::CHECKS,
    privacy::CHECKS,
    process::CHECKS,
    publish::CHECKS,
];

/// Every check over a catalogue, by area.
pub fn checks() -> impl Iterator<Item = &'static Check> {
    CHECKS.iter().flat_map(|area| area.iter().copied())
}

/// Every rule, by area.
pub static ALL: LazyLock<Vec<&'static Rule>> = LazyLock::new(|| {
    let raised = RAISED.iter().flat_map(|area| area.iter().copied());
    let mut all: Vec<&Rule> = checks().map(|check| check.rule).chain(raised).collect();
    all.sort_by_key(|rule| rule.area);
    // A rule may have several checks, one after the other.
    all.dedup_by_key(|rule| rule.id);
    all
});
