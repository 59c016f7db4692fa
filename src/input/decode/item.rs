//! Items and their fields.

use crate::input::key;
use indexmap::IndexMap;

use super::memo::{Known, Memo};
use super::{Context, text, texts};
use crate::input::yaml::{Node, Value};
use crate::model::{
    AdminLevel, Audience, BasisList, Bodies, Channels, Code, Elements, Evidence, Field, FieldSet,
    Fields, Item, ItemRef, Levels, Mode, Names, NewItem, TimeLimits, Traced,
};

/// The fields that a mapping sets; `names_key` says under which key the names stand.
pub(super) fn fields(context: Context, node: &Node, names_key: &str, memo: &mut Memo) -> Fields {
    let row = Row { context, node };
    Fields {
        names: node
            .get(names_key)
            .map(|v| Traced::new(Names(texts(node, names_key)), context.origin(v))),
        elements: row.traced(key::ELEMENTS, &mut memo.elements, |v| {
            list_or_text(v, Elements::from_list, Elements::parse)
        }),
        basis: row.traced(key::BASIS, &mut memo.basis, basis),
        limit: row.traced(key::LIMIT, &mut memo.limit, |v| {
            v.scalar().or_else(|| v.text(key::TEXT)).map(TimeLimits::parse)
        }),
        bodies: row.traced(key::BODIES, &mut memo.bodies, |v| {
            list_or_text(v, Bodies::from_list, Bodies::parse)
        }),
        channels: row.traced(key::CHANNELS, &mut memo.channels, channels),
        audience: row.traced(key::AUDIENCE, &mut memo.audience, |v| Some(audience(v))),
        mode: row.traced(key::MODE, &mut memo.mode, |v| Some(Mode::parse(&joined(v)))),
        levels: row.traced(key::LEVELS, &mut memo.levels, |v| Some(levels(v))),
        other: other(context, node),
    }
}

/// The mapping of one row.
#[derive(Clone, Copy)]
struct Row<'a> {
    context: Context,
    node: &'a Node,
}

impl Row<'_> {
    fn traced<T>(
        self,
        key: &str,
        known: &mut Known<T>,
        read: impl FnOnce(&Node) -> Option<T>,
    ) -> Option<Traced<T>> {
        let value = self.node.get(key)?;
        Some(Traced::new(known.get_or(value, read)?, self.context.origin(value)))
    }
}

fn scalars(node: &Node) -> Vec<String> {
    node.elements().iter().filter_map(|e| e.scalar().map(|t| t.trim().to_owned())).collect()
}

fn list_or_text<T>(
    node: &Node,
    from_list: fn(Vec<String>) -> T,
    parse: fn(&str) -> T,
) -> Option<T> {
    match &node.value {
        Value::Scalar(text) => Some(parse(text)),
        Value::Sequence(_) => Some(from_list(scalars(node))),
        Value::Null | Value::Mapping(_) => None,
    }
}

fn basis(node: &Node) -> Option<BasisList> {
    match &node.value {
        Value::Scalar(text) => Some(BasisList::parse(text)),
        Value::Sequence(elements) => {
            Some(BasisList::from_list(elements.iter().filter_map(basis_text).collect()))
        }
        Value::Null | Value::Mapping(_) => None,
    }
}

/// A basis written as text, or taken apart as `catalogue.json` has it.
fn basis_text(node: &Node) -> Option<String> {
    if let Some(text) = node.scalar().or_else(|| node.text(key::TEXT)) {
        return Some(text.trim().to_owned());
    }
    let name = node.text(key::NAME)?;
    let number = node.text(key::DOCUMENT_NUMBER).map(|n| format!("（{n}）")).unwrap_or_default();
    Some(format!("《{name}》{number}{}", node.texts(key::CLAUSES).join("、")))
}

fn channels(node: &Node) -> Option<Channels> {
    match &node.value {
        Value::Scalar(text) => Some(Channels::parse(text)),
        Value::Sequence(_) => Some(Channels::new(scalars(node), Vec::new())),
        Value::Mapping(_) => {
            Some(Channels::new(texts(node, key::CHOSEN), texts(node, key::OPTIONAL)))
        }
        Value::Null => None,
    }
}

