//! 对应: which items of a catalogue disclose a duty, proposed by what both say.
//!
//! A proposal never decides: it says how sure it is and why, and the user chooses. Names count most (pairs of
//! characters, the rarer the more), then the side of the matter (guide, review, penalty), 依据 and department.
//! The words stand in 职责用语 of `catalogues/registers/vocabulary.yaml`; the weights are constants beside
//! what uses them, judged by the tune set of `tests/duties`. Touches no disk.

mod columns;
mod grams;
mod known;
mod score;

pub use columns::{DutyLinks, LinkCounts, ListedDuty, listed};

use std::collections::BTreeMap;

use crate::model::{Code, Domain, Duty, DutyList, NOT_GOVERNMENT};
use crate::register::{DutyWords, GuidelineSet, Registers, duty_words};
use crate::source::SourceMap;

use grams::{GramIndex, Grams, Weights};
use known::KnownItem;
use score::Asked;

/// How many items are proposed for a duty.
const PROPOSED: usize = 3;
/// Below this no item is proposed: nothing but a common word is shared.
const FAINT: f64 = 0.2;
/// What share of the first one's likeness a further item has.
const BESIDE: f64 = 0.35;
/// From this the names of the duty and of an item say nearly the same.
const SURE: f64 = 1.3;
/// From this an item is likely.
const LIKELY: f64 = 0.8;
/// How far an item of another matter must be behind the first.
const AHEAD: f64 = 0.12;
/// How far items of one matter may be apart to be proposed together.
const TOGETHER: f64 = 0.35;

/// Why no item discloses a duty, as the user may say under 对应事项.
const WITHOUT_ITEM: [&str; 5] =
    ["第十四条", "第十五条", "第十六条第一款", "第十六条第二款", NOT_GOVERNMENT];

/// 把握.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sureness {
    /// 低.
    Low,
    /// 中.
    Middle,
    /// 高.
    High,
}

impl Sureness {
    /// The Chinese word.
    pub fn label(self) -> &'static str {
        match self {
            Self::Low => "低",
            Self::Middle => "中",
            Self::High => "高",
        }
    }
}

/// An item that may disclose a duty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedItem {
    /// Its code.
    pub code: Code,
    /// Its names in one line.
    pub title: String,
    /// Whether it belongs to the first one: the same matter, another side of it.
    pub together: bool,
}

/// What is proposed for a duty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemProposal {
    /// The items, the likeliest first; at most three.
    pub items: Vec<ProposedItem>,
    /// Whether it is a matter of the party or of a people's organisation, and no 政府信息.
    pub not_government: bool,
    /// 把握, of the first item or of `not_government`.
    pub sureness: Sureness,
    /// Why, for the user.
    pub why: String,
}

impl ItemProposal {
    /// The items, one a line, as they are shown.
    pub fn text(&self) -> String {
        if self.not_government {
            return NOT_GOVERNMENT.to_owned();
        }
        let lines = self.items.iter().map(|item| format!("{} {}", item.code, item.title));
        lines.collect::<Vec<_>>().join("\n")
    }

    /// What may be chosen: the items that belong together, each by itself, and why there may be none.
    pub fn choices(&self) -> Vec<String> {
        let together = self.items.iter().filter(|item| item.together);
        let mut codes: Vec<String> = together.map(|item| item.code.to_string()).collect();
        codes.sort();
        let all = (codes.len() > 1).then(|| codes.join("；"));
        let each = self.items.iter().map(|item| item.code.to_string());
        let none = WITHOUT_ITEM.into_iter().map(str::to_owned);
        let none: Vec<String> = none.collect();
        match self.not_government {
            true => none.into_iter().rev().collect(),
            false => all.into_iter().chain(each).chain(none).collect(),
        }
    }
}

/// Compares duties with the items of a catalogue.
#[derive(Debug)]
pub struct Linker<'c> {
    words: &'static DutyWords,
    registers: &'c Registers,
    items: Vec<KnownItem<'c>>,
    weights: Weights,
    index: GramIndex,
    /// How many domains name an instrument.
    spread: BTreeMap<String, f64>,
    /// All names of the items of a domain, by its number.
    names: BTreeMap<&'c str, String>,
    /// The departments of each domain, by its number.
    departments: BTreeMap<&'c str, std::collections::BTreeSet<&'c str>>,
}

