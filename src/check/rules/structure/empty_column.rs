//! empty-column: a column without a single text. missing-field yields to this one.

use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{Domain, Field, FieldSet, Item, ItemIn};

use super::missing_field::is_missing;

pub(in crate::check) static CHECK: Check = Check::catalogue(&RULE, check);
pub(crate) static RULE: Rule = Rule::error(Area::Structure, include_str!("empty-column.md"));

/// Fewer rows than this are no column.
const ROWS: usize = 3;

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    for domain in &scope.catalogue.domains {
        let Some(first) = listed(domain).next() else { continue };
        for field in empty_columns(domain).iter() {
            let at = ItemIn { domain, item: first };
            let rows = listed(domain).count();
            let message = format!("“{field}”一栏 {rows} 行都是空的，整栏没有内容");
            reporter
                .at(Place::Empty(at, field), message)
                .help(format!("看是不是转换表格时丢了，补上“{field}”这一栏"));
        }
    }
}

/// The fields that every row of the body's own table leaves empty.
pub(in crate::check::rules) fn empty_columns(domain: &Domain) -> FieldSet {
    let fields = Field::ALL.into_iter().filter(|field| *field != Field::Names);
    if listed(domain).nth(ROWS - 1).is_none() {
        return FieldSet::EMPTY;
    }
    fields.filter(|field| listed(domain).all(|item| is_missing(item, *field))).collect()
}

/// The rows that the layer last applied lists itself.
fn listed(domain: &Domain) -> impl Iterator<Item = &Item> {
    domain.items.iter().filter(|item| item.listed.is_some())
}
