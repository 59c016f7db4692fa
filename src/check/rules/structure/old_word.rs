//! old-word: the word for an institution, a certificate or a group that is called otherwise by now.
//!
//! Titles in 《》 keep their words, and bodies are obsolete-body's. In a domain that is itself about the
//! old matter (扶贫) every row has the word; guideline-superseded speaks of such a domain.

use crate::check::texts::first_where;
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Severity;
use crate::model::{Field, ItemIn, Today};
use crate::register::{DataKind, Registers, Term};

pub(crate) static CHECK: Check = Check::mention(&RULE, words, check).and_duties();
pub(crate) static RULE: Rule =
    Rule::warning(Area::Structure, include_str!("old-word.md")).also(&[Severity::Note]);

fn words(registers: &Registers) -> Vec<String> {
    registers.terms().terms().iter().map(|term| term.old.clone()).collect()
}

fn check(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let is_looked_at = |field| !matches!(field, Field::Bodies | Field::Basis);
    let find = |text| {
        let mut hits = scope.registers.terms().old_words(text).into_iter().map(|hit| hit.entry);
        hits.find(|term| !at.domain.name.contains(&term.old) && has_begun(term, scope.today))
    };
    for (field, term) in first_where(at.item, is_looked_at, find) {
        if field == Field::Names && is_told_above(at, &term.old) {
            continue;
        }
        let since = term.since.map(|day| format!("{}年起", day.year())).unwrap_or_default();
        let (said, help) = match &term.new {
            Some(new) => (format!("{since}叫“{new}”"), format!("改成“{new}”")),
            None => (format!("{since}已经取消"), "删去，或者改成现在的做法".to_owned()),
        };
        reporter
            .at_level(
                Place::Field(at, field),
                level(term),
                format!("“{}”是旧的说法，{said}", term.old),
            )
            .help(format!("{help}；说的是当时的事、当时的证的，不用改"))
            .resting_on(scope.registers, DataKind::Term, &term.old);
    }
}

/// Whether the word stands in an upper name that the row above has too: it is one cell for both.
fn is_told_above(at: ItemIn<'_>, word: &str) -> bool {
    let Some((last, upper)) = at.item.names().split_last() else { return false };
    let items = &at.domain.items;
    let index = items.iter().position(|item| std::ptr::eq(item, at.item));
    let above = index.and_then(|index| items.get(index.checked_sub(1)?));
    let above = above.and_then(|item| item.names().split_last());
    !last.contains(word) && above.is_some_and(|(_, names)| names == upper)
}

fn has_begun(term: &Term, today: Today) -> bool {
    term.since.is_none_or(|since| since <= today)
}

/// What nobody has seen in a source is a note.
fn level(term: &Term) -> Severity {
    if matches!(term.evidence.as_str(), "两处以上" | "一处") {
        RULE.level
    } else {
        Severity::Note
    }
}
