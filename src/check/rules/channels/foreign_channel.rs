//! foreign-channel: a channel that is for other domains only, as it is left from a table that was copied.
//!
//! What the guideline of the item itself has is right, and a domain without a guideline may be about anything.
//! A row about what the channel is for belongs there: 招标采购信息 on 政府采购网.

use crate::check::facts::channels::{chosen, guideline};
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{Field, ItemIn};
use crate::register::{Channel, ChannelRegister};
use crate::text::Wording;

/// Matters that have channels of their own.
static MATTERS: Wording = Wording::named("有专门渠道的事");

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
        if is_guided(register, channel, at) || is_about(&channel.name, at) {
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

/// Whether the row is about a matter that the channel names, or one that goes with it.
fn is_about(channel: &str, at: ItemIn<'_>) -> bool {
    let named: Vec<&&str> = MATTERS.iter().filter(|matter| channel.contains(**matter)).collect();
    let elements = at.item.fields.elements.iter().flat_map(|elements| &elements.value.list);
    let mut texts = elements.chain(at.item.names());
    texts.any(|text| named.iter().any(|matter| text.contains(**matter)))
}
