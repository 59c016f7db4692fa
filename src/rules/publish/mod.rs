//! 公布: what keeps a catalogue from its public pages, and what is missing beside it there.

pub(crate) mod part_incomplete;
pub(crate) mod part_missing;
pub(crate) mod personal_in_public;

use crate::finding::Rule;

/// The rules of this area, in the order in which they are listed.
pub(crate) static RULES: &[&Rule] =
    &[&personal_in_public::RULE, &part_missing::RULE, &part_incomplete::RULE];
