//! Items and their fields.

use std::borrow::Cow;
use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::memo::{DecodeMemo, KnownValues};
use super::{Context, text, texts};
use crate::input::key;
use crate::input::yaml::{Key, Node, Value};
use crate::model::writing::{Content, Manner, Reading, Readings, Text};
use crate::model::{
    AdminLevel, Audience, BasisList, Bodies, Channels, Code, Elements, Evidence, Field, FieldSet,
    Fields, Item, ItemRef, LayerId, Levels, Mode, Names, NewItem, TimeLimits, Traced,
};

/// The fields that a mapping sets; `names_key` says under which key the names stand.
pub(super) fn fields(
    context: Context,
    node: &Node,
    names_key: &str,
    memo: &mut DecodeMemo,
) -> Fields {
    let mut row = RowDecoder { context, node, readings: Vec::new() };
    let names = row
        .node_of(names_key, Field::Names)
        .map(|(node, at)| Traced::new(Names(list(&node)), context.origin(at)));
    let mut fields = Fields {
        names,
        elements: row.traced(Field::Elements, &mut memo.elements, |v| {
            list_or_text(v, Elements::from_list, Elements::parse)
        }),
        basis: row.traced(Field::Basis, &mut memo.basis, basis),
        limit: row.traced(Field::Limit, &mut memo.limit, |v| {
            v.scalar().or_else(|| v.text(key::TEXT)).map(TimeLimits::parse)
        }),
        bodies: row.traced(Field::Bodies, &mut memo.bodies, |v| {
            list_or_text(v, Bodies::from_list, Bodies::parse)
        }),
        channels: row.traced(Field::Channels, &mut memo.channels, channels),
        audience: row.traced(Field::Audience, &mut memo.audience, |v| Some(audience(v))),
        mode: row.traced(Field::Mode, &mut memo.mode, |v| Some(Mode::parse(&joined(v)))),
        levels: row.traced(Field::Levels, &mut memo.levels, |v| Some(levels(v))),
        other: row.other(),
        readings: Readings::default(),
    };
    fields.readings = row.readings.into();
    fields
}

/// The mapping of one row, and its texts as they stand.
struct RowDecoder<'a> {
    context: Context,
    node: &'a Node,
    readings: Vec<Reading>,
}

impl<'a> RowDecoder<'a> {
    fn traced<T>(
        &mut self,
        field: Field,
        known: &mut KnownValues<T>,
        read: impl FnOnce(&Node) -> Option<T>,
    ) -> Option<Traced<T>> {
        let at = self.node.get(field.heading())?;
        let noted = self.readings.len();
        let value = known.get_or(at, u8::from(self.was_read()), |node| {
            let changed = self.read(node, field.into(), Some(field));
            (read(changed.as_ref().unwrap_or(node)), changed.is_none())
        });
        if self.readings.len() == noted {
            self.as_written(at, Some(field));
        }
        Some(Traced::new(value?, self.context.origin(at)))
    }

    /// The node under a key as its texts are read, and as it stands.
    fn node_of(&mut self, key: &str, field: Field) -> Option<(Cow<'a, Node>, &'a Node)> {
        let node = self.node.get(key)?;
        let read = self.read(node, field.into(), Some(field));
        Some((read.map_or(Cow::Borrowed(node), Cow::Owned), node))
    }

    /// A node with its texts as they are read; `None` where that is as they stand.
    fn read(&mut self, node: &Node, content: Content, field: Option<Field>) -> Option<Node> {
        if self.was_read() {
            self.as_written(node, field);
            return None;
        }
        let value = match &node.value {
            Value::Null => return None,
            Value::Scalar(written) => {
                let (read, repairs) = Text::read(content, written, Manner::default()).into_parts();
                let is_as_written = repairs.is_empty();
                let (location, written) = (self.context.location(node), written.to_string());
                self.readings.push(Reading { location, field, written: written.into(), repairs });
                if is_as_written {
                    return None;
                }
                Value::Scalar(Cow::Owned(read))
            }
            Value::Sequence(elements) => {
                let read: Vec<Option<Node>> =
                    elements.iter().map(|element| self.read(element, content, field)).collect();
                read.iter().any(Option::is_some).then_some(())?;
                let parts = elements.iter().zip(read).flat_map(|(old, new)| match new {
                    Some(new) => parted(old, new),
                    None => vec![old.clone()],
                });
                Value::Sequence(parts.collect())
            }
            Value::Mapping(entries) => {
                let read: Vec<Option<Node>> =
                    entries.iter().map(|(_, value)| self.read(value, content, field)).collect();
                read.iter().any(Option::is_some).then_some(())?;
                let new = |((key, old), new): (&(Key, Node), Option<Node>)| {
                    (key.clone(), new.unwrap_or_else(|| old.clone()))
                };
                Value::Mapping(entries.iter().zip(read).map(new).collect())
            }
        };
        Some(Node { span: node.span, value })
    }

