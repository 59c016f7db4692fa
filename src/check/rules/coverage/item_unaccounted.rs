//! item-unaccounted: a whole table leaves an item out without a word.

use std::collections::BTreeMap;

use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Severity;
use crate::model::{Decision, DomainNumber, LedgerEntry};
use crate::source::Location;

pub(crate) static CHECK: Check = Check::catalogue(&RULE, check);
pub(crate) static RULE: Rule = Rule::error(Area::Coverage, include_str!("item-unaccounted.md"))
    .also(&[Severity::Note])
    .mended_by_body();

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    let entries = scope.catalogue.ledger.items.iter();
    let left_out = entries.filter_map(|entry| match entry.decision {
        Decision::Unaccounted(table) => Some((entry, table)),
        _ => None,
    });
    if scope.bare { summarise(left_out, reporter) } else { report(left_out, reporter) }
}

fn report<'a>(
    left_out: impl Iterator<Item = (&'a LedgerEntry, Location)>,
    reporter: &mut Reporter<'_>,
) {
    for (entry, table) in left_out {
        reporter
            .at(Place::Entry(entry, table), "上一层的这个事项，整表里没有，也没有说明为什么不采用")
            .help("采用的，在表里补上这一行；不采用的，在 overlays/ 里写“不采用”，写明理由和说明")
            .related(entry.origin.location, "上一层的这个事项");
    }
}

/// A file by itself may be a part of a catalogue: one note for each domain is enough.
fn summarise<'a>(
    left_out: impl Iterator<Item = (&'a LedgerEntry, Location)>,
    reporter: &mut Reporter<'_>,
) {
    let mut domains: BTreeMap<&DomainNumber, Vec<(&LedgerEntry, Location)>> = BTreeMap::new();
    for (entry, table) in left_out {
        domains.entry(&entry.domain).or_default().push((entry, table));
    }
    for entries in domains.values() {
        let Some((first, table)) = entries.first() else { continue };
        let message = format!(
            "这个领域的指引里有 {} 个事项这张表没有，从“{}”起；表只是目录的一部分时不用管",
            entries.len(),
            first.names.join("/")
        );
        reporter
            .at_level(Place::Entry(first, *table), Severity::Note, message)
            .related(first.origin.location, "指引里的这个事项");
    }
}
