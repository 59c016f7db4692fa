//! Columns whose headings say something else than what stands in them, and headings that nobody has told the
//! reader about: what they hold by a word in the heading and by the texts below it.
//!
//! A heading is only overruled when the texts fit another column much better, and every such decision is a
//! repair.

use std::collections::BTreeSet;

use crate::input::sheet::fit::{self, SharedLooks};
use crate::input::sheet::locate::clipped;
use crate::input::sheet::locate::duty_headings;
use crate::input::sheet::locate::head::{self, Head, Search};
use crate::input::sheet::locate::heading;
use crate::input::sheet::locate::sample::{self, BelowHead, Sample, TELLING};
use crate::input::sheet::recognition::CellRepair;
use crate::input::sheet::types::{ColumnRole, SheetColumn, TableKind};
use crate::input::sheet::view::View;
use crate::text::Wording;

mod duties;

/// How well they must fit to be what no other column holds.
const PARTLY: f64 = 0.5;
/// How much better they must fit than under the heading as it stands.
const GAIN: f64 = 1.0;

/// Settles such columns; gives what was understood otherwise.
pub(in crate::input::sheet) fn settle(
    below: &BelowHead,
    columns: &mut [SheetColumn],
) -> Vec<CellRepair> {
    let BelowHead { kind, last, ref sample } = *below;
    let mut repairs = mistaken(kind, columns, sample, last);
    repairs.extend(hinted(kind, columns, sample, last));
    match kind {
        TableKind::Catalogue => repairs.extend(numbered_parent(columns, sample, last)),
        TableKind::Duties => {
            no_power(columns, sample);
            repairs.extend(duties::misnamed(columns, sample, last));
            repairs.extend(duties::powers(columns, sample, last));
            repairs.extend(duties::named_body(columns, sample, last));
        }
    }
    repairs
}

/// 事项类别 of a list of inspections says 一般检查事项, and no kind of power.
fn no_power(columns: &mut [SheetColumn], sample: &Sample) {
    /// What headings have that speak of nothing but kinds of power.
    const OF_POWER: [&str; 3] = ["权", "执法", "行政行为"];
    let Some(column) = columns.iter_mut().find(|c| c.role == ColumnRole::Power) else { return };
    let plain = !OF_POWER.iter().any(|word| column.heading.contains(word));
    let texts = || sample.iter().flatten().filter(|(at, _)| *at == column.index);
    let none = texts().all(|(_, looks)| fit::fit(&ColumnRole::Power, looks) < fit::FITS);
    if plain && none && texts().count() > 0 {
        column.role = ColumnRole::Other;
    }
}

/// Columns whose texts belong to another heading: 公开方式 over names of websites, 公开形式 over 主动公开.
fn mistaken(
    kind: TableKind,
    columns: &mut [SheetColumn],
    sample: &Sample,
    last: u32,
) -> Vec<CellRepair> {
    let mut repairs = Vec::new();
    let ticked = columns.iter().any(|column| column.role.is_mark());
    for at in 0..columns.len() {
        let Some(column) = columns.get(at).cloned() else { continue };
        let roles = told_by_texts(kind);
        if !roles.contains(&column.role) || sample::count(column.index, sample) == 0 {
            continue;
        }
        let mean = |role: &ColumnRole| sample::mean(role, column.index, sample);
        let own = mean(&column.role);
        let better = roles.iter().filter(|role| **role != column.role).find(|role| {
            let there = columns.iter().find(|c| c.role == **role);
            let free = there.is_none_or(|c| sample::mean(role, c.index, sample) < fit::FITS);
            // Two columns may have changed their headings; where a third one is meant, each row is doubted.
            let settled = there.is_none_or(|c| {
                let other = |role: &ColumnRole| sample::mean(role, c.index, sample);
                let open = roles.iter().all(|role| other(role) < TELLING);
                // Ticks that have columns of their own say that the rows slid, and not the headings.
                let ticks = ticked && other(&ColumnRole::Everyone) >= fit::FITS;
                other(&column.role) >= fit::FITS || open && !ticks
            });
            let least = if there.is_some() { TELLING } else { PARTLY };
            own < fit::FITS && free && settled && mean(role) >= least && mean(role) >= own + GAIN
        });
        let Some(role) = better.cloned() else { continue };
        if let Some(other) = columns.iter_mut().find(|c| c.role == role) {
            let changed = sample::mean(&column.role, other.index, sample) >= fit::FITS;
            other.role = if changed { column.role.clone() } else { ColumnRole::Other };
        }
        repairs.extend(columns.get_mut(at).map(|c| sample::understood(c, role, last)));
    }
    repairs
}

