//! group-unnamed: an item is for a certain group, but which one? A note where it is for everyone as well.

use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Severity;
use crate::model::{Audience, Field, ItemIn};
use crate::register::WordList;

pub(crate) static CHECK: Check = Check::item(&RULE, check);
pub(crate) static RULE: Rule =
    Rule::warning(Area::Audience, include_str!("group-unnamed.md")).also(&[Severity::Note]);

fn check(_: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let audience = at.item.fields.audience.as_ref().map(|audience| &audience.value);
    let Some(audience) = audience.filter(|audience| is_unnamed(audience)) else { return };
    // What everyone may see, the group sees as well.
    let severity = if audience.everyone { Severity::Note } else { Severity::Warning };
    reporter
        .at_level(
            Place::Field(at, Field::Audience),
            severity,
            "选了特定群体，但没有写是哪些人，没法照着公开",
        )
        .help_in(
            "在“特定群体”这一格里写出群体的名称，如 补贴对象；对谁都公开的，在“全社会”下面打 √",
            "写出群体的名称，如 {特定群体: 补贴对象}；对谁都公开的，写“全社会”",
        );
}

/// Whether no group is named: 特定群体 alone, 群众, 有关人员.
fn is_unnamed(audience: &Audience) -> bool {
    let names = &audience.groups;
    audience.group_unnamed
        || !names.is_empty() && names.iter().all(|name| WordList::NoGroup.has(name))
}
