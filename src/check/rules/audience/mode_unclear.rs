//! mode-unclear: an item does not say how it is disclosed.

use super::unstated;
use crate::check::rules::structure::{empty_column, incomplete_row};
use crate::check::{Area, Check, Reporter, Rule, Scope};
use crate::model::{Field, Item, ItemIn};

pub(crate) static CHECK: Check = Check::item(&RULE, check)
    .yields_to(&[&empty_column::CHECK, &incomplete_row::CHECK])
    .claiming(|_, place| place.field() == Some(Field::Mode));
pub(crate) static RULE: Rule = Rule::error(Area::Audience, include_str!("mode-unclear.md"));

fn check(_: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    if let Some(place) = unstated(at, Field::Mode, is_unclear) {
        reporter.at(place, "看不出是主动公开还是依申请公开").help_in(
            "在“主动”或者“依申请”下面打 √；两种都有的，都打",
            "写“主动”或“依申请”；两种都有的，写 [主动, 依申请]",
        );
    }
}

fn is_unclear(item: &Item) -> bool {
    item.fields.mode.as_ref().is_some_and(|mode| !mode.value.is_clear())
}
