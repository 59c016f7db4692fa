//! website-missing: an item is published for everyone, but on no website.
//!
//! Yields to no-channel where nothing is chosen, to unknown-channel and broken-tick where a name cannot
//! be read, and to shifted-columns. Where the guideline itself names no website, that is its choice.

use super::{box_letter, guideline, is_known, is_website};
use crate::check::rules::structure::is_shifted;
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{AdminLevel, Channels, Field, Item, ItemIn};

pub(in crate::check) static CHECK: Check = Check::item(&RULE, check);
pub(crate) static RULE: Rule = Rule::warning(Area::Channels, include_str!("website-missing.md"));

fn check(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    if !lacks_website(at.item) || is_shifted(at.item, scope.catalogue.own_layer()) {
        return;
    }
    reporter
        .at(
            Place::Field(at, Field::Channels),
            "向全社会主动公开，却没有选政府网站，也没有选能顶替它的信息平台，群众在网上查不到",
        )
        .help("选上“政府网站”；乡镇没有网站的，用县级政府网站的栏目，也写“政府网站”");
}

/// Whether an item that everyone should find has channels, but no website among them.
pub(super) fn lacks_website(item: &Item) -> bool {
    let fields = &item.fields;
    let Some(channels) = fields.channels.as_ref() else { return false };
    let active = fields.mode.as_ref().is_some_and(|mode| mode.value.active);
    let everyone = fields.audience.as_ref().is_some_and(|audience| audience.value.everyone);
    let village = fields
        .levels
        .as_ref()
        .is_some_and(|levels| levels.value.iter().all(|level| level == AdminLevel::Village));
    let readable = |channels: &Channels| {
        channels.chosen.iter().all(|name| is_known(name) && box_letter(name).is_none())
    };
    active
        && everyone
        && !village
        && !channels.value.chosen.is_empty()
        && readable(&channels.value)
        && !has_website(&channels.value)
        && guideline(channels).is_none_or(|upper| has_website(&upper))
}

fn has_website(channels: &Channels) -> bool {
    channels.chosen.iter().any(|name| is_website(name))
}
