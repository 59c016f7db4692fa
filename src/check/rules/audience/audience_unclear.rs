//! audience-unclear: an item does not say for whom it is. empty-column speaks where no row does.

use super::unstated;
use crate::check::{Area, Check, Reporter, Rule, Scope};
use crate::model::{Field, Item};

pub(in crate::check) static CHECK: Check = Check::catalogue(&RULE, check);
pub(crate) static RULE: Rule = Rule::error(Area::Audience, include_str!("audience-unclear.md"));

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    for place in unstated(scope, Field::Audience, is_unclear) {
        reporter
            .at(place, "看不出向谁公开：全社会和特定群体都没有写")
            .help("写“全社会”；只对一部分人公开的，写 {特定群体: 这些人的名称}");
    }
}

/// A group without a name is another fault: group-unnamed.
fn is_unclear(item: &Item) -> bool {
    let audience = item.fields.audience.as_ref().map(|audience| &audience.value);
    audience.is_some_and(|audience| !audience.is_clear() && !audience.group_unnamed)
}
