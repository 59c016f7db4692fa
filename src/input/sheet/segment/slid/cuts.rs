//! Where a cell may be two that were glued.

use std::collections::BTreeSet;

use crate::input::sheet::segment::slid::ColumnLayout;
use crate::input::sheet::types::ColumnRole;
use crate::model::POWER_KINDS;

/// A shorter text is not taken for two.
const SHORTEST_GLUED: usize = 5;
/// A shorter text of other rows is no seam: it may as well be a part of a word.
const SHORTEST_SAID: usize = 2;

impl ColumnLayout<'_> {
    /// The places at which a text may be two: where its own marks part it, and before or behind what other rows
    /// say as the whole of a limit, a body or the like.
    pub(super) fn cuts(&self, text: &str) -> Vec<usize> {
        if text.chars().count() < SHORTEST_GLUED {
            return Vec::new();
        }
        let said = self.said.iter().filter(|(said, columns)| {
            said.chars().count() >= SHORTEST_SAID && columns.iter().any(|c| self.is_typed(*c))
        });
        let beside = said.flat_map(|(said, _)| {
            let before = text.ends_with(said.as_str()).then(|| text.len() - said.len());
            [before, text.starts_with(said.as_str()).then_some(said.len())]
        });
        let power = self.is_of_duties().then(|| beside_power(text));
        let seams = seams(text).into_iter().chain(power.into_iter().flatten());
        let all: BTreeSet<usize> = seams.chain(beside.flatten()).collect();
        // Behind its mark a list goes on, also with what is the whole list of other rows.
        let in_list = |at: usize| text.get(..at).is_some_and(|text| text.ends_with('、'));
        let has_both = |at: usize| {
            text.split_at_checked(at)
                .is_some_and(|(a, b)| ![a, b].iter().any(|t| t.trim().is_empty()))
        };
        let is_inside = |at: &usize| has_both(*at) && !in_list(*at);
        all.into_iter().filter(is_inside).collect()
    }

    /// Whether a column holds texts of a kind, and no free words.
    fn is_typed(&self, column: i32) -> bool {
        let role = self.roles.get(&column);
        role.is_some_and(|role| {
            matches!(
                role,
                ColumnRole::Basis
                    | ColumnRole::Limit
                    | ColumnRole::Bodies
                    | ColumnRole::Channels
                    | ColumnRole::Audience
                    | ColumnRole::Mode
                    | ColumnRole::Levels
            )
        })
    }
}

/// Behind a kind of power at the beginning, before one at the end: 行政检查县公安局.
fn beside_power(text: &str) -> impl Iterator<Item = usize> {
    POWER_KINDS.into_iter().flat_map(move |kind| {
        let before = text.strip_prefix(kind).map(|_| kind.len());
        let whole = |rest: &&str| !rest.ends_with(['的', '施', '作', '为', '予']);
        let behind = text.strip_suffix(kind).filter(whole).map(str::len);
        [before, behind].into_iter().flatten()
    })
}

/// Where a text may be two: before its boxes, around its citations, behind a limit, at a break. Not in the middle
/// of a list.
fn seams(text: &str) -> BTreeSet<usize> {
    let boxes = text.find(['■', '□', '☑', '☐']);
    let cited = text.find('《');
    let behind = |word: &str| text.find(word).map(|at| at + word.len());
    let citation = text.rfind('》').map(|at| {
        let rest = text.get(at + '》'.len_utf8()..).unwrap_or("");
        let note = rest.starts_with(['(', '（', '〔']).then(|| rest.find([')', '）', '〕']));
        text.len() - rest.len() + note.flatten().map_or(0, |end| end + note_end(rest, end))
    });
    let limit = behind("日内公开").or_else(|| behind("日内")).or_else(|| behind("长期公开"));
    let gap = text.find(char::is_whitespace);
    let last_gap = text.rfind(char::is_whitespace);
    let all = [boxes, cited, citation, limit, gap, last_gap];
    all.into_iter().flatten().collect()
}

/// The length of the character at a place.
fn note_end(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
}
