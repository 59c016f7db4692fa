//! What columns mean by their place, where the words alone do not say it.
//!
//! Handles 一级事项 written twice, parents without the words below them, two columns with one meaning,
//! and columns without a heading. Every such decision marks the column as bent, so that it is reported.

use crate::input::sheet::locate::clipped;
use crate::input::sheet::locate::duty_headings;
use crate::input::sheet::locate::heading;
use crate::input::sheet::locate::sample::below;
use crate::input::sheet::locate::ticked_channels;
use crate::input::sheet::types::{ColumnDraft, ColumnRole, TableKind};
use crate::input::sheet::view::View;
use crate::model::AdminLevel;
use crate::text::Wording;

/// How well a column is understood that only its place explains.
const BY_PLACE: f64 = 0.6;
/// Fewer numbers do not say that a column counts.
const SERIES: usize = 2;
/// So long is a heading that says a level by the name of a place: 东阳市级.
const NAMED_LEVEL: std::ops::RangeInclusive<usize> = 4..=6;
/// A table has so many columns of names, where there is room for them.
const NAMES: usize = 2;
/// The lowest level of names.
const LOWEST: u8 = 6;

/// Settles what the words leave open.
pub(in crate::input::sheet) fn by_place(
    kind: TableKind,
    view: &View<'_>,
    last: u32,
    drafts: &mut [ColumnDraft],
) {
    if kind == TableKind::Catalogue {
        ticked_channels::see(view, last, drafts);
        clipped::by_order(drafts);
        number_names(view, last, drafts);
        split_parents(drafts);
        other_of_pair(drafts);
        named_levels(drafts);
        names(view, last, drafts);
    }
    form_beside_channels(drafts);
    if kind == TableKind::Duties {
        parts_of_duties(drafts);
    }
    parts_of_bodies(view, last, drafts);
    duplicates(drafts);
    numbering(view, last, drafts);
}

fn assign(draft: &mut ColumnDraft, role: ColumnRole) {
    draft.column.role = role;
    draft.quality = BY_PLACE;
    draft.bent = true;
}

/// A column below 公开事项 that only counts is 序号.
fn number_names(view: &View<'_>, last: u32, drafts: &mut [ColumnDraft]) {
    if drafts.iter().any(|draft| draft.column.role == ColumnRole::Serial) {
        return;
    }
    let counts = |draft: &ColumnDraft| {
        let texts = below(view, last, draft.column.index);
        // A column with a heading of its own may be one that the whole head has slid over.
        draft.column.role == ColumnRole::Name(0)
            && texts.len() >= SERIES
            && texts.iter().all(|text| is_number(text))
    };
    if let Some(draft) = drafts.iter_mut().find(|draft| counts(draft)) {
        assign(draft, ColumnRole::Serial);
    }
}

/// 公开对象, 公开方式 and 公开层级 over two columns with nothing below: the columns of the official form.
fn split_parents(drafts: &mut [ColumnDraft]) {
    let pairs = [
        (ColumnRole::Audience, [ColumnRole::Everyone, ColumnRole::Group]),
        (ColumnRole::Mode, [ColumnRole::Active, ColumnRole::OnRequest]),
        (
            ColumnRole::Levels,
            [
                ColumnRole::Level(vec![AdminLevel::County]),
                ColumnRole::Level(vec![AdminLevel::Town]),
            ],
        ),
    ];
    for (parent, children) in pairs {
        let at: Vec<usize> = positions(drafts, &parent);
        if let [first, second] = at[..]
            && second == first + 1
        {
            for (index, child) in [first, second].into_iter().zip(children) {
                if let Some(draft) = drafts.get_mut(index) {
                    assign(draft, child);
                }
            }
        }
    }
}

/// 公开对象 beside 特定群体 is 全社会: of a pair below it, one heading was lost or clipped.
fn other_of_pair(drafts: &mut [ColumnDraft]) {
    let pairs = [
        (ColumnRole::Audience, ColumnRole::Everyone, ColumnRole::Group),
        (ColumnRole::Mode, ColumnRole::Active, ColumnRole::OnRequest),
    ];
    for (parent, left, right) in pairs {
        let role = |at: Option<usize>| Some(&drafts.get(at?)?.column.role);
        let [only] = positions(drafts, &parent)[..] else { continue };
        let (before, after) = (role(only.checked_sub(1)), role(Some(only + 1)));
        let lost = match (before == Some(&left), after == Some(&right)) {
            (true, false) => right,
            (false, true) => left,
            _ => continue,
        };
        if let Some(draft) = drafts.get_mut(only) {
            assign(draft, lost);
        }
    }
}

