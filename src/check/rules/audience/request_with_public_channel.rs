//! request-with-public-channel: what is only given on request stands where everyone can see it.
//!
//! A note where the guideline itself has both.

use crate::check::facts::channels::guideline;
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Severity;
use crate::model::{Channels, Field, ItemIn, LayerId};
use crate::register::{ChannelRegister, DataKind, WordList};

pub(crate) static CHECK: Check = Check::item(&RULE, check);
pub(crate) static RULE: Rule =
    Rule::warning(Area::Audience, include_str!("request-with-public-channel.md"))
        .also(&[Severity::Note]);

fn check(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let fields = &at.item.fields;
    let Some(mode) = fields.mode.as_ref() else { return };
    let Some(channels) = fields.channels.as_ref() else { return };
    if mode.value.active || !mode.value.on_request {
        return;
    }
    let register = scope.registers.channels();
    let Some(name) = public(register, &channels.value) else { return };
    // A guideline that says both at once is not put right by other channels of the same sort.
    let by_guideline = mode.origin.layer == LayerId::NATIONAL
        && guideline(channels).is_some_and(|upper| public(register, &upper).is_some());
    let severity = if by_guideline { Severity::Note } else { Severity::Warning };
    // The fault is of whoever set the way or the channels last.
    let later = mode.origin.layer > channels.origin.layer;
    let field = if later { Field::Mode } else { Field::Channels };
    reporter
        .at_level(
            Place::Field(at, field),
            severity,
            format!("只依申请公开，却选了人人都看得到的“{name}”，两处说法不合"),
        )
        .help("主动公开的，在“公开方式”里加上“主动”；确实只依申请公开的，不选公开的渠道")
        .resting_on(scope.registers, DataKind::Channel, name);
}

/// The first chosen channel that everyone can see.
fn public<'c>(register: &ChannelRegister, channels: &'c Channels) -> Option<&'c String> {
    let open = |name: &str| register.find(name).is_some_and(|channel| channel.public);
    channels.chosen.iter().find(|name| open(name) && !WordList::Counter.ends(name))
}
