//! Tables without a head: what each column may hold, told by its texts and by the standard order.
//!
//! The columns of the official form stand in one order, so that the best reading is the best way to give
//! columns, from left to right, roles in that order: found for all columns together, by the scores of
//! [`fit`]. It is only proposed; the user confirms it, by a map or on the command line.

use std::rc::Rc;

use crate::input::sheet::fit::{self, Looks, SharedLooks};
use crate::input::sheet::locate::sample;
use crate::input::sheet::types::{ColumnRole, SheetColumn, TableKind};
use crate::input::sheet::view::View;
use crate::model::AdminLevel;
use crate::source::Cell;

/// So many rows are looked at.
const SAMPLE: usize = 40;
/// So many rows are gone through to find them.
const TRIED: usize = SAMPLE * 2;
/// Rows with fewer texts are titles and notes.
const FULL_ROW: usize = 4;
/// A column whose texts fit less than this, on average, holds something else.
const FITTING: f64 = 0.3;
/// So many columns that only one kind of text fits make a table.
const TELLING: usize = 3;
/// How well such a column must fit.
const SURE: f64 = 0.6;

/// Columns that a table without a head may have.
pub(in crate::input::sheet) struct Proposal {
    pub(in crate::input::sheet) kind: TableKind,
    pub(in crate::input::sheet) columns: Vec<SheetColumn>,
}

impl Proposal {
    /// Whether a row holds what the columns hold, so that it is none of headings.
    pub(in crate::input::sheet) fn holds(&self, view: &View<'_>, row: u32) -> bool {
        let fit = |(column, cell): (u16, &Cell)| {
            let column = self.columns.iter().find(|known| known.index == column)?;
            Some(fit::fit(&column.role, &Looks::of(&cell.text)))
        };
        let fits: Vec<f64> = view.cells(row).filter_map(fit).collect();
        fits.iter().sum::<f64>() >= FITTING * fits.len() as f64 && !fits.is_empty()
    }
}

/// How well the texts of a column fit a role, by the places of both.
type Scores = Vec<Vec<f64>>;

/// What the columns of a sheet without a head may be; `None` when it is no table.
pub(in crate::input::sheet) fn propose(
    view: &View<'_>,
    wanted: Option<TableKind>,
    rows: &[u32],
) -> Option<Proposal> {
    let looks = |row: &u32| sample::looks(view, *row);
    let full = |cells: &Vec<(u16, SharedLooks)>| cells.len() >= FULL_ROW;
    let sample: Vec<Vec<(u16, SharedLooks)>> =
        rows.iter().take(TRIED).map(looks).filter(full).take(SAMPLE).collect();
    let most = sample.iter().map(Vec::len).max()?;
    // Rows that lost cells hide what the full ones say.
    let full: Vec<Vec<(u16, SharedLooks)>> = rows
        .iter()
        .take(TRIED)
        .map(looks)
        .filter(|cells: &Vec<(u16, SharedLooks)>| cells.len() == most)
        .take(SAMPLE)
        .collect();
    let kinds = [TableKind::Catalogue, TableKind::Duties];
    let kinds = || kinds.into_iter().filter(|kind| wanted.is_none_or(|wanted| wanted == *kind));
    let orders = || kinds().flat_map(|kind| orders(kind).into_iter().map(move |o| (kind, o)));
    let of = |sample: &[Vec<(u16, SharedLooks)>]| {
        orders().find_map(|(kind, roles)| proposal(kind, &roles, view.width(), sample))
    };
    of(&sample).or_else(|| of(&full).filter(|_| sample.len() >= ROWS))
}

/// Fewer rows are no table.
const ROWS: usize = 2;

/// The orders in which the columns may stand: lists of duties name the kind of power before or behind the name.
fn orders(kind: TableKind) -> Vec<Vec<ColumnRole>> {
    let standard = standard_order(kind);
    match kind {
        TableKind::Catalogue => vec![standard],
        TableKind::Duties => vec![
            standard,
            vec![
                ColumnRole::Serial,
                ColumnRole::DutyCode,
                ColumnRole::DutyName,
                ColumnRole::Power,
                ColumnRole::DutyBody,
                ColumnRole::DutyBasis,
            ],
        ],
    }
}

