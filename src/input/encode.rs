//! The model as YAML with the Chinese keys: the inverse of [`super::decode`].
//!
//! What people write as one text stays one text. Nothing is left out that the decoder would read.

use crate::input::key;
use indexmap::IndexMap;
use jiff::civil::Date;

use super::yaml::Yaml;
use crate::model::{
    Audience, Channels, Duty, DutyList, Fields, ItemRef, Mode, NewItem, POWER_KINDS, Traced,
    is_change_date,
};

/// A domain with its rows.
pub fn domain(number: Option<&str>, name: &str, items: &[NewItem]) -> Yaml {
    Yaml::map([
        (key::NUMBER, number.map(Yaml::text)),
        (key::NAME, Some(Yaml::text(name))),
        (key::ROWS, Some(Yaml::List(items.iter().map(item).collect()))),
    ])
}

/// A row.
pub fn item(item: &NewItem) -> Yaml {
    let mut entries = vec![
        (key::CODE, item.code.as_ref().map(|code| Yaml::text(code.value.as_str()))),
        (key::SERIAL, item.serial.as_ref().map(Yaml::text)),
    ];
    entries.extend(fields(&item.fields));
    Yaml::map(entries)
}

/// The fields that are set.
fn fields(fields: &Fields) -> Vec<(&'static str, Option<Yaml>)> {
    vec![
        (key::NAMES, of(&fields.names, |names| Yaml::texts(&names.0))),
        (key::ELEMENTS, of(&fields.elements, |elements| Yaml::texts(&elements.list))),
        (key::BASIS, of(&fields.basis, |basis| Yaml::texts(basis.entries.iter().map(|e| &e.text)))),
        (key::LIMIT, of(&fields.limit, |limit| Yaml::text(limit.text()))),
        (
            key::BODIES,
            of(&fields.bodies, |bodies| Yaml::texts(bodies.list.iter().map(|b| &b.text))),
        ),
        (key::CHANNELS, of(&fields.channels, channels)),
        (key::AUDIENCE, of(&fields.audience, audience)),
        (key::MODE, of(&fields.mode, mode)),
        (key::LEVELS, of(&fields.levels, |l| Yaml::texts(l.iter().map(|level| level.label())))),
        (key::OTHER, table(fields.other.iter().map(|(heading, text)| (heading, &*text.value)))),
    ]
}

fn of<T>(field: &Option<Traced<T>>, yaml: impl FnOnce(&T) -> Yaml) -> Option<Yaml> {
    field.as_ref().map(|traced| yaml(&traced.value))
}

fn table<'a>(entries: impl Iterator<Item = (&'a String, &'a String)>) -> Option<Yaml> {
    let entries: Vec<(String, Yaml)> =
        entries.map(|(key, text)| (key.clone(), Yaml::text(text))).collect();
    (!entries.is_empty()).then_some(Yaml::Map(entries))
}

fn channels(channels: &Channels) -> Yaml {
    let list = |names: &Vec<String>| (!names.is_empty()).then(|| Yaml::texts(names));
    Yaml::map([(key::CHOSEN, list(&channels.chosen)), (key::OPTIONAL, list(&channels.optional))])
}

fn audience(audience: &Audience) -> Yaml {
    if audience.groups.is_empty() {
        return Yaml::text(audience.text());
    }
    Yaml::map([
        (key::EVERYONE, audience.everyone.then(|| Yaml::text("是"))),
        (key::GROUPS, Some(Yaml::texts(&audience.groups))),
    ])
}

fn mode(mode: &Mode) -> Yaml {
    match (mode.active, mode.on_request) {
        (true, true) => Yaml::texts(["主动", "依申请"]),
        _ => Yaml::text(mode.text()),
    }
}

