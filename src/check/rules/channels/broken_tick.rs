//! broken-tick: a box that became a letter, such as 口政府网站. The reader of sheets puts boxes right
//! and reports them itself; here is what other files say.

use super::box_letter;
use crate::check::{Area, Check, Mends, Place, Reporter, Rule, Scope};
use crate::finding::{RuleId, Severity};
use crate::model::{Field, ItemIn};

pub(in crate::check) static RULE: Rule = Rule {
    id: RuleId("broken-tick"),
    title: "勾选的方框坏了",
    area: Area::Channels,
    level: Severity::Warning,
    mends: Mends::Writer,
    page: include_str!("broken-tick.md"),
    check: Check::Item(check),
};

fn check(_: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let Some(channels) = at.item.fields.channels.as_ref().map(|c| &c.value) else { return };
    let mut names = channels.chosen.iter().chain(&channels.optional);
    let Some((name, letter)) = names.find_map(|name| Some((name, box_letter(name)?))) else {
        return;
    };
    let shown: String = name.chars().take(6).collect();
    reporter
        .at(
            Place::Field(at, Field::Channels),
            format!("勾选的方框坏了，成了“{letter}”：“{shown}”，看不出选了没有"),
        )
        .help("改回 ■ 和 □，或者只写选用的渠道");
}
