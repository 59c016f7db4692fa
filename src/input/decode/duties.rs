//! 职责清单 in YAML.

use indexmap::IndexMap;
use jiff::civil::Date;

use super::{Context, item, text};
use crate::input::yaml::{Node, Value};
use crate::model::{Duty, DutyList, Exemption, ItemRef, day_in, is_change_date};
use crate::source::Located;

/// All duties of a file.
pub fn duties(context: Context, node: &Node) -> Vec<Duty> {
    let town = node.get("履行职责事项清单");
    let dated = context.date(node, "更新日期");
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
        number: text(node, "编码").or_else(|| text(node, "序号")),
        power: context.located_text(node, "权力类型"),
        name: context.located_text(node, "名称")?,
        basis: node.get("实施依据").map(|_| node.texts("实施依据").join("\n")),
        body: context
            .located_text(node, "实施主体")
            .or_else(|| context.located_text(node, "承接部门")),
        items: references(context, node),
        exemption: exemption(context, node),
        dated: context.date(node, "更新日期").or_else(|| changed(context, node)),
        other: other(node),
        location: context.location(node),
    })
}

/// 对应事项: codes or names; a list inside the list is one item's names.
fn references(context: Context, node: &Node) -> Vec<ItemRef> {
    let Some(written) = node.get("对应事项") else { return Vec::new() };
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
    let written = node.get("不予公开")?;
    if let Some(article) = written.scalar() {
        let article = Located::new(article.to_owned(), context.location(written));
        return Some(Exemption { article, note: None });
    }
    Some(Exemption {
        article: context.located_text(written, "条款")?, note: text(written, "说明")
    })
}

/// The day on which a row last changed, from a further column.
fn changed(context: Context, node: &Node) -> Option<Located<Date>> {
    let (_, value) =
        node.get("其他")?.entries().iter().find(|(key, _)| is_change_date(&key.text))?;
    let day = day_in(value.scalar()?)?;
    Some(Located::new(day, context.location(value)))
}

fn other(node: &Node) -> IndexMap<String, String> {
    let mut other: IndexMap<String, String> = IndexMap::new();
    if let Some(sub) = text(node, "子项") {
        other.insert("子项".to_owned(), sub);
    }
    let table = node.get("其他").map_or(&[][..], Node::entries);
    other.extend(
        table.iter().filter_map(|(k, v)| Some((k.text.to_string(), v.scalar()?.to_owned()))),
    );
    other
}
