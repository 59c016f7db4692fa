//! mode-unclear: an item does not say how it is disclosed. empty-column speaks where no row does.

use super::unstated;
use crate::check::{Area, Check, Reporter, Rule, Scope};
use crate::model::{Field, Item};

pub(in crate::check) static CHECK: Check = Check::catalogue(&RULE, check);
pub(crate) static RULE: Rule = Rule::error(Area::Audience, include_str!("mode-unclear.md"));

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    for place in unstated(scope, Field::Mode, is_unclear) {
        reporter
            .at(place, "看不出是主动公开还是依申请公开")
            .help("写“主动”或“依申请”；两种都有的，写 [主动, 依申请]");
    }
}

fn is_unclear(item: &Item) -> bool {
    item.fields.mode.as_ref().is_some_and(|mode| !mode.value.is_clear())
}