fn proposal(
    kind: TableKind,
    roles: &[ColumnRole],
    width: u16,
    sample: &[Vec<(u16, SharedLooks)>],
) -> Option<Proposal> {
    let mut scores: Scores = (0..width)
        .map(|column| roles.iter().map(|role| score(role, column, sample)).collect())
        .collect();
    place_ticks(roles, &mut scores);
    let given = in_order(&scores);
    let columns: Vec<(f64, SheetColumn)> = given
        .iter()
        .filter_map(|(column, role)| {
            let score = *scores.get(*column)?.get(*role)?;
            let (index, role) = (u16::try_from(*column).ok()?, roles.get(*role)?.clone());
            Some((score, SheetColumn { index, heading: String::new(), role }))
        })
        .collect();
    let columns = is_table(kind, &columns).then_some(columns)?;
    let mut columns: Vec<SheetColumn> = columns.into_iter().map(|(_, column)| column).collect();
    squeezed_ticks(&mut columns, sample);
    Some(Proposal { kind, columns })
}

/// Ticks that stand side by side in every row, without any blank among them: the blank cells were lost, and one
/// of each pair of columns is left.
fn squeezed_ticks(columns: &mut [SheetColumn], sample: &[Vec<(u16, Rc<Looks>)>]) {
    let always = |column: &SheetColumn| {
        sample.iter().all(|row| row.iter().any(|(at, _)| *at == column.index))
    };
    let ticks: Vec<&mut SheetColumn> = columns.iter_mut().filter(|c| c.role.is_mark()).collect();
    let side_by_side = ticks.windows(2).all(|pair| pair[1].index == pair[0].index + 1);
    let squeezed =
        [ColumnRole::Everyone, ColumnRole::Active, ColumnRole::Level(vec![AdminLevel::County])];
    if ticks.len() < 2 || ticks.len() > squeezed.len() || !side_by_side {
        return;
    }
    if ticks.iter().all(|column| always(column)) {
        ticks.into_iter().zip(squeezed).for_each(|(column, role)| column.role = role);
    }
}

/// The columns of the official form, and of lists of duties, from left to right.
pub(in crate::input::sheet) fn standard_order(kind: TableKind) -> Vec<ColumnRole> {
    match kind {
        TableKind::Catalogue => vec![
            ColumnRole::Serial,
            ColumnRole::Name(1),
            ColumnRole::Name(2),
            ColumnRole::Name(3),
            ColumnRole::Elements,
            ColumnRole::Basis,
            ColumnRole::Limit,
            ColumnRole::Bodies,
            ColumnRole::Channels,
            ColumnRole::Everyone,
            ColumnRole::Group,
            ColumnRole::Audience,
            ColumnRole::Active,
            ColumnRole::OnRequest,
            ColumnRole::Mode,
            ColumnRole::Level(vec![AdminLevel::County]),
            ColumnRole::Level(vec![AdminLevel::Town]),
            ColumnRole::Levels,
        ],
        TableKind::Duties => vec![
            ColumnRole::Serial,
            ColumnRole::Power,
            ColumnRole::DutyCode,
            ColumnRole::DutyName,
            ColumnRole::DutyBasis,
            ColumnRole::DutyBody,
        ],
    }
}

/// How well the texts of a column fit on average, the less the fewer rows have one. A column to tick may
/// be blank in most rows.
fn score(role: &ColumnRole, column: u16, sample: &[Vec<(u16, SharedLooks)>]) -> f64 {
    let texts = sample.iter().filter_map(|row| row.iter().find(|(at, _)| *at == column));
    let fits: Vec<f64> = texts.map(|(_, looks)| fit::fit(role, looks)).collect();
    let (Some(count), rows) = (std::num::NonZero::new(fits.len()), sample.len()) else {
        return 0.0;
    };
    let mean = fits.iter().sum::<f64>() / count.get() as f64;
    let filled = if role.is_mark() { 1.0 } else { count.get() as f64 / rows.max(1) as f64 };
    mean * filled
}

