//! From the rows of a head to what each column holds.
//!
//! A column is read from its stack of texts, top to bottom: the joined words, the lowest word, then the
//! words above it. What is left without a meaning is settled by its place, and noted as a repair.

use crate::input::sheet::types::{ColumnDraft, ColumnRole, HeadText, SheetColumn, TableKind};
use std::collections::{BTreeMap, BTreeSet};

use crate::input::sheet::fit::{self, Looks};
use crate::input::sheet::locate::glued;
use crate::input::sheet::locate::heading::{self, KnownHeading, Lookup, Written};
use crate::input::sheet::locate::mapping::{Mappings, SaidColumns};
use crate::input::sheet::locate::settle;
use crate::input::sheet::locate::shifted;
use crate::input::sheet::locate::ticked_channels;
use crate::input::sheet::locate::upper_row;
use crate::input::sheet::recognition::CellRepair;
use crate::input::sheet::share;
use crate::input::sheet::view::{View, is_blank};
use crate::model::writing::RepairKind;
use crate::source::CellRef;

/// What a window of rows says as a head.
pub(in crate::input::sheet) struct HeadReading {
    pub(in crate::input::sheet) columns: Vec<SheetColumn>,
    /// The sum over the different roles of how well each was understood.
    pub(in crate::input::sheet) quality: f64,
    pub(in crate::input::sheet) repairs: Vec<CellRepair>,
    /// How many columns have a heading that says nothing known.
    pub(in crate::input::sheet) unknown: usize,
    /// What the user has said of them.
    pub(in crate::input::sheet) said: SaidColumns,
}

/// The texts of rows `first` to `last` over each column.
pub(in crate::input::sheet) fn stacks(
    view: &View<'_>,
    kind: TableKind,
    (first, last): (u32, u32),
    lookup: &mut Lookup,
) -> Vec<Vec<HeadText>> {
    let rows = (first, last);
    let moved = shifted::stacks(view, kind, rows, lookup);
    moved.or_else(|| upper_row::stacks(view, kind, rows, lookup)).unwrap_or_else(|| {
        let mut stacks: Vec<Vec<HeadText>> =
            (0..view.width()).map(|c| stack(view, c, rows, lookup)).collect();
        if kind == TableKind::Catalogue {
            glued::apart(first == last, &mut stacks);
        }
        stacks
    })
}

/// Reads the stacks of a head that ends in row `last`.
pub(in crate::input::sheet) fn read(
    view: &View<'_>,
    kind: TableKind,
    last: u32,
    stacks: &[Vec<HeadText>],
    mappings: &Mappings,
    lookup: &mut Lookup,
) -> HeadReading {
    let mut drafts: Vec<ColumnDraft> = stacks
        .iter()
        .zip(0u16..)
        .map(|(stack, index)| draft(kind, index, stack, last, lookup))
        .collect();
    settle::by_place(kind, view, last, &mut drafts);
    let said = mappings.apply(kind, &mut drafts);
    let saved = said.whole;
    let repairs = drafts.iter().filter_map(repair).collect();
    let unknown = drafts
        .iter()
        .filter(|d| !saved && d.quality == 0.0 && !d.column.heading.is_empty())
        .count();
    let quality = if saved { drafts.len() as f64 } else { quality(&drafts) };
    let columns = drafts
        .into_iter()
        .filter(|draft| !draft.column.heading.is_empty() || draft.column.role != ColumnRole::Other)
        .map(|draft| draft.column)
        .collect();
    HeadReading { columns, quality, repairs, unknown, said }
}

/// The texts over one column, each merged text once.
fn stack(
    view: &View<'_>,
    column: u16,
    (first, last): (u32, u32),
    lookup: &mut Lookup,
) -> Vec<HeadText> {
    let mut words: Vec<HeadText> = Vec::new();
    let mut seen = None;
    for row in first..=last {
        let anchor = view.anchor(CellRef::new(row, column));
        let text = view.sheet.text(anchor);
        if !is_blank(text) && seen != Some(anchor) && anchor.row >= first {
            seen = Some(anchor);
            let Written { text, key } = lookup.written(text);
            words.push(HeadText { row, text, key });
        }
    }
    words
}

/// The rows of a head: in the first one at least one word is a heading by itself, or part of one that is broken
/// over rows, and in those below at least half of them. A row of data may hold some (全社会, 主动公开).
pub(in crate::input::sheet) fn rows_used(
    kind: TableKind,
    stacks: &[Vec<HeadText>],
    first: u32,
    lookup: &mut Lookup,
) -> BTreeSet<u32> {
    let mut words: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    let of_channels = rows_of_channels(kind, stacks);
    let may_name = ticked_channels::may_name;
    for stack in stacks {
        let known: Vec<bool> =
            stack.iter().map(|word| lookup.find(kind, &word.key).is_some()).collect();
        let is_level = |word: &HeadText| {
            is_level_of_duties(kind, &word.key)
                || word.row > first && of_channels.contains(&word.row) && may_name(&word.key)
        };
        let whole = !known.contains(&true) && broken(kind, stack).is_some();
        for (word, known) in stack.iter().zip(known) {
            let (all, headings) = words.entry(word.row).or_default();
            *all += 1;
            *headings += usize::from(known || whole || is_level(word));
        }
    }
    let is_used = |(row, (all, headings)): (u32, (usize, usize))| {
        let enough = headings > 0 && (row == first || share::is_half(headings, all));
        enough.then_some(row)
    };
    words.into_iter().filter_map(is_used).collect()
}

