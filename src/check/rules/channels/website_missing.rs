//! website-missing: an item is published for everyone, but on no website.
//!
//! Where the guideline itself names no website, that is its choice.

use super::{broken_tick, no_channel, unknown_channel};
use crate::check::facts::Facts;
use crate::check::facts::channels::lacks_website;
use crate::check::rules::structure::shifted_columns;
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Severity;
use crate::model::{Field, Item, ItemIn};

pub(crate) static CHECK: Check = Check::item(&RULE, check)
    .yields_to(&[
        &no_channel::CHECK,
        &unknown_channel::CHECK,
        &broken_tick::CHECK,
        &shifted_columns::CHECK,
    ])
    .claiming(claims);
pub(crate) static RULE: Rule =
    Rule::warning(Area::Channels, include_str!("website-missing.md")).also(&[Severity::Note]);

fn claims(facts: &Facts<'_>, place: Place<'_>) -> bool {
    place.item().is_some_and(|at| lacks_website(facts.registers.channels(), at.item))
}

fn check(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    if !lacks_website(scope.registers.channels(), at.item) {
        return;
    }
    let level = if lists_people_nearby(at.item) { Severity::Note } else { RULE.level };
    reporter
        .at_level(
            Place::Field(at, Field::Channels),
            level,
            "向全社会主动公开，却没有选政府网站，也没有选能顶替它的信息平台，群众在网上查不到",
        )
        .help("选上“政府网站”；乡镇没有网站的，用县级政府网站的栏目，也写“政府网站”");
}

/// Whether the row is a list of persons that is posted where they live, as the guidelines have it of those
/// who get help: the names of all are no matter for a website.
fn lists_people_nearby(item: &Item) -> bool {
    let elements = item.fields.elements.iter().flat_map(|elements| &elements.value.list);
    let channels = item.fields.channels.iter().flat_map(|channels| &channels.value.chosen);
    let mut texts = elements.chain(item.names());
    let mut posted = channels.filter(|name| name.contains("公示栏"));
    texts.any(|text| text.contains("名单")) && posted.next().is_some()
}
