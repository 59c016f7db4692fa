//! unrelated-duties: one item under 对应事项 of dozens of duties that have nothing to do with it.
//!
//! What follows from the kind of power alone is not counted.

use std::collections::BTreeMap;

use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{Code, DutyEntry, ItemIn};

pub(crate) static CHECK: Check = Check::catalogue(&RULE, check);
pub(crate) static RULE: Rule =
    Rule::warning(Area::Coverage, include_str!("unrelated-duties.md")).told_together();

/// So many duties without a word in common with an item are no oversight of one row.
const MANY: usize = 12;
/// How many duties are named.
const SHOWN: usize = 3;

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    let mut of_items: BTreeMap<&Code, Vec<&DutyEntry>> = BTreeMap::new();
    for entry in scope.catalogue.duties.iter().filter(|entry| !entry.derived) {
        // Only what the list itself names.
        if entry.duty.items.is_empty() {
            continue;
        }
        for code in &entry.items {
            of_items.entry(code).or_default().push(entry);
        }
    }
    for (domain, item) in scope.catalogue.items() {
        let Some(entries) = of_items.get(&item.code) else { continue };
        let at = ItemIn { domain, item };
        let unrelated: Vec<&DutyEntry> =
            entries.iter().copied().filter(|entry| !is_related(at, entry)).collect();
        if unrelated.len() >= MANY {
            report(at, &unrelated, reporter);
        }
    }
}

fn report(at: ItemIn<'_>, unrelated: &[&DutyEntry], reporter: &mut Reporter<'_>) {
    let Some(first) = unrelated.first() else { return };
    let names = unrelated.iter().take(SHOWN).map(|entry| entry.duty.name.value.as_str());
    let (names, count) = (names.collect::<Vec<_>>().join("、"), unrelated.len());
    let (code, title) = (&at.item.code, at.item.title());
    reporter
        .at(
            Place::Duty(first),
            format!(
                "有 {count} 项职责都写着由 {code} {title} 公开，名称里却没有相干的字：{names}等"
            ),
        )
        .help("逐项核对“对应事项”；mulu link 可以给每项职责推荐事项");
}

/// Whether a duty has two characters in a row in common with the names of the item or its domain.
fn is_related(at: ItemIn<'_>, entry: &DutyEntry) -> bool {
    let duty: Vec<char> = entry.duty.name.value.chars().collect();
    let names = at.item.names().iter().map(String::as_str);
    let mut names = names.chain([at.domain.name.as_str()]);
    let shares = |name: &str| {
        let name: Vec<char> = name.chars().collect();
        name.windows(2).any(|pair| duty.windows(2).any(|of_duty| of_duty == pair))
    };
    names.any(shares)
}
