//! missing-field: an item has an empty field.
//!
//! Yields to empty-column where a whole column is empty, and to audience-unclear, mode-unclear and
//! level-missing for their fields.

use super::empty_column::empty_columns;
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{Field, FieldSet, Fields, Item, ItemIn};

pub(in crate::check) static CHECK: Check = Check::catalogue(&RULE, check);
pub(crate) static RULE: Rule = Rule::error(Area::Structure, include_str!("missing-field.md"));

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    for domain in &scope.catalogue.domains {
        let empty = empty_columns(domain);
        for item in &domain.items {
            check_item(ItemIn { domain, item }, empty, reporter);
        }
    }
}

fn check_item(at: ItemIn<'_>, empty: FieldSet, reporter: &mut Reporter<'_>) {
    let own_rule = |field| matches!(field, Field::Audience | Field::Mode | Field::Levels);
    for field in Field::ALL.into_iter().filter(|field| !own_rule(*field)) {
        let of_column = empty.contains(field) && at.item.listed.is_some();
        if is_missing(at.item, field) && !of_column {
            reporter
                .at(Place::Empty(at, field), format!("“{field}”是空的，公开时没有依照"))
                .help(format!("补上“{field}”；标准指引里有的，可以照指引写"));
        }
    }
}

/// Whether an item has nothing in a field, and has to have something.
pub(in crate::check::rules) fn is_missing(item: &Item, field: Field) -> bool {
    // What is not published at all needs no channel.
    let mode = item.fields.mode.as_ref().map(|mode| *mode.value);
    let private = mode.is_some_and(|mode| mode.on_request && !mode.active);
    if private && field == Field::Channels {
        return false;
    }
    item.blank.iter().any(|(blank, _)| *blank == field)
        || (is_empty(&item.fields, field) && !item.unverified.contains(field))
}

/// Whether nothing is written. Text that says nothing usable is for the rule of that field.
fn is_empty(fields: &Fields, field: Field) -> bool {
    match field {
        Field::Names => fields.names.as_ref().is_none_or(|names| names.value.0.is_empty()),
        Field::Elements => fields.elements.as_ref().is_none_or(|v| v.value.is_empty()),
        Field::Basis => fields.basis.as_ref().is_none_or(|v| v.value.is_empty()),
        Field::Limit => fields.limit.as_ref().is_none_or(|v| v.value.is_empty()),
        Field::Bodies => fields.bodies.as_ref().is_none_or(|v| v.value.is_empty()),
        Field::Levels => fields.levels.as_ref().is_none_or(|v| v.value.is_empty()),
        Field::Channels => fields.channels.is_none(),
        Field::Audience => fields.audience.is_none(),
        Field::Mode => fields.mode.is_none(),
    }
}
