//! Shapes: one description of each file kind, which checks files and writes JSON Schemas.
//!
//! A shape says which keys a mapping has, what kind of value each takes and what it is for. Because
//! checking and schema come from the same table, an editor never accepts what mulu refuses.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};

use super::tree::{Node, Value};
use crate::finding::{Fault, Finding};
use crate::model::suggest::nearest;
use crate::model::{Code, DomainNumber};
use crate::rules::files::{duplicate_key, missing_key, unknown_key, wrong_type};
use crate::source::{FileId, Location, Span};
use crate::text::work;

/// So many unknown keys of one mapping are told one by one.
const UNKNOWN: usize = 200;

/// The mapping of one file kind, or of a part of it.
#[derive(Debug)]
pub struct Shape {
    /// What the mapping is called in messages: `事项`, `mulu.yaml`.
    pub name: &'static str,
    /// What it is for.
    pub doc: &'static str,
    /// Its keys.
    pub fields: &'static [FieldShape],
}

/// One key of a [`Shape`].
#[derive(Debug)]
pub struct FieldShape {
    /// The key.
    pub key: &'static str,
    /// The kind of its value.
    pub kind: Kind,
    /// Whether it must be there.
    pub required: bool,
    /// What it is for.
    pub doc: &'static str,
}

/// The kind of a value.
#[derive(Debug)]
pub enum Kind {
    /// Text, also a number that is kept as spelled.
    Text,
    /// One text or a list of texts.
    Texts,
    /// A whole number from 0.
    Number,
    /// `true`/`false`, also 是/否.
    Flag,
    /// A date, `2020-09-30`.
    Date,
    /// The 编码 of an item.
    Code,
    /// The 编号 of a domain.
    DomainNumber,
    /// One of a closed list.
    Choice(&'static [&'static str]),
    /// One or several of a closed list.
    Choices(&'static [&'static str]),
    /// A list.
    List(&'static Kind),
    /// Free keys, all with the same kind of value.
    Table(&'static Kind),
    /// A mapping with known keys.
    Record(&'static Shape),
    /// Any of these.
    Either(&'static [Kind]),
    /// Anything at all.
    Anything,
}

/// Checks a node against a kind and reports everything that is wrong, not only the first thing.
pub fn validate(file: FileId, node: &Node, kind: &Kind, findings: &mut Vec<Finding>) {
    Validator { file, findings }.check(node, kind, "这里");
}

struct Validator<'a> {
    file: FileId,
    findings: &'a mut Vec<Finding>,
}

impl Validator<'_> {
    fn check(&mut self, node: &Node, kind: &Kind, what: &str) {
        if node.value == Value::Null {
            return;
        }
        match kind {
            Kind::Record(shape) if matches!(node.value, Value::Mapping(_)) => {
                self.check_record(node, shape);
            }
            Kind::List(inner) if matches!(node.value, Value::Sequence(_)) => {
                node.elements().iter().for_each(|element| self.check(element, inner, what));
            }
            Kind::Table(inner) if matches!(node.value, Value::Mapping(_)) => {
                self.check_duplicates(node);
                for (key, value) in node.entries() {
                    self.check(value, inner, &format!("“{}”", key.text));
                }
            }
            Kind::Either(kinds) => match kinds.iter().find(|k| fits(node, k)) {
                Some(kind) => self.check(node, kind, what),
                None => self.wrong_type(node, kind, what),
            },
            _ if fits(node, kind) => {}
            _ => self.wrong_type(node, kind, what),
        }
    }

    fn check_record(&mut self, node: &Node, shape: &Shape) {
        self.check_duplicates(node);
        let mut unknown = Vec::new();
        for (key, value) in node.entries() {
            match shape.fields.iter().find(|field| field.key == key.text) {
                Some(field) => self.check(value, &field.kind, &format!("“{}”", field.key)),
                None => unknown.push(key),
            }
        }
        unknown.iter().take(UNKNOWN).for_each(|key| self.unknown_key(key, shape));
        if let Some(first) = unknown.get(UNKNOWN) {
            self.raise(first.span, unknown_key::more(shape.name, unknown.len() - UNKNOWN));
        }
        for field in shape.fields.iter().filter(|field| field.required) {
            if node.get(field.key).is_none() {
                self.missing_key(node, field, shape);
            }
        }
    }

    fn check_duplicates(&mut self, node: &Node) {
        // A hostile file has a million keys.
        let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
        for (key, _) in node.entries() {
            let first = *seen.entry(&key.text).or_insert(key.span);
            if first != key.span {
                let first = Location::span(self.file, first);
                let finding = duplicate_key::key(&key.text)
                    .at(Location::span(self.file, key.span))
                    .with_related(first, "第一次写在这里");
                self.findings.push(finding);
            }
        }
    }

    fn unknown_key(&mut self, key: &super::tree::Key, shape: &Shape) {
        work::step();
        let known: Vec<&str> = shape.fields.iter().map(|field| field.key).collect();
        self.raise(key.span, unknown_key::key(shape.name, &key.text, &known));
    }

    fn missing_key(&mut self, node: &Node, field: &FieldShape, shape: &Shape) {
        let written = node.entry(field.key);
        let shown = written.or(node.entries().first());
        let span = shown.map_or(node.span, |(key, _)| key.span);
        self.raise(span, missing_key::key(shape.name, field.key, field.doc, written.is_some()));
    }

    fn wrong_type(&mut self, node: &Node, kind: &Kind, what: &str) {
        let found = match &node.value {
            Value::Null => "空的".to_owned(),
            Value::Scalar(text) => format!("文字“{}”", shorten(text)),
            Value::Sequence(_) => "一个列表".to_owned(),
            Value::Mapping(_) => "一组“名称: 内容”".to_owned(),
        };
        let fault = wrong_type::value(what, &describe(kind), &found);
        self.raise(node.span, Fault { help: advice(node, kind), ..fault });
    }

    fn raise(&mut self, span: Span, fault: Fault) {
        self.findings.push(fault.at(Location::span(self.file, span)));
    }
}

/// Whether a node has the outer form of a kind; what is inside is checked afterwards.
fn fits(node: &Node, kind: &Kind) -> bool {
    match (kind, &node.value) {
        (Kind::Anything, _)
        | (Kind::Text | Kind::Texts, Value::Scalar(_))
        | (Kind::List(_), Value::Sequence(_))
        | (Kind::Table(_) | Kind::Record(_), Value::Mapping(_)) => true,
        (Kind::Texts, Value::Sequence(elements)) => {
            elements.iter().all(|e| matches!(e.value, Value::Scalar(_)))
        }
        (Kind::Number, Value::Scalar(text)) => text.parse::<u64>().is_ok(),
        (Kind::Flag, Value::Scalar(text)) => flag(text).is_some(),
        (Kind::Date, Value::Scalar(text)) => text.parse::<jiff::civil::Date>().is_ok(),
        (Kind::Code, Value::Scalar(text)) => Code::parse(text).is_some(),
        (Kind::DomainNumber, Value::Scalar(text)) => DomainNumber::parse(text).is_some(),
        (Kind::Choice(words) | Kind::Choices(words), Value::Scalar(text)) => {
            words.contains(&&**text)
        }
        (Kind::Choices(words), Value::Sequence(elements)) => {
            elements.iter().all(|e| e.scalar().is_some_and(|text| words.contains(&text)))
        }
        (Kind::Either(kinds), _) => kinds.iter().any(|kind| fits(node, kind)),
        _ => false,
    }
}

/// Reads a flag: `true`, `false`, 是, 否.
pub fn flag(text: &str) -> Option<bool> {
    match text {
        "true" | "True" | "TRUE" | "是" => Some(true),
        "false" | "False" | "FALSE" | "否" => Some(false),
        _ => None,
    }
}

fn describe(kind: &Kind) -> String {
    match kind {
        Kind::Text => "文字".to_owned(),
        Kind::Texts => "文字，或文字的列表".to_owned(),
        Kind::Number => "整数".to_owned(),
        Kind::Flag => "是或否".to_owned(),
        Kind::Date => "日期（如 2020-09-30）".to_owned(),
        Kind::Code => "事项的编码（如 19.003，本级新增的如 19.X001）".to_owned(),
        Kind::DomainNumber => "领域的编号（国家的两位数字，如 19；本级自设的如 X01）".to_owned(),
        Kind::Choice(words) => format!("下列之一：{}", words.join("、")),
        Kind::Choices(words) => format!("下列各项（可以多选）：{}", words.join("、")),
        Kind::List(_) => "列表（每行以“- ”开头，或写成 [甲, 乙]）".to_owned(),
        Kind::Table(_) => "一组“名称: 内容”".to_owned(),
        Kind::Record(shape) => format!("{}（一组“名称: 内容”）", shape.name),
        Kind::Either(kinds) => kinds.iter().map(describe).collect::<Vec<_>>().join("，或"),
        Kind::Anything => "任意内容".to_owned(),
    }
}

fn advice(node: &Node, kind: &Kind) -> Option<String> {
    let text = node.scalar()?;
    match kind {
        Kind::Choice(words) | Kind::Choices(words) => {
            nearest(text, words.iter().copied()).map(|meant| format!("是不是要写“{meant}”？"))
        }
        Kind::Record(_) | Kind::Table(_) if text.contains('：') => {
            Some("冒号要用半角的“:”，后面空一格，不要用全角的“：”".to_owned())
        }
        _ => None,
    }
}

fn shorten(text: &str) -> String {
    let mut short: String = text.chars().take(20).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// The JSON Schema (draft 2020-12) of a file kind.
pub fn schema(id: &str, title: &str, kind: &Kind) -> Json {
    let mut definitions = Map::new();
    let mut root = schema_of(kind, &mut definitions);
    if let Json::Object(object) = &mut root {
        object.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
        object.insert("$id".into(), json!(id));
        object.insert("title".into(), json!(title));
        object.insert("$defs".into(), Json::Object(definitions));
    }
    root
}

fn schema_of(kind: &Kind, definitions: &mut Map<String, Json>) -> Json {
    let text = json!({"type": ["string", "number", "boolean"]});
    match kind {
        Kind::Text => text,
        Kind::Texts => json!({"anyOf": [text, {"type": "array", "items": text}]}),
        Kind::Number => json!({"type": "integer", "minimum": 0}),
        Kind::Flag => json!({"enum": [true, false, "是", "否"]}),
        Kind::Date => json!({"type": "string", "pattern": "^\\d{4}-\\d{2}-\\d{2}$"}),
        Kind::Code => json!({"type": "string", "pattern": Code::PATTERN}),
        // Without quotes, 27 is a number to an editor.
        Kind::DomainNumber => json!({
            "type": ["string", "integer"],
            "pattern": DomainNumber::PATTERN,
            "minimum": 10,
            "maximum": 99,
        }),
        Kind::Choice(words) => json!({"enum": words}),
        Kind::Choices(words) => {
            json!({"anyOf": [{"enum": words}, {"type": "array", "items": {"enum": words}}]})
        }
        Kind::List(inner) => {
            json!({"type": "array", "items": nullable(schema_of(inner, definitions))})
        }
        Kind::Table(inner) => {
            json!({"type": "object", "additionalProperties": nullable(schema_of(inner, definitions))})
        }
        Kind::Record(shape) => {
            define(shape, definitions);
            json!({"$ref": format!("#/$defs/{}", uri_escaped(shape.name))})
        }
        Kind::Either(kinds) => {
            let all: Vec<Json> = kinds.iter().map(|kind| schema_of(kind, definitions)).collect();
            json!({ "anyOf": all })
        }
        Kind::Anything => json!({}),
    }
}

fn define(shape: &Shape, definitions: &mut Map<String, Json>) {
    if definitions.contains_key(shape.name) {
        return;
    }
    definitions.insert(shape.name.to_owned(), Json::Null);
    let mut properties = Map::new();
    for field in shape.fields {
        let mut value = schema_of(&field.kind, definitions);
        if !field.required {
            value = nullable(value);
        }
        if let Json::Object(object) = &mut value {
            object.insert("description".into(), json!(field.doc));
        }
        properties.insert(field.key.to_owned(), value);
    }
    let required: Vec<&str> = shape.fields.iter().filter(|f| f.required).map(|f| f.key).collect();
    let definition = json!({
        "type": "object",
        "description": shape.doc,
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    });
    definitions.insert(shape.name.to_owned(), definition);
}

/// A name inside a URI, which is ASCII: the bytes of other characters as %XX.
fn uri_escaped(name: &str) -> String {
    let byte = |b: u8| match b.is_ascii_alphanumeric() || b == b'.' {
        true => char::from(b).to_string(),
        false => format!("%{b:02X}"),
    };
    name.bytes().map(byte).collect()
}

/// The same, or nothing: an empty value stands for an absent one.
fn nullable(schema: Json) -> Json {
    json!({"anyOf": [schema, {"type": "null"}]})
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceMap;

    static SHAPE: Shape = Shape {
        name: "样子",
        doc: "",
        fields: &[FieldShape { key: "名称", kind: Kind::Text, required: false, doc: "" }],
    };
    static KIND: Kind = Kind::Record(&SHAPE);

    #[test]
    fn unknown_keys_take_steps_in_proportion() {
        work::assert_grows_with(5_000, |count| {
            let text: String = (0..count).map(|n| format!("名称{n}: 甲\n")).collect();
            let node = super::super::parse(&text).unwrap();
            let file = SourceMap::new().add_opaque("x", None);
            let mut findings = Vec::new();
            validate(file, &node, &KIND, &mut findings);
            // Those behind the first ones are told together.
            assert_eq!(findings.len(), count.min(UNKNOWN + 1));
        });
    }
}
