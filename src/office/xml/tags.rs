//! The tags of a part and where they stand in it, so that edits can name bytes.
//!
//! Unlike the readers, which forgive much, this is strict: what is edited must be well-formed, because
//! an edit of something misunderstood would spoil the file.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::escape;
use quick_xml::events::Event;
use quick_xml::events::attributes::Attribute;

use super::write::escaped;
use crate::office::{OfficeError, OfficeLimit, OfficeLimits, check};

/// How a tag stands for its element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TagKind {
    /// `<a>`.
    Open,
    /// `</a>`.
    Close,
    /// `<a/>`.
    Empty,
}

/// One tag.
#[derive(Debug, Clone)]
pub(crate) struct Tag<'a> {
    /// Its bytes in the part, with the brackets.
    pub(crate) range: Range<usize>,
    /// Its text, with the brackets.
    pub(crate) raw: &'a str,
    /// What it does.
    pub(crate) kind: TagKind,
    /// How many elements its element stands in.
    pub(crate) depth: usize,
}

impl<'a> Tag<'a> {
    /// The tag that a text begins with, wherever that stands.
    pub(crate) fn of(text: &'a str) -> Self {
        let end = text.find('>').map_or(text.len(), |at| at + 1);
        Self { range: 0..end, raw: &text[..end], kind: TagKind::Open, depth: 0 }
    }

    /// The name with its prefix.
    pub(crate) fn full_name(&self) -> &'a str {
        let name = self.raw.trim_start_matches(['<', '/']);
        let end = name.find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>');
        name.get(..end.unwrap_or(name.len())).unwrap_or(name)
    }

    /// The name without its prefix.
    pub(crate) fn name(&self) -> &'a str {
        let name = self.full_name();
        name.rsplit_once(':').map_or(name, |(_, local)| local)
    }

    /// The prefix with its colon, as new elements beside this one need it; mostly empty.
    pub(crate) fn prefix(&self) -> &'a str {
        let name = self.full_name();
        name.find(':').map_or("", |at| &name[..=at])
    }

    /// Whether an element begins here.
    pub(crate) fn begins(&self) -> bool {
        self.kind != TagKind::Close
    }

    /// Whether an element ends here.
    pub(crate) fn ends(&self) -> bool {
        self.kind != TagKind::Open
    }

    /// The value of an attribute, by its name as written.
    pub(crate) fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        let (_, value) = attributes(self.raw).find(|(key, _)| &self.raw[key.clone()] == name)?;
        escape::unescape(&self.raw[value]).ok()
    }

    /// The relation id, under whatever prefix (`r:id`).
    pub(crate) fn relation(&self) -> Option<Cow<'a, str>> {
        let is_id = |key: &str| key.rsplit_once(':').is_some_and(|(_, local)| local == "id");
        let (key, _) = attributes(self.raw).find(|(key, _)| is_id(&self.raw[key.clone()]))?;
        self.attribute(&self.raw[key])
    }

    /// An attribute as a number.
    pub(crate) fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// Whether an attribute says yes.
    pub(crate) fn is_on(&self, name: &str) -> bool {
        self.attribute(name).is_some_and(|value| matches!(value.trim(), "1" | "true" | "on"))
    }

    /// The tag with an attribute set, and all other bytes as they were.
    pub(crate) fn with(&self, name: &str, value: &str) -> String {
        with_attribute(self.raw, name, value)
    }

    /// The tag as the start of an element with content.
    pub(crate) fn opened(&self) -> String {
        opened(self.raw)
    }
}

/// A tag `<a/>` as `<a>`.
pub(crate) fn opened(raw: &str) -> String {
    match raw.strip_suffix("/>") {
        Some(rest) => format!("{}>", rest.trim_end()),
        None => raw.to_owned(),
    }
}

/// A tag with an attribute set.
pub(crate) fn with_attribute(raw: &str, name: &str, value: &str) -> String {
    if let Some((_, range)) = attributes(raw).find(|(key, _)| &raw[key.clone()] == name) {
        // The value may stand between single quotes.
        let value = Attribute::from((name, value)).value;
        return format!("{}{value}{}", &raw[..range.start], &raw[range.end..]);
    }
    let value = escaped(value);
    let end = raw.strip_suffix("/>").or_else(|| raw.strip_suffix('>')).map_or(raw.len(), str::len);
    format!("{} {name}=\"{value}\"{}", raw[..end].trim_end(), &raw[end..])
}

