//! How alike a duty and an item are.

use std::collections::{BTreeMap, BTreeSet};

use super::grams::Grams;
use super::known::{KnownItem, kinds, titles};
use super::{Linker, SURE};
use crate::model::{Domain, Duty, Field, POWER_KINDS};
use crate::register::{BodyRegister, COERCION, PENALTY, POLICY};

/// What the names above the last count.
const ABOVE: f64 = 0.55;
/// What the name of the domain counts.
const WITHIN: f64 = 0.3;
/// What it counts that the item's name is said by the duty, beside the duty being said by the item.
const FIT: f64 = 0.55;
/// How much of the matter above the last name counts for that.
const MATTER: f64 = 0.8;
/// An instrument that both name and no other domain does.
const BASIS: f64 = 0.25;
/// The class of the list (社会救助) says the same as the item.
const CLASS: f64 = 0.1;
/// The same side of the matter.
const SIDE: f64 = 0.06;
/// What a clause of a sentence counts beside the whole.
const CLAUSE: f64 = 0.8;
/// From so many characters a name with marks in it is a sentence.
const SENTENCE: usize = 20;
/// A penalty against what is none.
const NO_PENALTY: f64 = 0.35;
/// Coercion against what is none.
const NO_COERCION: f64 = 0.2;
/// Policies for what does not ask for them.
const NO_POLICY: f64 = 0.12;
/// A telling word that both say, or that only the duty says though other items of the domain do.
const TOLD: f64 = 0.1;
const UNTOLD: f64 = 0.2;
/// The department of the domain, or another one.
const DEPARTMENT: f64 = 0.12;
const OTHER_DEPARTMENT: f64 = 0.3;
/// The duty speaks of the domain.
const SPOKEN: f64 = 0.15;
/// The duty speaks of other domains only.
const SPOKEN_ELSEWHERE: f64 = 0.1;
/// The item is all of one kind of power in a domain that the duty speaks of, or that its department has.
const ALL_OF_KIND: f64 = 0.3;
/// Less of the duty's words in common tells nothing that sides or departments could strengthen.
const COMMON: f64 = 0.1;
/// How much of the duty, and of the item, must be said by the other where 把握 is 高.
const COVERED: f64 = 0.75;
const FITTING: f64 = 0.6;
/// Scores that are apart by less are equal.
const EQUAL: f64 = 1e-6;

/// A duty that is asked for.
pub(super) struct Asked<'l, 'c> {
    linker: &'l Linker<'c>,
    name: String,
    words: Grams,
    /// What it says, with what that counts: the whole, and of a sentence each clause.
    said: Vec<(f64, Grams)>,
    class: Grams,
    basis: BTreeSet<String>,
    aspects: BTreeSet<&'static str>,
    /// The numbers of the domains that it speaks of.
    spoken: BTreeSet<&'static str>,
    /// Its kind of power.
    power: Option<&'static str>,
    /// The departments of its body; `None` where it handles matters of any domain, or is not known.
    departments: Option<BTreeSet<&'c str>>,
}

/// An item with how alike it is.
#[derive(Debug)]
pub(super) struct Scored<'l, 'c> {
    pub(super) known: &'l KnownItem<'c>,
    pub(super) total: f64,
    covered: f64,
    fit: f64,
    basis: Option<String>,
    same_department: Option<bool>,
    /// The duty speaks of other domains only.
    elsewhere: bool,
}

/// The clauses of a sentence; none of a name.
fn clauses(name: &str) -> Vec<&str> {
    let parts: Vec<&str> =
        name.split(['，', '；', ',', ';', '。']).filter(|part| !part.is_empty()).collect();
    let is_sentence = parts.len() > 1 && name.chars().count() >= SENTENCE;
    if is_sentence { parts } else { Vec::new() }
}

/// The departments of each domain, by its number: those of its items and its lead.
pub(super) fn departments<'c>(
    domains: &'c [Domain],
    register: &'c BodyRegister,
) -> BTreeMap<&'c str, BTreeSet<&'c str>> {
    let of = |domain: &'c Domain| {
        let bodies = domain.items.iter().filter_map(|item| item.fields.text(Field::Bodies));
        let lead = domain.lead.iter().map(|lead| lead.value.to_string());
        bodies.chain(lead).flat_map(|text| kinds(&text, register)).collect()
    };
    domains.iter().map(|domain| (domain.number.as_str(), of(domain))).collect()
}

