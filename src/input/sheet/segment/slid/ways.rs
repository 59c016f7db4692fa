//! The ways in which the texts of a row may be laid out over the columns, and the best of them.

use std::collections::BTreeMap;

use crate::input::sheet::fit;
use crate::input::sheet::segment::slid::{
    CUT, ColumnLayout, DROP, FARTHEST, JOIN, JOIN_WORDS, MOVE, NAME_GAP, RowCell,
};
use crate::input::sheet::types::ColumnRole;

/// What became of one cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum LaidAs {
    /// Read under this column.
    At(i32),
    /// Read under the column of the cell before, as its end.
    Joined(i32),
    /// Its text up to here under this column, the rest under the next.
    Cut(i32, usize),
    /// Read under none.
    Dropped,
}

/// A way to read the row up to some text, which has this offset.
#[derive(Clone, Copy)]
pub(super) struct Way {
    score: f64,
    offset: i32,
    /// The last column taken.
    last: i32,
    step: LaidAs,
    /// The way to the text before, in the list of all.
    before: usize,
}

impl ColumnLayout<'_> {
    /// The best way to read the cells.
    pub(super) fn best(&self, cells: &[RowCell<'_>]) -> RowReading {
        self.best_filling(None, cells)
    }

    /// The best way in which a column has a text, and none that stands there wrongly.
    pub(super) fn best_filling(&self, wanted: Option<i32>, cells: &[RowCell<'_>]) -> RowReading {
        let start = Way { score: 0.0, offset: 0, last: -1, step: LaidAs::Dropped, before: 0 };
        let mut all = vec![start];
        let mut open = vec![0];
        for cell in cells {
            let mut next: BTreeMap<(i32, i32), Way> = BTreeMap::new();
            for before in open {
                let jumped = all.get(before).is_some_and(|way| Some(way.last) < wanted);
                let misfits = wanted.is_some_and(|c| self.score(c, &cell.looks) <= fit::MISFITS);
                let is_out = |way: &Way| {
                    jumped && (Some(way.last) > wanted || misfits && Some(way.last) == wanted)
                };
                for way in self.steps(&all, before, cell).into_iter().filter(|w| !is_out(w)) {
                    let key = (way.offset, way.last);
                    if next.get(&key).is_none_or(|known| way.score > known.score) {
                        next.insert(key, way);
                    }
                }
            }
            open = (all.len()..all.len() + next.len()).collect();
            all.extend(next.into_values());
        }
        let whole = |at: &usize| match all.get(*at) {
            Some(way) if wanted.is_none_or(|wanted| way.last >= wanted) => {
                way.score - self.behind(way.last)
            }
            _ => f64::MIN,
        };
        let better = |a: usize, b: usize| if whole(&b) > whole(&a) + f64::EPSILON { b } else { a };
        let best = open.into_iter().reduce(better).unwrap_or(0);
        RowReading { score: whole(&best), steps: steps_to(&all, best, cells.len()) }
    }

    /// The ways to read one more text.
    fn steps(&self, all: &[Way], before: usize, cell: &RowCell<'_>) -> Vec<Way> {
        let Some(way) = all.get(before).copied() else { return Vec::new() };
        let mut steps = Vec::new();
        let mut add = |score, offset, last, step| {
            steps.push(Way { score: way.score + score, offset, last, step, before });
        };
        for offset in FARTHEST {
            let to = cell.column + offset;
            // What says nothing by itself moves only with its neighbours, or begins the ticks.
            let moves = offset != way.offset;
            let begins = cell.looks.is_tick() && Some(to) == self.first_tick;
            if to <= way.last || moves && cell.looks.is_small() && !begins {
                continue;
            }
            let gap = if moves && self.skips_name(way.last, to) { NAME_GAP } else { 0.0 };
            let cost = if moves { MOVE } else { 0.0 } + gap + self.between(way.last + 1, to);
            add(self.score_cell(to, cell) - cost, offset, to, LaidAs::At(to));
            for (at, first, second) in &cell.cuts {
                let (before, behind) = cell.text.split_at_checked(*at).unwrap_or((cell.text, ""));
                if self.is_one_name(to, before.trim()) {
                    continue;
                }
                let halves = self.score_text(to, before.trim(), first)
                    + self.score_text(to + 1, behind.trim(), second);
                let score = halves - cost - CUT;
                for offset in [offset, offset + 1] {
                    add(score, offset, to + 1, LaidAs::Cut(to, *at));
                }
            }
        }
        if let (LaidAs::At(to), Some(joined)) = (way.step, &cell.joined)
            && self.may_be_torn(to)
            && self.score(to, joined) >= fit::FITS
        {
            let words = self.roles.get(&to).is_some_and(|role| **role == ColumnRole::Elements);
            let cost = if words { JOIN_WORDS } else { JOIN };
            let gain = self.score(to, joined) - self.previous(all, &way, to) - cost;
            add(gain, way.offset - 1, to, LaidAs::Joined(to));
            // Where nothing else moves, a column that is to say something would say nothing.
            if !self.may_be_torn(cell.column) {
                add(gain, way.offset, to, LaidAs::Joined(to));
            }
        }
        add(-DROP, way.offset, way.last, LaidAs::Dropped);
        steps
    }

    /// Whether a text that would be cut into two names is one with a gap in it: 规章及规范 性文件. The first of two is
    /// that of a group, which other rows have as well.
    fn is_one_name(&self, column: i32, first: &str) -> bool {
        let is_name = |column: i32| matches!(self.roles.get(&column), Some(ColumnRole::Name(_)));
        let is_said = self.said.get(first).is_some_and(|columns| columns.contains(&column));
        is_name(column) && is_name(column + 1) && !is_said
    }

    /// Whether a name of a level between two others is left out that rows have which fit as they stand: lost are the
    /// upper ones, from the first on. Behind its number a row may as well begin anew.
    fn skips_name(&self, from: i32, to: i32) -> bool {
        let is_name = |column: i32| self.named.contains(&column);
        let numbered = self.roles.values().any(|role| **role == ColumnRole::Serial);
        !numbered && is_name(from) && is_name(to) && (from + 1..to).any(is_name)
    }

    /// What the text that was read last is worth under its column.
    fn previous(&self, all: &[Way], way: &Way, to: i32) -> f64 {
        let before = all.get(way.before).copied();
        before.map_or(0.0, |before| {
            let moved = if way.offset == before.offset { 0.0 } else { MOVE };
            way.score - before.score + moved + self.between(before.last + 1, to)
        })
    }
}

/// The best way to read a row.
pub(super) struct RowReading {
    pub(super) score: f64,
    pub(super) steps: Vec<LaidAs>,
}

/// The steps of a way from its beginning on.
fn steps_to(all: &[Way], last: usize, count: usize) -> Vec<LaidAs> {
    let mut steps = Vec::with_capacity(count);
    let mut at = last;
    while at > 0 {
        let Some(way) = all.get(at) else { break };
        steps.push(way.step);
        at = way.before;
    }
    steps.reverse();
    steps
}
