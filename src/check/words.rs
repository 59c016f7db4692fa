//! The words that rules look for, all found in one pass over the texts of each item.
//!
//! Most texts hold none of them. A rule of [`Check::mention`] tells the words without which it finds
//! nothing, and is run only for the items that hold one. What a word means is for the rule to say.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::inherited::ItemBelow;
use super::texts::pieces;
use super::{Check, CheckKind, Scope, rules};
use crate::finding::RuleId;
use crate::model::{Item, ItemIn};
use crate::register::Registers;

/// Which rules have a word in an item, a bit for each.
type RuleSet = u64;

/// The words of all rules.
#[derive(Debug)]
struct RuleWords {
    /// Nothing where it could not be built: then every rule is run for every item.
    automaton: Option<AhoCorasick>,
    rules: Vec<RuleId>,
    /// The rule of each word, as a set.
    owners: Vec<RuleSet>,
}

/// The words where nobody records any of their own: most runs ask for no others.
static BUILT_IN: OnceLock<RuleWords> = OnceLock::new();

impl RuleWords {
    fn of(checks: impl Iterator<Item = &'static Check>, registers: &Registers) -> Self {
        let mut found = Self { automaton: None, rules: Vec::new(), owners: Vec::new() };
        let mut words: Vec<String> = Vec::new();
        for check in checks {
            let CheckKind::Mention(of_rule, _) = check.run else { continue };
            let bit = 1 << found.rules.len();
            found.rules.push(check.rule.id);
            words.extend(of_rule(registers));
            found.owners.resize(words.len(), bit);
        }
        // Built in no time for so few words, and the fastest to search with.
        let dfa = Some(AhoCorasickKind::DFA);
        found.automaton = AhoCorasick::builder().kind(dfa).build(&words).ok();
        found
    }

    /// The rules that have a word in the text.
    fn in_text(&self, text: &str) -> RuleSet {
        let Some(automaton) = &self.automaton else { return RuleSet::MAX };
        let hits = automaton.find_overlapping_iter(text);
        hits.filter_map(|hit| self.owners.get(hit.pattern().as_usize())).fold(0, |all, of| all | of)
    }
}

/// Which rules have a word in which items of a catalogue.
#[derive(Debug)]
pub(super) struct Mentions<'a> {
    found: Vec<(ItemIn<'a>, RuleSet)>,
    rules: Vec<RuleId>,
}

impl<'a> Mentions<'a> {
    /// Looks through the nine fields and the further columns of every item.
    pub(super) fn of(scope: &Scope<'a>, items: &[(ItemIn<'a>, ItemBelow<'_>)]) -> Self {
        let registers = scope.registers;
        if registers.layers().is_empty() {
            let words = BUILT_IN.get_or_init(|| RuleWords::of(rules::checks(), registers));
            return Self::with(words, items);
        }
        Self::with(&RuleWords::of(rules::checks(), registers), items)
    }

    fn with(words: &RuleWords, items: &[(ItemIn<'a>, ItemBelow<'_>)]) -> Self {
        let mut text = String::new();
        let mut find = |item: &Item| {
            gather(item, &mut text);
            words.in_text(&text)
        };
        let found = items.iter().map(|(at, below)| (*at, below.mentions(|| find(at.item))));
        Self { found: found.collect(), rules: words.rules.clone() }
    }

    /// The items that hold a word of a rule.
    pub(super) fn of_rule(&self, rule: RuleId) -> impl Iterator<Item = ItemIn<'a>> {
        let at = self.rules.iter().position(|known| *known == rule);
        let bit = at.map_or(0, |at| 1 << at);
        self.found.iter().filter(move |(_, found)| found & bit != 0).map(|(at, _)| *at)
    }
}

/// All texts of an item one after the other, since one search in a long text is faster than many in
/// short ones. No word goes over the end of a line.
fn gather(item: &Item, into: &mut String) {
    into.clear();
    let further = item.fields.other.values().map(|text| text.value.as_str());
    for text in pieces(&item.fields).map(|(_, text)| text).chain(further) {
        into.push_str(text);
        into.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::built_in;

    fn words() -> RuleWords {
        RuleWords::of(rules::checks(), built_in())
    }

    #[test]
    fn every_rule_with_words_has_a_bit() {
        let with_words =
            rules::checks().filter(|check| matches!(check.run, CheckKind::Mention(..))).count();
        let words = words();
        assert!(words.automaton.is_some());
        assert_eq!(words.rules.len(), with_words);
        assert!(with_words < 64, "a set has 64 bits");
    }

    #[test]
    fn a_word_is_of_its_rule() {
        let all = words();
        for (rule, bit) in rules::checks()
            .filter_map(|check| match check.run {
                CheckKind::Mention(words, _) => Some(words),
                _ => None,
            })
            .zip(0..)
        {
            for word in rule(built_in()) {
                assert_ne!(all.in_text(&format!("甲{word}乙")) & (1 << bit), 0, "{word:?}");
            }
        }
        assert_eq!(all.in_text("县民政局"), 0);
    }
}
