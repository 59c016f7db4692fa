//! foreign-channel: a channel that is for other domains only, as it is left from a table that was copied.
//!
//! What the guideline of the item itself has is right, and a domain without a guideline may be about anything.

use crate::check::facts::channels::{chosen, guideline};
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{Field, ItemIn};
use crate::register::{Channel, ChannelRegister};

pub(crate) static CHECK: Check = Check::item(&RULE, check);
pub(crate) static RULE: Rule = Rule::warning(Area::Channels, include_str!("foreign-channel.md"));

fn check(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    if at.domain.guideline.is_none() {
        return;
    }
    let register = scope.registers.channels();
    for name in chosen(at.item) {
        let Some(channel) = register.find(name).filter(|channel| is_foreign(channel, at)) else {
            continue;
        };
        if is_guided(register, channel, at) {
            continue;
        }
        reporter
            .at(
                Place::Field(at, Field::Channels),
                format!("“{name}”是别的领域用的渠道，{}领域的信息不在那里", at.domain.name),
            )
            .help("多半是从别的领域的表里抄来的：删去，或者改成这个领域的渠道");
    }
}

fn is_foreign(channel: &Channel, at: ItemIn<'_>) -> bool {
    !channel.domains.is_empty() && !channel.domains.iter().any(|of| of == at.domain.number.as_str())
}

fn is_guided(register: &ChannelRegister, channel: &Channel, at: ItemIn<'_>) -> bool {
    let guided = at.item.fields.channels.as_ref().and_then(guideline);
    guided.is_some_and(|upper| {
        let mut names = upper.chosen.iter().chain(&upper.optional);
        names.any(|name| register.find(name).is_some_and(|known| known.name == channel.name))
    })
}
