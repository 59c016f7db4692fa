//! Trees of built-in files as bytes: written by the build script, read without parsing YAML again.
//!
//! Nearly every text of a tree stands in the file as it is, so that the bytes need only say where: the
//! tree that is read borrows from the file and copies nothing. This file is also compiled into the build
//! script; it knows trees and no meaning.

use std::borrow::Cow;

use super::tree::{Key, Node, Value};
use crate::source::Span;

/// An empty value.
const NULL: u8 = 0;
/// A text that is what its span covers.
const PLAIN: u8 = 1;
/// A text between quotation marks, without escapes.
const QUOTED: u8 = 2;
/// Any other text; it follows.
const SPELLED: u8 = 3;
/// A list; the number of its elements and they follow.
const SEQUENCE: u8 = 4;
/// A mapping; the number of its entries and they follow.
const MAPPING: u8 = 5;

/// The bytes of the tree of a file with this text.
pub fn pack(node: &Node, text: &str) -> Vec<u8> {
    let mut packer = Packer { text, bytes: Vec::new() };
    packer.node(node);
    packer.bytes
}

/// The tree of a built-in file; `None` when the bytes are not what [`pack`] made of this very text.
pub fn unpack(bytes: &'static [u8], text: &'static str) -> Option<Node> {
    let mut reader = Unpacker { rest: bytes, text };
    let node = reader.node()?;
    reader.rest.is_empty().then_some(node)
}

struct Packer<'a> {
    text: &'a str,
    bytes: Vec<u8>,
}

impl Packer<'_> {
    fn node(&mut self, node: &Node) {
        match &node.value {
            Value::Null => self.head(NULL, node.span),
            Value::Scalar(text) => self.scalar(text, node.span),
            Value::Sequence(elements) => {
                self.head(SEQUENCE, node.span);
                self.length(elements.len());
                elements.iter().for_each(|element| self.node(element));
            }
            Value::Mapping(entries) => {
                self.head(MAPPING, node.span);
                self.length(entries.len());
                for (key, value) in entries {
                    self.scalar(&key.text, key.span);
                    self.node(value);
                }
            }
        }
    }

    fn scalar(&mut self, written: &str, span: Span) {
        if plain(self.text, span) == Some(written) {
            self.head(PLAIN, span);
        } else if quoted(self.text, span) == Some(written) {
            self.head(QUOTED, span);
        } else {
            self.head(SPELLED, span);
            self.length(written.len());
            self.bytes.extend(written.as_bytes());
        }
    }

    fn head(&mut self, tag: u8, span: Span) {
        self.bytes.push(tag);
        self.bytes.extend(span.start.to_le_bytes());
        self.bytes.extend(span.end.to_le_bytes());
    }

    /// Files are far smaller than 4 GB.
    fn length(&mut self, length: usize) {
        self.bytes.extend(u32::try_from(length).unwrap_or(u32::MAX).to_le_bytes());
    }
}

fn plain(text: &str, span: Span) -> Option<&str> {
    text.get(span.start as usize..span.end as usize)
}

fn quoted(text: &str, span: Span) -> Option<&str> {
    text.get((span.start as usize).checked_add(1)?..(span.end as usize).checked_sub(1)?)
}

struct Unpacker {
    rest: &'static [u8],
    text: &'static str,
}

impl Unpacker {
    fn node(&mut self) -> Option<Node> {
        let (tag, span) = self.head()?;
        let value = match tag {
            NULL => Value::Null,
            SEQUENCE => {
                let length = self.number()? as usize;
                let mut elements = Vec::with_capacity(length);
                for _ in 0..length {
                    elements.push(self.node()?);
                }
                Value::Sequence(elements)
            }
            MAPPING => {
                let length = self.number()? as usize;
                let mut entries = Vec::with_capacity(length);
                for _ in 0..length {
                    entries.push((self.key()?, self.node()?));
                }
                Value::Mapping(entries)
            }
            _ => Value::Scalar(self.scalar(tag, span)?),
        };
        Some(Node { span, value })
    }

    fn key(&mut self) -> Option<Key> {
        let (tag, span) = self.head()?;
        Some(Key { span, text: self.scalar(tag, span)? })
    }

    fn scalar(&mut self, tag: u8, span: Span) -> Option<Cow<'static, str>> {
        let text = match tag {
            PLAIN => plain(self.text, span)?,
            QUOTED => quoted(self.text, span)?,
            SPELLED => {
                let length = self.number()? as usize;
                let (spelled, rest) = self.rest.split_at_checked(length)?;
                self.rest = rest;
                std::str::from_utf8(spelled).ok()?
            }
            _ => return None,
        };
        Some(Cow::Borrowed(text))
    }

    fn head(&mut self) -> Option<(u8, Span)> {
        let (tag, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some((*tag, Span::new(self.number()?, self.number()?)))
    }

    fn number(&mut self) -> Option<u32> {
        let (number, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        Some(u32::from_le_bytes(*number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::yaml::parse;

    const TEXT: &str = "名称: 甲\n\"编\\u7801\": '乙'\n空: null\n列: [1, \"二\", 'it''s']\n块: |\n  一\n  二\n折: 一\n  二\n";

    #[test]
    fn trees_are_read_back() {
        let node = parse(TEXT).expect("YAML");
        let bytes: &'static [u8] = pack(&node, TEXT).leak();
        assert_eq!(unpack(bytes, TEXT), Some(node));
    }

    #[test]
    fn bytes_of_something_else_are_refused() {
        let bytes: &'static [u8] = pack(&parse(TEXT).expect("YAML"), TEXT).leak();
        assert_eq!(unpack(bytes, "短"), None);
        for end in 0..bytes.len() {
            assert_eq!(unpack(&bytes[..end], TEXT), None, "{end}");
        }
    }
}
