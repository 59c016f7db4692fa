//! The positioned tree that every YAML file becomes.
//!
//! This file is also compiled into the build script, which turns the built-in catalogues into the same
//! tree ahead of time; so it may use nothing of the crate but [`Span`]. The text of a built-in file is
//! borrowed from the binary.

use std::borrow::Cow;

use crate::source::Span;

/// A YAML node and the bytes that it covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// The bytes; of a mapping or sequence, from its first to its last entry.
    pub span: Span,
    /// The value.
    pub value: Value,
}

/// What a node holds. Scalars are kept as they are spelled: `0755` and `是` are both text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// An empty value, `null` or `~`.
    Null,
    /// Text, a number or a boolean, as spelled.
    Scalar(Cow<'static, str>),
    /// A list.
    Sequence(Vec<Node>),
    /// A mapping; keys keep their order, and duplicates are still there.
    Mapping(Vec<(Key, Node)>),
}

/// The key of a mapping entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The bytes of the key.
    pub span: Span,
    /// Its text.
    pub text: Cow<'static, str>,
}

impl Node {
    /// The text of a scalar.
    pub fn scalar(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(text) => Some(text),
            Value::Null | Value::Sequence(_) | Value::Mapping(_) => None,
        }
    }

    /// The entries of a mapping.
    pub fn entries(&self) -> &[(Key, Self)] {
        match &self.value {
            Value::Mapping(entries) => entries,
            Value::Null | Value::Scalar(_) | Value::Sequence(_) => &[],
        }
    }

    /// The elements of a list.
    pub fn elements(&self) -> &[Self] {
        match &self.value {
            Value::Sequence(elements) => elements,
            Value::Null | Value::Scalar(_) | Value::Mapping(_) => &[],
        }
    }

    /// The value of the first entry with this key; an empty value counts as absent.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entry(key).map(|(_, node)| node).filter(|node| node.value != Value::Null)
    }

    /// The first entry with this key, empty or not.
    pub fn entry(&self, key: &str) -> Option<&(Key, Self)> {
        self.entries().iter().find(|(k, _)| k.text == key)
    }

    /// The text of the scalar under a key.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Self::scalar)
    }

    /// The texts under a key, written as one scalar or as a list of scalars.
    pub fn texts(&self, key: &str) -> Vec<&str> {
        match self.get(key) {
            Some(Self { value: Value::Scalar(text), .. }) => vec![text],
            Some(node) => node.elements().iter().filter_map(Self::scalar).collect(),
            None => Vec::new(),
        }
    }
}
