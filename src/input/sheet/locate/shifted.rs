//! Heads whose merged cells were lost, so that the second row has slipped to the left.
//!
//! A table that was copied through plain text has 序号, 公开事项, 公开内容 … in one row and 一级事项,
//! 二级事项, 全社会 … at the beginning of the next, or behind them in the same row. The words tell which
//! belongs under which. Lists of duties have 项目 and 子项 below 职权名称.

use crate::input::sheet::locate::heading::{self, Lookup};
use crate::input::sheet::locate::torn_headings;
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
    if let Some(stacks) = SlidRow::of(view, (first, last), lookup).and_then(|row| row.laid(kind)) {
        return Some(stacks);
    }
    if kind == TableKind::Duties {
        return None;
    }
    let (top, below) = match last.checked_sub(first) {
        Some(0) => in_one_row(words(view, first, lookup)?)?,
        Some(1) => (words(view, first, lookup)?, words(view, last, lookup)?),
        Some(2..) => {
            let headings = words(view, first + 1, lookup)?;
            let whole = torn_headings::whole(view, (first + 2, last), headings, lookup)?;
            (words(view, first, lookup)?, whole)
        }
        None => return None,
    };
    let mut children: Vec<(HeadText, ColumnRole)> = Vec::new();
    for word in below {
        let place = u8::try_from(children.len()).unwrap_or(u8::MAX);
        let by_place = || match children.last() {
            before if is_own_level(before) => Some(ColumnRole::Other),
            before if place < NAMES && before.is_none_or(|(_, role)| is_name(role)) => {
                Some(ColumnRole::Name(place + 1))
            }
            _ => None,
        };
        let role = child(&word).or_else(by_place)?;
        children.push((word, role));
    }
    let known = |(word, _): &&(HeadText, ColumnRole)| heading::exact(kind, &word.key).is_some();
    if !share::is_most(children.iter().filter(known).count(), children.len()) {
        return None;
    }
    let are_names = children.iter().all(|(_, role)| is_name(role));
    let names = if are_names { children.len() } else { 0 };
    let mut columns = expanded(top, children)?;
    // The last columns to tick may be blank in all rows, or have lost all their ticks.
    let width = data_width(view, last);
    // Rows may have a column more, which has no heading.
    let blank = columns.get(width..).or((width == columns.len() + 1).then_some(&[]))?;
    let fits = blank.iter().all(|column| is_ticked(&column.role));
    let unused = blank.len();
    if !fits && names > unused {
        // 一级 | 二级 | 三级 and nothing else is a row of a head, also where no row has the lowest of them.
        let lowest = columns.iter().rposition(|column| column.stack.len() > 1)?;
        columns.drain(lowest + 1 - unused..=lowest);
        return Some(columns.into_iter().map(|column| column.stack).collect());
    }
    fits.then(|| columns.into_iter().map(|column| column.stack).collect())
}

/// A column of a head: the words over it, and what it holds by the lowest of them.
struct HeadColumn {
    stack: Vec<HeadText>,
    role: Option<ColumnRole>,
}

/// The words of the second row behind those that they belong under, in order. `None` when one of them belongs
/// nowhere.
fn expanded(
    top: Vec<HeadText>,
    mut children: Vec<(HeadText, ColumnRole)>,
) -> Option<Vec<HeadColumn>> {
    let role =
        |word: &HeadText| heading::exact(TableKind::Catalogue, &word.key).map(|(role, _)| role);
    // 分类 stands over 一级, 二级 … where nothing else does.
    let names = [ColumnRole::Name(0), ColumnRole::Name(1)]
        .into_iter()
        .find(|name| top.iter().any(|word| role(word).as_ref() == Some(name)));
    children.reverse();
    let mut columns = Vec::new();
    for word in top {
        let own = role(&word);
        let over =
            if own == names { own.as_ref().map(|_| ColumnRole::Name(0)) } else { own.clone() };
        let mut taken = 0;
        while let Some((child, role)) =
            children.pop_if(|(_, role)| over.is_some() && over_child(role) == over)
        {
            columns.push(HeadColumn { stack: vec![word.clone(), child], role: Some(role) });
            taken += 1;
        }
        if taken == 0 {
            columns.push(HeadColumn { stack: vec![word], role: own });
        }
    }
    children.is_empty().then_some(columns)
}

fn is_name(role: &ColumnRole) -> bool {
    matches!(role, ColumnRole::Name(_))
}

/// Whether a word behind this one may name a level that only some places have: 作业区, 园区. It stands behind the ways
/// and the other levels.
fn is_own_level(before: Option<&(HeadText, ColumnRole)>) -> bool {
    use ColumnRole::{Active, Level, OnRequest, Other};
    before.is_some_and(|(_, role)| matches!(role, Active | OnRequest | Level(_) | Other))
}

