//! Columns that were put in another order under a head that stayed: a basis under 公开时限, the limits under
//! 公开主体, the bodies under 公开依据, in every row.
//!
//! Only columns whose texts do not fit their headings are moved, only among themselves, and only where each
//! of them fits clearly then. What is moved is a repair of its heading, and doubted in every row.

use crate::input::sheet::fit;
use crate::input::sheet::locate::sample::{self, BelowHead, Sample};
use crate::input::sheet::locate::unlisted;
use crate::input::sheet::recognition::CellRepair;
use crate::input::sheet::types::{ColumnRole, SheetColumn, TableKind};

/// Of one row it is not known whether the columns changed or the row slid.
const ROWS: usize = 2;
/// How well the texts of a column must fit what it is moved to.
const TELLING: f64 = 0.7;
/// Elements are plain words: it is enough that they are nothing else.
const PLAIN: f64 = 0.2;
/// How much better each column must fit on average.
const GAIN: f64 = 0.8;
/// So many columns are tried in every order; more do not stand wrong in any table that holds together.
const MOST: usize = 7;

/// Moves the meanings of such columns to where their texts stand.
pub(in crate::input::sheet) fn settle(
    below: &BelowHead,
    columns: &mut [SheetColumn],
) -> Vec<CellRepair> {
    let BelowHead { kind, last, ref sample } = *below;
    let wrong = wrong(kind, columns, sample);
    if sample.len() < ROWS || !(2..=MOST).contains(&wrong.len()) {
        return Vec::new();
    }
    let scores = scores(&wrong, columns, sample);
    let mut repairs = Vec::new();
    for cycle in cycles(&best_order(&scores)) {
        if !is_told(&cycle, &scores, &wrong, columns) {
            continue;
        }
        let roles: Vec<ColumnRole> = cycle
            .iter()
            .filter_map(|(_, to)| Some(columns.get(*wrong.get(*to)?)?.role.clone()))
            .collect();
        for ((from, _), role) in cycle.iter().zip(roles) {
            let column = wrong.get(*from).and_then(|at| columns.get_mut(*at));
            repairs.extend(column.map(|column| sample::understood(column, role, last)));
        }
    }
    repairs
}

/// The places of the columns whose texts do not fit their headings, of each role one.
fn wrong(kind: TableKind, columns: &[SheetColumn], sample: &Sample) -> Vec<usize> {
    let mut typed = unlisted::told_by_texts(kind);
    typed.push(ColumnRole::Elements);
    let alone = |role: &ColumnRole| columns.iter().filter(|c| c.role == *role).count() == 1;
    let is_wrong = |column: &SheetColumn| {
        typed.contains(&column.role)
            && alone(&column.role)
            && sample::count(column.index, sample) > 0
            && sample::mean(&column.role, column.index, sample) < fit::FITS
    };
    (0..columns.len()).filter(|at| columns.get(*at).is_some_and(is_wrong)).collect()
}

/// How well each of these columns fits the role of each, by the places in `wrong`.
fn scores(wrong: &[usize], columns: &[SheetColumn], sample: &Sample) -> Vec<Vec<f64>> {
    let wrong = || wrong.iter().filter_map(|at| columns.get(*at));
    let row = |column: &SheetColumn| {
        wrong().map(|other| sample::mean(&other.role, column.index, sample)).collect()
    };
    wrong().map(row).collect()
}

/// For each column the place of the role that it gets in the order that fits best.
fn best_order(scores: &[Vec<f64>]) -> Vec<usize> {
    let mut best = (f64::NEG_INFINITY, Vec::new());
    let mut order = Vec::new();
    try_orders(scores, &mut order, 0.0, &mut best);
    best.1
}

fn try_orders(scores: &[Vec<f64>], order: &mut Vec<usize>, sum: f64, best: &mut (f64, Vec<usize>)) {
    let Some(row) = scores.get(order.len()) else {
        if sum > best.0 + f64::EPSILON {
            *best = (sum, order.clone());
        }
        return;
    };
    for (role, score) in row.iter().enumerate() {
        if !order.contains(&role) {
            order.push(role);
            try_orders(scores, order, sum + score, best);
            order.pop();
        }
    }
}

/// The columns that change their roles among one another, each with the place of the role that it gets.
fn cycles(order: &[usize]) -> Vec<Vec<(usize, usize)>> {
    let mut seen = vec![false; order.len()];
    let mut cycles = Vec::new();
    for start in 0..order.len() {
        let mut cycle = Vec::new();
        let mut at = start;
        while let (Some(false), Some(to)) = (seen.get(at).copied(), order.get(at).copied()) {
            if let Some(seen) = seen.get_mut(at) {
                *seen = true;
            }
            cycle.push((at, to));
            at = to;
        }
        if cycle.len() > 1 {
            cycles.push(cycle);
        }
    }
    cycles
}

/// Whether each column of a cycle clearly holds what it gets, and all together fit much better.
fn is_told(
    cycle: &[(usize, usize)],
    scores: &[Vec<f64>],
    wrong: &[usize],
    columns: &[SheetColumn],
) -> bool {
    let score = |from: usize, to: usize| {
        scores.get(from).and_then(|row| row.get(to)).copied().unwrap_or(f64::NEG_INFINITY)
    };
    let least = |to: usize| match wrong.get(to).and_then(|at| columns.get(*at)).map(|c| &c.role) {
        Some(ColumnRole::Elements) => PLAIN,
        _ => TELLING,
    };
    let gain: f64 = cycle.iter().map(|(from, to)| score(*from, *to) - score(*from, *from)).sum();
    cycle.iter().all(|(from, to)| score(*from, *to) >= least(*to))
        && gain >= GAIN * cycle.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_that_change_among_one_another() {
        let scores = vec![vec![-1.0, 1.0, -0.5], vec![-0.7, -1.0, 1.0], vec![1.0, -0.4, -0.4]];
        assert_eq!(best_order(&scores), [1, 2, 0]);
        assert_eq!(cycles(&[1, 2, 0, 3]), [vec![(0, 1), (1, 2), (2, 0)]]);
        assert_eq!(cycles(&[0, 1]), Vec::<Vec<(usize, usize)>>::new());
    }
}
