//! Columns to tick for one channel each: 政府网站, 政务服务中心 and 公示栏, below 公开渠道和载体 or without it.
//!
//! Two headings that name channels, with hardly anything but ticks below, show the run; what stands between
//! them and is ticked, and 其他 behind them, belongs to it.

use crate::input::sheet::fit::{self, Looks};
use crate::input::sheet::locate::heading;
use crate::input::sheet::locate::sample::below;
use crate::input::sheet::share;
use crate::input::sheet::types::{ColumnDraft, ColumnRole};
use crate::input::sheet::view::View;
use crate::model::fold;

/// One channel alone may be what a column is called.
const FEWEST: usize = 2;
/// How well a column is understood whose heading names a channel that its rows tick.
const KNOWN: f64 = 1.0;
/// A longer heading names more than one channel.
const LONGEST: usize = 10;

/// Whether a heading names a channel.
fn names(key: &str) -> bool {
    key.chars().count() <= LONGEST && fit::fit(&ColumnRole::Channels, &Looks::of(key)) >= fit::FITS
}

/// Whether a heading stands for whatever channel is not named.
fn is_rest(key: &str) -> bool {
    key.starts_with("其他") || key.starts_with("其它")
}

/// Whether a heading may stand above a channel to tick.
pub(super) fn may_name(key: &str) -> bool {
    names(key) || is_rest(key)
}

/// Whether headings name channels, and no only one.
pub(super) fn are_named<'k>(keys: impl Iterator<Item = &'k str>) -> bool {
    keys.filter(|key| names(key)).count() >= FEWEST
}

/// Sees such columns.
pub(super) fn see(view: &View<'_>, last: u32, drafts: &mut [ColumnDraft]) {
    let key = |draft: &ColumnDraft| heading::key(&draft.column.heading);
    let is_open = |draft: &ColumnDraft| match draft.column.role {
        ColumnRole::Channels => true,
        // 公示栏 is near to headings that it is no slip of.
        ref role => {
            draft.quality < KNOWN
                && (*role == ColumnRole::Other || names(&heading::key(&draft.column.heading)))
        }
    };
    let may_be = |draft: &ColumnDraft| {
        is_open(draft) && !draft.column.heading.is_empty() && is_ticked(view, last, draft)
    };
    let named = |draft: &ColumnDraft| names(&key(draft)) && may_be(draft);
    if drafts.iter().filter(|draft| named(draft)).count() < FEWEST {
        return;
    }
    let holds = |draft: &ColumnDraft| !below(view, last, draft.column.index).is_empty();
    let (Some(first), Some(end)) = (drafts.iter().position(named), drafts.iter().rposition(named))
    else {
        return;
    };
    // What is ticked right beside them is one as well, whatever it is called.
    let is_one = |draft: &&ColumnDraft| may_be(draft) && holds(draft);
    let before = drafts.iter().take(first).rev().take_while(is_one).count();
    let behind = drafts.iter().skip(end + 1).take_while(is_one).count();
    let last_one = end + behind;
    let is_rest = |draft: &&ColumnDraft| is_open(draft) && is_rest(&key(draft));
    let rest = drafts.iter().skip(last_one + 1).take_while(is_rest).count();
    let ticked = drafts.iter().any(|draft| named(draft) && holds(draft));
    let run = first - before..=last_one + rest;
    for (place, draft) in drafts.iter_mut().enumerate().filter(|(place, _)| run.contains(place)) {
        if ticked && (place > last_one || may_be(draft)) {
            draft.column.role = ColumnRole::Channel;
            draft.quality = KNOWN;
            draft.bent = false;
        }
    }
}

/// Whether at least half of what stands below a heading are ticks.
fn is_ticked(view: &View<'_>, last: u32, draft: &ColumnDraft) -> bool {
    let texts = below(view, last, draft.column.index);
    let ticks = texts.iter().filter(|text| fold::mark_with_text(text).is_some()).count();
    texts.is_empty() || share::is_half(ticks, texts.len())
}
