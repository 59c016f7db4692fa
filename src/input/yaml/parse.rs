//! Text to [`Node`]: the only use of the YAML crate for reading.
//!
//! Also compiled into the build script. The crate reads the text once; types are not asked of it, so it
//! cannot stop at the first wrong one. Duplicate keys are passed through for the caller to report.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{DuplicateKeyPolicy, Location, Options, Spanned};

use super::plain::{self, cover};
use super::tree::{Key, Node, Value};
use crate::source::Span;

/// Deepest nesting that is read; catalogues need about eight.
pub const MAX_DEPTH: usize = 64;
/// Most nodes that one file may hold: about 150,000 items.
pub const MAX_NODES: usize = 3_000_000;
/// Most nodes that aliases (`*name`) may bring in again; a bomb is refused here, in milliseconds.
const MAX_REPLAYED: usize = 100_000;
/// Most bytes of text that one file may hold.
pub const MAX_BYTES: usize = 256 << 20;

/// Why a text is no YAML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseError {
    /// Where, in bytes.
    pub offset: u32,
    /// What kind of fault it is.
    pub kind: ParseErrorKind,
    /// The reader's own words (English).
    pub detail: String,
}

/// Kinds of faults that deserve their own advice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParseErrorKind {
    /// Not well-formed.
    Syntax,
    /// Over one of the limits on nodes, depth or aliases.
    Budget,
    /// `*name` without `&name`.
    UnknownAnchor,
    /// More than one document in a file.
    SeveralDocuments,
}

/// Reads one YAML document.
///
/// # Errors
/// When the text is not well-formed YAML or passes one of the limits.
pub fn parse(text: &str) -> Result<Node, ParseError> {
    if text.len() > MAX_BYTES {
        let detail = format!("{} bytes", text.len());
        return Err(ParseError { offset: 0, kind: ParseErrorKind::Budget, detail });
    }
    plain::parse(text).map_or_else(|| parse_any(text), Ok)
}

/// Reads a text of any kind, more slowly.
fn parse_any(text: &str) -> Result<Node, ParseError> {
    let raw: Spanned<Raw> =
        serde_saphyr::from_str_with_options(text, options()).map_err(|e| explain(text, &e))?;
    Ok(convert(raw, text))
}

fn options() -> Options {
    serde_saphyr::options! {
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        strict_booleans: true,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        with_snippet: false,
        budget: serde_saphyr::budget! {
            max_nodes: MAX_NODES,
            max_events: 3 * MAX_NODES,
            max_depth: MAX_DEPTH,
            max_total_scalar_bytes: MAX_BYTES,
            max_aliases: 10_000,
            max_recorded_anchor_events: MAX_REPLAYED,
        },
        alias_limits: serde_saphyr::alias_limits! { max_total_replayed_events: MAX_REPLAYED },
    }
}

fn explain(text: &str, error: &serde_saphyr::Error) -> ParseError {
    let error = error.without_snippet();
    let offset = error.location().map_or(0, |location| offset(text, &location));
    let detail = error.to_string();
    // The scanner's own guard against deep `[[[[` has no variant of its own.
    let too_deep = detail.starts_with("recursion limit");
    let kind = if too_deep { ParseErrorKind::Budget } else { kind_of(error) };
    ParseError { offset, kind, detail }
}

fn kind_of(error: &serde_saphyr::Error) -> ParseErrorKind {
    use serde_saphyr::Error as E;
    match error {
        // A fault inside what an alias repeats, a breached budget for one.
        E::AliasError { error, .. } => kind_of(error),
        E::Budget { .. }
        | E::AliasReplayLimitExceeded { .. }
        | E::AliasExpansionLimitExceeded { .. }
        | E::AliasReplayStackDepthExceeded { .. }
        | E::AliasReplayCounterOverflow { .. } => ParseErrorKind::Budget,
        E::UnknownAnchor { .. } => ParseErrorKind::UnknownAnchor,
        E::MultipleDocuments { .. } => ParseErrorKind::SeveralDocuments,
        _ => ParseErrorKind::Syntax,
    }
}

/// Where a fault is, in bytes. The scanner gives its faults a line and a column, and no bytes.
fn offset(text: &str, location: &Location) -> u32 {
    let counted = |number: u64| usize::try_from(number).unwrap_or(usize::MAX).saturating_sub(1);
    let lines = text.split_inclusive('\n');
    let before: usize = lines.clone().take(counted(location.line())).map(str::len).sum();
    let line = lines.clone().nth(counted(location.line())).unwrap_or("");
    let chars = line.trim_end().char_indices().map(|(at, _)| at);
    let column = chars.take(counted(location.column()) + 1).last().unwrap_or(0);
    u32::try_from((before + column).min(text.len())).unwrap_or(u32::MAX)
}

fn span(location: &Location) -> Span {
    let start = location.span().byte_offset().unwrap_or(0);
    let length = location.span().byte_len().unwrap_or(0);
    let clamp = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
    Span::new(clamp(start), clamp(start + length))
}

