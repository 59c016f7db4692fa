//! unparsable-limit: a time limit that does not say by when. 同上 is left to
//! ditto-mark, and a row that has slipped to shifted-columns.

use crate::check::rules::structure::is_shifted;
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{Field, ItemIn, fold};

pub(in crate::check) static CHECK: Check = Check::item(&RULE, check);
pub(crate) static RULE: Rule = Rule::warning(Area::Limit, include_str!("unparsable-limit.md"));

fn check(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let Some(limit) = at.item.fields.limit.as_ref().map(|limit| &limit.value) else { return };
    let own = scope.catalogue.own_layer();
    if limit.understood() || fold::is_ditto(&limit.text) || is_shifted(at.item, own) {
        return;
    }
    reporter
        .at(
            Place::Field(at, Field::Limit),
            format!("公开时限“{}”没有说清到什么时候为止，没法检查是否按时公开", limit.text),
        )
        .help("写成：自信息形成或者变更之日起20个工作日内；另有规定的，写：按《…》规定");
}