/// A file of duty lists.
pub fn duties(duties: &[Duty]) -> Yaml {
    let common = common_date(duties);
    let mut lists: IndexMap<DutyList, Vec<Yaml>> = IndexMap::new();
    for list in DutyList::ALL {
        let entries: Vec<Yaml> =
            duties.iter().filter(|duty| duty.list == list).map(|d| duty_of(d, common)).collect();
        if !entries.is_empty() {
            lists.insert(list, entries);
        }
    }
    let mut take = |list: DutyList| Some(Yaml::List(lists.shift_remove(&list)?));
    let powers = take(DutyList::Powers);
    let services = take(DutyList::Services);
    let town: Vec<(String, Yaml)> = [DutyList::Basic, DutyList::Cooperative, DutyList::Withdrawn]
        .into_iter()
        .filter_map(|list| Some((list.label().to_owned(), take(list)?)))
        .collect();
    Yaml::map([
        (key::CHANGED, common.map(|day| Yaml::text(day.to_string()))),
        (DutyList::Powers.label(), powers),
        (DutyList::Services.label(), services),
        (key::TOWN_DUTIES, (!town.is_empty()).then_some(Yaml::Map(town))),
    ])
}

/// 更新日期, where all duties have the same.
fn common_date(duties: &[Duty]) -> Option<Date> {
    let dated = |duty: &Duty| duty.dated.as_ref().map(|dated| dated.value);
    let (first, rest) = duties.split_first()?;
    let same = rest.iter().all(|duty| dated(duty) == dated(first));
    dated(first).filter(|_| same)
}

/// A duty.
pub fn duty(duty: &Duty) -> Yaml {
    duty_of(duty, None)
}

/// A duty of a file that says for all of them when they changed.
fn duty_of(duty: &Duty, common: Option<Date>) -> Yaml {
    // A further column that says it is kept as it stands.
    let dated = duty.dated.as_ref().filter(|dated| {
        common != Some(dated.value) && !duty.other.keys().any(|heading| is_change_date(heading))
    });
    let power = duty.power.as_ref().map(|power| power.value.as_str());
    let standard = power.filter(|power| POWER_KINDS.contains(power));
    let mut other = duty.other.clone();
    // A kind that is none of the closed list is kept, but not under the key that takes only those.
    if let Some(power) = power.filter(|_| standard.is_none()) {
        other.entry(key::POWER.to_owned()).or_insert_with(|| power.to_owned());
    }
    let sub = other.shift_remove(key::SUB_ITEM);
    let body = duty.body.as_ref().map(|body| Yaml::text(&body.value));
    let withdrawn = duty.list == DutyList::Withdrawn;
    Yaml::map([
        (key::SERIAL, duty.number.as_ref().map(Yaml::text)),
        (key::POWER, standard.map(Yaml::text)),
        (key::NAME, Some(Yaml::text(&duty.name.value))),
        (key::SUB_ITEM, sub.map(Yaml::text)),
        (key::DUTY_BASIS, duty.basis.as_ref().map(|basis| lines(basis))),
        (key::DUTY_BODY, body.clone().filter(|_| !withdrawn)),
        (key::TAKEN_OVER_BY, body.filter(|_| withdrawn)),
        (key::DUTY_ITEMS, references(&duty.items)),
        (key::EXEMPTION, exemption(duty)),
        (key::CHANGED, dated.map(|dated| Yaml::text(dated.value.to_string()))),
        (key::OTHER, table(other.iter())),
    ])
}

/// One line as a text, several as a list.
fn lines(text: &str) -> Yaml {
    if text.contains('\n') { Yaml::texts(text.lines()) } else { Yaml::text(text) }
}

fn references(items: &[ItemRef]) -> Option<Yaml> {
    (!items.is_empty()).then(|| Yaml::texts(items.iter().map(ItemRef::text)))
}

fn exemption(duty: &Duty) -> Option<Yaml> {
    let exemption = duty.exemption.as_ref()?;
    Some(Yaml::map([
        (key::CLAUSES, Some(Yaml::text(&exemption.article.value))),
        (key::NOTE, exemption.note.as_ref().map(Yaml::text)),
    ]))
}