/// Headings that are not known, by a word in them and by the texts below.
fn hinted(
    kind: TableKind,
    columns: &mut [SheetColumn],
    sample: &Sample,
    last: u32,
) -> Vec<CellRepair> {
    let known: BTreeSet<ColumnRole> = columns.iter().map(|column| column.role.clone()).collect();
    let is_known = |role: &ColumnRole| match role {
        ColumnRole::Audience => {
            known.iter().any(|r| matches!(r, ColumnRole::Everyone | ColumnRole::Group))
        }
        ColumnRole::Mode => {
            known.iter().any(|r| matches!(r, ColumnRole::Active | ColumnRole::OnRequest))
        }
        ColumnRole::Levels => known.iter().any(|r| matches!(r, ColumnRole::Level(_))),
        ColumnRole::Name(_) => known.iter().any(|r| matches!(r, ColumnRole::Name(_))),
        _ => false,
    };
    let mut repairs = Vec::new();
    for (role, least) in wanted(kind) {
        if known.contains(&role) || is_known(&role) {
            continue;
        }
        // What only this column holds needs no word in its heading; bodies stand in many.
        let telling = told_by_texts(kind).contains(&role)
            && !matches!(role, ColumnRole::Bodies | ColumnRole::DutyBody);
        let open = columns.iter_mut().filter(|c| is_open(kind, c));
        let open = open.filter(|c| sample::count(c.index, sample) > 0);
        let scored = open.map(|c| {
            let hinted = hints(&role, &c.heading);
            (hinted, sample::mean(&role, c.index, sample), c)
        });
        let fitting =
            scored.filter(|(hinted, mean, _)| *mean >= if *hinted { least } else { TELLING });
        let fitting = fitting.filter(|(hinted, ..)| *hinted || telling);
        let best = fitting.reduce(|a, b| if (b.0, b.1) > (a.0, a.1) { b } else { a });
        repairs.extend(best.map(|(_, _, column)| sample::understood(column, role, last)));
    }
    repairs
}

/// A head of which too few headings are known, with those that the rows below it explain; `None` where that
/// is not enough, or where the table does not speak of disclosing.
pub(in crate::input::sheet) fn completed(
    view: &View<'_>,
    head: &Head,
    search: Search<'_>,
    rows: &[u32],
) -> Option<Head> {
    let mut head = head.clone();
    let below: Vec<u32> = rows.iter().copied().filter(|row| *row > head.last).collect();
    let sample = sample::sample(view, &below);
    let speaks = head.kind == TableKind::Duties
        || head.columns.iter().any(|column| column.heading.contains("公开"));
    if sample.is_empty() || !speaks {
        return None;
    }
    if head.kind == TableKind::Catalogue {
        head.repairs.extend(clipped::by_texts(&mut head.columns, &sample, head.last));
    }
    let mistaken = mistaken(head.kind, &mut head.columns, &sample, head.last);
    let hinted = hinted(head.kind, &mut head.columns, &sample, head.last);
    let typed = told_by_texts(head.kind);
    let fits = |column: &SheetColumn| {
        !typed.contains(&column.role)
            || sample::count(column.index, &sample) == 0
            || sample::mean(&column.role, column.index, &sample) >= fit::FITS
    };
    let told =
        |column: &SheetColumn| head.kind == TableKind::Catalogue || typed.contains(&column.role);
    let enough = head::is_enough(head.kind, &head.columns, search) && head.columns.iter().any(told);
    head.repairs.extend(mistaken.into_iter().chain(hinted));
    head.sure = enough && head.columns.iter().all(fits);
    head.sure.then_some(head)
}

/// The columns of a head that is not sure, as far as they can be told, to be proposed.
pub(in crate::input::sheet) fn likely(
    view: &View<'_>,
    head: &Head,
    rows: &[u32],
) -> Vec<SheetColumn> {
    let mut columns = head.columns.clone();
    let below: Vec<u32> = rows.iter().copied().filter(|row| *row > head.last).collect();
    let sample = sample::sample(view, &below);
    mistaken(head.kind, &mut columns, &sample, head.last);
    hinted(head.kind, &mut columns, &sample, head.last);
    columns
}

