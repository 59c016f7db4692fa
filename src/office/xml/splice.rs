//! Edits of a text that leave every other byte where it was.

use std::ops::Range;

/// Replacements, all in terms of the text as it was.
#[derive(Debug, Default)]
pub(crate) struct Splices(Vec<(Range<usize>, String)>);

impl Splices {
    /// Puts text before the byte at `at`; what is inserted at one place keeps its order.
    pub(crate) fn insert(&mut self, at: usize, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.0.push((at..at, text));
        }
    }

    /// Puts text in the place of a range.
    pub(crate) fn replace(&mut self, range: Range<usize>, text: impl Into<String>) {
        self.0.push((range, text.into()));
    }

    /// Whether nothing changes.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text with all edits made. `None` when two of them touch the same bytes.
    pub(crate) fn apply(mut self, text: &str) -> Option<String> {
        self.0.sort_by_key(|(range, _)| (range.start, range.end));
        let grown: usize = self.0.iter().map(|(_, new)| new.len()).sum();
        let mut result = String::with_capacity(text.len() + grown);
        let mut at = 0;
        for (range, new) in self.0 {
            result.push_str(text.get(at..range.start)?);
            result.push_str(&new);
            at = range.end;
        }
        result.push_str(text.get(at..)?);
        Some(result)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_keep_what_they_do_not_name() {
        let mut splices = Splices::default();
        splices.replace(4..5, "五");
        splices.insert(2, "b");
        splices.insert(2, "c");
        splices.replace(2..3, "三");
        assert_eq!(splices.apply("01234 6").as_deref(), Some("01bc三3五 6"));
    }

    #[test]
    fn edits_of_the_same_bytes_are_refused() {
        let mut splices = Splices::default();
        splices.replace(0..3, "");
        splices.replace(2..4, "");
        assert_eq!(splices.apply("01234"), None);
    }
}
