//! column-unclear: a column of the website that is there to show what nobody knows. A file that cannot be
//! understood as a whole is raised where it is read.

use std::collections::BTreeMap;

use crate::check::{Check, Place, Reporter, Scope};
use crate::model::{Code, Domain, Item, SiteColumn, column_path, is_named};
use crate::rules::publish::column_unclear as rule;
use crate::source::{Located, Location};

pub(crate) static CHECK: Check = Check::catalogue(&rule::RULE, check);

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    let Some(columns) = scope.layer.and_then(|layer| layer.columns.as_ref()) else { return };
    repeated(columns, reporter);
    for column in columns {
        if column.domains.is_empty() && column.items.is_empty() {
            reporter.raise(Place::Own(column.name.location), rule::empty(&column.name.value));
        }
        for word in column.domains.iter().filter(|word| !is_domain(scope, &word.value)) {
            let names = scope.catalogue.domains.iter().map(|domain| domain.name.as_str());
            let fault = rule::no_domain(&word.value, names);
            reporter.raise(Place::Own(word.location), fault);
        }
        for word in &column.items {
            item(scope, column, word, reporter);
        }
    }
}

/// Columns of which lists could not tell which is meant.
fn repeated(columns: &[SiteColumn], reporter: &mut Reporter<'_>) {
    let mut known: BTreeMap<Vec<String>, Location> = BTreeMap::new();
    for column in columns {
        let path = column_path(&column.name.value);
        if known.insert(path, column.name.location).is_some() {
            let place = Place::Own(column.name.location);
            reporter.raise(place, rule::repeated(&column.name.value));
        }
    }
}

/// The domains of the catalogue, and those that are built in or recorded: a town may leave some out.
fn known<'a>(scope: &Scope<'a>) -> impl Iterator<Item = &'a Domain> {
    scope.catalogue.domains.iter().chain(scope.registers.domains().domains())
}

fn is_domain(scope: &Scope<'_>, word: &str) -> bool {
    known(scope).any(|domain| domain.is_called(word))
}

fn item(
    scope: &Scope<'_>,
    column: &SiteColumn,
    word: &Located<String>,
    reporter: &mut Reporter<'_>,
) {
    let mut within = domains_with(scope.catalogue.domains.iter(), column, &word.value);
    if within == 0 {
        within = domains_with(scope.registers.domains().domains().iter(), column, &word.value);
    }
    let fault = match within {
        0 => rule::no_item(&word.value),
        1 => return,
        several => rule::several(&word.value, several),
    };
    reporter.raise(Place::Own(word.location), fault);
}

/// How many of the domains that a column may show hold an item that a word names.
fn domains_with<'a>(
    domains: impl Iterator<Item = &'a Domain>,
    column: &SiteColumn,
    word: &str,
) -> usize {
    let code = Code::parse_typed(word.trim());
    let means = |domain: &Domain, item: &Item| match &code {
        Some(code) => item.code.is_called(code),
        None => may_hold(column, domain) && is_named(domain, item, word),
    };
    let holds = |domain: &&Domain| domain.items.iter().any(|item| means(domain, item));
    domains.filter(holds).count()
}

fn may_hold(column: &SiteColumn, domain: &Domain) -> bool {
    let mut named = column.domains.iter();
    column.domains.is_empty() || named.any(|word| domain.is_called(&word.value))
}
