//! channel-below-guideline: a channel that the guideline chooses is not chosen.
//!
//! A guideline that asks for one of its channels only is fulfilled by any. In a bare table it is a note: a county may have agreed
//! on other channels in a place that is not seen here.

use super::{broken_tick, unknown_channel, website_missing};
use crate::check::facts::channels::{guideline, standard};
use crate::check::rules::structure::shifted_columns;
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Severity;
use crate::model::{AdminLevel, Channels, Field, ItemIn, LayerId};

pub(crate) static CHECK: Check = Check::item(&RULE, check).yields_to(&[
    &website_missing::CHECK,
    &unknown_channel::CHECK,
    &broken_tick::CHECK,
    &shifted_columns::CHECK,
]);
pub(crate) static RULE: Rule =
    Rule::warning(Area::Channels, include_str!("channel-below-guideline.md"))
        .also(&[Severity::Note]);

fn check(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let channels = at.item.fields.channels.as_ref();
    // The guideline's own list lacks nothing.
    let Some(channels) = channels.filter(|c| c.origin.layer != LayerId::NATIONAL) else { return };
    let own = &channels.value;
    let any_will_do = at.domain.legend.as_ref().is_some_and(|l| l.meaning.contains("至少"));
    if own.chosen.is_empty() || any_will_do {
        return;
    }
    let Some(upper) = guideline(channels) else { return };
    let missing = missing(scope, &upper, own);
    if missing.is_empty() {
        return;
    }
    let severity = if scope.bare { Severity::Note } else { Severity::Warning };
    let message = format!("指引选用的“{}”没有选，公开的渠道比指引少", missing.join("、"));
    reporter
        .at_level(Place::Field(at, Field::Channels), severity, message)
        .help("选上这些渠道；本级确实没有的，在例外里写明理由");
}

/// The channels that the guideline chooses and this list does not. A town has no gazette of its own.
fn missing(scope: &Scope<'_>, upper: &Channels, own: &Channels) -> Vec<String> {
    let level = scope.catalogue.level();
    let standard = |name: &String| standard(scope.registers.channels(), name);
    let chosen: Vec<String> = own.chosen.iter().map(standard).collect();
    let wanted = upper.chosen.iter().map(standard);
    let counts =
        |name: &String| name != "其他" && !(name == "政府公报" && level >= AdminLevel::Town);
    wanted.filter(counts).filter(|name| !chosen.contains(name)).collect()
}
