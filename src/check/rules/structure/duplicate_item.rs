//! duplicate-item: an item stands twice in its domain. The same code twice, and the same row
//! twice in one table, are raised by `merge`.

use foldhash::{HashMap, HashMapExt as _};

use crate::check::{Area, Check, Mends, Place, Reporter, Rule, Scope};
use crate::finding::{RuleId, Severity};
use crate::model::{Domain, Item, ItemIn, fold};

pub(in crate::check) static RULE: Rule = Rule {
    id: RuleId("duplicate-item"),
    title: "同一个事项列了两次",
    area: Area::Structure,
    level: Severity::Error,
    mends: Mends::Writer,
    page: include_str!("duplicate-item.md"),
    check: Check::Catalogue(check),
};

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    scope.catalogue.domains.iter().for_each(|domain| check_domain(domain, reporter));
}

fn check_domain(domain: &Domain, reporter: &mut Reporter<'_>) {
    let mut seen: HashMap<String, &Item> = HashMap::with_capacity(domain.items.len());
    for item in &domain.items {
        let Some(other) = seen.insert(key(item), item) else { continue };
        // The one nearer to the body is the one that came too much.
        let (extra, first) =
            if other.origin.layer > item.origin.layer { (other, item) } else { (item, other) };
        let message = "和本领域另一个事项同名，公开时分不清以哪一行为准";
        reporter
            .at(Place::Item(ItemIn { domain, item: extra }), message)
            .help("合成一行；确是两个事项的，把名称写得有区别")
            .related(first.origin.location, format!("同名的事项 {}", first.code));
    }
}

fn key(item: &Item) -> String {
    let names: Vec<String> = item.names().iter().map(|name| fold::name(name)).collect();
    names.join("/")
}
