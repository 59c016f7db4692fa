//! 规则 that are raised before there is a catalogue to check, or beside it: while files are read, layers
//! are merged, settings applied, and forms of departments read.
//!
//! Each file holds a rule with its levels, and what it says as functions of the facts: the stage that
//! finds a fault names the rule's function and gives the place, and nothing else. How a fault is found
//! is the stage's business. Rules that look at the compiled catalogue stand in `check::rules`; where
//! both raise a rule, its words stand here and its check there.

pub(crate) mod coverage;
pub(crate) mod files;
pub(crate) mod layers;
pub(crate) mod process;
pub(crate) mod structure;

use crate::finding::Rule;

/// The rules that no check over a catalogue finds, by area.
pub(crate) static RAISED: [&[&Rule]; 4] =
    [files::RULES, layers::RULES, structure::RULES, process::RULES];
