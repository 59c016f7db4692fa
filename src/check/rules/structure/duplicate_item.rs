//! duplicate-item: an item stands twice in its domain. The same code twice, and the same row
//! twice in one table, are raised by `merge`.

use foldhash::{HashMap, HashMapExt as _};

use crate::check::{Check, Place, Reporter, Scope};
use crate::model::{Domain, Field, Item, ItemIn, fold};
use crate::rules::structure::duplicate_item;
use crate::source::FilePlace;
use crate::text::Wording;

pub(crate) static CHECK: Check = Check::catalogue(&duplicate_item::RULE, check).and_duties();

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    let key = if scope.duties.is_some() { key_of_duty } else { key };
    scope.catalogue.domains.iter().for_each(|domain| check_domain(domain, key, reporter));
}

fn check_domain(domain: &Domain, key: fn(&Item) -> String, reporter: &mut Reporter<'_>) {
    let mut seen: HashMap<String, &Item> = HashMap::with_capacity(domain.items.len());
    for item in &domain.items {
        let Some(other) = seen.insert(key(item), item) else { continue };
        if in_one_cell(item, other) {
            continue;
        }
        // The one nearer to the body is the one that came too much.
        let (extra, first) =
            if other.origin.layer > item.origin.layer { (other, item) } else { (item, other) };
        let (at, fault) = (ItemIn { domain, item: extra }, duplicate_item::same_names());
        let related = match reporter.of_duties() {
            true => "先写的那一项".to_owned(),
            false => format!("同名的事项 {}", first.code),
        };
        reporter.raise(Place::Item(at), fault).related(first.origin.location, related);
    }
}

/// Whether the name of both is one merged cell: the rows below it say several things of one item.
fn in_one_cell(item: &Item, other: &Item) -> bool {
    let place = |item: &Item| item.fields.names.as_ref().map(|names| names.origin.location);
    place(item)
        .is_some_and(|at| matches!(at.place, FilePlace::Cell { .. }) && Some(at) == place(other))
}

/// Two bodies may have a power of the same name, and one body two on different grounds or for different
/// people: a duty stands twice where all that tells it apart is the same.
fn key_of_duty(item: &Item) -> String {
    static TELLING: Wording = Wording::named("区分同名职责的栏");
    let field = |field| fold::compact(&item.fields.text(field).unwrap_or_default());
    let other = item.fields.other.iter();
    let other = other.filter(|(heading, _)| TELLING.iter().any(|word| heading.contains(word)));
    let other: Vec<String> = other.map(|(_, text)| fold::compact(&text.value)).collect();
    [key(item), field(Field::Basis), field(Field::Bodies), other.join("/")].join("/")
}

fn key(item: &Item) -> String {
    let names: Vec<String> = item.names().iter().map(|name| fold::name(name)).collect();
    names.join("/")
}
