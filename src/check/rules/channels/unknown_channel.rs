//! unknown-channel: a channel that is in no list and does not look like one.
//!
//! Yields to broken-tick, and to shifted-columns where the row has slipped.

use super::{box_letter, is_known, near};
use crate::check::rules::structure::is_shifted;
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Severity;
use crate::model::{Field, ItemIn};

pub(in crate::check) static CHECK: Check = Check::item(&RULE, check);
pub(crate) static RULE: Rule =
    Rule::warning(Area::Channels, include_str!("unknown-channel.md")).also(&[Severity::Note]);

/// Longer texts are sentences, which tell people where to look all the same.
const NAME: usize = 12;

fn check(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let Some(channels) = at.item.fields.channels.as_ref().map(|c| &c.value) else { return };
    let own = scope.catalogue.own_layer();
    for name in channels.chosen.iter().filter(|name| !is_known(name)) {
        if box_letter(name).is_some() || is_shifted(at.item, own) {
            continue;
        }
        let long = name.chars().count() > NAME;
        let severity = if long { Severity::Note } else { Severity::Warning };
        let help = match near(name) {
            Some(meant) => format!("是不是要写“{meant}”？"),
            None => "写渠道的通用名称，如 政府网站、公开查阅点；本地特有的，写成 其他（名称）"
                .to_owned(),
        };
        reporter
            .at_level(
                Place::Field(at, Field::Channels),
                severity,
                format!("“{name}”不是认得的公开渠道，群众不知道到哪里看"),
            )
            .help(help);
    }
}