    /// Notes the texts of a node that are read as they stand. What is built in is nobody's to mend.
    fn as_written(&mut self, node: &Node, field: Option<Field>) {
        if self.context.layer == LayerId::NATIONAL {
            return;
        }
        match &node.value {
            Value::Null => {}
            Value::Scalar(text) => {
                let location = self.context.location(node);
                self.readings.push(Reading::as_written(location, field, text));
            }
            Value::Sequence(elements) => elements.iter().for_each(|e| self.as_written(e, field)),
            Value::Mapping(entries) => {
                entries.iter().for_each(|(_, value)| self.as_written(value, field));
            }
        }
    }

    /// Whether the texts were read before: those that are built in, and those of a catalogue that mulu
    /// wrote, where each row says where its fields come from.
    fn was_read(&self) -> bool {
        self.context.layer == LayerId::NATIONAL || self.node.get(key::SOURCE).is_some()
    }

    /// Further columns by their heading.
    fn other(&mut self) -> IndexMap<String, Traced<String>> {
        let Some(table) = self.node.get(key::OTHER) else { return IndexMap::new() };
        let mut other = IndexMap::new();
        for (key, value) in table.entries() {
            let read = self.read(value, Content::Free, None);
            let Some(text) = read.as_ref().unwrap_or(value).scalar() else { continue };
            let text = Traced::new(text.to_owned(), self.context.origin(value));
            other.insert(key.text.to_string(), text);
        }
        other
    }
}

/// An element that turned out to be a list, as its entries.
fn parted(old: &Node, new: Node) -> Vec<Node> {
    let separators = |node: &Node| node.scalar().map_or(0, |text| text.matches(PARTS).count());
    match new.scalar() {
        Some(text) if separators(&new) > separators(old) => {
            let entry = |text: &str| {
                let value = Value::Scalar(Cow::Owned(text.to_owned()));
                Node { span: new.span, value }
            };
            text.split(PARTS).map(str::trim).filter(|text| !text.is_empty()).map(entry).collect()
        }
        _ => vec![new],
    }
}

/// What parts the entries of a list.
const PARTS: [char; 2] = ['、', '\n'];

/// The texts of a node, written as one scalar or as a list of scalars.
fn list(node: &Node) -> Vec<String> {
    let one = node.scalar().into_iter();
    one.chain(node.elements().iter().filter_map(Node::scalar)).map(str::to_owned).collect()
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
        Value::Sequence(_) => {
            let names = scalars(node);
            let ticked = names.iter().any(|name| name.starts_with(['■', '□']));
            Some(match ticked {
                true => Channels::parse(&names.join("\n")),
                false => Channels::new(names, Vec::new()),
            })
        }
        Value::Mapping(_) => {
            Some(Channels::new(named(node, key::CHOSEN), named(node, key::OPTIONAL)))
        }
        Value::Null => None,
    }
}

/// The names under a key, which says itself what a box before them would.
fn named(node: &Node, key: &str) -> Vec<String> {
    let bare = |name: String| name.trim_start_matches(['■', '□']).trim_start().to_owned();
    texts(node, key).into_iter().map(bare).collect()
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

/// A row that may not have a code yet: of a whole table, or an addition.
pub(super) fn new_item(context: Context, node: &Node, memo: &mut DecodeMemo) -> NewItem {
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
pub(super) fn item(context: Context, node: &Node, memo: &mut DecodeMemo) -> Option<Item> {
    let row = new_item(context, node, memo);
    row.fields.names.as_ref()?;
    let evidence = node.text(key::EVIDENCE).and_then(Evidence::from_label);
    Some(Item {
        code: row.code?.value,
        serial: row.serial,
        aliases: texts(node, key::ALIASES),
        unverified: unverified(node, evidence),
        fields: row.fields,
        not_here: FieldSet::EMPTY,
        blank: Vec::new(),
        bound: Vec::new(),
        listed: None,
        evidence,
        field_evidence: field_evidence(node),
        power: text(node, key::POWER_OF_ITEM),
        origin: context.origin(node),
    })
}

fn field_evidence(node: &Node) -> BTreeMap<Field, Evidence> {
    let Some(told) = node.get(key::FIELD_EVIDENCE) else { return BTreeMap::new() };
    let of = |field: Field| Some((field, Evidence::from_label(told.text(field.heading())?)?));
    Field::ALL.into_iter().filter_map(of).collect()
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
    let code = Code::parse_typed(written);
    let names = match code {
        Some(_) => Vec::new(),
        None => written.split(['/', '＞', '>']).map(|n| n.trim().to_owned()).collect(),
    };
    ItemRef { domain: domain.map(str::to_owned), code, names, location }
}
