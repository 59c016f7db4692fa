//! audience-unclear: an item does not say for whom it is.

use crate::check::{Area, Check, Mends, Place, Reporter, Rule, Scope};
use crate::finding::{RuleId, Severity};
use crate::model::{Field, ItemIn};

pub(in crate::check) static RULE: Rule = Rule {
    id: RuleId("audience-unclear"),
    title: "没有写明公开对象",
    area: Area::Audience,
    level: Severity::Error,
    mends: Mends::Writer,
    page: include_str!("audience-unclear.md"),
    check: Check::Item(check),
};

fn check(_: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let Some(audience) = at.item.fields.audience.as_ref().map(|a| &a.value) else { return };
    // A group without a name is another fault: group-unnamed.
    if audience.is_clear() || audience.group_unnamed {
        return;
    }
    reporter
        .at(Place::Field(at, Field::Audience), "看不出向谁公开：全社会和特定群体都没有写")
        .help("写“全社会”；只对一部分人公开的，写 {特定群体: 这些人的名称}");
}