/// The rows that name the channels to tick of a catalogue.
fn rows_of_channels(kind: TableKind, stacks: &[Vec<HeadText>]) -> BTreeSet<u32> {
    let mut keys: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    let words = stacks.iter().flatten().filter(|_| kind == TableKind::Catalogue);
    words.for_each(|word| keys.entry(word.row).or_default().push(&word.key));
    keys.retain(|_, keys| ticked_channels::are_named(keys.iter().copied()));
    keys.into_keys().collect()
}

/// Whether a heading is 省, 市, 县 or 乡 below 实施层级 of a list of duties: there it has no meaning of its own.
pub(in crate::input::sheet) fn is_level_of_duties(kind: TableKind, key: &str) -> bool {
    kind == TableKind::Duties && fit::fit(&ColumnRole::Levels, &Looks::of(key)) >= fit::FITS
}

/// The heading that the words make when joined, where no word is one by itself.
fn broken(kind: TableKind, stack: &[HeadText]) -> Option<(ColumnRole, f64)> {
    if stack.len() < 2 {
        return None;
    }
    let joined: String = stack.iter().map(|word| word.key.as_str()).collect();
    heading::exact(kind, &joined)
}

/// A heading that is known this well is taken as it is written.
const AS_WRITTEN: f64 = 0.9;

fn draft(
    kind: TableKind,
    index: u16,
    stack: &[HeadText],
    last: u32,
    lookup: &mut Lookup,
) -> ColumnDraft {
    let known = meaning(kind, stack, lookup);
    let is_part = |word: &HeadText| known.is_some() && heading::key(&word.text) != word.key;
    let bent = known.as_ref().is_some_and(|known| known.quality < AS_WRITTEN)
        || stack.iter().any(is_part)
        || (known.is_some() && stack.iter().all(|w| heading::exact(kind, &w.key).is_none()));
    let heading = match &known {
        Some(_) if broken(kind, stack).is_some() => stack.iter().map(|w| w.text.as_str()).collect(),
        _ => stack.last().map(|word| word.text.clone()).unwrap_or_default(),
    };
    let (role, quality) =
        known.map_or((ColumnRole::Other, 0.0), |known| (known.role, known.quality));
    let row = stack.last().map_or(last, |word| word.row);
    ColumnDraft {
        column: SheetColumn { index, heading, role },
        at: CellRef::new(row, index),
        quality,
        bent,
    }
}

/// Joined words first, then each word from the lowest up; slips only where nothing is exact.
fn meaning(kind: TableKind, stack: &[HeadText], lookup: &mut Lookup) -> Option<KnownHeading> {
    if let Some((role, quality)) = broken(kind, stack) {
        return Some(KnownHeading { role, quality });
    }
    let known = |at: usize| stack.get(at).and_then(|word| heading::exact(kind, &word.key));
    let in_place = (0..stack.len()).rev().filter(|at| !is_misplaced(*at, &known));
    if let Some((role, quality)) = in_place.filter_map(known).next() {
        return Some(KnownHeading { role, quality });
    }
    stack.iter().rev().find_map(|word| lookup.find(kind, &word.key))
}

/// Whether a heading of the second row stands under one that has none below it: 全社会 under 公开内容, where
/// the row slid.
fn is_misplaced(at: usize, known: &dyn Fn(usize) -> Option<(ColumnRole, f64)>) -> bool {
    let above = at.checked_sub(1).and_then(known).map(|(role, _)| role);
    let whole = matches!(
        above,
        Some(
            ColumnRole::Elements
                | ColumnRole::Basis
                | ColumnRole::Limit
                | ColumnRole::Bodies
                | ColumnRole::Channels
        )
    );
    whole && known(at).is_some_and(|(role, _)| role.is_mark())
}

fn repair(draft: &ColumnDraft) -> Option<CellRepair> {
    let after = draft.column.role.label()?;
    draft.bent.then(|| CellRepair {
        cell: draft.at,
        kind: RepairKind::Heading,
        before: draft.column.heading.clone(),
        after,
    })
}

/// Every role counts once; columns without a known meaning do not count.
fn quality(drafts: &[ColumnDraft]) -> f64 {
    let mut seen: BTreeSet<&ColumnRole> = BTreeSet::new();
    let mut sum = 0.0;
    for draft in drafts {
        if draft.column.role != ColumnRole::Other && seen.insert(&draft.column.role) {
            sum += draft.quality;
        }
    }
    sum
}
