//! Heads whose merged cells were lost, so that the second row has slipped to the left.
//!
//! A table that was copied through plain text has 序号, 公开事项, 公开内容 … in one row and 一级事项,
//! 二级事项, 全社会 … at the beginning of the next, or behind them in the same row. The words tell which
//! belongs under which. Lists of duties have 项目 and 子项 below 职权名称.

use crate::input::sheet::locate::heading::{self, Lookup};
use crate::input::sheet::types::{ColumnRole, HeadText, TableKind};

use crate::input::sheet::share;
use crate::input::sheet::view::View;
use crate::source::CellRef;

/// The stacks of a head of two rows that lost its merged cells; `None` when it is not such a head.
pub(in crate::input::sheet) fn stacks(
    view: &View<'_>,
    kind: TableKind,
    (first, last): (u32, u32),
    lookup: &mut Lookup,
) -> Option<Vec<Vec<HeadText>>> {
    if kind == TableKind::Duties {
        return duty_parts(view, (first, last), lookup);
    }
    if let Some(stacks) = under_parents(view, (first, last), lookup) {
        return Some(stacks);
    }
    let (top, below) = match last.checked_sub(first) {
        Some(0) => in_one_row(words(view, first, lookup)?)?,
        Some(1) => (words(view, first, lookup)?, words(view, last, lookup)?),
        _ => return None,
    };
    let mut children: Vec<(HeadText, ColumnRole)> = Vec::new();
    for word in below {
        let role = child(&word)?;
        children.push((word, role));
    }
    let known = |(word, _): &&(HeadText, ColumnRole)| heading::exact(kind, &word.key).is_some();
    if !share::is_most(children.iter().filter(known).count(), children.len()) {
        return None;
    }
    let (stacks, roles) = expanded(top, children)?;
    // Nothing may be ticked in the last columns; others are blank only where they are few.
    let width = data_width(view, last);
    let blank = roles.get(width..)?;
    let fits = blank.len() <= BLANK || blank.iter().all(is_ticked);
    fits.then_some(stacks)
}

/// The words of the second row behind those that they belong under, in order; with what each column holds.
/// `None` when one of them belongs nowhere.
fn expanded(
    top: Vec<HeadText>,
    mut children: Vec<(HeadText, ColumnRole)>,
) -> Option<(Vec<Vec<HeadText>>, Vec<Option<ColumnRole>>)> {
    let role =
        |word: &HeadText| heading::exact(TableKind::Catalogue, &word.key).map(|(role, _)| role);
    // 分类 stands over 一级, 二级 … where nothing else does.
    let names = [ColumnRole::Name(0), ColumnRole::Name(1)]
        .into_iter()
        .find(|name| top.iter().any(|word| role(word).as_ref() == Some(name)));
    children.reverse();
    let (mut stacks, mut roles) = (Vec::new(), Vec::new());
    for word in top {
        let own = role(&word);
        let over = if own == names { own.as_ref().map(|_| ColumnRole::Name(0)) } else { own.clone() };
        let mut taken = 0;
        while let Some((child, role)) =
            children.pop_if(|(_, role)| over.is_some() && parent(role) == over)
        {
            stacks.push(vec![word.clone(), child]);
            roles.push(Some(role));
            taken += 1;
        }
        if taken == 0 {
            stacks.push(vec![word]);
            roles.push(own);
        }
    }
    children.is_empty().then_some((stacks, roles))
}

/// What a heading of the second row says, also where it was clipped: 申请 of 依申请.
fn child(word: &HeadText) -> Option<ColumnRole> {
    let known = heading::exact(TableKind::Catalogue, &word.key).map(|(role, _)| role);
    known.or_else(|| clipped_child(&word.key)).filter(|role| parent(role).is_some())
}

/// The one column of those to tick whose official heading has these characters.
fn clipped_child(key: &str) -> Option<ColumnRole> {
    let columns =
        [ColumnRole::Everyone, ColumnRole::Group, ColumnRole::Active, ColumnRole::OnRequest];
    let has = |role: &ColumnRole| role.label().is_some_and(|label| label.contains(key));
    let mut fitting = columns.into_iter().filter(has);
    let found = fitting.next().filter(|_| key.chars().count() >= CLIPPED)?;
    fitting.next().is_none().then_some(found)
}

/// Whether a column is only ticked or, like remarks, blank in most rows.
fn is_ticked(role: &Option<ColumnRole>) -> bool {
    use ColumnRole::{Active, Audience, Everyone, Group, Level, Levels, Mode, OnRequest, Other};
    matches!(
        role,
        Some(Everyone | Group | Audience | Active | OnRequest | Mode | Level(_) | Levels | Other)
    )
}

/// So many characters of a clipped heading say which one it was.
const CLIPPED: usize = 2;
/// So many of the last columns may be blank.
const BLANK: usize = 2;
/// So many headings that stand over others make a row that may be two rows of a head.
const PARENTS: usize = 2;
/// So many headings of the second row must follow them.
const CHILDREN: usize = 4;
/// Fewer words beside one another are no row of a head.
const WORDS: usize = 2;
/// So many rows below the head say how wide its table is.
const LOOK_AHEAD: u32 = 5;

/// The two rows of a head that stand one behind the other in one.
fn in_one_row(mut words: Vec<HeadText>) -> Option<(Vec<HeadText>, Vec<HeadText>)> {
    let is_child = |word: &HeadText| {
        heading::exact(TableKind::Catalogue, &word.key)
            .is_some_and(|(role, _)| parent(&role).is_some())
    };
    let behind = words.iter().rev().take_while(|word| is_child(word)).count();
    let below = words.split_off(words.len() - behind);
    let parents = words.iter().filter(|word| is_over_others(word));
    // 公开方式, 主动 beside each other may be columns of their own.
    (parents.count() >= PARENTS && below.len() >= CHILDREN).then_some((words, below))
}