/// Ticks look alike: of the columns that they fit, those are favoured that stand as far behind the channels
/// as in the official form.
fn place_ticks(roles: &[ColumnRole], scores: &mut Scores) {
    let place = |wanted: &ColumnRole| roles.iter().position(|role| role == wanted);
    let Some(channels) = place(&ColumnRole::Channels) else { return };
    let of = |row: &Vec<f64>| row.get(channels).copied().unwrap_or(0.0);
    let best = (0..scores.len()).max_by(|a, b| {
        let score = |at: &usize| scores.get(*at).map_or(0.0, of);
        score(a).total_cmp(&score(b))
    });
    let Some(best) = best.filter(|at| scores.get(*at).map_or(0.0, of) >= SURE) else { return };
    let ticks = roles.iter().enumerate().filter(|(_, role)| role.is_mark()).map(|(at, _)| at);
    for (behind, role) in (1..).zip(ticks) {
        if let Some(score) = scores.get_mut(best + behind).and_then(|row| row.get_mut(role))
            && *score >= FITTING
        {
            *score += IN_PLACE;
        }
    }
}

/// What a column to tick gains where it stands in its place.
const IN_PLACE: f64 = 0.05;

/// The way to give columns roles, both from left to right, of which the scores add up to the most:
/// pairs of the places of a column and of its role. Not every column has one.
fn in_order(scores: &Scores) -> Vec<(usize, usize)> {
    let roles = scores.first().map_or(0, Vec::len);
    // best[c][r]: the most that the first `c` columns can add up to with the first `r` roles.
    let mut best = vec![vec![0.0_f64; roles + 1]; scores.len() + 1];
    for (c, row) in scores.iter().enumerate() {
        for (r, score) in row.iter().enumerate() {
            let taken = if *score >= FITTING { best[c][r] + score } else { 0.0 };
            best[c + 1][r + 1] = best[c][r + 1].max(best[c + 1][r]).max(taken);
        }
    }
    let (mut c, mut r) = (scores.len(), roles);
    let mut given = Vec::new();
    while c > 0 && r > 0 {
        if best[c][r] == best[c - 1][r] {
            c -= 1;
        } else if best[c][r] == best[c][r - 1] {
            r -= 1;
        } else {
            (c, r) = (c - 1, r - 1);
            given.push((c, r));
        }
    }
    given.reverse();
    given
}

/// Whether the columns name matters, and enough of them hold what only such a table has.
fn is_table(kind: TableKind, columns: &[(f64, SheetColumn)]) -> bool {
    let has = |wanted: &dyn Fn(&ColumnRole) -> bool| {
        columns.iter().filter(|(score, c)| *score >= SURE && wanted(&c.role)).count()
    };
    match kind {
        TableKind::Catalogue => {
            let named = columns.iter().any(|(_, c)| matches!(c.role, ColumnRole::Name(_)));
            let telling = |role: &ColumnRole| {
                matches!(
                    role,
                    ColumnRole::Basis
                        | ColumnRole::Limit
                        | ColumnRole::Bodies
                        | ColumnRole::Channels
                )
            };
            named && has(&telling) >= TELLING
        }
        TableKind::Duties => {
            let named = columns.iter().any(|(_, c)| c.role == ColumnRole::DutyName);
            named && has(&|role| *role == ColumnRole::Power) == 1 && columns.len() >= TELLING
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_order_is_found_for_all_columns_together() {
        // The first column fits the second role a little better, and is needed for the first.
        let scores = vec![vec![0.8, 0.9, -1.0], vec![-1.0, 0.9, 0.2], vec![-1.0, -1.0, 0.7]];
        assert_eq!(in_order(&scores), [(0, 0), (1, 1), (2, 2)]);
        assert_eq!(in_order(&vec![vec![0.1, 0.2]; 3]), []);
        assert_eq!(in_order(&Vec::new()), []);
    }
}