/// A column before the names that holds the names above them, as their numbers show: 1.公共服务 under
/// 事项类型, before 1.1 and 1.2 under 一级事项.
fn numbered_parent(columns: &mut [SheetColumn], sample: &Sample, last: u32) -> Option<CellRepair> {
    let first = columns.iter().position(|c| matches!(c.role, ColumnRole::Name(_)))?;
    let parent = first.checked_sub(1)?;
    let (above, below) = (columns.get(parent)?.index, columns.get(first)?.index);
    if columns.get(parent)?.role != ColumnRole::Other {
        return None;
    }
    let number = |row: &[(u16, SharedLooks)], at: u16| {
        let looks = row.iter().find(|(column, _)| *column == at).map(|(_, looks)| looks)?;
        let number = looks.numbering()?.trim_end_matches(['.', '．', '、', ' ']);
        let levels: Option<Vec<u32>> = number.split(['.', '．']).map(|n| n.parse().ok()).collect();
        levels
    };
    let mut current = None;
    let mut fits = 0usize;
    for row in sample {
        current = number(row, above).filter(|levels| levels.len() == 1).or(current);
        let own = number(row, below).filter(|levels| levels.len() == 2)?;
        fits += usize::from(current.as_ref().and_then(|c| c.first()) == own.first());
    }
    if fits < sample.len().max(2) {
        return None;
    }
    for column in columns.iter_mut() {
        column.role = match column.role {
            ColumnRole::Name(level @ 1..) => ColumnRole::Name((level + 1).min(LOWEST)),
            ref role => role.clone(),
        };
    }
    columns.get_mut(parent).map(|column| sample::understood(column, ColumnRole::Name(1), last))
}

/// The lowest level of names.
const LOWEST: u8 = 6;

/// Whether nothing is known of a heading.
fn is_open(kind: TableKind, column: &SheetColumn) -> bool {
    column.role == ColumnRole::Other
        && !column.heading.is_empty()
        && !column.is_duty_part()
        && heading::exact(kind, &heading::key(&column.heading)).is_none()
}

/// Columns that their texts tell apart from all others.
pub(in crate::input::sheet) fn told_by_texts(kind: TableKind) -> Vec<ColumnRole> {
    match kind {
        TableKind::Catalogue => vec![
            ColumnRole::Limit,
            ColumnRole::Channels,
            ColumnRole::Basis,
            ColumnRole::Mode,
            ColumnRole::Levels,
            ColumnRole::Audience,
            ColumnRole::Bodies,
        ],
        TableKind::Duties => vec![ColumnRole::Power, ColumnRole::DutyBasis, ColumnRole::DutyBody],
    }
}

/// What a table should have, the surest first, and how well the texts must fit beside a word that hints at it.
fn wanted(kind: TableKind) -> Vec<(ColumnRole, f64)> {
    match kind {
        TableKind::Catalogue => vec![
            (ColumnRole::Limit, fit::FITS),
            (ColumnRole::Basis, fit::FITS),
            (ColumnRole::Channels, fit::FITS),
            (ColumnRole::Bodies, fit::FITS),
            (ColumnRole::Mode, TELLING),
            (ColumnRole::Levels, TELLING),
            (ColumnRole::Audience, TELLING),
            (ColumnRole::Elements, HINTED_WORDS),
            (ColumnRole::Name(0), HINTED_WORDS),
        ],
        TableKind::Duties => vec![
            (ColumnRole::Power, fit::FITS),
            (ColumnRole::DutyBasis, fit::FITS),
            (ColumnRole::DutyBody, fit::FITS),
            (ColumnRole::DutyName, HINTED_WORDS),
        ],
    }
}

/// Names and elements are plain words: it is enough that they are nothing else.
const HINTED_WORDS: f64 = 0.2;

/// Whether a heading has a word of those that mean this.
fn hints(role: &ColumnRole, heading: &str) -> bool {
    static NAME: Wording = Wording::named("像名称的栏名");
    static ELEMENTS: Wording = Wording::named("像内容的栏名");
    static BASIS: Wording = Wording::named("像依据的栏名");
    static LIMIT: Wording = Wording::named("像时限的栏名");
    static BODY: Wording = Wording::named("像主体的栏名");
    static CHANNELS: Wording = Wording::named("像渠道的栏名");
    static AUDIENCE: Wording = Wording::named("像对象的栏名");
    static MODE: Wording = Wording::named("像方式的栏名");
    static LEVELS: Wording = Wording::named("像层级的栏名");
    static POWER: Wording = Wording::named("像类型的栏名");
    let words = match role {
        ColumnRole::Name(_) | ColumnRole::DutyName => &NAME,
        ColumnRole::Elements => &ELEMENTS,
        ColumnRole::Basis | ColumnRole::DutyBasis => &BASIS,
        ColumnRole::Limit => &LIMIT,
        ColumnRole::Bodies | ColumnRole::DutyBody => &BODY,
        ColumnRole::Channels => &CHANNELS,
        ColumnRole::Audience => &AUDIENCE,
        ColumnRole::Mode => &MODE,
        ColumnRole::Levels => &LEVELS,
        ColumnRole::Power => &POWER,
        _ => return false,
    };
    static NO_DUTIES: Wording = Wording::named("不是职责的名称栏");
    let key = heading::key(heading);
    let other = match role {
        ColumnRole::DutyName => NO_DUTIES.iter().any(|word| key.contains(word)),
        ColumnRole::DutyBody => {
            duty_headings::is_of_others(&key) || duty_headings::is_of_offices(&key)
        }
        _ => false,
    };
    words.iter().any(|word| key.contains(word)) && !other
}
