//! request-with-public-channel: what is only given on request stands where everyone can see it.

use crate::check::{Area, Check, Mends, Place, Reporter, Rule, Scope};
use crate::finding::{RuleId, Severity};
use crate::model::{Field, ItemIn};
use crate::register::ChannelRegister;

pub(in crate::check) static RULE: Rule = Rule {
    id: RuleId("request-with-public-channel"),
    title: "依申请公开却选了公开的渠道",
    area: Area::Audience,
    level: Severity::Warning,
    mends: Mends::Writer,
    page: include_str!("request-with-public-channel.md"),
    check: Check::Item(check),
};

fn check(_: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let fields = &at.item.fields;
    let Some(mode) = fields.mode.as_ref() else { return };
    let Some(channels) = fields.channels.as_ref() else { return };
    if mode.value.active || !mode.value.on_request {
        return;
    }
    // A place where one can ask is no place where everyone sees the answer.
    let place = |name: &str| {
        ["中心", "查阅点", "大厅", "服务厅", "服务站"].iter().any(|e| name.ends_with(e))
    };
    let public = |name: &&String| {
        ChannelRegister::get().find(name).is_some_and(|c| c.public) && !place(name)
    };
    let Some(name) = channels.value.chosen.iter().find(public) else { return };
    // The fault is of whoever set the way or the channels last.
    let field =
        if mode.origin.layer > channels.origin.layer { Field::Mode } else { Field::Channels };
    reporter
        .at(
            Place::Field(at, field),
            format!("只依申请公开，却选了人人都看得到的“{name}”，两处说法不合"),
        )
        .help("主动公开的，在“公开方式”里加上“主动”；确实只依申请公开的，不选公开的渠道");
}
