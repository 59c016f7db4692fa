//! Heads whose first row slid to the left by one cell, because 序号 stands in the second row only:
//! 公开事项 over 序号, 公开内容 over 二级事项. The words of the second row, which stayed, tell it.

use crate::input::sheet::locate::heading::{self, Lookup};
use crate::input::sheet::locate::shifted;
use crate::input::sheet::types::{ColumnRole, HeadText, TableKind};
use crate::input::sheet::view::View;
use crate::source::CellRef;

/// So far the first row slid.
const STEP: u16 = 1;

/// The stacks of such a head; `None` when it is another, or its cells are merged.
pub(in crate::input::sheet) fn stacks(
    view: &View<'_>,
    kind: TableKind,
    (first, last): (u32, u32),
    lookup: &mut Lookup,
) -> Option<Vec<Vec<HeadText>>> {
    if kind != TableKind::Catalogue || last != first + 1 {
        return None;
    }
    let is_merged = |column: u16| view.merge(CellRef::new(first, column)).is_some();
    let top = words(view, first, lookup);
    let below = words(view, last, lookup);
    let starts = is(top.first()?, 0, &ColumnRole::Name(0))
        && is(below.first()?, 0, &ColumnRole::Serial)
        && is(below.get(1)?, STEP, &ColumnRole::Name(1));
    if !starts || top.iter().any(|(column, _)| is_merged(*column)) {
        return None;
    }
    let moved: Vec<(u16, HeadText)> = top.into_iter().map(|(at, word)| (at + STEP, word)).collect();
    stands_under_parents(&moved, &below).then(|| laid(moved, below))
}

fn words(view: &View<'_>, row: u32, lookup: &mut Lookup) -> Vec<(u16, HeadText)> {
    view.cells(row).map(|(at, cell)| (at, lookup.word(row, &cell.text))).collect()
}

fn role(word: &HeadText) -> Option<ColumnRole> {
    heading::exact(TableKind::Catalogue, &word.key).map(|(role, _)| role)
}

fn is((at, word): &(u16, HeadText), column: u16, wanted: &ColumnRole) -> bool {
    *at == column && role(word).as_ref() == Some(wanted)
}

/// Whether 一级事项, 全社会 and the like stand each under the heading that they belong to.
fn stands_under_parents(top: &[(u16, HeadText)], below: &[(u16, HeadText)]) -> bool {
    let over = |column: u16| top.iter().rfind(|(at, _)| *at <= column).and_then(|(_, w)| role(w));
    below.iter().all(|(at, word)| {
        let wanted = role(word).as_ref().and_then(shifted::parent);
        wanted.is_none() || over(*at) == wanted
    })
}

/// The words over each column; one of the first row stands over those below it up to the next.
fn laid(top: Vec<(u16, HeadText)>, below: Vec<(u16, HeadText)>) -> Vec<Vec<HeadText>> {
    let end = |words: &[(u16, HeadText)]| words.last().map_or(0, |(at, _)| at + 1);
    let width = end(&top).max(end(&below));
    let mut heading = None;
    let (mut top, mut below) = (top.into_iter().peekable(), below.into_iter().peekable());
    (0..width)
        .map(|column| {
            let own = top.next_if(|(at, _)| *at == column).map(|(_, word)| word);
            heading = own.clone().or(heading.take());
            match below.next_if(|(at, _)| *at == column) {
                Some((_, word)) => heading.clone().into_iter().chain([word]).collect(),
                None => own.into_iter().collect(),
            }
        })
        .collect()
}
