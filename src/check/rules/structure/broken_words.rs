//! broken-words: a space or a line break inside a word. What stands in sheets the reader joins and reports itself.

use crate::check::texts::{first_of_each, is_in_sheet};
use crate::check::words::all_of;
use crate::check::{Check, Place, Reporter, Scope};
use crate::model::{ItemIn, broken_word};
use crate::rules::structure::broken_words;

pub(crate) static CHECK: Check = Check::mention(&broken_words::RULE, || all_of(&[&SPACES]), check);

/// The spaces that break words.
const SPACES: [&str; 2] = [" ", "\u{3000}"];

fn check(_: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let broken = |text| broken_word(text, ' ').or_else(|| broken_word(text, '\u{3000}'));
    for (field, word) in first_of_each(at.item, broken) {
        if is_in_sheet(at.item, field) {
            continue;
        }
        reporter.raise(Place::Field(at, field), broken_words::space(&word));
    }
}