/// Where the names and the values of a tag's attributes stand in it.
fn attributes(raw: &str) -> impl Iterator<Item = (Range<usize>, Range<usize>)> {
    let mut at = raw.find(|c: char| c.is_ascii_whitespace()).unwrap_or(raw.len());
    std::iter::from_fn(move || {
        let start = at + raw[at..].find(|c: char| !c.is_ascii_whitespace())?;
        let equals = start + raw[start..].find('=')?;
        let quote = equals + raw[equals..].find(['"', '\''])?;
        let mark = char::from(raw.as_bytes()[quote]);
        let end = quote + 1 + raw[quote + 1..].find(mark)?;
        at = end + 1;
        let key = start..start + raw[start..equals].trim_end().len();
        Some((key, quote + 1..end))
    })
}

/// Shows every tag of a part to `visit`; the first error ends it.
pub(crate) fn each_tag<'a, E: From<OfficeError>>(
    part: &str,
    text: &'a str,
    mut visit: impl FnMut(Tag<'a>) -> Result<(), E>,
) -> Result<(), E> {
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut reader = Reader::from_str(&text[mark..]);
    let mut depth = 0usize;
    let mut start = mark;
    loop {
        let event = reader.read_event().map_err(|error| OfficeError::broken(part, error))?;
        let end = mark + usize::try_from(reader.buffer_position()).unwrap_or(0);
        let kind = match event {
            Event::Start(_) => Some(TagKind::Open),
            Event::Empty(_) => Some(TagKind::Empty),
            Event::End(_) => Some(TagKind::Close),
            Event::DocType(_) => return Err(OfficeError::DocumentType.into()),
            Event::Eof if depth > 0 => return Err(OfficeError::broken(part, "没有写完").into()),
            Event::Eof => return Ok(()),
            _ => None,
        };
        if let Some(kind) = kind {
            if kind == TagKind::Close {
                depth = depth.saturating_sub(1);
            }
            let raw = text.get(start..end).unwrap_or("");
            visit(Tag { range: start..end, raw, kind, depth })?;
            if kind == TagKind::Open {
                depth += 1;
                let most = OfficeLimits::DEPTH as u64;
                check(OfficeLimit::Depth, depth as u64, most).map_err(|error| error.at(part))?;
            }
        }
        start = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_their_bytes() {
        let part = "<?xml version=\"1.0\"?>\n<x:a r:id = 'q&amp;'>甲<b n=\"1\"/></x:a >";
        let mut tags = Vec::new();
        each_tag("p", part, |tag| {
            assert_eq!(&part[tag.range.clone()], tag.raw);
            tags.push((tag.name(), tag.prefix(), tag.kind, tag.depth));
            if tag.name() == "a" && tag.begins() {
                assert_eq!(tag.relation().as_deref(), Some("q&"));
            }
            Ok::<_, OfficeError>(())
        })
        .unwrap();
        assert_eq!(
            tags,
            [
                ("a", "x:", TagKind::Open, 0),
                ("b", "", TagKind::Empty, 1),
                ("a", "x:", TagKind::Close, 0)
            ]
        );
    }

    #[test]
    fn attributes_are_set_in_place() {
        for (before, after) in [
            ("<c r=\"E7\" s=\"3\" t=\"s\">", "<c r=\"E7\" s=\"9\" t=\"s\">"),
            ("<c r='E7'  s='3'/>", "<c r='E7'  s='9'/>"),
            ("<c r=\"E7\"/>", "<c r=\"E7\" s=\"9\"/>"),
            ("<c />", "<c s=\"9\"/>"),
            ("<c>", "<c s=\"9\">"),
        ] {
            assert_eq!(with_attribute(before, "s", "9"), after);
        }
    }

    #[test]
    fn what_cannot_be_understood_is_refused() {
        for bad in ["<a><b></a></b>", "<a>", "<!DOCTYPE a><a/>", "<a x=\"1\""] {
            assert!(each_tag("p", bad, |_| Ok::<_, OfficeError>(())).is_err(), "{bad}");
        }
    }
}
