//! statutory-gap: matters that the 条例 wants published, and that no item discloses.
//!
//! One note a body. Never for a bare file, which may be a part of a catalogue.

use memchr::memmem;

use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{Catalogue, Item};
use crate::register::words_of_matter;

pub(crate) static CHECK: Check = Check::catalogue(&RULE, check);
pub(crate) static RULE: Rule =
    Rule::note(Area::Coverage, include_str!("statutory-gap.md")).mended_by_body();

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    let catalogue = scope.catalogue;
    if scope.bare || catalogue.domains.is_empty() {
        return;
    }
    let names = names(catalogue);
    let missing: Vec<&str> = scope
        .registers
        .statutory()
        .iter()
        .flat_map(|domain| &domain.items)
        .filter(|item| concerns(item, catalogue) && !is_disclosed(item, catalogue, &names))
        .filter_map(|item| item.names().last().map(String::as_str))
        .collect();
    if missing.is_empty() {
        return;
    }
    let message = format!(
        "《政府信息公开条例》第二十条、第二十一条要求主动公开的，目录里有 {} 项没有找到：{}",
        missing.len(),
        missing.join("；"),
    );
    let help = "有这项职责的，加上事项（可以照 mulu domains 36 里的写）；名称不同或没有这项职责的，不用理会";
    reporter.at(Place::Own(catalogue.profile.name.location), message).help(help);
}

fn concerns(item: &Item, catalogue: &Catalogue) -> bool {
    let levels = item.fields.levels.as_ref().map(|levels| &levels.value);
    levels.is_some_and(|levels| levels.contains(catalogue.level()))
}

/// The names of all domains and items, one a line: one search in them is faster than thousands.
fn names(catalogue: &Catalogue) -> String {
    let domains = catalogue.domains.iter().map(|domain| domain.name.as_str());
    let items = catalogue.items().flat_map(|(_, item)| item.names()).map(String::as_str);
    domains.chain(items).collect::<Vec<_>>().join("\n")
}

fn is_disclosed(matter: &Item, catalogue: &Catalogue, names: &str) -> bool {
    let code = matter.code.as_str();
    // What has no words is too general to look for.
    let Some(words) = words_of_matter(code) else { return true };
    let named = |word: &String| memmem::find(names.as_bytes(), word.as_bytes()).is_some();
    words.iter().any(named) || catalogue.items().any(|(_, item)| item.code == matter.code)
}
