//! broken-words: a space or a line break inside a word. What stands in sheets the reader joins and reports itself.

use crate::check::texts::{first_of_each, is_in_sheet};
use crate::check::words::all_of;
use crate::check::{Area, Check, Mends, Place, Reporter, Rule, Scope};
use crate::finding::{RuleId, Severity};
use crate::model::{ItemIn, broken_word};

pub(in crate::check) static RULE: Rule = Rule {
    id: RuleId("broken-words"),
    title: "词中间有空格或换行",
    area: Area::Structure,
    level: Severity::Warning,
    mends: Mends::Writer,
    page: include_str!("broken-words.md"),
    check: Check::Mention(|| all_of(&[&SPACES]), check),
};

/// The spaces that break words.
const SPACES: [&str; 2] = [" ", "\u{3000}"];

fn check(_: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let broken = |text| broken_word(text, ' ').or_else(|| broken_word(text, '\u{3000}'));
    for (field, word) in first_of_each(at.item, broken) {
        if is_in_sheet(at.item, field) {
            continue;
        }
        reporter
            .at(
                Place::Field(at, field),
                format!("词中间有空格：“{word}”，搜索和比对时找不到这个词"),
            )
            .help("去掉词中间的空格；mulu check --fix 可以改好");
    }
}
