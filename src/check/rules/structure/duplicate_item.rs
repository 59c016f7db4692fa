//! duplicate-item: an item stands twice in its domain. The same code twice, and the same row
//! twice in one table, are raised by `merge`.

use foldhash::{HashMap, HashMapExt as _};

use crate::check::{Check, Place, Reporter, Scope};
use crate::model::{Domain, Item, ItemIn, fold};
use crate::rules::structure::duplicate_item;
use crate::source::FilePlace;

pub(crate) static CHECK: Check = Check::catalogue(&duplicate_item::RULE, check).and_duties();

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    scope.catalogue.domains.iter().for_each(|domain| check_domain(domain, reporter));
}

fn check_domain(domain: &Domain, reporter: &mut Reporter<'_>) {
    let mut seen: HashMap<String, &Item> = HashMap::with_capacity(domain.items.len());
    for item in &domain.items {
        let Some(other) = seen.insert(key(item), item) else { continue };
        if in_one_cell(item, other) {
            continue;
        }
        // The one nearer to the body is the one that came too much.
        let (extra, first) =
            if other.origin.layer > item.origin.layer { (other, item) } else { (item, other) };
        reporter
            .raise(Place::Item(ItemIn { domain, item: extra }), duplicate_item::same_names())
            .related(first.origin.location, format!("同名的事项 {}", first.code));
    }
}

/// Whether the name of both is one merged cell: the rows below it say several things of one item.
fn in_one_cell(item: &Item, other: &Item) -> bool {
    let place = |item: &Item| item.fields.names.as_ref().map(|names| names.origin.location);
    place(item)
        .is_some_and(|at| matches!(at.place, FilePlace::Cell { .. }) && Some(at) == place(other))
}

fn key(item: &Item) -> String {
    let names: Vec<String> = item.names().iter().map(|name| fold::name(name)).collect();
    names.join("/")
}
