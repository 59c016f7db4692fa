//! Findings by the place they are about: what one of them says already, another need not say again.

use super::rules;
use crate::finding::Finding;
use crate::rules::files::unsure_cell;
use crate::source::{FileId, FilePlace, Location};

/// A row of a sheet of a file.
type SheetRow = (FileId, u16, u32);

/// Findings by place, so that what stands beside one is found without going through all.
#[derive(Debug)]
pub(super) struct ByPlace<'a> {
    at: Sorted<'a, Location>,
    in_row: Sorted<'a, SheetRow>,
}

/// Findings in the order of what they are looked up by, those of the same in the order in which they came.
#[derive(Debug)]
struct Sorted<'a, K>(Vec<(K, &'a Finding)>);

impl<'a, K: Ord + Copy> Sorted<'a, K> {
    fn new(mut findings: Vec<(K, &'a Finding)>) -> Self {
        findings.sort_by_key(|(key, _)| *key);
        Self(findings)
    }

    fn of(&self, key: K) -> impl Iterator<Item = &'a Finding> {
        let first = self.0.partition_point(|(known, _)| *known < key);
        let rest = self.0.get(first..).unwrap_or_default().iter();
        rest.take_while(move |(known, _)| *known == key).map(|(_, finding)| *finding)
    }
}

impl<'a> ByPlace<'a> {
    /// These findings, each under all its places.
    pub(super) fn of<I: IntoIterator<Item = Location>>(
        findings: impl IntoIterator<Item = &'a Finding>,
        places: impl Fn(&'a Finding) -> I,
    ) -> Self {
        let (mut at, mut in_row) = (Vec::new(), Vec::new());
        for finding in findings {
            for place in places(finding) {
                at.push((place, finding));
                in_row.extend(row(place).map(|row| (row, finding)));
            }
        }
        Self { at: Sorted::new(at), in_row: Sorted::new(in_row) }
    }

    /// The findings at a place.
    fn at(&self, place: Location) -> impl Iterator<Item = &'a Finding> {
        self.at.of(place)
    }

    /// The findings in the row of a place.
    fn beside(&self, place: Location) -> impl Iterator<Item = &'a Finding> {
        row(place).into_iter().flat_map(|row| self.in_row.of(row))
    }

    /// Whether a torn word stands in a body that is to be replaced as a whole.
    pub(super) fn replaces(&self, torn: &Finding) -> bool {
        torn.rule == rules::structure::broken_words::RULE.id
            && self.at(torn.location).any(|other| {
                other.severity >= torn.severity
                    && other.rule == rules::bodies::generic_body::RULE.id
            })
    }

    /// Whether a doubt of the reader is about a cell of which a rule says that nothing is written there or
    /// that it names no channel, or about a row that is said to be incomplete.
    pub(super) fn tells(&self, doubt: &Finding) -> bool {
        let empty =
            [rules::structure::missing_field::RULE.id, rules::structure::placeholder_left::RULE.id];
        let cut_off =
            [rules::structure::incomplete_row::RULE.id, rules::structure::shifted_columns::RULE.id];
        let says_why = |found: &Finding| {
            found.rule == rules::channels::unknown_channel::RULE.id
                && found.severity >= doubt.severity
                && found.field == doubt.field
        };
        doubt.rule == unsure_cell::RULE.id
            && doubt.severity == unsure_cell::RULE.level
            && (self.at(doubt.location).any(|found| empty.contains(&found.rule) || says_why(found))
                || self.beside(doubt.location).any(|found| cut_off.contains(&found.rule)))
    }

    /// Whether a rule looks at ticks of a row of which one of these doubts of the reader says that they stand
    /// in the wrong columns: what they tell is told by that.
    pub(super) fn doubts_row_of(&self, finding: &Finding) -> bool {
        let of_ticks = [
            rules::audience::audience_unclear::RULE.id,
            rules::audience::group_unnamed::RULE.id,
            rules::audience::level_missing::RULE.id,
            rules::audience::mode_unclear::RULE.id,
            rules::audience::request_with_public_channel::RULE.id,
            rules::channels::website_missing::RULE.id,
        ];
        let same_field = |doubt: &Finding| finding.field.is_some() && doubt.field == finding.field;
        of_ticks.contains(&finding.rule)
            && self
                .beside(finding.location)
                .any(|doubt| same_field(doubt) || unsure_cell::is_of_ticks(doubt))
    }
}

/// Where a finding is, and where it says more.
pub(super) fn places_of(finding: &Finding) -> impl Iterator<Item = Location> {
    let related = finding.related.iter().map(|related| related.location);
    std::iter::once(finding.location).chain(related)
}

/// The row of a place in a sheet.
fn row(place: Location) -> Option<SheetRow> {
    match place.place {
        FilePlace::Cell { sheet, cell } => Some((place.file, sheet, cell.row)),
        _ => None,
    }
}
