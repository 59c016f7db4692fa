//! Columns of lists of duties whose headings are clipped or general: which holds the names, and which the body.

use crate::input::sheet::fit::{self, Nameless, SharedLooks};
use crate::input::sheet::locate::sample::{self, Sample, TELLING};
use crate::input::sheet::locate::{heading, settle};
use crate::input::sheet::recognition::CellRepair;
use crate::input::sheet::share;
use crate::input::sheet::types::{ColumnRole, SheetColumn};

/// A column whose texts never name a duty (行政检查, 县公安局) gives the names up to the one beside it whose texts
/// all may: its heading was clipped (事项 of 事项名称 and of 事项类型).
pub(super) fn misnamed(
    columns: &mut [SheetColumn],
    sample: &Sample,
    last: u32,
) -> Option<CellRepair> {
    let named = columns.iter().position(|c| c.role == ColumnRole::DutyName)?;
    let kinds = |column: &SheetColumn| -> Vec<Option<Nameless>> {
        texts(column, sample).map(|looks| looks.nameless()).collect()
    };
    let own = kinds(columns.get(named)?);
    let nameless = own.iter().flatten().count();
    if own.is_empty() || !share::is_two_thirds(nameless, own.len()) {
        return None;
    }
    let names = |column: &SheetColumn| {
        let kinds = kinds(column);
        !kinds.is_empty()
            && kinds.iter().all(Option::is_none)
            && sample::mean(&ColumnRole::DutyName, column.index, sample) >= fit::FITS
    };
    let open = |at: &usize| {
        let column = columns.get(*at);
        column.is_some_and(|c| c.role == ColumnRole::Other && !is_of_others(c) && names(c))
    };
    let better = (0..columns.len()).find(open)?;
    let power = own.iter().flatten().all(|kind| *kind == Nameless::Power)
        && columns.iter().all(|c| c.role != ColumnRole::Power);
    columns.get_mut(named)?.role = if power { ColumnRole::Power } else { ColumnRole::Other };
    columns.get_mut(better).map(|c| sample::understood(c, ColumnRole::DutyName, last))
}

/// A column over 行政检查 and 行政处罚 holds the kinds of power, whatever its heading says.
pub(super) fn powers(
    columns: &mut [SheetColumn],
    sample: &Sample,
    last: u32,
) -> Option<CellRepair> {
    if columns.iter().any(|c| c.role == ColumnRole::Power) {
        return None;
    }
    let is_power = |looks: &SharedLooks| looks.nameless() == Some(Nameless::Power);
    let holds = |c: &&mut SheetColumn| {
        c.role == ColumnRole::Other
            && texts(c, sample).count() > 0
            && texts(c, sample).all(is_power)
    };
    let column = columns.iter_mut().find(holds)?;
    Some(sample::understood(column, ColumnRole::Power, last))
}

/// Whether a heading speaks of something beside the duty: whom it concerns, what is looked at.
fn is_of_others(column: &SheetColumn) -> bool {
    /// What headings have that are never of names.
    const OTHERS: [&str; 4] = ["对象", "内容", "依据", "备注"];
    OTHERS.iter().any(|word| column.heading.contains(word))
}

/// 部门 over 市生态环境局 names who acts, and not 检查部门及（实施层级） over 县级以上生态环境部门.
pub(super) fn named_body(
    columns: &mut [SheetColumn],
    sample: &Sample,
    last: u32,
) -> Option<CellRepair> {
    let body = columns.iter().position(|c| c.role == ColumnRole::DutyBody)?;
    let general = |column: &SheetColumn| {
        texts(column, sample).count() > 0
            && texts(column, sample).all(|looks| looks.names_class_of_bodies())
    };
    if !columns.get(body).is_some_and(|c| !settle::is_plain(&c.heading) && general(c)) {
        return None;
    }
    let names = |c: &SheetColumn| {
        c.role == ColumnRole::Other
            && is_bare(&heading::key(&c.heading))
            && texts(c, sample).all(|looks| !looks.names_class_of_bodies())
            && sample::mean(&ColumnRole::DutyBody, c.index, sample) >= TELLING
    };
    let better = columns.iter().position(names)?;
    columns.get_mut(body)?.role = ColumnRole::Other;
    columns.get_mut(better).map(|c| sample::understood(c, ColumnRole::DutyBody, last))
}

/// 部门, 单位名称 and nothing else.
fn is_bare(key: &str) -> bool {
    matches!(key.strip_suffix("名称").unwrap_or(key), "部门" | "单位" | "机关" | "机构")
}

fn texts<'a>(
    column: &SheetColumn,
    sample: &'a Sample,
) -> impl Iterator<Item = &'a SharedLooks> + use<'a> {
    let index = column.index;
    sample.iter().flatten().filter(move |(at, _)| *at == index).map(|(_, looks)| looks)
}