impl<'l, 'c> Asked<'l, 'c> {
    pub(super) fn new(duty: &Duty, linker: &'l Linker<'c>) -> Self {
        let words = linker.words;
        let other = |key: &str| duty.other.get(key).map_or("", String::as_str);
        let name = format!("{}，{}", duty.name.value, duty.part().unwrap_or_default());
        let power = duty.power.as_ref().map_or("", |power| power.value.as_str());
        let said = format!("{name}{power}");
        let speaks = |words: &[String]| words.iter().any(|word| said.contains(word.as_str()));
        let spoken = words.subjects.iter().filter(|(_, words)| speaks(words));
        let aspects = words.aspects.iter().filter(|aspect| speaks(&aspect.of_duties));
        let body = duty.body.as_ref().map_or(other("对应上级部门"), |body| &body.value);
        let of_all = words.of_all_domains.iter().any(|word| body.contains(word.as_str()));
        let departments = kinds(body, linker.registers.bodies());
        let own = Grams::of(&name, words);
        let parts = clauses(&duty.name.value).into_iter();
        let parts = parts.map(|clause| (CLAUSE, Grams::of(clause, words)));
        Self {
            said: std::iter::once((1.0, own.clone())).chain(parts).collect(),
            words: own,
            class: Grams::of(&format!("{}/{}", other("服务类别"), other("所属类别")), words),
            basis: titles(duty.basis.as_deref().unwrap_or_default()),
            aspects: aspects.map(|aspect| aspect.name.as_str()).collect(),
            spoken: spoken.map(|(number, _)| number.as_str()).collect(),
            power: POWER_KINDS.into_iter().find(|kind| *kind == power),
            departments: (!of_all && !departments.is_empty()).then_some(departments),
            linker,
            name,
        }
    }

    /// The items that have anything in common with the duty.
    pub(super) fn candidates(&self) -> impl Iterator<Item = &'l KnownItem<'c>> {
        let near = self.linker.index.near(&self.words);
        let items = self.linker.items.iter().enumerate();
        let near = items.filter(move |(at, _)| near.contains(at));
        let of_kind = |known: &&'l KnownItem<'c>| self.is_all_of_kind(known);
        let far = self.linker.items.iter().filter(of_kind);
        let near: Vec<&'l KnownItem<'c>> = near.map(|(_, known)| known).collect();
        let all_of_kind: Vec<&'l KnownItem<'c>> =
            far.filter(|known| !near.iter().any(|other| std::ptr::eq(*other, *known))).collect();
        near.into_iter().chain(all_of_kind)
    }

    pub(super) fn score(&self, known: &'l KnownItem<'c>) -> Scored<'l, 'c> {
        let (covered, fit) = self.alike(known);
        let mut scored = Scored {
            known,
            total: covered + FIT * fit,
            covered,
            fit,
            basis: None,
            same_department: None,
            elsewhere: false,
        };
        if covered > COMMON || self.is_all_of_kind(known) {
            self.weigh(&mut scored);
        }
        scored
    }

    /// How much of the duty the item says, and of the item the duty, by whatever the item is called.
    fn alike(&self, known: &KnownItem<'c>) -> (f64, f64) {
        let pairs = self.said.iter().flat_map(|(part, said)| {
            let called = known.called.iter();
            called.map(move |(counts, own)| self.alike_to(known, said, own, part * counts))
        });
        let better = |a: (f64, f64), b: (f64, f64)| {
            if b.0 + FIT * b.1 > a.0 + FIT * a.1 + EQUAL { b } else { a }
        };
        pairs.fold((0.0, 0.0), better)
    }

    fn alike_to(
        &self,
        known: &KnownItem<'c>,
        words: &Grams,
        own: &Grams,
        counts: f64,
    ) -> (f64, f64) {
        let weights = &self.linker.weights;
        let shared = words.shared(own);
        let above = words.shared(&known.above).without(&[&shared]);
        let within = words.shared(&known.within).without(&[&shared]);
        let unsaid = weights.unsaid(&words.without(&[&shared, &known.above, &known.within]));
        let (said, above, within) =
            (weights.said(&shared), weights.said(&above), weights.said(&within));
        let all = weights.unsaid(words).max(said + above + within + unsaid).max(EQUAL);
        let covered = ((counts * said + ABOVE * above + WITHIN * within) / all).min(1.0);
        let own = weights.said(own).max(EQUAL);
        let matter = MATTER * weights.said(&known.above);
        let whole = (said + MATTER * above) / (own + matter);
        let alone = counts * said / own * (2.0 * said / all).min(1.0);
        (covered, alone.max(whole))
    }

