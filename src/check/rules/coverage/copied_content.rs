//! copied-content: the elements of another row, which the guideline has there and not here.
//!
//! A cell that was filled down, or a row that slid by one. Only what shares nothing with the guideline of
//! its own item counts, and only where the other row says the same in the guideline.

use std::collections::BTreeMap;

use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{Domain, Elements, Field, Item, ItemIn, LayerId, fold};

pub(crate) static CHECK: Check = Check::catalogue(&RULE, check);
pub(crate) static RULE: Rule = Rule::warning(Area::Coverage, include_str!("copied-content.md"));

/// Shorter texts, such as 名单, may be of any item.
const SHORTEST: usize = 6;

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    for domain in &scope.catalogue.domains {
        if domain.items.iter().any(|item| guided(item).is_some_and(|(_, own)| own)) {
            of_domain(domain, reporter);
        }
    }
}

fn of_domain(domain: &Domain, reporter: &mut Reporter<'_>) {
    let mut guidelines: BTreeMap<String, &Item> = BTreeMap::new();
    for item in &domain.items {
        if let Some((elements, _)) = guided(item) {
            guidelines.entry(joined(&elements)).or_insert(item);
        }
    }
    for item in &domain.items {
        let Some((elements, true)) = guided(item) else { continue };
        let Some(own) = item.fields.elements.as_ref().map(|elements| &elements.value) else {
            continue;
        };
        let key = joined(own);
        let Some(other) = guidelines.get(&key).filter(|other| !std::ptr::eq(**other, item)) else {
            continue;
        };
        if key.chars().count() < SHORTEST || shares(own, &elements) {
            continue;
        }
        let at = ItemIn { domain, item };
        reporter
            .at(
                Place::Field(at, Field::Elements),
                format!(
                    "公开内容是“{}”的，和指引里这个事项的没有一样相同，像是抄错了行",
                    other.title()
                ),
            )
            .help("照指引改成这个事项的要素");
    }
}

/// The elements that the guideline has for an item, and whether a layer has put others in their place.
fn guided(item: &Item) -> Option<(Elements, bool)> {
    let elements = item.fields.elements.as_ref()?;
    if elements.origin.layer == LayerId::NATIONAL {
        return Some((Elements::clone(&elements.value), false));
    }
    elements.guideline_text().map(|text| (Elements::parse(text), true))
}

fn shares(one: &Elements, other: &Elements) -> bool {
    let other = joined(other);
    one.list.iter().map(|text| plain(text)).any(|text| !text.is_empty() && other.contains(&text))
}

fn joined(elements: &Elements) -> String {
    elements.list.iter().map(|text| plain(text)).collect()
}

/// The characters of a text that are no marks.
fn plain(text: &str) -> String {
    fold::compact(text).chars().filter(|c| c.is_alphanumeric()).collect()
}
