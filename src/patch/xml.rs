//! The tags of a part and where they stand in it, so that edits can name bytes.
//!
//! Unlike the readers, which forgive much, this is strict: what is edited must be well-formed, because
//! an edit of something misunderstood would spoil the file.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::escape;
use quick_xml::events::Event;

use super::PatchError;

/// How a tag stands for its element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `<a>`.
    Open,
    /// `</a>`.
    Close,
    /// `<a/>`.
    Empty,
}

/// One tag.
#[derive(Debug, Clone)]
pub(super) struct Tag<'a> {
    /// Its bytes in the part, with the brackets.
    pub(super) range: Range<usize>,
    /// Its text, with the brackets.
    pub(super) raw: &'a str,
    /// What it does.
    pub(super) kind: Kind,
    /// How many elements its element stands in.
    pub(super) depth: usize,
}

impl<'a> Tag<'a> {
    /// The name with its prefix.
    pub(super) fn full_name(&self) -> &'a str {
        let name = self.raw.trim_start_matches(['<', '/']);
        let end = name.find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>');
        name.get(..end.unwrap_or(name.len())).unwrap_or(name)
    }

    /// The name without its prefix.
    pub(super) fn name(&self) -> &'a str {
        let name = self.full_name();
        name.rsplit_once(':').map_or(name, |(_, local)| local)
    }

    /// The prefix with its colon, as new elements beside this one need it; mostly empty.
    pub(super) fn prefix(&self) -> &'a str {
        let name = self.full_name();
        name.find(':').map_or("", |at| &name[..=at])
    }

    /// Whether an element begins here.
    pub(super) fn begins(&self) -> bool {
        self.kind != Kind::Close
    }

    /// Whether an element ends here.
    pub(super) fn ends(&self) -> bool {
        self.kind != Kind::Open
    }

    /// The value of an attribute, by its name as written.
    pub(super) fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        let (_, value) = attributes(self.raw).find(|(key, _)| &self.raw[key.clone()] == name)?;
        escape::unescape(&self.raw[value]).ok()
    }

    /// The relation id, under whatever prefix (`r:id`).
    pub(super) fn relation(&self) -> Option<Cow<'a, str>> {
        let is_id = |key: &str| key.rsplit_once(':').is_some_and(|(_, local)| local == "id");
        let (key, _) = attributes(self.raw).find(|(key, _)| is_id(&self.raw[key.clone()]))?;
        self.attribute(&self.raw[key])
    }

    /// An attribute as a number.
    pub(super) fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// Whether an attribute says yes.
    pub(super) fn is_on(&self, name: &str) -> bool {
        self.attribute(name).is_some_and(|value| matches!(value.trim(), "1" | "true" | "on"))
    }

    /// The tag with an attribute set, and all other bytes as they were.
    pub(super) fn with(&self, name: &str, value: &str) -> String {
        with_attribute(self.raw, name, value)
    }

    /// The tag as the start of an element with content.
    pub(super) fn opened(&self) -> String {
        opened(self.raw)
    }
}

/// A tag `<a/>` as `<a>`.
pub(super) fn opened(raw: &str) -> String {
    match raw.strip_suffix("/>") {
        Some(rest) => format!("{}>", rest.trim_end()),
        None => raw.to_owned(),
    }
}

/// A tag with an attribute set.
pub(super) fn with_attribute(raw: &str, name: &str, value: &str) -> String {
    let value = text(value).replace('"', "&quot;");
    if let Some((_, range)) = attributes(raw).find(|(key, _)| &raw[key.clone()] == name) {
        return format!("{}{value}{}", &raw[..range.start], &raw[range.end..]);
    }
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

/// Text as it stands in a part: references for what is markup, nothing that XML cannot hold.
pub(super) fn text(text: &str) -> String {
    let held = |c: &char| matches!(c, '\t' | '\n' | ' '..='\u{fffd}' | '\u{10000}'..);
    escape::minimal_escape(text.chars().filter(held).collect::<String>()).replace('>', "&gt;")
}

/// Text of a cell or a note, in which `_x000A_` stands for a character: what looks so by chance is
/// written so that it stays what it is.
pub(super) fn cell_text(value: &str) -> String {
    let mut written = String::with_capacity(value.len());
    for (at, c) in value.char_indices() {
        let code = value.as_bytes().get(at + 1..at + 7);
        let escaped = |code: &[u8]| {
            code[0] == b'x' && code[5] == b'_' && code[1..5].iter().all(u8::is_ascii_hexdigit)
        };
        if c == '_' && code.is_some_and(escaped) {
            written.push_str("_x005F");
        }
        written.push(c);
    }
    text(&written)
}

/// Shows every tag of a part to `visit`; the first error ends it.
pub(super) fn each_tag<'a>(
    part: &str,
    text: &'a str,
    mut visit: impl FnMut(Tag<'a>) -> Result<(), PatchError>,
) -> Result<(), PatchError> {
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut reader = Reader::from_str(&text[mark..]);
    let mut depth = 0usize;
    let mut start = mark;
    loop {
        let event = reader.read_event().map_err(|error| PatchError::odd(part, error))?;
        let end = mark + usize::try_from(reader.buffer_position()).unwrap_or(0);
        let kind = match event {
            Event::Start(_) => Some(Kind::Open),
            Event::Empty(_) => Some(Kind::Empty),
            Event::End(_) => Some(Kind::Close),
            Event::DocType(_) => return Err(PatchError::odd(part, "DOCTYPE")),
            Event::Eof if depth > 0 => return Err(PatchError::odd(part, "没有写完")),
            Event::Eof => return Ok(()),
            _ => None,
        };
        if let Some(kind) = kind {
            if kind == Kind::Close {
                depth = depth.saturating_sub(1);
            }
            let raw = text.get(start..end).unwrap_or("");
            visit(Tag { range: start..end, raw, kind, depth })?;
            if kind == Kind::Open {
                depth += 1;
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
            Ok(())
        })
        .unwrap();
        assert_eq!(
            tags,
            [("a", "x:", Kind::Open, 0), ("b", "", Kind::Empty, 1), ("a", "x:", Kind::Close, 0)]
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
            assert!(each_tag("p", bad, |_| Ok(())).is_err(), "{bad}");
        }
    }

    #[test]
    fn texts_stay_what_they_are() {
        assert_eq!(cell_text("a<b>&\u{1}\n_x000D_ _x_"), "a&lt;b&gt;&amp;\n_x005F_x000D_ _x_");
    }
}
