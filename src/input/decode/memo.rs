//! Values that were read before.
//!
//! Of the bases, limits, bodies and channels of a catalogue only one in six is new, and reading one is
//! far more work than finding it again. What was read is shared by all who ask. It knows nothing of how
//! values are read.

use foldhash::{HashMap, HashMapExt as _};
use std::sync::Arc;

use crate::input::yaml::{Node, Value};
use crate::model::{Audience, BasisList, Bodies, Channels, Elements, Levels, Mode, TimeLimits};

/// What was read of each field.
#[derive(Debug, Default)]
pub struct DecodeMemo {
    pub(super) elements: KnownValues<Elements>,
    pub(super) basis: KnownValues<BasisList>,
    pub(super) limit: KnownValues<TimeLimits>,
    pub(super) bodies: KnownValues<Bodies>,
    pub(super) channels: KnownValues<Channels>,
    pub(super) audience: KnownValues<Audience>,
    pub(super) mode: KnownValues<Mode>,
    pub(super) levels: KnownValues<Levels>,
}

/// The values of one field by the nodes that state them; `None` for a node that states none.
#[derive(Debug)]
pub(super) struct KnownValues<T>(HashMap<Vec<u8>, Option<Arc<T>>>);

impl<T> Default for KnownValues<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<T> KnownValues<T> {
    /// The value of a node, read only the first time that such a node comes. `how` tells nodes apart that
    /// are read in different ways. `read` also says whether the node is read as it stands: of one that is
    /// not, something has to be told each time, so it is not remembered.
    pub(super) fn get_or(
        &mut self,
        node: &Node,
        how: u8,
        read: impl FnOnce(&Node) -> (Option<T>, bool),
    ) -> Option<Arc<T>> {
        let mut key = Vec::with_capacity(256);
        key.push(how);
        write(node, &mut key);
        if let Some(known) = self.0.get(&key) {
            return known.clone();
        }
        let (value, as_it_stands) = read(node);
        let value = value.map(Arc::new);
        if as_it_stands {
            self.0.insert(key, value.clone());
        }
        value
    }
}

/// Writes what a node says, wherever it stands. Two nodes are written alike only if they say the same.
fn write(node: &Node, key: &mut Vec<u8>) {
    match &node.value {
        Value::Null => key.push(b'0'),
        Value::Scalar(text) => write_text(text, key),
        Value::Sequence(elements) => {
            key.push(b'[');
            elements.iter().for_each(|element| write(element, key));
            key.push(b']');
        }
        Value::Mapping(entries) => {
            key.push(b'{');
            for (name, value) in entries {
                write_text(&name.text, key);
                write(value, key);
            }
            key.push(b'}');
        }
    }
}

/// A text with its length, so that no text can look like two.
fn write_text(text: &str, key: &mut Vec<u8>) {
    key.push(b'"');
    key.extend(text.len().to_le_bytes());
    key.extend(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::yaml::parse;

    #[test]
    fn what_says_the_same_is_read_once() {
        let node = parse("[[甲, 乙], [甲, 乙], [甲乙], [甲, {乙: 丙}]]").expect("YAML");
        let mut known = KnownValues::default();
        let mut read = 0;
        for element in node.elements() {
            known.get_or(element, 0, |_| {
                read += 1;
                (Some(read), true)
            });
        }
        assert_eq!(read, 3);
        let again = &node.elements()[1];
        assert_eq!(known.get_or(again, 0, |_| (None, true)).as_deref(), Some(&1));
        assert_eq!(known.get_or(again, 1, |_| (Some(7), false)).as_deref(), Some(&7));
        assert_eq!(known.get_or(again, 1, |_| (Some(8), true)).as_deref(), Some(&8));
    }
}
