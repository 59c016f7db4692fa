//! mode-unclear: an item does not say how it is disclosed.

use crate::check::{Area, Check, Mends, Place, Reporter, Rule, Scope};
use crate::finding::{RuleId, Severity};
use crate::model::{Field, ItemIn};

pub(in crate::check) static RULE: Rule = Rule {
    id: RuleId("mode-unclear"),
    title: "没有写明公开方式",
    area: Area::Audience,
    level: Severity::Error,
    mends: Mends::Writer,
    page: include_str!("mode-unclear.md"),
    check: Check::Item(check),
};

fn check(_: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let mode = at.item.fields.mode.as_ref().map(|mode| *mode.value);
    if mode.is_none_or(|mode| mode.is_clear()) {
        return;
    }
    reporter
        .at(Place::Field(at, Field::Mode), "看不出是主动公开还是依申请公开")
        .help("写“主动”或“依申请”；两种都有的，写 [主动, 依申请]");
}
