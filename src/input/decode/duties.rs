//! 职责清单 in YAML.

use crate::input::key;
use indexmap::IndexMap;
use jiff::civil::Date;

use super::{Context, item, text};
use crate::input::yaml::{Node, Value};
use crate::model::{Duty, DutyList, Exemption, ItemRef, day_in, is_change_date, says_no_item};
use crate::source::Located;

/// All duties of a file.
pub fn duties(context: Context, node: &Node) -> Vec<Duty> {
    let town = node.get(key::TOWN_DUTIES);
    let dated = context.date(node, key::CHANGED);
    DutyList::ALL
        .into_iter()
        .filter_map(|list| {
            let entries = match list {
                DutyList::Powers | DutyList::Services => node.get(list.label()),
                _ => town.and_then(|town| town.get(list.label())),
            };
            Some((list, entries?))
        })
        .flat_map(|(list, entries)| {
            entries.elements().iter().filter_map(move |entry| duty(context, entry, list))
        })
        .map(|duty| Duty { dated: duty.dated.clone().or_else(|| dated.clone()), ..duty })
        .collect()
}

fn duty(context: Context, node: &Node, list: DutyList) -> Option<Duty> {
    Some(Duty {
        list,
        number: text(node, key::CODE).or_else(|| text(node, key::SERIAL)),
        power: context.located_text(node, key::POWER),
        name: context.located_text(node, key::NAME)?,
        basis: node.get(key::DUTY_BASIS).map(|_| node.texts(key::DUTY_BASIS).join("\n")),
        body: context
            .located_text(node, key::DUTY_BODY)
            .or_else(|| context.located_text(node, key::TAKEN_OVER_BY)),
        items: references(context, node),
        exemption: exemption(context, node),
        dated: context.date(node, key::CHANGED).or_else(|| changed(context, node)),
        other: other(node),
        location: context.location(node),
    })
}

/// 对应事项: codes or names; a list inside the list is one item's names.
fn references(context: Context, node: &Node) -> Vec<ItemRef> {
    let Some(written) = node.get(key::DUTY_ITEMS) else { return Vec::new() };
    if written.scalar().is_some_and(says_no_item) {
        return Vec::new();
    }
    match &written.value {
        Value::Scalar(text) => item_refs(text, context.location(written)),
        _ => written
            .elements()
            .iter()
            .filter_map(|element| match &element.value {
                Value::Scalar(text) => Some(item::item_ref(text, None, context.location(element))),
                Value::Sequence(names) => {
                    let names: Vec<&str> = names.iter().filter_map(Node::scalar).collect();
                    Some(item::item_ref(&names.join("/"), None, context.location(element)))
                }
                Value::Null | Value::Mapping(_) => None,
            })
            .collect(),
    }
}

/// The references in one text, as a sheet's cell has them: split at ；、 and line breaks.
pub fn item_refs(text: &str, location: crate::source::Location) -> Vec<ItemRef> {
    text.split(['；', ';', '\n', '、', '，'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| item::item_ref(part, None, location))
        .collect()
}

fn exemption(context: Context, node: &Node) -> Option<Exemption> {
    let chosen = || node.get(key::DUTY_ITEMS).filter(|n| n.scalar().is_some_and(says_no_item));
    let written = node.get(key::EXEMPTION).or_else(chosen)?;
    if let Some(article) = written.scalar() {
        let article = Located::new(article.to_owned(), context.location(written));
        return Some(Exemption { article, note: None });
    }
    Some(Exemption {
        article: context.located_text(written, key::CLAUSES)?,
        note: text(written, key::NOTE),
    })
}

/// The day on which a row last changed, from a further column.
fn changed(context: Context, node: &Node) -> Option<Located<Date>> {
    let (_, value) =
        node.get(key::OTHER)?.entries().iter().find(|(key, _)| is_change_date(&key.text))?;
    let day = day_in(value.scalar()?)?;
    Some(Located::new(day, context.location(value)))
}

fn other(node: &Node) -> IndexMap<String, String> {
    let mut other: IndexMap<String, String> = IndexMap::new();
    if let Some(sub) = text(node, key::SUB_ITEM) {
        other.insert(key::SUB_ITEM.to_owned(), sub);
    }
    let table = node.get(key::OTHER).map_or(&[][..], Node::entries);
    other.extend(
        table.iter().filter_map(|(k, v)| Some((k.text.to_string(), v.scalar()?.to_owned()))),
    );
    other
}