impl<'c> Linker<'c> {
    /// For the items of these domains. Those that only kinds of power ask for are linked by the kind of
    /// power, and not proposed.
    pub fn new(domains: &'c [Domain], registers: &'c Registers) -> Self {
        let words = duty_words();
        let listed = domains.iter().flat_map(|domain| {
            let own = domain.items.iter().filter(|item| item.power.is_none());
            own.map(move |item| KnownItem::new(domain, item, words))
        });
        let items: Vec<KnownItem<'c>> = listed.collect();
        let weights = weights(domains, registers, words);
        let mut index = GramIndex::default();
        for (at, known) in items.iter().enumerate() {
            let called = known.called.iter().map(|(_, grams)| grams);
            called.chain([&known.above, &known.within]).for_each(|grams| index.add(at, grams));
        }
        let mut names: BTreeMap<&str, String> = BTreeMap::new();
        let mut instruments: BTreeMap<&str, std::collections::BTreeSet<&str>> = BTreeMap::new();
        for known in &items {
            let number = known.domain.number.as_str();
            names.entry(number).or_default().push_str(&known.title);
            for title in &known.basis {
                instruments.entry(title).or_default().insert(number);
            }
        }
        let count = |domains: std::collections::BTreeSet<&str>| {
            u32::try_from(domains.len()).map_or(f64::MAX, f64::from)
        };
        let spread =
            instruments.into_iter().map(|(title, of)| (title.to_owned(), count(of))).collect();
        let departments = score::departments(domains, registers.bodies());
        Self { words, registers, items, weights, index, spread, names, departments }
    }

    /// What is proposed for a duty; `None` where nothing is like it, or it was withdrawn.
    pub fn propose(&self, duty: &Duty) -> Option<ItemProposal> {
        if duty.list == DutyList::Withdrawn {
            return None;
        }
        let asked = Asked::new(duty, self);
        let mut scored: Vec<score::Scored<'_, 'c>> =
            asked.candidates().map(|known| asked.score(known)).collect();
        scored.sort_by(|a, b| {
            let by_code = || a.known.item.code.cmp(&b.known.item.code);
            b.rank().cmp(&a.rank()).then_with(by_code)
        });
        let best = scored.first().filter(|best| best.total >= FAINT);
        if let Some(word) = self.party_word(duty)
            && best.is_none_or(|best| best.total < LIKELY)
        {
            return Some(not_government(word));
        }
        best.map(|best| self.proposal(best, &scored))
    }

    fn party_word(&self, duty: &Duty) -> Option<&'static str> {
        let name = &duty.name.value;
        self.words.party.iter().find(|word| name.contains(word.as_str())).map(String::as_str)
    }

    fn proposal(
        &self,
        best: &score::Scored<'_, 'c>,
        scored: &[score::Scored<'_, 'c>],
    ) -> ItemProposal {
        let matter = |other: &score::Scored<'_, 'c>| {
            other.known.domain.number == best.known.domain.number
                && !best.known.matter().is_empty()
                && other.known.matter() == best.known.matter()
        };
        let faint = (best.total * BESIDE).max(FAINT);
        let proposed = scored.iter().take(PROPOSED).filter(|other| other.total >= faint);
        let items = proposed.map(|other| ProposedItem {
            code: other.known.item.code.clone(),
            title: other.known.title.clone(),
            together: matter(other)
                && best.total - other.total <= TOGETHER
                && other.is_side_like(best),
        });
        let rival =
            scored.iter().skip(1).find(|other| !(matter(other) && other.is_side_like(best)));
        let ahead = rival.is_none_or(|rival| best.total - rival.total >= AHEAD);
        ItemProposal {
            items: items.collect(),
            not_government: false,
            sureness: sureness(best, ahead),
            why: best.why(),
        }
    }
}

/// How much words tell is learnt from all guidelines: a town that adopts one domain has too few items to learn
/// from.
fn weights(domains: &[Domain], registers: &Registers, words: &'static DutyWords) -> Weights {
    let national = registers.guidelines(&mut SourceMap::new(), Some(GuidelineSet::DEFAULT));
    let is_further = |domain: &&Domain| !national.iter().any(|n| n.number == domain.number);
    let all = national.iter().chain(domains.iter().filter(is_further));
    let said = all.flat_map(|domain| {
        let items = domain.items.iter().filter(|item| item.power.is_none());
        items.map(move |item| KnownItem::new(domain, item, words).own_words(words))
    });
    let said: Vec<Grams> = said.collect();
    Weights::of(said.iter(), words)
}

fn sureness(best: &score::Scored<'_, '_>, ahead: bool) -> Sureness {
    match best.total {
        total if total >= SURE && ahead && best.is_agreed() => Sureness::High,
        total if total >= LIKELY => Sureness::Middle,
        _ => Sureness::Low,
    }
}

fn not_government(word: &str) -> ItemProposal {
    ItemProposal {
        items: Vec::new(),
        not_government: true,
        sureness: Sureness::Middle,
        why: format!("名称里有“{word}”，像是党组织或者群团的事，不是行政机关的职责"),
    }
}
