//! The text of a cell as the value of a field in an adjustments file.

use super::write::{quoted, quoted_list};
use crate::input::decode::item_ref;
use crate::model::{
    Audience, BasisList, Bodies, Channels, Elements, Field, Levels, Mode, TimeLimits,
};
use crate::source::Location;

/// The key that the value of a field stands under. Names are changed under a key of their own.
pub(super) fn key(field: Field) -> &'static str {
    if field == Field::Names { "改名" } else { field.heading() }
}

/// The value as YAML on one line; `None` when the text does not say it clearly.
pub(super) fn yaml(field: Field, text: &str, place: Location) -> Option<String> {
    match field {
        Field::Names => {
            let names = item_ref(&text.replace(['／', '\n'], "/"), None, place).names;
            (!names.is_empty()).then(|| quoted_list(names.iter().map(String::as_str)))
        }
        Field::Elements => listed(Elements::parse(text).list),
        Field::Basis => {
            listed(BasisList::parse(text).entries.into_iter().map(|entry| entry.text).collect())
        }
        Field::Limit => {
            let limits = TimeLimits::parse(text);
            (!limits.is_empty()).then(|| quoted(&limits.text()))
        }
        Field::Bodies => listed(Bodies::parse(text).list.into_iter().map(|b| b.text).collect()),
        Field::Channels => channels(&Channels::parse(text)),
        Field::Audience => audience(&Audience::parse(text)),
        Field::Mode => {
            let mode = Mode::parse(text);
            mode.is_clear().then(|| quoted_list(mode.text().split('、')))
        }
        Field::Levels => {
            let levels = Levels::parse(text);
            (!levels.is_empty()).then(|| quoted_list(levels.iter().map(|level| level.label())))
        }
    }
}

fn listed(texts: Vec<String>) -> Option<String> {
    (!texts.is_empty()).then(|| quoted_list(texts.iter().map(String::as_str)))
}

fn channels(channels: &Channels) -> Option<String> {
    let list = |names: &[String]| quoted_list(names.iter().map(String::as_str));
    let parts = [("选用", &channels.chosen), ("可选", &channels.optional)];
    let parts = parts.into_iter().filter(|(_, names)| !names.is_empty());
    let parts: Vec<String> = parts.map(|(key, names)| format!("{key}: {}", list(names))).collect();
    (!parts.is_empty()).then(|| format!("{{{}}}", parts.join(", ")))
}

fn audience(audience: &Audience) -> Option<String> {
    if !audience.is_clear() {
        return None;
    }
    if audience.groups.is_empty() {
        return Some("全社会".to_owned());
    }
    let everyone = if audience.everyone { "全社会: 是, " } else { "" };
    let groups = quoted_list(audience.groups.iter().map(String::as_str));
    Some(format!("{{{everyone}特定群体: {groups}}}"))
}
