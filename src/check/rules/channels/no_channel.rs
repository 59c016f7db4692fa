//! no-channel: an item is published, but nowhere.

use crate::check::facts::channels::chosen;
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{Field, ItemIn};

pub(crate) static CHECK: Check = Check::item(&RULE, check)
    .claiming(|_, place| place.item().is_some_and(|at| chosen(at.item).is_empty()));
pub(crate) static RULE: Rule = Rule::error(Area::Channels, include_str!("no-channel.md"));

fn check(_: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let fields = &at.item.fields;
    let Some(channels) = fields.channels.as_ref().map(|channels| &channels.value) else { return };
    // What is only given on request is not published anywhere.
    let private = fields.mode.as_ref().is_some_and(|m| m.value.on_request && !m.value.active);
    if !channels.chosen.is_empty() || private {
        return;
    }
    let message = match channels.optional.first() {
        Some(optional) => {
            format!("只有可选的渠道“{optional}”等，没有一个选用的，群众不知道到哪里看")
        }
        None => "一个渠道都没有选，群众不知道到哪里看".to_owned(),
    };
    reporter.at(Place::Field(at, Field::Channels), message).help_in(
        "至少选一个，前面打 ■；主动公开的一般要有“政府网站”",
        "在“选用”里至少写一个，主动公开的一般要有“政府网站”",
    );
}
