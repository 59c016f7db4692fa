//! reserved-number: a domain of a layer's own under a number of the national ones.

use crate::finding::{Area, Fault, Rule};
use crate::model::{DomainNumber, Moved};

pub(crate) static RULE: Rule =
    Rule::warning(Area::Layers, include_str!("reserved-number.md")).mended_by_body();

/// The first of the places in a file that speak of it; `owner` is the built-in domain of that number.
pub(crate) fn old_number(
    Moved { from, to, .. }: &Moved,
    number: &DomainNumber,
    owner: Option<&str>,
    places: usize,
) -> Fault {
    let whose = match owner {
        Some(name) => format!("{number} 是国家“{name}”领域的编号"),
        None => format!("{number} 留给以后的国家领域"),
    };
    let more = match places {
        1 => String::new(),
        count => format!("，这个文件里这样的共 {count} 处"),
    };
    RULE.fault(format!("本级自设的领域用了“{from}”，{whose}；这里按 {to} 读{more}")).help(format!(
        "用 mulu check --fix 改成带本级字母的编号；手工改的，“{from}”写成 {to}，其余照样改"
    ))
}
