//! SeenTexts about texts that came before.
//!
//! Members of a county repeat one another: bodies, channels, kinds of power, bases. What a pure function finds
//! in a text is kept for the next one that says the same, up to a limit, so that memory does not grow with the
//! members. It knows nothing of what is asked.

use std::cell::RefCell;

use foldhash::{HashMap, HashMapExt as _};

/// So many answers are kept at least, and at most twice as many.
const KEPT: usize = 2_048;
/// Longer texts, in bytes, hardly ever come again, and take the most room.
const LONGEST: usize = 240;

/// The answers of one pure function, in one thread.
#[derive(Debug)]
pub(crate) struct TextMemo<T>(RefCell<SeenTexts<T>>);

/// Those of late, and those before them: an old one that is asked for again is young again, the others go
/// when there are enough young ones.
#[derive(Debug)]
struct SeenTexts<T> {
    young: HashMap<Box<str>, T>,
    old: HashMap<Box<str>, T>,
}

impl<T: Clone> TextMemo<T> {
    /// Nothing asked yet.
    pub(crate) fn new() -> Self {
        Self(RefCell::new(SeenTexts { young: HashMap::new(), old: HashMap::new() }))
    }

    /// The answer for a text.
    pub(crate) fn get_or(&self, text: &str, find: impl FnOnce(&str) -> T) -> T {
        if text.len() > LONGEST {
            return find(text);
        }
        if let Some(known) = self.known(text) {
            return known;
        }
        let found = find(text);
        self.0.borrow_mut().keep(text.into(), found.clone());
        found
    }

    fn known(&self, text: &str) -> Option<T> {
        let mut answers = self.0.borrow_mut();
        if let Some(known) = answers.young.get(text) {
            return Some(known.clone());
        }
        let (text, known) = answers.old.remove_entry(text)?;
        answers.keep(text, known.clone());
        Some(known)
    }
}

impl<T> SeenTexts<T> {
    fn keep(&mut self, text: Box<str>, answer: T) {
        if self.young.len() >= KEPT {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(text, answer);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn a_text_is_looked_at_once() {
        let (memo, asked) = (TextMemo::new(), Cell::new(0));
        let find = |text: &str| {
            asked.set(asked.get() + 1);
            text.len()
        };
        let answers = ["甲", "乙乙", "甲", "乙乙"].map(|text| memo.get_or(text, find));
        assert_eq!(answers, [3, 6, 3, 6]);
        assert_eq!(asked.get(), 2);
        let long = "长".repeat(LONGEST);
        assert_eq!([&long, &long].map(|text| memo.get_or(text, find)), [LONGEST * 3; 2]);
        assert_eq!(asked.get(), 4);
    }

    #[test]
    fn no_more_than_so_many_are_kept() {
        let memo = TextMemo::new();
        for n in 0..KEPT * 5 {
            let text = n.to_string();
            assert_eq!(memo.get_or(&text, |_| n), n);
            assert_eq!(memo.get_or("0", |_| 1), 0);
        }
        let answers = memo.0.borrow();
        assert!(answers.young.len() <= KEPT && answers.old.len() <= KEPT);
    }
}