/// 东阳市级 is the level of the place itself: of a county, unless a column for counties stands beside it.
fn named_levels(drafts: &mut [ColumnDraft]) {
    let has = |level: AdminLevel, drafts: &[ColumnDraft]| {
        drafts
            .iter()
            .any(|d| matches!(&d.column.role, ColumnRole::Level(of) if of.contains(&level)))
    };
    if !has(AdminLevel::Town, drafts) {
        return;
    }
    let county = has(AdminLevel::County, drafts);
    let open = |draft: &&mut ColumnDraft| {
        draft.column.role == ColumnRole::Levels
            || (draft.column.role == ColumnRole::Other && draft.quality == 0.0)
    };
    for draft in drafts.iter_mut().filter(open) {
        let heading = draft.column.heading.as_str();
        let named = NAMED_LEVEL.contains(&heading.chars().count());
        let level = match heading {
            city if named && city.ends_with("市级") => {
                if county {
                    AdminLevel::City
                } else {
                    AdminLevel::County
                }
            }
            county if named && county.ends_with("县级") => AdminLevel::County,
            _ => continue,
        };
        assign(draft, ColumnRole::Level(vec![level]));
    }
}

fn positions(drafts: &[ColumnDraft], role: &ColumnRole) -> Vec<usize> {
    (0..drafts.len()).filter(|at| drafts.get(*at).is_some_and(|d| d.column.role == *role)).collect()
}

/// Puts the columns of names in order: one level a column, from the left.
fn names(view: &View<'_>, last: u32, drafts: &mut [ColumnDraft]) {
    extra_sort(drafts);
    extra_catalogue(drafts);
    named_again(drafts);
    let is_name = |draft: &ColumnDraft| matches!(draft.column.role, ColumnRole::Name(_));
    let mut at: Vec<usize> =
        (0..drafts.len()).filter(|i| drafts.get(*i).is_some_and(is_name)).collect();
    let elements = drafts.iter().position(|d| d.column.role == ColumnRole::Elements);
    // 二级事项 alone: the column before it has lost its heading.
    if let [only] = at[..]
        && drafts.get(only).is_some_and(|d| d.column.role == ColumnRole::Name(2))
        && only > 0
        && drafts.get(only - 1).is_some_and(|d| is_open(view, last, d))
    {
        at.insert(0, only - 1);
    }
    if let Some(end) = elements
        && at.len() < NAMES
    {
        let from = at.last().map_or(0, |last| last + 1);
        let open = (from..end).filter(|i| drafts.get(*i).is_some_and(|d| is_open(view, last, d)));
        at.extend(open.take(NAMES - at.len()).collect::<Vec<_>>());
    }
    let levels: Vec<u8> = at
        .iter()
        .filter_map(|i| match drafts.get(*i)?.column.role {
            ColumnRole::Name(level) => Some(level),
            _ => None,
        })
        .collect();
    // 公开事项 alone stands over a name whose own heading is not known.
    let unnamed = levels.len() > 1 && levels.first() == Some(&0);
    let rising =
        !unnamed && levels.windows(2).all(|pair| pair[0] < pair[1]) && levels.len() == at.len();
    let single = at.len() == 1 || (at.len() == 2 && levels == [1, 0]);
    if rising || single {
        return;
    }
    for (index, level) in at.into_iter().zip(1u8..) {
        if let Some(draft) = drafts.get_mut(index)
            && draft.column.role != ColumnRole::Name(level.min(LOWEST))
        {
            assign(draft, ColumnRole::Name(level.min(LOWEST)));
        }
    }
}

/// What headings of the first level say.
const FIRST: &str = "一级";

/// What a column is called that sorts the matters and is none of their names: 综合政务 beside 公开事项.
const SORTS: &str = "类别";
/// How headings begin over the names that stand beside it.
const MATTERS: &str = "公开事项";