    /// What speaks for or against it besides the words.
    fn weigh(&self, scored: &mut Scored<'l, 'c>) {
        let known = scored.known;
        scored.total += self.basis(scored) + self.class(known) + self.sides(known);
        scored.total += self.told(known);
        let domain = known.domain.number.as_str();
        let spoken = self.spoken.contains(domain);
        scored.elsewhere = !spoken && !self.spoken.is_empty();
        scored.total += match (spoken, scored.elsewhere) {
            (true, _) => SPOKEN,
            (false, true) => -SPOKEN_ELSEWHERE,
            (false, false) => 0.0,
        };
        let of_domain = self.linker.departments.get(domain).filter(|of| !of.is_empty());
        if let Some((own, of_domain)) = self.departments.as_ref().zip(of_domain) {
            let same = !own.is_disjoint(of_domain);
            scored.same_department = Some(same);
            scored.total += if same { DEPARTMENT } else { -OTHER_DEPARTMENT };
        }
        if (spoken || scored.same_department == Some(true)) && self.is_all_of_kind(known) {
            scored.total += ALL_OF_KIND;
        }
    }

    /// Whether the item discloses whatever is done by this kind of power in its domain.
    fn is_all_of_kind(&self, known: &KnownItem<'c>) -> bool {
        let last = known.item.names().last().map_or("", String::as_str);
        self.power.is_some_and(|power| last.contains(power))
    }

    fn basis(&self, scored: &mut Scored<'l, 'c>) -> f64 {
        let rarity =
            |title: &String| 1.0 / self.linker.spread.get(title).copied().unwrap_or(1.0).max(1.0);
        let shared = self.basis.intersection(&scored.known.basis);
        let best = shared.max_by(|a, b| rarity(a).total_cmp(&rarity(b)).then(b.cmp(a)));
        scored.basis = best.cloned();
        best.map_or(0.0, |title| BASIS * rarity(title))
    }

    fn class(&self, known: &KnownItem<'c>) -> f64 {
        if self.class.is_empty() {
            return 0.0;
        }
        let weights = &self.linker.weights;
        let own = known.called.first().map(|(_, own)| own);
        let others: Vec<&Grams> = own.into_iter().chain([&known.above, &known.within]).collect();
        let unsaid = weights.said(&self.class.without(&others));
        let all = weights.said(&self.class).max(EQUAL);
        CLASS * (all - unsaid) / all
    }

    fn sides(&self, known: &KnownItem<'c>) -> f64 {
        let both = u32::try_from(self.aspects.intersection(&known.aspects).count()).unwrap_or(0);
        let only = |side: &str| known.aspects.contains(side) && !self.aspects.contains(side);
        let differ = known.aspects.contains(PENALTY) != self.aspects.contains(PENALTY);
        let against =
            [(differ, NO_PENALTY), (only(COERCION), NO_COERCION), (only(POLICY), NO_POLICY)];
        let against: f64 = against.iter().filter(|(is, _)| *is).map(|(_, by)| by).sum();
        SIDE * f64::from(both) - against
    }

    /// Words that tell the items of a domain apart.
    fn told(&self, known: &KnownItem<'c>) -> f64 {
        let said = self.linker.words.telling.iter().filter(|word| self.name.contains(*word));
        let names = self.linker.names.get(known.domain.number.as_str());
        let counts = said.map(|word| {
            let of_domain = names.is_some_and(|names| names.contains(word.as_str()));
            match known.title.contains(word.as_str()) {
                true => TOLD,
                false if of_domain => -UNTOLD,
                false => 0.0,
            }
        });
        counts.sum()
    }
}

impl Scored<'_, '_> {
    /// The total as it is compared: what is equal by reckoning is equal.
    #[expect(clippy::cast_possible_truncation, reason = "totals are small numbers")]
    pub(super) fn rank(&self) -> i64 {
        (self.total / EQUAL).round() as i64
    }

    /// Whether both are as much a penalty, coercion or a policy as each other.
    pub(super) fn is_side_like(&self, other: &Self) -> bool {
        let side = |scored: &Self, side: &str| scored.known.aspects.contains(side);
        [PENALTY, COERCION, POLICY].iter().all(|s| side(self, s) == side(other, s))
    }

    /// Whether nothing but the likeness of some words speaks for it.
    pub(super) fn is_agreed(&self) -> bool {
        let said = self.covered >= COVERED && self.fit >= FITTING;
        said && !self.elsewhere && self.same_department != Some(false)
    }

    /// Why, for the user.
    pub(super) fn why(&self) -> String {
        let names = match self.covered {
            covered if covered >= COVERED && self.total >= SURE => "名称相同或者只差几个字",
            covered if covered >= COVERED / 2.0 => "名称大半相合",
            _ => "名称只有几个字相合",
        };
        let mut reasons = vec![names.to_owned()];
        reasons.extend(self.basis.iter().map(|title| format!("都依据《{title}》")));
        reasons.extend(self.same_department.map(|same| match same {
            true => "部门相同".to_owned(),
            false => "实施主体不是这个领域的部门".to_owned(),
        }));
        reasons.join("；")
    }
}
