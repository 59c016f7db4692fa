//! What was found for a text seen before.
//!
//! Every row of a catalogue names the same few bodies, so that a rule about bodies has little to find
//! out. Knows nothing of what is remembered.

use foldhash::{HashMap, HashMapExt as _};

/// Answers by text, each found only the first time.
#[derive(Debug)]
pub(super) struct Memo<'a, T>(HashMap<&'a str, T>);

impl<'a, T> Memo<'a, T> {
    /// Nothing seen yet.
    pub(super) fn new() -> Self {
        Self(HashMap::new())
    }

    /// The answer for a text.
    pub(super) fn get(&mut self, text: &'a str, find: impl FnOnce(&'a str) -> T) -> &T {
        self.0.entry(text).or_insert_with(|| find(text))
    }
}