fn convert(raw: Spanned<Raw>, text: &str) -> Node {
    let own = span(&raw.defined);
    match raw.value {
        Raw::Null => Node { span: own, value: Value::Null },
        Raw::Text(value) => Node { span: own, value: Value::Scalar(value.into()) },
        Raw::Other(value) => {
            let spelled = text.get(own.start as usize..own.end as usize).unwrap_or(&value);
            Node { span: own, value: Value::Scalar(spelled.trim().to_owned().into()) }
        }
        Raw::Sequence(elements) => {
            let elements: Vec<Node> = elements.into_iter().map(|e| convert(e, text)).collect();
            let covered =
                cover(own, elements.first().map(|n| n.span), elements.last().map(|n| n.span));
            Node { span: covered, value: Value::Sequence(elements) }
        }
        Raw::Mapping(entries) => {
            let entries: Vec<(Key, Node)> = entries
                .into_iter()
                .map(|(k, v)| {
                    (Key { span: span(&k.defined), text: k.value.into() }, convert(v, text))
                })
                .collect();
            let last =
                entries.last().map(|(k, v)| Span::new(k.span.start, v.span.end.max(k.span.end)));
            let covered = cover(own, entries.first().map(|(k, _)| k.span), last);
            Node { span: covered, value: Value::Mapping(entries) }
        }
    }
}

/// What the crate hands over, before spans are put in place.
enum Raw {
    Null,
    Text(String),
    /// A number or boolean: its spelling is taken from the source.
    Other(String),
    Sequence(Vec<Spanned<Raw>>),
    Mapping(Vec<(Spanned<String>, Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("any YAML value")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
        Raw::deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Raw, E> {
        Ok(Raw::Other(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Raw, E> {
        Ok(Raw::Other(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Raw, E> {
        Ok(Raw::Other(value.to_string()))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Raw, E> {
        Ok(Raw::Other(value.to_string()))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Raw, E> {
        Ok(Raw::Other(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Raw, E> {
        Ok(Raw::Other(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Raw, E> {
        Ok(Raw::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Raw, E> {
        Ok(Raw::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Raw, A::Error> {
        let mut elements = Vec::new();
        while let Some(element) = seq.next_element()? {
            elements.push(element);
        }
        Ok(Raw::Sequence(elements))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Raw::Mapping(entries))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What the short way reads, the long one reads the same.
    fn assert_agreed(text: &str) -> bool {
        let plain = plain::parse(text);
        if let Some(node) = &plain {
            assert_eq!(Ok(node), parse_any(text).as_ref(), "{text:?}");
        }
        plain.is_some()
    }

    #[test]
    fn both_ways_of_reading_agree_on_what_is_built_in() {
        for file in walkdir::WalkDir::new("catalogues") {
            let file = file.unwrap();
            if file.path().extension().is_some_and(|extension| extension == "yaml") {
                let text = std::fs::read_to_string(file.path()).unwrap();
                assert!(assert_agreed(&text), "{}", file.path().display());
            }
        }
    }

    #[test]
    fn both_ways_of_reading_agree() {
        for plain in [
            "\u{feff}名称: 甲🏛\r\n编号: 0755\r\n空:\r\n表: [1, \"2\", ~, 0x1F, 1e3, -1.5, yes, 2026-01-01]\r\n",
            "---\n- {甲: 乙, '丙': \"丁\\n戊\"}\n- []\n- {}\n-\n- - 己\n  - 庚\n...\n",
            "甲: |\n  一\n  二\n乙: >-\n  三\n  四\n丙: 五\n  六\n# 注\n",
            "1: a\ntrue: b\na: 1\na: 2\n",
            "甲",
        ] {
            assert!(assert_agreed(plain), "{plain:?}");
        }
        for other in [
            "",
            "# 注\n",
            "a: &x 1\nb: *x\n",
            "!!str 1",
            "<<: {a: 1}\n",
            "~: 1\n",
            "? [a]\n: b\n",
            "a: 1\n---\nb: 2\n",
            "a: [",
            "a: b: c",
        ] {
            assert!(!assert_agreed(other), "{other:?}");
        }
    }

    proptest! {
        #[test]
        fn both_ways_of_reading_agree_on_any_text(text in "([甲a1~+._exo]|999|.inf|null|: |- |\n| |, |[\\[\\]{}'\"|>#&*!?%-]){0,24}") {
            assert_agreed(&text);
        }
    }

    #[test]
    fn positions_and_spellings() {
        let text = "\u{feff}名称: 甲🏛\r\n编号: 0755\r\n同: 是\r\n空:\r\n表: [1, \"2\", ~]\r\n";
        let node = parse(text).unwrap();
        let texts: Vec<_> = node.entries().iter().map(|(k, v)| (&*k.text, v.scalar())).collect();
        assert_eq!(
            texts[..4],
            [("名称", Some("甲🏛")), ("编号", Some("0755")), ("同", Some("是")), ("空", None)]
        );
        for (key, value) in node.entries() {
            assert_eq!(&text[key.span.start as usize..key.span.end as usize], key.text);
            if let Some(scalar) = value.scalar() {
                assert_eq!(&text[value.span.start as usize..value.span.end as usize], scalar);
            }
        }
        assert_eq!(node.texts("表"), ["1", "2"]);
    }

    #[test]
    fn duplicates_pass_and_bombs_do_not() {
        let node = parse("a: 1\na: 2\n").unwrap();
        assert_eq!(node.entries().len(), 2);
        let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for i in 1..10 {
            let refs = vec![format!("*a{}", i - 1); 10].join(", ");
            bomb.push_str(&format!("a{i}: &a{i} [{refs}]\n"));
        }
        assert_eq!(parse(&bomb).unwrap_err().kind, ParseErrorKind::Budget);
        let deep = parse(&"[".repeat(100_000)).unwrap_err();
        assert_eq!(deep.kind, ParseErrorKind::Budget, "{}", deep.detail);
    }
}
