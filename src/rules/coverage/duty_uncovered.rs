//! duty-uncovered: a duty that no item discloses, without a lawful exemption. A duty whose item is not
//! adopted is found in merging.

use crate::finding::{Area, Fault, Rule};
use crate::model::{Duty, Item};

pub(crate) static RULE: Rule =
    Rule::error(Area::Coverage, include_str!("duty-uncovered.md")).mended_by_body();

/// A duty whose item the body does not adopt.
pub(crate) fn dropped(duty: &Duty, item: &Item) -> Fault {
    RULE.fault(format!(
        "职责“{}”对应的事项 {} {} 本级没有采用，这项职责就没有地方公开",
        duty.name.value,
        item.code,
        item.title()
    ))
    .help("恢复采用这个事项，或者换一个对应事项，或者写明“不予公开”的条款")
}

/// A duty that names no item.
pub(crate) fn without_item(duty: &Duty) -> Fault {
    let (list, name) = (duty.list.label(), &duty.name.value);
    RULE.fault(format!("{list}的“{name}”没有对应事项，这项职责就没有地方公开"))
        .help("写上“对应事项”（编码或名称）；依法不公开的，写“不予公开: 第十四条”（或第十五条、第十六条）；党组织、群团的事写“不属于政府信息”。不知道对应哪个的，用 mulu link 推荐")
}

/// A duty that is kept from the public under an article that does not allow it.
pub(crate) fn unlawful(duty: &Duty, article: &str) -> Fault {
    let name = &duty.name.value;
    RULE.fault(format!("“{name}”写的不予公开条款是“{article}”，不是可以不公开的条款"))
        .help("写《政府信息公开条例》第十四条、第十五条或第十六条；不是行政机关的职责，写“不属于政府信息”；都不合的，要有对应事项")
}
