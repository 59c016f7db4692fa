//! Pairs of neighbouring characters, which stand for the words of a text that has no blanks.

use std::collections::BTreeSet;

use foldhash::HashMap;

use crate::model::fold;
use crate::register::DutyWords;

/// Two characters side by side.
type Gram = (char, char);

/// The pairs of a text, each once, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Grams(Vec<Gram>);

impl Grams {
    /// The pairs of a text as catalogues say it; what stands in brackets does not count.
    pub(super) fn of(text: &str, words: &DutyWords) -> Self {
        let text = words.as_catalogues_say(&fold::compact(text));
        Self::plain(&without_brackets(&text))
    }

    /// The pairs of a text as it stands. Nothing pairs across marks.
    fn plain(text: &str) -> Self {
        let parts = text.split(|c: char| !c.is_alphanumeric());
        let pairs = parts.flat_map(|part| part.chars().zip(part.chars().skip(1)));
        let mut grams: Vec<Gram> = pairs.collect();
        grams.sort_unstable();
        grams.dedup();
        Self(grams)
    }

    /// The pairs of words that say what is done.
    pub(super) fn of_actions(words: &DutyWords) -> Self {
        Self::plain(&words.actions.join("/"))
    }

    fn has(&self, gram: &Gram) -> bool {
        self.0.binary_search(gram).is_ok()
    }

    /// What is in both.
    pub(super) fn shared(&self, other: &Self) -> Self {
        Self(self.0.iter().filter(|gram| other.has(gram)).copied().collect())
    }

    /// What is here and in none of the others.
    pub(super) fn without(&self, others: &[&Self]) -> Self {
        let own = self.0.iter().filter(|gram| !others.iter().any(|other| other.has(gram)));
        Self(own.copied().collect())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn without_brackets(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut depth = 0usize;
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            // A mark in place of what was left out, so that nothing pairs across it.
            c if depth == 0 => out.push(c),
            _ => continue,
        }
        if matches!(c, '(' | ')') {
            out.push('/');
        }
    }
    out
}

/// How much each pair tells: what is in few items tells more, and what is done tells less than about what.
#[derive(Debug)]
pub(super) struct Weights {
    seen: HashMap<Gram, f64>,
    items: f64,
    actions: Grams,
}

/// What the pair of a word counts that says what is done.
const ACTION: f64 = 0.35;
/// What such a pair counts where nothing answers to it: leaving it unsaid is no difference.
const ACTION_UNSAID: f64 = 0.2;

impl Weights {
    /// The weights of these texts, one an item.
    pub(super) fn of<'g>(items: impl Iterator<Item = &'g Grams>, words: &DutyWords) -> Self {
        let mut seen: HashMap<Gram, f64> = HashMap::default();
        let mut count = 0.0;
        for grams in items {
            count += 1.0;
            grams.0.iter().for_each(|gram| *seen.entry(*gram).or_default() += 1.0);
        }
        Self { seen, items: count, actions: Grams::of_actions(words) }
    }

    fn rarity(&self, gram: &Gram) -> f64 {
        let seen = self.seen.get(gram).copied().unwrap_or(0.0);
        ((self.items + 1.0) / (seen + 0.5)).ln()
    }

    fn sum(&self, grams: &Grams, action: f64) -> f64 {
        let weight = |gram: &Gram| if self.actions.has(gram) { action } else { 1.0 };
        grams.0.iter().map(|gram| self.rarity(gram) * weight(gram)).sum()
    }

    /// What pairs count that are in both texts.
    pub(super) fn said(&self, grams: &Grams) -> f64 {
        self.sum(grams, ACTION)
    }

    /// What pairs count that only the duty has.
    pub(super) fn unsaid(&self, grams: &Grams) -> f64 {
        self.sum(grams, ACTION_UNSAID)
    }
}

/// Which items have a pair.
#[derive(Debug, Default)]
pub(super) struct GramIndex(HashMap<Gram, BTreeSet<usize>>);

impl GramIndex {
    /// Notes the pairs of the item at this place.
    pub(super) fn add(&mut self, at: usize, grams: &Grams) {
        for gram in &grams.0 {
            self.0.entry(*gram).or_default().insert(at);
        }
    }

    /// The places of the items that have any of these pairs.
    pub(super) fn near(&self, grams: &Grams) -> BTreeSet<usize> {
        grams.0.iter().filter_map(|gram| self.0.get(gram)).flatten().copied().collect()
    }
}
