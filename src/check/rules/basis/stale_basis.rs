//! stale-basis: an instrument that was repealed or replaced, or a paper whose years are past.
//!
//! Which version or number such an instrument has no longer matters.

use crate::check::facts::Facts;
use crate::check::facts::citations::{Cited, citations, verified};
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Severity;
use crate::input::data::DataKind;
use crate::model::ItemIn;
use crate::register::{InstrumentRegister, LegalInstrument, Status};

pub(crate) static CHECK: Check = Check::item(&RULE, check).claiming(claims);
pub(crate) static RULE: Rule = Rule::error(Area::Basis, include_str!("stale-basis.md"))
    .also(&[Severity::Warning, Severity::Note]);

fn claims(facts: &Facts<'_>, place: Place<'_>) -> bool {
    matches!(place, Place::Citation(_, cited) if cited.over(facts.today()).is_some())
}

fn check(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    for cited in citations(scope.registers.instruments(), at.item) {
        let Some(law) = cited.over(scope.today).filter(|_| !is_history(&cited)) else { continue };
        let name = &cited.instrument.name;
        reporter
            .at_level(
                Place::Citation(at, &cited),
                cited.level(at.item, level(law)),
                format!("《{name}》{}，不能再作公开依据", end(law)),
            )
            .help(help(scope.registers.instruments(), law))
            .resting_on(scope.registers, DataKind::Instrument, &law.name);
    }
}

/// Whether the text itself says that the instrument is one of the past.
fn is_history(cited: &Cited<'_>) -> bool {
    let text = &cited.entry.text;
    text.starts_with('原') || ["废止", "失效", "原《"].iter().any(|word| text.contains(word))
}

/// The level. That the years of a plan are past needs no source where they stand in its title.
fn level(law: &LegalInstrument) -> Severity {
    let last = law.years.iter().max().filter(|_| law.status == Status::Expired);
    match last {
        Some(year) if law.name.contains(&year.to_string()) => Severity::Warning,
        Some(_) => verified(law, Severity::Warning),
        None => verified(law, RULE.level),
    }
}

/// How it came to its end: 自2021年1月1日起由《中华人民共和国民法典》代替.
fn end(law: &LegalInstrument) -> String {
    if law.status == Status::Expired {
        return run_out(law);
    }
    let since = law.ended.map(|day| format!("自{}起", day.strftime("%Y年%-m月%-d日")));
    let since = since.unwrap_or_else(|| "已".to_owned());
    match law.replaced_by.as_slice() {
        [] => format!("{since}废止"),
        names => format!("{since}由{}代替", titles(names)),
    }
}

/// Of a paper for certain years: 只管2016年至2020年，已经到期，接续的是《…》.
fn run_out(law: &LegalInstrument) -> String {
    let years = match (law.years.iter().min(), law.years.iter().max()) {
        (Some(first), Some(last)) if first < last => format!("只管{first}年至{last}年，"),
        (Some(only), _) => format!("只管{only}年，"),
        (None, _) => String::new(),
    };
    match law.replaced_by.as_slice() {
        [] => format!("{years}已经到期"),
        names => format!("{years}已经到期，接续的是{}", titles(names)),
    }
}

fn titles(names: &[String]) -> String {
    names.iter().map(|name| format!("《{name}》")).collect::<Vec<_>>().join("")
}

fn help(register: &InstrumentRegister, law: &LegalInstrument) -> String {
    let chain = register.successors(law);
    let current = chain.last().filter(|last| !last.status.is_over());
    let checked =
        if law.is_verified() { "" } else { "（登记册里还没核实，改之前先查对）" };
    match current {
        Some(current) => format!("改引《{}》的相应条款{checked}", current.name),
        None if law.status == Status::Expired => {
            format!("改引要求公开的法律、法规，或者现在管用的接续文件{checked}")
        }
        None => format!("改引现行有效的规定；没有规定的，删去这一条{checked}"),
    }
}
