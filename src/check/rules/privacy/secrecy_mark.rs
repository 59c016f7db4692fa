//! secrecy-mark: a mark of secrecy or of internal use in a table that is to be published.
//!
//! 保密审查 and the names of laws speak of secrets and are none.

use crate::check::texts::{first_of_each, first_of_extras};
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{ItemIn, outside_titles};
use crate::register::WordList;

pub(crate) static CHECK: Check = Check::mention(&RULE, |_| marks(), check).and_duties();
pub(crate) static RULE: Rule = Rule::error(Area::Privacy, include_str!("secrecy-mark.md"));

fn marks() -> Vec<String> {
    [WordList::SecrecyMark.words(), WordList::SecrecyLevel.words()].concat()
}

fn check(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    for (field, mark) in first_of_each(at.item, mark) {
        report(reporter, Place::Field(at, field), mark);
    }
    for (_, place, mark) in first_of_extras(scope, at, mark) {
        report(reporter, place, mark);
    }
}

fn report(reporter: &mut Reporter<'_>, place: Place<'_>, mark: &str) {
    reporter
        .at(place, format!("写着“{mark}”：涉密和内部的内容不能列进要公开的目录"))
        .help("先做保密审查；确实不能公开的，删去这一项，能公开的，去掉这个字样");
}

/// The mark that a text bears.
pub(super) fn mark(text: &str) -> Option<&'static str> {
    // The title of a law on secrets is none.
    let mut written = outside_titles(text)
        .filter_map(|own| WordList::SecrecyMark.first_in(own).filter(|_| !is_kept(own)));
    written.next().or_else(|| {
        // Hardly a text has such a word at all.
        let may_be = WordList::SecrecyLevel.is_in(text);
        if may_be { WordList::SecrecyLevel.find(|word| is_alone(text, word)) } else { None }
    })
}

/// Whether the text speaks of what is kept from the public, which is not published by that.
fn is_kept(text: &str) -> bool {
    WordList::KeptBack.is_in(text)
}

/// Whether a word is the text, stands in brackets of its own, or begins the text as a mark does.
fn is_alone(text: &str, word: &str) -> bool {
    let bare = text.trim().trim_matches(|c| "（）()【】[]".contains(c));
    bare == word
        || bare.strip_prefix("密级").is_some_and(|rest| rest.contains(word))
        || text.match_indices(word).any(|(at, _)| {
            let (before, after) = (text.get(..at), text.get(at + word.len()..));
            before.zip(after).is_some_and(|(before, after)| is_bracketed(before, after))
        })
}

fn is_bracketed(before: &str, after: &str) -> bool {
    let pairs = [('（', '）'), ('(', ')'), ('【', '】')];
    pairs.into_iter().any(|(open, close)| before.ends_with(open) && after.starts_with(close))
}
