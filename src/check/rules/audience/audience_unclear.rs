//! audience-unclear: an item does not say for whom it is.

use super::unstated;
use crate::check::rules::structure::{empty_column, incomplete_row};
use crate::check::{Area, Check, Reporter, Rule, Scope};
use crate::model::{Field, Item, ItemIn};

pub(crate) static CHECK: Check = Check::item(&RULE, check)
    .yields_to(&[&empty_column::CHECK, &incomplete_row::CHECK])
    .claiming(|_, place| place.field() == Some(Field::Audience));
pub(crate) static RULE: Rule = Rule::error(Area::Audience, include_str!("audience-unclear.md"));

fn check(_: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    if let Some(place) = unstated(at, Field::Audience, is_unclear) {
        reporter.at(place, "看不出向谁公开：全社会和特定群体都没有写").help_in(
            "在“全社会”下面打 √；只对一部分人公开的，在“特定群体”下面写这些人的名称",
            "写“全社会”；只对一部分人公开的，写 {特定群体: 这些人的名称}",
        );
    }
}

/// A group without a name is another fault: group-unnamed.
fn is_unclear(item: &Item) -> bool {
    let audience = item.fields.audience.as_ref().map(|audience| &audience.value);
    audience.is_some_and(|audience| !audience.is_clear() && !audience.group_unnamed)
}
