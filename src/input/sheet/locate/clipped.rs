//! Headings of which only the beginning is left: 公开, 公开, 公开时限 are 公开内容, 公开依据, 公开时限.
//!
//! The columns of the official form stand in one order. So what is missing between two known columns says
//! what the clipped headings between them were: all of them where as many are missing, else those that the
//! texts below fit.

use std::ops::Range;

use crate::input::sheet::fit;
use crate::input::sheet::locate::heading;
use crate::input::sheet::locate::sample::{self, Sample};
use crate::input::sheet::recognition::CellRepair;
use crate::input::sheet::types::{ColumnDraft, ColumnRole, SheetColumn, TableKind};

/// The columns behind the names, in the order of the official form.
static ORDER: [ColumnRole; 8] = [
    ColumnRole::Elements,
    ColumnRole::Basis,
    ColumnRole::Limit,
    ColumnRole::Bodies,
    ColumnRole::Channels,
    ColumnRole::Audience,
    ColumnRole::Mode,
    ColumnRole::Levels,
];

/// How well a column is understood whose clipped heading only one place explains.
const BY_ORDER: f64 = 0.6;
/// A shorter heading may be what is left of anything.
const SHORTEST: usize = 2;

/// Clipped headings side by side, and what the form has between the columns around them.
struct Run {
    at: Range<usize>,
    missing: Vec<ColumnRole>,
}

/// Whether a heading is what may be left of this one: 公开 of 公开时限.
pub(in crate::input::sheet) fn is_clipped(heading: &str, role: &ColumnRole) -> bool {
    let bare = heading::key(heading);
    !bare.is_empty() && role.label().is_some_and(|label| label.starts_with(&bare))
}

/// The columns that a clipped heading may have been of.
pub(in crate::input::sheet) fn may_be<'a>(
    heading: &'a str,
) -> impl Iterator<Item = &'static ColumnRole> + use<'a> {
    let long = heading::key(heading).chars().count() >= SHORTEST;
    ORDER.iter().filter(move |role| long && is_clipped(heading, role))
}

/// Gives clipped headings the meanings that are missing between known ones, where as many are missing.
pub(in crate::input::sheet) fn by_order(drafts: &mut [ColumnDraft]) {
    let headed: Vec<usize> = (0..drafts.len())
        .filter(|at| drafts.get(*at).is_some_and(|d| !d.column.heading.is_empty()))
        .collect();
    let columns = headed.iter().filter_map(|at| drafts.get(*at));
    let columns: Vec<(&ColumnRole, &str)> =
        columns.map(|d| (&d.column.role, d.column.heading.as_str())).collect();
    let whole = runs(&columns).into_iter().filter(|run| run.at.len() == run.missing.len());
    let meant: Vec<(usize, ColumnRole)> =
        whole.flat_map(|run| run.at.zip(run.missing).collect::<Vec<_>>()).collect();
    for (at, role) in meant {
        let Some(draft) = headed.get(at).and_then(|at| drafts.get_mut(*at)) else { continue };
        draft.column.role = role;
        draft.quality = BY_ORDER;
        draft.bent = true;
    }
}

/// Gives clipped headings the meanings that fit the texts below best, in the order of the form.
pub(in crate::input::sheet) fn by_texts(
    columns: &mut [SheetColumn],
    sample: &Sample,
    last: u32,
) -> Vec<CellRepair> {
    let shown: Vec<(&ColumnRole, &str)> =
        columns.iter().map(|column| (&column.role, column.heading.as_str())).collect();
    let mut meant: Vec<(usize, ColumnRole)> = Vec::new();
    for run in runs(&shown) {
        let indexes: Vec<u16> =
            columns.get(run.at.clone()).unwrap_or_default().iter().map(|c| c.index).collect();
        let alone = indexes.len() == run.missing.len();
        let found = best_way(&indexes, &run.missing, alone, sample);
        meant.extend(run.at.zip(found).filter_map(|(at, role)| Some((at, role?))));
    }
    let understood = meant.into_iter().filter_map(|(at, role)| {
        columns.get_mut(at).map(|column| sample::understood(column, role, last))
    });
    understood.collect()
}

