//! Characters, brackets, digits of other bases, what spreadsheets take for formulas, and lists of words:
//! what is true of any text.
//!
//! The one place for these questions. It knows nothing else of this crate, and everything here takes
//! time that grows with the length of the text and no faster.

pub mod brackets;
mod chars;
mod formula;
mod hex;
mod memo;
mod misspelt;
mod sounds;
mod wording;
pub(crate) mod work;

pub use chars::{half_width, is_format, is_full_width, is_han, is_invisible, is_wide, numeral};
pub use formula::{guarded, unguarded};
pub use hex::hex;
pub(crate) use memo::TextMemo;
pub use misspelt::{Misspelt, misspelt};
pub use sounds::{is_typed_for, one_exchanged};
pub use wording::Wording;
