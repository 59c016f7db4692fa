//! What is known of an item, made ready to be compared with duties.

use std::collections::BTreeSet;

use super::grams::Grams;
use crate::model::{Domain, Field, Item};
use crate::register::{BodyRegister, DutyWords, PENALTY};

/// Longer elements are sentences, which no duty repeats.
const ELEMENT: usize = 30;
/// What another name of an item counts beside its own.
const ALIAS: f64 = 0.95;
/// What an element counts.
const SAID_IN_ELEMENT: f64 = 0.8;

/// An item of the catalogue.
#[derive(Debug)]
pub(super) struct KnownItem<'c> {
    pub(super) domain: &'c Domain,
    pub(super) item: &'c Item,
    /// All its names in one line.
    pub(super) title: String,
    /// What it may be called, with what that counts: its last name, other names, elements.
    pub(super) called: Vec<(f64, Grams)>,
    /// The names above the last.
    pub(super) above: Grams,
    /// The name of the domain.
    pub(super) within: Grams,
    /// The sides of the matter that it discloses.
    pub(super) aspects: BTreeSet<&'static str>,
    /// The titles of its 依据.
    pub(super) basis: BTreeSet<String>,
}

impl<'c> KnownItem<'c> {
    pub(super) fn new(domain: &'c Domain, item: &'c Item, words: &'static DutyWords) -> Self {
        let (last, above) = item.names().split_last().map_or(("", &[][..]), |(l, a)| (l, a));
        let own = Grams::of(last, words);
        let above = Grams::of(&above.join("/"), words).without(&[&own]);
        let within = Grams::of(&domain.name, words).without(&[&own, &above]);
        let aliases = item.aliases.iter().map(|alias| (ALIAS, Grams::of(alias, words)));
        let elements = item.fields.elements.iter().flat_map(|elements| &elements.value.list);
        let elements = elements.filter(|element| element.chars().count() < ELEMENT);
        let elements = elements.map(|element| (SAID_IN_ELEMENT, Grams::of(element, words)));
        let called = std::iter::once((1.0, own.clone())).chain(aliases).chain(elements);
        Self {
            domain,
            item,
            title: item.names().join("/"),
            called: called.filter(|(_, grams)| !grams.is_empty()).collect(),
            aspects: aspects(domain, item, words),
            basis: titles(&item.fields.text(Field::Basis).unwrap_or_default()),
            above,
            within,
        }
    }

    /// The words by which items are told apart: those of its names and of its domain.
    pub(super) fn own_words(&self, words: &DutyWords) -> Grams {
        Grams::of(&format!("{}/{}", self.title, self.domain.name), words)
    }

    /// The names above the last, which items of one matter share.
    pub(super) fn matter(&self) -> &[String] {
        self.item.names().split_last().map_or(&[], |(_, above)| above)
    }
}

fn aspects(domain: &Domain, item: &Item, words: &'static DutyWords) -> BTreeSet<&'static str> {
    let names = item.names();
    let text =
        [names.first(), names.last()].into_iter().flatten().fold(String::new(), |a, b| a + b);
    let mut found: BTreeSet<&'static str> = words
        .aspects
        .iter()
        .filter(|aspect| aspect.of_items.iter().any(|word| text.contains(word.as_str())))
        .map(|aspect| aspect.name.as_str())
        .collect();
    if words.offences.iter().any(|number| *number == domain.number.as_str()) {
        found.insert(PENALTY);
    }
    found
}

/// The titles in a text, without 中华人民共和国 and what stands in brackets.
pub(super) fn titles(text: &str) -> BTreeSet<String> {
    let named = text.split('《').skip(1).filter_map(|part| part.split_once('》'));
    let bare = named.map(|(title, _)| {
        let title = title.split(['（', '(']).next().unwrap_or(title);
        title.trim().trim_start_matches("中华人民共和国").to_owned()
    });
    bare.filter(|title| !title.is_empty()).collect()
}

/// The kinds of department that a text of bodies or roles names.
pub(super) fn kinds<'r>(text: &str, register: &'r BodyRegister) -> BTreeSet<&'r str> {
    let mut found = BTreeSet::new();
    for name in text.split(['\n', '、', '；', ';', '，']).map(str::trim) {
        if let Some(kind) = register.role(name).and_then(|role| role.kind.as_deref()) {
            found.insert(kind);
        } else if let Some(body) = register.name(name) {
            found.extend(body.kinds.iter().map(|kind| kind.name.as_str()));
        }
    }
    found
}