fn audience(node: &Node) -> Audience {
    let mut audience = Audience::default();
    add_audience(node, &mut audience);
    audience
}

fn add_audience(node: &Node, audience: &mut Audience) {
    match &node.value {
        Value::Scalar(text) => {
            let read = Audience::parse(text);
            audience.everyone |= read.everyone;
            audience.groups.extend(read.groups);
            audience.group_unnamed |= read.group_unnamed;
        }
        Value::Sequence(elements) => elements.iter().for_each(|e| add_audience(e, audience)),
        Value::Mapping(entries) => {
            let everyone = node.text(key::EVERYONE).and_then(crate::input::yaml::flag);
            audience.everyone |= everyone.unwrap_or(false);
            audience.groups.extend(texts(node, key::GROUPS));
            let named = node.get(key::GROUPS).is_some();
            audience.group_unnamed |= !named && entries.iter().any(|(k, _)| k.text == key::GROUPS);
        }
        Value::Null => {}
    }
}

fn joined(node: &Node) -> String {
    match &node.value {
        Value::Scalar(text) => text.to_string(),
        _ => scalars(node).join("、"),
    }
}

fn levels(node: &Node) -> Levels {
    match &node.value {
        Value::Scalar(text) => Levels::parse(text),
        _ => Levels::new(scalars(node).iter().flat_map(|word| AdminLevel::read(word))),
    }
}

fn other(context: Context, node: &Node) -> IndexMap<String, Traced<String>> {
    let Some(table) = node.get(key::OTHER) else { return IndexMap::new() };
    table
        .entries()
        .iter()
        .filter_map(|(key, value)| {
            let text = value.scalar()?.to_owned();
            Some((key.text.to_string(), Traced::new(text, context.origin(value))))
        })
        .collect()
}

/// A row that may not have a code yet: of a whole table, or an addition.
pub(super) fn new_item(context: Context, node: &Node, memo: &mut Memo) -> NewItem {
    NewItem {
        blank: Vec::new(),
        code: context.typed(node, key::CODE, Code::parse),
        serial: text(node, key::SERIAL),
        fields: fields(context, node, key::NAMES, memo),
        reason: text(node, key::REASON),
        location: context.location(node),
    }
}

/// An item of a guideline; `None` when it has no usable code or name.
pub(super) fn item(context: Context, node: &Node, memo: &mut Memo) -> Option<Item> {
    let row = new_item(context, node, memo);
    row.fields.names.as_ref()?;
    let evidence = node.text(key::EVIDENCE).and_then(Evidence::from_label);
    Some(Item {
        code: row.code?.value,
        serial: row.serial,
        aliases: texts(node, key::ALIASES),
        unverified: unverified(node, evidence),
        fields: row.fields,
        blank: Vec::new(),
        bound: Vec::new(),
        listed: None,
        evidence,
        power: text(node, key::POWER_OF_ITEM),
        origin: context.origin(node),
    })
}

fn unverified(node: &Node, evidence: Option<Evidence>) -> FieldSet {
    let whole = node.text(key::UNVERIFIED).and_then(crate::input::yaml::flag) == Some(true);
    if whole || evidence == Some(Evidence::Unseen) {
        return FieldSet::all();
    }
    node.texts(key::UNVERIFIED).into_iter().filter_map(Field::from_heading).collect()
}

/// A reference to an item: its code, or its names with or without the domain (`社会救助/最低生活保障/办事指南`).
pub fn item_ref(written: &str, domain: Option<&str>, location: crate::source::Location) -> ItemRef {
    let written = written.trim();
    let code = Code::parse(written);
    let names = match code {
        Some(_) => Vec::new(),
        None => written.split(['/', '＞', '>']).map(|n| n.trim().to_owned()).collect(),
    };
    ItemRef { domain: domain.map(str::to_owned), code, names, location }
}
