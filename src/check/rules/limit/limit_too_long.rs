//! limit-too-long: more than the 20 working days of 条例第二十六条.
//!
//! Where the guideline is as long, or an instrument that is cited allows it, there is at most a note.

use super::filled_down_series;
use crate::check::facts::Facts;
use crate::check::facts::limits::{GENERAL_LIMIT, guideline, is_national, stated};
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Severity;
use crate::model::{Days, Field, Item, ItemIn, TimeLimit, TimeLimits, Unit};
use crate::register::InstrumentRegister;
use crate::text::Wording;

/// Words for the making of information.
static FORMED: Wording = Wording::named("信息形成的说法");

/// Words for periods, which no number of days measures.
static PERIODS: Wording = Wording::named("按周期算的时限");

pub(crate) static CHECK: Check =
    Check::item(&RULE, check).yields_to(&[&filled_down_series::CHECK]).claiming(claims);
pub(crate) static RULE: Rule = Rule::error(Area::Limit, include_str!("limit-too-long.md"))
    .also(&[Severity::Warning, Severity::Note]);

/// Items that explain papers.
static EXPLANATIONS: Wording = Wording::named("政策解读的说法");
/// Items that come out before a decision is made.
static BEFORE_DECISION: Wording = Wording::named("预公开的说法");
/// Names of the report of a year on the disclosure of information, and what it is on.
static REPORTS: Wording = Wording::named("政府信息公开年报的说法");
const DISCLOSURE: &str = "信息公开";
/// An explanation comes out with its paper; where a place allows days for it, they are three or five.
const EXPLAINED_WITHIN: u32 = 5;

fn claims(facts: &Facts<'_>, place: Place<'_>) -> bool {
    let register = facts.registers.instruments();
    place.item().is_some_and(|at| too_long(register, at.item).is_some())
}

fn check(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let Some(days) = too_long(scope.registers.instruments(), at.item) else {
        if let Some((message, help)) = late(at) {
            reporter
                .at_level(Place::Field(at, Field::Limit), Severity::Warning, message)
                .help(help);
        }
        return;
    };
    let written = format!("{}个{}", days.number, days.unit.label());
    reporter
        .at_level(
            Place::Field(at, Field::Limit),
            level(at.item, days),
            format!("公开时限{written}，超过条例第二十六条规定的{GENERAL_LIMIT}个工作日"),
        )
        .help("改成20个工作日以内；法律、法规另有规定的，在公开时限里写明：按《…》规定");
}

/// What comes out too late though the regulation allows it: an explanation long after its paper, a draft
/// after the decision.
pub(super) fn late(at: ItemIn<'_>) -> Option<(String, &'static str)> {
    let limits = stated(at.item).filter(|_| !is_national(at.item))?;
    let days = limits.longest_working_days().filter(|days| *days > EXPLAINED_WITHIN)?;
    let guided = guideline(at.item).and_then(|limits| limits.longest_working_days());
    if guided.is_some_and(|guided| guided >= days) {
        return None;
    }
    let is_called = |words: &[&str]| {
        at.item.names().iter().any(|name| words.iter().any(|word| name.contains(word)))
    };
    let formed = limits.parts.iter().filter_map(|part| part.trigger.as_deref());
    let after_all = formed.into_iter().any(|start| FORMED.iter().any(|word| start.contains(word)));
    let reports = is_called(&[DISCLOSURE]) && is_called(&REPORTS) && !limits.text.contains('月');
    if reports && after_all {
        Some((
            format!("政府信息公开年度报告写了{days}个工作日，条例第五十条规定每年1月31日前公布"),
            "写成：每年1月31日前公布上一年度的",
        ))
    } else if is_called(&EXPLANATIONS) {
        Some((
            format!("政策解读写了{days}个工作日，文件公开以后这么久才解读，太晚了"),
            "解读材料和文件同步公开，写成：与文件同步公开，最迟不超过文件公开后3个工作日",
        ))
    } else if after_all && is_called(&BEFORE_DECISION) {
        Some((
            format!("预公开写了信息形成后{days}个工作日，可能已经作出决策，征求不到意见"),
            "写成决策作出以前的时间，如：征求意见稿形成后即公开，公开征求意见不少于30日",
        ))
    } else {
        None
    }
}

/// The longest time that is over the general limit.
fn too_long(register: &InstrumentRegister, item: &Item) -> Option<Days> {
    let limits = stated(item)?;
    // A limit that says by which instrument it is set is that instrument's business.
    if limits.text.contains('《') || is_allowed(register, item, limits) {
        return None;
    }
    limits.within().filter(|(part, days)| exceeds(part, *days)).map(|(_, days)| days).max()
}

fn exceeds(part: &TimeLimit, days: Days) -> bool {
    let trigger = part.trigger.as_deref().unwrap_or("");
    let has = |words: &[&str]| words.iter().any(|word| trigger.contains(word));
    // A report on a year is not due when the year's information comes into being.
    if has(&PERIODS) {
        return false;
    }
    let formed = has(&FORMED);
    match days.unit {
        Unit::WorkingDay => days.number > GENERAL_LIMIT,
        Unit::Day => formed && days.number > 31,
        Unit::Week => formed && days.number > 4,
        Unit::Month => formed && days.number > 1,
        Unit::Year => formed,
        Unit::Hour => false,
    }
}

/// Whether an instrument that the item cites sets as long a time itself.
fn is_allowed(register: &InstrumentRegister, item: &Item, limits: &TimeLimits) -> bool {
    let Some(longest) = limits.within().map(|(_, days)| days).max() else { return false };
    let bases = item.fields.basis.iter().flat_map(|basis| basis.value.instruments());
    let mut entries = bases.filter_map(|b| register.match_basis(b)).map(|f| f.entry);
    entries.any(|law| {
        let allowed = law.limits.iter().map(|text| TimeLimits::parse(text));
        allowed
            .flat_map(|l| l.within().map(|(_, days)| days).collect::<Vec<_>>())
            .any(|days| days.unit == longest.unit && days.number >= longest.number)
    })
}

/// A note where the guideline says the same.
fn level(item: &Item, days: Days) -> Severity {
    let as_guided = guideline(item).is_some_and(|limits| {
        limits.within().any(|(_, other)| other.unit == days.unit && other.number >= days.number)
    });
    if as_guided { Severity::Note } else { RULE.level }
}
