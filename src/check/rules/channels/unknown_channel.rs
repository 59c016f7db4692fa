//! unknown-channel: a channel that is in no list and does not look like one.
//! A name behind a broken box is
//! broken-tick's.

use crate::check::facts::Facts;
use crate::check::facts::channels::{box_letter, chosen, is_known, near};
use crate::check::rules::structure::shifted_columns;
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Severity;
use crate::model::{Field, ItemIn};

pub(crate) static CHECK: Check =
    Check::item(&RULE, check).yields_to(&[&shifted_columns::CHECK]).claiming(claims);
pub(crate) static RULE: Rule =
    Rule::warning(Area::Channels, include_str!("unknown-channel.md")).also(&[Severity::Note]);

/// Longer texts are sentences, which tell people where to look all the same.
const NAME: usize = 12;

fn claims(facts: &Facts<'_>, place: Place<'_>) -> bool {
    let names = place.item().map(|at| chosen(at.item)).unwrap_or_default();
    !names.iter().all(|name| is_known(facts.registers.channels(), name))
}

fn check(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let register = scope.registers.channels();
    let unknown =
        |name: &&String| !is_known(register, name) && box_letter(register, name).is_none();
    for name in chosen(at.item).iter().filter(unknown) {
        let long = name.chars().count() > NAME;
        let severity = if long { Severity::Note } else { Severity::Warning };
        let help = match near(register, name) {
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
