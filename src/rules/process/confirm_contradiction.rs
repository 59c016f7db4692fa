//! confirm-contradiction: two answers about one field of the original cannot both be right.

use crate::finding::{Area, Fault, Rule};
use crate::model::{Code, Confirmation, Field};

pub(crate) static RULE: Rule =
    Rule::error(Area::Process, include_str!("confirm-contradiction.md")).mended_by_body();

/// A field, and what two say of it.
pub(crate) fn opposed(
    code: &Code,
    field: Field,
    one: &Confirmation,
    other: &Confirmation,
) -> Fault {
    let said = |c: &Confirmation| {
        let text = c.text().map(|text| format!("“{text}”")).unwrap_or_default();
        format!("{}（{}）{}{text}", c.person, c.paper, c.verdict.label())
    };
    let message = format!("{code} 的“{field}”核实的结果不一致：{}，{}", said(one), said(other));
    RULE.fault(message).help("对照原件定一个，删去另一条；定下来以前，这一栏仍是待核")
}
