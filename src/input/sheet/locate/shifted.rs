//! Heads whose merged cells were lost, so that the second row has slipped to the left.
//!
//! A table that was copied through plain text has 序号, 公开事项, 公开内容 … in one row and 一级事项,
//! 二级事项, 全社会 … at the beginning of the next. The words tell which belongs under which.

use crate::input::sheet::locate::heading::{self, Lookup};
use crate::input::sheet::types::{ColumnRole, HeadText, TableKind};

use crate::input::sheet::view::View;
use crate::source::CellRef;

/// The stacks of a head of two rows that lost its merged cells; `None` when it is not such a head.
pub(in crate::input::sheet) fn stacks(
    view: &View<'_>,
    kind: TableKind,
    (first, last): (u32, u32),
    lookup: &mut Lookup,
) -> Option<Vec<Vec<HeadText>>> {
    if kind != TableKind::Catalogue || last != first + 1 {
        return None;
    }
    let top = words(view, first, lookup)?;
    let below = words(view, last, lookup)?;
    let mut children: Vec<(HeadText, ColumnRole)> = Vec::new();
    for word in below {
        let (role, _) = heading::exact(kind, &word.key)?;
        parent(&role)?;
        children.push((word, role));
    }
    children.reverse();
    let mut stacks: Vec<Vec<HeadText>> = Vec::new();
    for word in top {
        let own = heading::exact(kind, &word.key).map(|(role, _)| role);
        let mut taken = 0;
        while let Some((child, _)) =
            children.pop_if(|(_, role)| own.is_some() && parent(role) == own)
        {
            stacks.push(vec![word.clone(), child]);
            taken += 1;
        }
        if taken == 0 {
            stacks.push(vec![word]);
        }
    }
    let fits = children.is_empty() && data_width(view, last) == stacks.len();
    fits.then_some(stacks)
}

/// The words of a row that stand side by side from the first column on, none of them merged.
fn words(view: &View<'_>, row: u32, lookup: &mut Lookup) -> Option<Vec<HeadText>> {
    let mut words = Vec::new();
    for (column, cell) in view.cells(row) {
        let side_by_side = usize::from(column) == words.len();
        if !side_by_side || view.merge(CellRef::new(row, column)).is_some() {
            return None;
        }
        let text = cell.text.trim().to_owned();
        words.push(HeadText { row, text, key: lookup.written(&cell.text).key });
    }
    (words.len() >= 2).then_some(words)
}

/// The column over the columns of the second row.
fn parent(role: &ColumnRole) -> Option<ColumnRole> {
    Some(match role {
        ColumnRole::Name(1..) => ColumnRole::Name(0),
        ColumnRole::Everyone | ColumnRole::Group => ColumnRole::Audience,
        ColumnRole::Active | ColumnRole::OnRequest => ColumnRole::Mode,
        ColumnRole::Level(_) => ColumnRole::Levels,
        _ => return None,
    })
}

/// The most columns that one of the next rows fills.
fn data_width(view: &View<'_>, last: u32) -> usize {
    (last + 1..last + 6)
        .filter_map(|row| view.cells(row).map(|(column, _)| usize::from(column) + 1).max())
        .max()
        .unwrap_or(0)
}
