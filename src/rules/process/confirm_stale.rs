//! confirm-stale: an answer is about a text or an item that is no longer there.

use crate::finding::{Area, Fault, Rule};
use crate::model::{Code, Field};

pub(crate) static RULE: Rule =
    Rule::warning(Area::Process, include_str!("confirm-stale.md")).mended_by_body();

/// A field that now says something else than what was compared with the original.
pub(crate) fn changed(code: &Code, field: Field, now: &str) -> Fault {
    RULE.fault(format!(
        "{code} 的“{field}”核实以后，内置的指引改了，现在写的是“{now}”，这一条不起作用"
    ))
    .help("用 mulu confirm 重新出核实表，再核对这一栏")
}

/// An item that no guideline has.
pub(crate) fn no_such_item(code: &Code) -> Fault {
    RULE.fault(format!("上一层里没有来自国家指引的事项 {code}，这一条不起作用"))
        .help("核对编码；领域或事项不采用的，删去这一条")
}
