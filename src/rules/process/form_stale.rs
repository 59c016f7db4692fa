//! form-stale: a form is about an older draft.

use crate::finding::{Area, Fault, Rule};
use crate::model::Field;

pub(crate) static RULE: Rule =
    Rule::warning(Area::Process, include_str!("form-stale.md")).mended_by_body();

/// A form that does not say about which draft it is.
pub(crate) fn unnamed_draft() -> Fault {
    RULE.fault("表上没有草案指纹，看不出针对哪一稿，按现在的草案读").help("问单位看的是哪一稿")
}

/// A form with another fingerprint than the draft.
pub(crate) fn other_draft(on_form: &str, now: &str) -> Fault {
    RULE.fault(format!(
        "针对的不是现在这一稿：表上的指纹是 {on_form}，现在是 {now}。意见照读，改过的栏目逐条提示"
    ))
    .help("草案改动大的，重新征求意见")
}

/// An opinion on a field that reads otherwise now.
pub(crate) fn other_text(field: Field, now: &str) -> Fault {
    RULE.fault(format!("“{field}”在发出征求意见表以后改过，现在是“{now}”"))
        .help("这条意见还用不用，要再问单位")
}