/// 类别 before 公开事项, with or without levels, is a column of the place's own.
fn extra_sort(drafts: &mut [ColumnDraft]) {
    let sorts = |draft: &ColumnDraft| heading::key(&draft.column.heading) == SORTS;
    let names = |draft: &ColumnDraft| match draft.column.role {
        ColumnRole::Name(0) => heading::key(&draft.column.heading).starts_with(MATTERS),
        ColumnRole::Name(_) => !sorts(draft),
        _ => false,
    };
    let Some(first) = drafts.iter().position(names) else { return };
    for draft in drafts.iter_mut().take(first).filter(|draft| sorts(draft)) {
        draft.column.role = ColumnRole::Other;
        draft.bent = false;
    }
}

/// 一级目录 beside 一级事项 is a column of the place's own, not another level.
fn extra_catalogue(drafts: &mut [ColumnDraft]) {
    let is_item = |draft: &ColumnDraft| {
        draft.column.role == ColumnRole::Name(1) && draft.column.heading.ends_with("事项")
    };
    if drafts.iter().filter(|d| is_item(d)).count() != 1 {
        return;
    }
    let item = drafts.iter().position(is_item).unwrap_or(0);
    let elements = drafts.iter().position(|d| d.column.role == ColumnRole::Elements);
    // 信息类别 between 业务事项 and the elements names what is below it.
    let extra = drafts.iter_mut().enumerate().filter(|(at, draft)| {
        let between = *at > item && elements.is_some_and(|elements| *at < elements);
        !between || draft.column.heading.contains(FIRST)
    });
    let extra = extra.map(|(_, draft)| draft);
    for draft in extra.filter(|d| d.column.role == ColumnRole::Name(1)) {
        if !draft.column.heading.ends_with("事项") {
            draft.column.role = ColumnRole::Other;
        }
    }
}

/// 公开事项 behind 公开内容, where names stand before it, says once more what is disclosed.
fn named_again(drafts: &mut [ColumnDraft]) {
    let is_name = |draft: &ColumnDraft| matches!(draft.column.role, ColumnRole::Name(_));
    // Where the heading of the elements is not known, names that are apart from the others stand behind them.
    let elements = drafts.iter().position(|d| d.column.role == ColumnRole::Elements);
    let apart = || {
        let first = drafts.iter().position(is_name)?;
        let side_by_side = drafts.iter().skip(first).take_while(|draft| is_name(draft)).count();
        Some(first + side_by_side)
    };
    let Some(end) = elements.or_else(apart) else { return };
    let before = drafts.iter().take(end).filter(|draft| is_name(draft)).count();
    let level = |draft: &ColumnDraft| draft.column.role != ColumnRole::Name(0);
    if before < NAMES || elements.is_none() && !drafts.iter().take(end).any(level) {
        return;
    }
    for draft in drafts.iter_mut().skip(end).filter(|draft| is_name(draft)) {
        if elements.is_some() || draft.column.role == ColumnRole::Name(0) {
            draft.column.role = ColumnRole::Other;
        }
    }
}

