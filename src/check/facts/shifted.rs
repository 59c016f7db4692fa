//! Texts that stand in the wrong columns: a limit among the bodies, an instrument under 公开时限.

use crate::model::{Field, Item, LayerId};
use crate::register::{Registers, WordList};
use crate::text::Wording;

/// What tells a body in another column.
static BODY_ENDS: Wording = Wording::named("串到别栏的单位");

/// What a limit holds.
static LIMITS: Wording = Wording::named("时限栏的用语");

/// What tells a limit in another column.
static EVENTS: Wording = Wording::named("串到别栏的时限");

/// Headings that stand in the second row of a head.
static HEADINGS: Wording = Wording::named("第二行表头的栏名");

/// A shorter text with numbers may be a name, in characters.
const LIST: usize = 20;

/// A row is taken for shifted when so many of its columns hold what only another holds.
const MISFITS: usize = 2;

/// Whether the texts of this row stand in the wrong columns.
pub(super) fn is_shifted(registers: &Registers, item: &Item, own: LayerId) -> bool {
    let misfits = misfits(registers, item, own);
    misfits.len() >= MISFITS
        || misfits.iter().any(|(field, _)| *field == Field::Names)
        || misfits.iter().any(|(field, _)| *field == Field::Channels)
            && names_bodies(registers, item)
}

/// Whether bodies of some place stand among the channels, which nothing but a slid row explains.
fn names_bodies(registers: &Registers, item: &Item) -> bool {
    let Some(channels) = item.fields.channels.as_ref() else { return false };
    channels.value.chosen.iter().any(|name| {
        let placed = registers.bodies().name(name).is_some_and(|body| !body.place.is_empty());
        placed && is_body(registers, name)
    })
}

/// The fields that hold what another column holds, and what that is. Only the body's own texts count.
pub(crate) fn misfits(
    registers: &Registers,
    item: &Item,
    own: LayerId,
) -> Vec<(Field, &'static str)> {
    let looks: [(Field, Look); 6] = [
        (Field::Names, names),
        (Field::Elements, elements),
        (Field::Basis, basis),
        (Field::Limit, limit),
        (Field::Bodies, bodies),
        (Field::Channels, channels),
    ];
    let written = |field: Field| item.fields.origin(field).is_some_and(|o| o.layer == own);
    let own = looks.into_iter().filter(|(field, _)| written(*field));
    own.filter_map(|(field, look)| Some((field, look(registers, item)?))).collect()
}

/// What a field of an item holds, where that is another column's.
type Look = fn(&Registers, &Item) -> Option<&'static str>;

const HEADING: &str = "栏名";
const ELEMENTS: &str = "公开内容";
const LIMIT: &str = "公开时限";
const BASIS: &str = "公开依据";
const BODY: &str = "公开主体";
const CHANNEL: &str = "公开渠道";

/// A list with numbers, or a heading of the second row of the head, where a name should stand.
fn names(_: &Registers, item: &Item) -> Option<&'static str> {
    let names = item.names();
    let last = names.last()?;
    let is_list = ["1", "2"].iter().all(|number| {
        ["、", ".", "．"].iter().any(|mark| last.contains(&format!("{number}{mark}")))
    });
    if is_list && last.chars().count() >= LIST {
        return Some(ELEMENTS);
    }
    names.iter().all(|name| HEADINGS.contains(&name.trim())).then_some(HEADING)
}

fn elements(_: &Registers, item: &Item) -> Option<&'static str> {
    let list = item.fields.elements.as_ref()?.value.list.as_slice();
    if let [only] = list
        && is_limit(only)
    {
        return Some(LIMIT);
    }
    (!list.is_empty() && list.iter().all(|text| is_citation(text))).then_some(BASIS)
}

fn basis(registers: &Registers, item: &Item) -> Option<&'static str> {
    let entries = &item.fields.basis.as_ref()?.value.entries;
    let all = |fits: &dyn Fn(&str) -> bool| entries.iter().all(|entry| fits(&entry.text));
    if entries.is_empty() {
        None
    } else if all(&is_limit) {
        Some(LIMIT)
    } else if all(&|text| is_channel(registers, text)) {
        Some(CHANNEL)
    } else if all(&|text| is_body(registers, text)) {
        Some(BODY)
    } else {
        (entries.len() > 1 && all(&is_no_instrument)).then_some(ELEMENTS)
    }
}

fn limit(registers: &Registers, item: &Item) -> Option<&'static str> {
    let text = item.fields.limit.as_ref()?.value.text.as_str();
    if is_basis(text) {
        Some(BASIS)
    } else if is_channel(registers, text) {
        Some(CHANNEL)
    } else {
        is_body(registers, text).then_some(BODY)
    }
}

fn bodies(registers: &Registers, item: &Item) -> Option<&'static str> {
    let list = &item.fields.bodies.as_ref()?.value.list;
    let any = |fits: &dyn Fn(&str) -> bool| list.iter().any(|body| fits(&body.text));
    if any(&is_limit) {
        Some(LIMIT)
    } else if any(&is_basis) {
        Some(BASIS)
    } else {
        any(&|text| is_channel(registers, text)).then_some(CHANNEL)
    }
}

fn channels(registers: &Registers, item: &Item) -> Option<&'static str> {
    let chosen = &item.fields.channels.as_ref()?.value.chosen;
    let any = |fits: &dyn Fn(&str) -> bool| chosen.iter().any(|name| fits(name));
    if any(&is_limit) { Some(LIMIT) } else { any(&|text| is_body(registers, text)).then_some(BODY) }
}

fn is_limit(text: &str) -> bool {
    EVENTS.iter().any(|words| text.contains(words)) && !text.contains('《')
}

fn is_basis(text: &str) -> bool {
    text.trim_start().starts_with('《') && !LIMITS.iter().any(|words| text.contains(words))
        || text.contains("》（国") && !text.contains("日内")
}

/// One instrument and nothing else: 《社会救助暂行办法》（国务院令第649号）第十一条.
fn is_citation(text: &str) -> bool {
    let tail = text.trim().strip_prefix('《').and_then(|rest| rest.rsplit_once('》'));
    tail.is_some_and(|(_, tail)| {
        tail.is_empty() || tail.starts_with(['（', '(', '第', '、', '；', '等'])
    })
}

/// A text in which nothing speaks of law, as elements are.
fn is_no_instrument(text: &str) -> bool {
    !WordList::OfLaw.is_in(text)
}

/// A body by its name, and not one of the channels, as 政务服务中心 is.
fn is_body(registers: &Registers, text: &str) -> bool {
    BODY_ENDS.iter().any(|ending| text.ends_with(ending))
        && !text.contains(['《', '日', '网'])
        && registers.bodies().name(text).is_some()
        && registers.channels().find(text).is_none()
}

fn is_channel(registers: &Registers, text: &str) -> bool {
    let named = |name: &str| registers.channels().find(name).is_some_and(|c| c.public);
    let body = ["中心", "馆", "厅", "站"];
    text.contains(['■', '□'])
        || text
            .split(['、', '\n'])
            .all(|name| !body.iter().any(|b| name.ends_with(b)) && named(name))
        || text.ends_with("网站") && named(text)
}