/// The column over one of the second row, also of a level of its own.
fn over_child(role: &ColumnRole) -> Option<ColumnRole> {
    parent(role).or_else(|| (*role == ColumnRole::Other).then_some(ColumnRole::Levels))
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
/// So many headings that stand over others make a row that may be two rows of a head.
const PARENTS: usize = 2;
/// So many headings of the second row must follow them.
const CHILDREN: usize = 4;
/// How the headings of a duty as a whole begin where another beside it is for its parts, and how that one does.
const DUTIES: [&str; 3] = ["项目", "主项", "事项主项"];
const DUTY_PART: &str = "子项";
/// So many names stand at the beginning of a second row, also where nobody can read them: ＊级事项.
const NAMES: u8 = 2;
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

/// A second row that slid to the left below a first one that kept its blank cells.
struct SlidRow {
    /// The first row, with its columns.
    top: Vec<(u16, HeadText)>,
    /// The words of the second one.
    below: Vec<HeadText>,
    width: usize,
}

impl SlidRow {
    fn of(view: &View<'_>, (first, last): (u32, u32), lookup: &mut Lookup) -> Option<Self> {
        if last != first + 1 {
            return None;
        }
        let below = words(view, last, lookup)?;
        let top = view.cells(first).map(|(c, cell)| (c, lookup.word(first, &cell.text))).collect();
        Some(Self { top, below, width: usize::from(view.width()) })
    }

    /// Its words back under the headings that have blank columns behind them, in order.
    fn laid(self, kind: TableKind) -> Option<Vec<Vec<HeadText>>> {
        let this = if kind == TableKind::Duties { self.with_room_for_parts() } else { self };
        let slots = match kind {
            TableKind::Catalogue => this.slots_under_parents(),
            TableKind::Duties => this.slots_of_duty_parts(),
        }?;
        let width = this.width.max(slots.iter().map(|c| usize::from(*c) + 1).max()?);
        let mut stacks: Vec<Vec<HeadText>> = vec![Vec::new(); width];
        let mut heading = None;
        let mut top = this.top.into_iter().peekable();
        let mut below = slots.into_iter().zip(this.below).peekable();
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

    /// The columns of 一级事项, 全社会 and the like, under 公开事项 and 公开对象.
    fn slots_under_parents(&self) -> Option<Vec<u16>> {
        let role =
            |word: &HeadText| heading::exact(TableKind::Catalogue, &word.key).map(|(role, _)| role);
        let is_child = |word: &&HeadText| role(word).is_some_and(|role| parent(&role).is_some());
        let children = self.below.iter().filter(is_child).count();
        let (column, head) = self.top.first()?;
        let leads = *column == 0 && is_misplaced(role(head), self.below.first().and_then(role));
        let fits = leads && share::is_half(children, self.below.len());
        slots(&self.top, self.below.len()).filter(|_| fits)
    }

    /// The columns of 项目 and 子项: that of the name of a duty, and the blank one behind it.
    fn slots_of_duty_parts(&self) -> Option<Vec<u16>> {
        let name = self.name_of_parts()?;
        let has_room = usize::from(name) + 1 < self.width && self.is_free(name + 1);
        has_room.then(|| vec![name, name + 1])
    }

    /// The column of the heading under which 项目 and 子项 belong, where they are the second row and stand elsewhere.
    fn name_of_parts(&self) -> Option<u16> {
        let [whole, part] = self.below.as_slice() else { return None };
        let are_parts = DUTIES.iter().any(|word| whole.key.starts_with(word))
            && part.key.starts_with(DUTY_PART);
        let role =
            |word: &HeadText| heading::exact(TableKind::Duties, &word.key).map(|(role, _)| role);
        let is_name = |word: &HeadText| {
            role(word) == Some(ColumnRole::DutyName) || word.key.ends_with("事项名称")
        };
        let (name, _) = self.top.iter().find(|(_, word)| is_name(word))?;
        let is_numbered =
            self.top.first().is_some_and(|(_, word)| role(word) == Some(ColumnRole::Serial));
        // In place already, or no room for the parts.
        let slid = usize::from(*name) >= self.below.len() || *name > 0 && is_numbered;
        (are_parts && slid).then_some(*name)
    }

    /// Makes room for 子项 where the first row slid as well: the headings behind that of the names stand one too far to
    /// the left. The last of them may be over a column that is blank in all rows.
    fn with_room_for_parts(mut self) -> Self {
        let Some(name) = self.name_of_parts().filter(|name| !self.is_free(name + 1)) else {
            return self;
        };
        self.top.iter_mut().filter(|(at, _)| *at > name).for_each(|(at, _)| *at += 1);
        self.width =
            self.top.last().map_or(self.width, |(at, _)| self.width.max(usize::from(*at) + 1));
        self
    }

    /// Whether no heading of the first row stands here.
    fn is_free(&self, column: u16) -> bool {
        self.top.iter().all(|(at, _)| *at != column)
    }
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

/// The words of a row that stand side by side from the first column on, none of them merged; or all in one cell.
fn words(view: &View<'_>, row: u32, lookup: &mut Lookup) -> Option<Vec<HeadText>> {
    if let Some(words) = flattened(view, row, lookup) {
        return Some(words);
    }
    let mut words = Vec::new();
    for (column, cell) in view.cells(row) {
        let side_by_side = usize::from(column) == words.len();
        if !side_by_side || view.merge(CellRef::new(row, column)).is_some() {
            return None;
        }
        words.push(lookup.word(row, &cell.text));
    }
    (words.len() >= WORDS).then_some(words)
}

/// The words of a second row that became one cell: 一级事项 二级事项 全社会 …
fn flattened(view: &View<'_>, row: u32, lookup: &mut Lookup) -> Option<Vec<HeadText>> {
    let mut cells = view.cells(row);
    let (_, only) = cells.next().filter(|_| cells.next().is_none())?;
    let parts = only.text.split_whitespace().map(|part| lookup.word(row, part));
    let words: Vec<HeadText> = parts.collect();
    (words.len() >= CHILDREN && words.iter().all(|word| child(word).is_some())).then_some(words)
}

/// The column over the columns of the second row.
pub(super) fn parent(role: &ColumnRole) -> Option<ColumnRole> {
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
