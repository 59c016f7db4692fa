//! Heads whose columns a user has settled: used again whenever the same head comes.
//!
//! A saved head names each of its headings and what the column holds. It applies to a head that has all
//! of these headings; how it is stored in a file is the business of [`super::super::yaml`].

use super::columns::Draft;
use super::heading::{self, Role};
use super::recognition::TableKind;

/// All saved heads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mappings {
    /// The heads, the first that fits wins.
    pub heads: Vec<SavedHead>,
}

/// One saved head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedHead {
    /// What its table lists.
    pub kind: TableKind,
    /// Each heading as it stands, and the role of the column.
    pub columns: Vec<(String, Role)>,
}

impl SavedHead {
    /// Whether the headings are exactly these, in any order.
    fn fits(&self, drafts: &[Draft]) -> bool {
        let mut saved: Vec<String> = self.columns.iter().map(|(h, _)| heading::key(h)).collect();
        let mut found: Vec<String> = drafts
            .iter()
            .filter(|draft| !draft.column.heading.is_empty())
            .map(|draft| heading::key(&draft.column.heading))
            .collect();
        saved.sort_unstable();
        found.sort_unstable();
        !saved.is_empty() && saved == found
    }
}

impl Mappings {
    /// Gives the columns of a saved head their roles; whether there was one.
    pub(super) fn apply(&self, kind: TableKind, drafts: &mut [Draft]) -> bool {
        let fitting = self.heads.iter().find(|head| head.kind == kind && head.fits(drafts));
        let Some(head) = fitting else { return false };
        let mut open: Vec<&(String, Role)> = head.columns.iter().collect();
        for draft in drafts.iter_mut().filter(|draft| !draft.column.heading.is_empty()) {
            let key = heading::key(&draft.column.heading);
            // Two columns with one heading are settled in the order in which they were saved.
            let at = open.iter().position(|(heading, _)| heading::key(heading) == key);
            if let Some((_, role)) = at.map(|at| open.remove(at)) {
                draft.column.role = role.clone();
                draft.quality = 1.0;
                draft.bent = false;
            }
        }
        true
    }
}
