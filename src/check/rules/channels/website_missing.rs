//! website-missing: an item is published for everyone, but on no website.
//!
//! Where the guideline itself names no website, that is its choice.

use super::{broken_tick, no_channel, unknown_channel};
use crate::check::facts::Facts;
use crate::check::facts::channels::lacks_website;
use crate::check::rules::structure::shifted_columns;
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{Field, ItemIn};

pub(crate) static CHECK: Check = Check::item(&RULE, check)
    .yields_to(&[
        &no_channel::CHECK,
        &unknown_channel::CHECK,
        &broken_tick::CHECK,
        &shifted_columns::CHECK,
    ])
    .claiming(claims);
pub(crate) static RULE: Rule = Rule::warning(Area::Channels, include_str!("website-missing.md"));

fn claims(facts: &Facts<'_>, place: Place<'_>) -> bool {
    place.item().is_some_and(|at| lacks_website(facts.registers.channels(), at.item))
}

fn check(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    if !lacks_website(scope.registers.channels(), at.item) {
        return;
    }
    reporter
        .at(
            Place::Field(at, Field::Channels),
            "向全社会主动公开，却没有选政府网站，也没有选能顶替它的信息平台，群众在网上查不到",
        )
        .help("选上“政府网站”；乡镇没有网站的，用县级政府网站的栏目，也写“政府网站”");
}
