//! unparsable-limit: a time limit that does not say by when.

use super::limit_too_long;
use crate::check::facts::limits::{guideline, is_national};
use crate::check::rules::structure::{
    ditto_mark, missing_field, placeholder_left, shifted_columns, slip_of_the_pen,
};
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Severity;
use crate::model::{Field, ItemIn};
use crate::text::Wording;

pub(crate) static CHECK: Check = Check::item(&RULE, check).yields_to(&[
    &ditto_mark::CHECK,
    &shifted_columns::CHECK,
    &missing_field::CHECK,
    &placeholder_left::CHECK,
    &limit_too_long::CHECK,
]);
pub(crate) static RULE: Rule =
    Rule::warning(Area::Limit, include_str!("unparsable-limit.md")).also(&[Severity::Note]);

/// What is said of information that comes out.
static DISCLOSES: Wording = Wording::named("公开的动词");

/// 之日起20个工作日, and nothing behind it: the last characters from the beginning of the time.
fn without_end_word(text: &str) -> Option<&str> {
    let text = text.trim().trim_end_matches(['。', '；', ';']);
    let before = text.strip_suffix("个工作日")?;
    let start = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let counted = start.len() < before.len() && start.ends_with(['起', '后']);
    let from = start.rfind("之日").unwrap_or(start.len());
    text.get(from..).filter(|_| counted)
}

/// 提前一周发通知邀请: when something else is done, and nothing of 公开.
fn is_of_something_else(text: &str) -> bool {
    text.trim_start().starts_with("提前") && !DISCLOSES.iter().any(|word| text.contains(word))
}

fn check(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let Some(limit) = at.item.fields.limit.as_ref().map(|limit| &limit.value) else { return };
    // A time that is too long is to be written anew as a whole.
    let is_open = !is_national(at.item) && limit_too_long::late(at).is_none();
    let unended = without_end_word(&limit.text).filter(|_| is_open);
    if let Some(shown) = unended {
        let guided = guideline(at.item).is_some_and(|g| without_end_word(&g.text).is_some());
        reporter
            .at_level(
                Place::Field(at, Field::Limit),
                if guided { Severity::Note } else { RULE.level },
                format!("“{shown}”少了“内”字：是这么多天以内，还是满这么多天"),
            )
            .help(format!("写成：{shown}内"));
        return;
    }
    if limit.understood() && !is_of_something_else(&limit.text) {
        return;
    }
    if slip_of_the_pen::has(scope, &limit.text) {
        return;
    }
    reporter
        .at(
            Place::Field(at, Field::Limit),
            format!("公开时限“{}”没有说清到什么时候为止，没法检查是否按时公开", limit.text),
        )
        .help("写成：自信息形成或者变更之日起20个工作日内；另有规定的，写：按《…》规定");
}
