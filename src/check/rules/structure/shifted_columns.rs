//! shifted-columns: texts that have slipped into the column beside.
//!
//! A row is taken for shifted when two of its columns hold what only another holds: a limit among the
//! bodies, an instrument under 公开时限.

use crate::check::facts::shifted::misfits;
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{Item, ItemIn};

pub(crate) static CHECK: Check = Check::catalogue(&RULE, check)
    .claiming(|facts, place| place.item().is_some_and(|at| facts.is_shifted(at.item)));
pub(crate) static RULE: Rule = Rule::error(Area::Structure, include_str!("shifted-columns.md"));

const HELP: &str = "看是不是多了或少了一格，把内容移回自己的栏";

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    let (own, facts) = (scope.catalogue.own_layer(), reporter.facts());
    for domain in &scope.catalogue.domains {
        let shifted: Vec<&Item> = domain.items.iter().filter(|i| facts.is_shifted(i)).collect();
        let whole = shifted.len() >= 3 && shifted.len() * 2 >= domain.items.len();
        let shown = if whole { 1 } else { shifted.len() };
        for item in shifted.iter().take(shown) {
            let Some((field, holds)) = misfits(scope.registers, item, own).into_iter().next()
            else {
                continue;
            };
            let rows =
                if whole { format!("；{}行都这样", shifted.len()) } else { String::new() };
            let message = format!("“{field}”里写的像是{holds}，这一行的内容串了栏{rows}");
            let place = Place::Field(ItemIn { domain, item }, field);
            reporter.at(place, message).help(HELP);
        }
    }
}