/// Whether the column has no known heading but holds words below the head.
fn is_open(view: &View<'_>, last: u32, draft: &ColumnDraft) -> bool {
    draft.column.role == ColumnRole::Other && draft.quality == 0.0 && {
        let texts = below(view, last, draft.column.index);
        !texts.is_empty() && !texts.iter().all(|text| is_number(text))
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'))
}

/// 公开形式 beside 公开渠道 says whether it is text or pictures, and no channel.
fn form_beside_channels(drafts: &mut [ColumnDraft]) {
    let is_form =
        |draft: &ColumnDraft| draft.column.heading.replace(' ', "").starts_with("公开形式");
    let is_channels = |draft: &ColumnDraft| draft.column.role == ColumnRole::Channels;
    if !drafts.iter().any(|draft| is_channels(draft) && !is_form(draft)) {
        return;
    }
    for draft in drafts.iter_mut().filter(|draft| is_channels(draft) && is_form(draft)) {
        draft.column.role = ColumnRole::Other;
        draft.bent = false;
    }
}

/// 具体工作事项 behind 主要职责 are the parts of a duty, whose name stands before them.
fn parts_of_duties(drafts: &mut [ColumnDraft]) {
    let heading = |draft: &ColumnDraft| draft.column.heading.replace(' ', "");
    for at in 1..drafts.len() {
        let Some([whole, part]) = drafts.get_mut(at - 1..=at) else { continue };
        let is_part = part.column.role == ColumnRole::DutyName && part.column.is_concrete();
        if is_part && whole.column.role == ColumnRole::Other && heading(whole).ends_with("职责") {
            whole.column.role = ColumnRole::DutyName;
            whole.quality = BY_PLACE;
            part.column.role = ColumnRole::Other;
        }
    }
}

/// 检查部门 over two columns, of which the first only says 发起 or 配合.
fn parts_of_bodies(view: &View<'_>, last: u32, drafts: &mut [ColumnDraft]) {
    static PARTS: Wording = Wording::named("部门在联合检查里的分工");
    let is_body = |draft: &ColumnDraft| {
        matches!(draft.column.role, ColumnRole::DutyBody | ColumnRole::Bodies)
    };
    if drafts.iter().filter(|draft| is_body(draft)).count() < 2 {
        return;
    }
    for draft in drafts.iter_mut().filter(|draft| is_body(draft)) {
        let texts = below(view, last, draft.column.index);
        if !texts.is_empty() && texts.iter().all(|text| PARTS.iter().any(|part| part == text)) {
            draft.column.role = ColumnRole::Other;
        }
    }
}

/// Of several columns with one meaning the best understood keeps it; the others are kept as extra ones.
fn duplicates(drafts: &mut [ColumnDraft]) {
    for at in 0..drafts.len() {
        let Some(draft) = drafts.get(at) else { continue };
        let role = draft.column.role.clone();
        // 执法依据 has a column for laws, one for regulations, and so on.
        if matches!(role, ColumnRole::Other | ColumnRole::DutyBasis | ColumnRole::Channel) {
            continue;
        }
        let same = positions(drafts, &role);
        let quality = |i: &usize| drafts.get(*i).map_or(0.0, |d| d.quality);
        let rank = |i: &usize| match drafts.get(*i).map(|draft| &draft.column) {
            // Who may act gives way to whom the heading says that they do.
            Some(column) => {
                let key = heading::key(&column.heading);
                let may = match role {
                    ColumnRole::DutyBody => duty_headings::may_act(&key),
                    // 抽查计划名称 is the same for many 抽查任务.
                    ColumnRole::DutyName => duty_headings::is_of_plans(&key),
                    _ => false,
                };
                (may, rank(&column.heading))
            }
            None => (true, usize::MAX),
        };
        let better = |b: &usize, a: &usize| {
            quality(b) > quality(a) || quality(b) == quality(a) && rank(b) < rank(a)
        };
        let best = same.iter().copied().reduce(|a, b| if better(&b, &a) { b } else { a });
        // The boxes of 公开渠道和载体 may stand in two columns; 公开形式 beside it says something else.
        let goes_with = |i: &usize| {
            role == ColumnRole::Channels && best.is_some_and(|best| rank(i) == rank(&best))
        };
        let others: Vec<usize> =
            same.iter().copied().filter(|i| Some(*i) != best && !goes_with(i)).collect();
        for index in others {
            if let Some(draft) = drafts.get_mut(index) {
                draft.column.role = ColumnRole::Other;
                draft.bent = false;
            }
        }
    }
}

static PLAIN: Wording = Wording::named("主要的栏名");

/// Of several headings that mean the same, which says it most plainly: the place of its word in the list.
fn rank(heading: &str) -> usize {
    let key = heading::key(heading);
    PLAIN.iter().position(|word| key.contains(word)).unwrap_or(PLAIN.len())
}

/// Whether a heading has a word that says plainly what it means: 公开主体, and not 公开责任.
pub(in crate::input::sheet) fn is_plain(heading: &str) -> bool {
    rank(heading) < PLAIN.len()
}

/// A column without a heading that only counts is 序号.
fn numbering(view: &View<'_>, last: u32, drafts: &mut [ColumnDraft]) {
    if drafts.iter().any(|d| d.column.role == ColumnRole::Serial) {
        return;
    }
    let counts = |draft: &ColumnDraft| {
        if !draft.column.heading.is_empty() || draft.column.role != ColumnRole::Other {
            return false;
        }
        let texts = below(view, last, draft.column.index);
        texts.len() >= SERIES && texts.iter().all(|text| is_number(text))
    };
    if let Some(draft) = drafts.iter_mut().find(|draft| counts(draft)) {
        assign(draft, ColumnRole::Serial);
    }
}
