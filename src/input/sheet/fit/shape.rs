//! What kind of text a column without a meaning of its own holds: 责任事项, 追责情形, 行使层级, 承办机构.

use crate::input::sheet::fit::{Looks, Nameless};

/// A shape that texts of one column share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::input::sheet) enum TextShape {
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

impl TextShape {
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
    pub(in crate::input::sheet) fn shape(&self) -> TextShape {
        match self.nameless() {
            _ if self.is_levels() => TextShape::Levels,
            Some(Nameless::Small) => TextShape::Number,
            Some(Nameless::Power) => TextShape::Power,
            Some(Nameless::Limit) => TextShape::Limit,
            Some(Nameless::Step(_)) => TextShape::Step,
            Some(Nameless::Liability) => TextShape::Liability,
            Some(Nameless::Answer) => TextShape::Answer,
            Some(Nameless::Citation) => TextShape::Citation,
            Some(Nameless::Office) => TextShape::Office,
            None if self.begins_with_basis => TextShape::Citation,
            None if self.is_body() => TextShape::Office,
            None if self.length <= WORD => TextShape::Short,
            None if self.length <= PHRASE => TextShape::Phrase,
            None => TextShape::Long,
        }
    }
}
