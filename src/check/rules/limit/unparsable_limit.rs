//! unparsable-limit: a time limit that does not say by when.

use crate::check::rules::structure::{
    ditto_mark, missing_field, placeholder_left, shifted_columns,
};
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{Field, ItemIn};

pub(crate) static CHECK: Check = Check::item(&RULE, check).yields_to(&[
    &ditto_mark::CHECK,
    &shifted_columns::CHECK,
    &missing_field::CHECK,
    &placeholder_left::CHECK,
]);
pub(crate) static RULE: Rule = Rule::warning(Area::Limit, include_str!("unparsable-limit.md"));

fn check(_: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let Some(limit) = at.item.fields.limit.as_ref().map(|limit| &limit.value) else { return };
    if limit.understood() {
        return;
    }
    reporter
        .at(
            Place::Field(at, Field::Limit),
            format!("公开时限“{}”没有说清到什么时候为止，没法检查是否按时公开", limit.text),
        )
        .help("写成：自信息形成或者变更之日起20个工作日内；另有规定的，写：按《…》规定");
}
