//! What kind of text a column without a meaning of its own holds: 责任事项, 追责情形, 行使层级, 承办机构.

use super::{Looks, Nameless};

/// A shape that texts of one column share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::input::sheet) enum Shape {
    Number,
    Power,
    Levels,
    Limit,
    Step,
    Liability,
    Answer,
    Citation,
    Office,
    /// Nothing of these, as short as a word, a phrase, or longer.
    Short,
    Phrase,
    Long,
}

impl Shape {
    /// Whether only few columns hold such texts.
    pub(in crate::input::sheet) fn is_typed(self) -> bool {
        !matches!(self, Self::Short | Self::Phrase | Self::Long)
    }
}

/// A longer text is more than a word.
const WORD: usize = 12;
/// A longer text is more than a phrase.
const PHRASE: usize = 40;

impl Looks {
    pub(in crate::input::sheet) fn shape(&self) -> Shape {
        match self.nameless() {
            _ if self.is_levels() => Shape::Levels,
            Some(Nameless::Small) => Shape::Number,
            Some(Nameless::Power) => Shape::Power,
            Some(Nameless::Limit) => Shape::Limit,
            Some(Nameless::Step(_)) => Shape::Step,
            Some(Nameless::Liability) => Shape::Liability,
            Some(Nameless::Answer) => Shape::Answer,
            Some(Nameless::Citation) => Shape::Citation,
            Some(Nameless::Office) => Shape::Office,
            None if self.begins_with_basis => Shape::Citation,
            None if self.is_body() => Shape::Office,
            None if self.length <= WORD => Shape::Short,
            None if self.length <= PHRASE => Shape::Phrase,
            None => Shape::Long,
        }
    }
}
