//! enforcement-limit-too-long: decisions on licences and penalties after more than 7 working days.
//!
//! Most guidelines say 20 themselves, so this is a warning only against a guideline that says 7, or for
//! a row of one's own that is plainly about such decisions. Limits beyond the general one are
//! limit-too-long's.

use super::filled_down_series;
use crate::check::facts::limits::{GENERAL_LIMIT, guideline, shortest_working_days, stated};
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Severity;
use crate::model::{Field, Item, ItemIn, TimeLimit, Unit};

pub(crate) static CHECK: Check = Check::item(&RULE, check)
    .yields_to(&[&filled_down_series::CHECK])
    .claiming(|_, place| place.item().is_some_and(|at| too_long(at.item).is_some()));
pub(crate) static RULE: Rule =
    Rule::warning(Area::Limit, include_str!("enforcement-limit-too-long.md"))
        .also(&[Severity::Note]);

/// 国办发〔2018〕118号: decisions on licences and penalties.
const LIMIT: u32 = 7;

fn check(_: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let Some((number, level)) = too_long(at.item) else { return };
    reporter
        .at_level(
            Place::Field(at, Field::Limit),
            level,
            format!("行政许可、行政处罚的决定写了{number}个工作日，应在{LIMIT}个工作日内公开"),
        )
        .help("写成：执法决定作出之日起7个工作日内");
}

/// The number of working days and the level of the finding.
fn too_long(item: &Item) -> Option<(u32, Severity)> {
    let limits = stated(item)?;
    // Where one part says 7 days, the longer ones are for the rest of the information.
    if shortest_working_days(limits)? <= LIMIT {
        return None;
    }
    let long = |days: u32| days > LIMIT && days <= GENERAL_LIMIT;
    let mut counted = limits.within().filter(|(_, d)| d.unit == Unit::WorkingDay && long(d.number));
    let (part, days) = counted.find(|(part, _)| on_decision(part) || is_decision(item))?;
    let on_decisions = on_decision(part);
    let guided = guideline(item).map(|limits| shortest_working_days(&limits));
    let level = match guided {
        Some(Some(days)) if days <= LIMIT => RULE.level,
        Some(_) => Severity::Note,
        // A row 行政处罚 may be about grounds and procedures as well.
        None if on_decisions || names_decision(item) => RULE.level,
        None => Severity::Note,
    };
    Some((days.number, level))
}

/// Whether a part is about the decisions of licences or penalties.
fn on_decision(part: &TimeLimit) -> bool {
    let words = [&part.trigger, &part.subject].into_iter().flatten();
    let says = |text: &String, words: &[&str]| words.iter().any(|word| text.contains(word));
    words
        .into_iter()
        .any(|text| says(text, &["许可", "处罚", "执法"]) && says(text, &["决定", "结果"]))
}

/// Whether the item is about such decisions, alone or among other things.
fn is_decision(item: &Item) -> bool {
    let last = item.names().last().map_or("", String::as_str);
    let whole = ["行政处罚", "行政许可", "行政处罚信息", "行政许可信息"];
    names_decision(item) || whole.iter().any(|word| last.ends_with(word))
}

/// Whether the item's own name says that it is about decisions on licences or penalties.
fn names_decision(item: &Item) -> bool {
    let last = item.names().last().map_or("", String::as_str);
    let kind = ["行政许可", "行政处罚", "处罚"].iter().any(|word| item.title().contains(word));
    kind && ["决定", "结果"].iter().any(|word| last.contains(word))
}