/// For each column the role that it has in the best way to give them some of the roles, both in order.
fn best_way(
    columns: &[u16],
    roles: &[ColumnRole],
    alone: bool,
    sample: &Sample,
) -> Vec<Option<ColumnRole>> {
    // ways[r]: the best way to read the columns so far with the first `r` roles, and what it is worth.
    let mut ways: Vec<(f64, Vec<Option<ColumnRole>>)> = vec![(0.0, Vec::new()); roles.len() + 1];
    for column in columns {
        let mut next: Vec<(f64, Vec<Option<ColumnRole>>)> = Vec::with_capacity(ways.len());
        for (r, (worth, way)) in ways.iter().enumerate() {
            let mut best = (*worth, [way.as_slice(), &[None]].concat());
            if let Some(before) = r.checked_sub(1)
                && let (Some((worth, way)), Some(role)) = (ways.get(before), roles.get(before))
                && let Some(gain) = worth_of(role, *column, alone, sample)
                && worth + gain > best.0
            {
                best = (worth + gain, [way.as_slice(), &[Some(role.clone())]].concat());
            }
            if let Some(shorter) = next.last().filter(|shorter| shorter.0 > best.0) {
                best = shorter.clone();
            }
            next.push(best);
        }
        ways = next;
    }
    ways.pop().map(|(_, way)| way).unwrap_or_default()
}

/// What it is worth to read a column so; `None` where its texts are of another. Where no other column is left
/// for it, they only must not speak against it.
fn worth_of(role: &ColumnRole, column: u16, alone: bool, sample: &Sample) -> Option<f64> {
    if sample::count(column, sample) == 0 {
        return None;
    }
    let mean = sample::mean(role, column, sample);
    let least = match role {
        ColumnRole::Elements => fit::MISFITS / 2.0,
        _ if alone => fit::MISFITS,
        _ => fit::FITS,
    };
    (mean > least).then_some(mean - fit::MISFITS)
}

/// The runs of clipped headings between known columns that stand in the order of the form.
fn runs(columns: &[(&ColumnRole, &str)]) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut at = 0;
    while at < columns.len() {
        let open = columns.iter().skip(at).take_while(|(role, heading)| is_open(role, heading));
        let end = at + open.count();
        if end > at {
            let before = columns.get(..at).and_then(|known| known.iter().rev().find_map(rank));
            let behind = columns.get(end..).and_then(|known| known.iter().find_map(rank));
            let missing = missing(columns, before, behind, at..end);
            runs.extend(before.map(|_| Run { at: at..end, missing }));
        }
        at = end + 1;
    }
    runs
}

/// What the form has between two of its columns, that no other column is, and that the headings may be of.
fn missing(
    columns: &[(&ColumnRole, &str)],
    before: Option<usize>,
    behind: Option<usize>,
    at: Range<usize>,
) -> Vec<ColumnRole> {
    let known: Vec<usize> = columns.iter().filter_map(rank).collect();
    let headings = columns.get(at).unwrap_or_default();
    let between = before.unwrap_or(0) + 1..behind.unwrap_or(ORDER.len() + 1);
    let roles =
        (1..).zip(&ORDER).filter(|(rank, _)| between.contains(rank) && !known.contains(rank));
    let roles = roles.map(|(_, role)| role.clone());
    roles.filter(|role| headings.iter().any(|(_, heading)| is_clipped(heading, role))).collect()
}

/// The place in the form: 0 for names, from 1 for what stands behind them.
fn rank((role, _): &(&ColumnRole, &str)) -> Option<usize> {
    let whole = match role {
        ColumnRole::Name(_) => return Some(0),
        ColumnRole::Everyone | ColumnRole::Group => &ColumnRole::Audience,
        ColumnRole::Active | ColumnRole::OnRequest => &ColumnRole::Mode,
        ColumnRole::Level(_) => &ColumnRole::Levels,
        role => *role,
    };
    ORDER.iter().position(|known| known == whole).map(|at| at + 1)
}

/// Whether a heading is the beginning of some, and says nothing else.
fn is_open(role: &ColumnRole, heading: &str) -> bool {
    *role == ColumnRole::Other
        && may_be(heading).next().is_some()
        && heading::exact(TableKind::Catalogue, &heading::key(heading)).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_between_known_columns() {
        let name = ColumnRole::Name(1);
        let other = ColumnRole::Other;
        let (limit, channels) = (ColumnRole::Limit, ColumnRole::Channels);
        let columns = [
            (&name, "一级事项"),
            (&other, "公开"),
            (&other, "公开"),
            (&limit, "公开时限"),
            (&other, "公开"),
            (&channels, "公开渠道"),
            (&other, "公开"),
            (&other, "备注"),
        ];
        let found: Vec<(Range<usize>, Vec<ColumnRole>)> =
            runs(&columns).into_iter().map(|run| (run.at, run.missing)).collect();
        let behind = vec![ColumnRole::Audience, ColumnRole::Mode, ColumnRole::Levels];
        let expected = [
            (1..3, vec![ColumnRole::Elements, ColumnRole::Basis]),
            (4..5, vec![ColumnRole::Bodies]),
            (6..7, behind),
        ];
        assert_eq!(found, expected);
    }
}
