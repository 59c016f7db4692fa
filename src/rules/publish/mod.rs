//! 公布: what keeps a catalogue from its public pages, what is missing beside it there, and what the
//! website holds or lacks.

pub(crate) mod column_missing;
pub(crate) mod column_unclear;
pub(crate) mod page_late;
pub(crate) mod page_misplaced;
pub(crate) mod page_missing;
pub(crate) mod page_unclear;
pub(crate) mod page_unexplained;
pub(crate) mod page_unsure;
pub(crate) mod part_incomplete;
pub(crate) mod part_missing;
pub(crate) mod personal_in_public;

use crate::finding::Rule;

/// The rules of this area, in the order in which they are listed.
pub(crate) static RULES: &[&Rule] = &[
    &personal_in_public::RULE,
    &part_missing::RULE,
    &part_incomplete::RULE,
    &column_missing::RULE,
    &page_late::RULE,
    &page_missing::RULE,
    &page_misplaced::RULE,
    &page_unexplained::RULE,
    &page_unsure::RULE,
    &page_unclear::RULE,
];