/// A second row that slid to the left below a first one that kept its blank cells: its words back under the
/// headings that have blank columns behind them, in order.
fn under_parents(
    view: &View<'_>,
    (first, last): (u32, u32),
    lookup: &mut Lookup,
) -> Option<Vec<Vec<HeadText>>> {
    if last != first + 1 {
        return None;
    }
    let below = words(view, last, lookup)?;
    let top: Vec<(u16, HeadText)> =
        view.cells(first).map(|(c, cell)| (c, word(first, &cell.text, lookup))).collect();
    let role =
        |word: &HeadText| heading::exact(TableKind::Catalogue, &word.key).map(|(role, _)| role);
    let children =
        below.iter().filter(|word| role(word).is_some_and(|role| parent(&role).is_some()));
    let leads = top
        .first()
        .is_some_and(|(c, head)| *c == 0 && is_misplaced(role(head), below.first().and_then(role)));
    if !leads || !share::is_half(children.count(), below.len()) {
        return None;
    }
    let slots = slots(&top, below.len())?;
    let width = usize::from(view.width()).max(slots.iter().map(|c| usize::from(*c) + 1).max()?);
    let mut stacks: Vec<Vec<HeadText>> = vec![Vec::new(); width];
    let mut heading = None;
    let mut top = top.into_iter().peekable();
    let mut below = slots.into_iter().zip(below).peekable();
    for (column, stack) in (0..).zip(&mut stacks) {
        let own = top.next_if(|(at, _)| *at == column).map(|(_, word)| word);
        heading = own.clone().or(heading);
        match below.next_if(|(at, _)| *at == column) {
            Some((_, word)) => stack.extend(heading.clone().into_iter().chain([word])),
            None => stack.extend(own),
        }
    }
    Some(stacks)
}

/// Whether a heading stands over one that belongs under another.
fn is_misplaced(above: Option<ColumnRole>, below: Option<ColumnRole>) -> bool {
    let wanted = below.as_ref().and_then(parent);
    wanted.is_some() && above != wanted
}

/// The columns of so many words: those of the headings with blank columns behind them. The last heading may
/// have any number.
fn slots(top: &[(u16, HeadText)], count: usize) -> Option<Vec<u16>> {
    let last = top.last().map(|(at, word)| (*at, word))?;
    let spans = top.iter().zip(top.iter().skip(1)).filter(|((at, _), (next, _))| next - at > 1);
    let mut slots: Vec<u16> = spans.flat_map(|((at, _), (next, _))| *at..*next).collect();
    if slots.is_empty() {
        return None;
    }
    let rest = count.checked_sub(slots.len())?;
    slots.extend((last.0..).take(rest));
    (rest == 0 || is_over_others(last.1)).then_some(slots)
}

/// Whether a heading may stand over those of a second row.
fn is_over_others(word: &HeadText) -> bool {
    let role = heading::exact(TableKind::Catalogue, &word.key).map(|(role, _)| role);
    let parents = [ColumnRole::Name(0), ColumnRole::Audience, ColumnRole::Mode, ColumnRole::Levels];
    role.is_some_and(|role| parents.contains(&role))
}

/// A text of a head.
fn word(row: u32, text: &str, lookup: &mut Lookup) -> HeadText {
    HeadText { row, text: text.trim().to_owned(), key: lookup.written(text).key }
}

/// 项目 and 子项 that slid to the left, back under the name that has an empty column behind it.
fn duty_parts(
    view: &View<'_>,
    (first, last): (u32, u32),
    lookup: &mut Lookup,
) -> Option<Vec<Vec<HeadText>>> {
    if last != first + 1 {
        return None;
    }
    let parts = words(view, last, lookup)?;
    let expected = parts.len() == 2
        && parts.iter().zip(["项目", "子项"]).all(|(word, part)| word.key.starts_with(part));
    let mut stacks: Vec<Vec<HeadText>> = vec![Vec::new(); usize::from(view.width())];
    for (column, cell) in view.cells(first).filter(|_| expected) {
        stacks.get_mut(usize::from(column))?.push(word(first, &cell.text, lookup));
    }
    let name = stacks.iter().position(|stack| {
        let role = stack.first().and_then(|word| heading::exact(TableKind::Duties, &word.key));
        role.is_some_and(|(role, _)| role == ColumnRole::DutyName)
    })?;
    // In place already, or no room for the parts.
    if name < 2 || stacks.get(name + 1).is_none_or(|stack| !stack.is_empty()) {
        return None;
    }
    for (stack, part) in stacks.iter_mut().skip(name).zip(parts) {
        stack.push(part);
    }
    Some(stacks)
}

/// The words of a row that stand side by side from the first column on, none of them merged.
fn words(view: &View<'_>, row: u32, lookup: &mut Lookup) -> Option<Vec<HeadText>> {
    let mut words = Vec::new();
    for (column, cell) in view.cells(row) {
        let side_by_side = usize::from(column) == words.len();
        if !side_by_side || view.merge(CellRef::new(row, column)).is_some() {
            return None;
        }
        words.push(word(row, &cell.text, lookup));
    }
    (words.len() >= WORDS).then_some(words)
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
    (last + 1..=last + LOOK_AHEAD)
        .filter_map(|row| view.cells(row).map(|(column, _)| usize::from(column) + 1).max())
        .max()
        .unwrap_or(0)
}
