//! stale-basis: an instrument that was repealed or replaced.
//!
//! Which version or number such an instrument has no longer matters.

use crate::check::facts::Facts;
use crate::check::facts::citations::{Cited, citations, verified};
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Severity;
use crate::model::ItemIn;
use crate::register::{InstrumentRegister, LegalInstrument};

pub(crate) static CHECK: Check = Check::item(&RULE, check).claiming(claims);
pub(crate) static RULE: Rule =
    Rule::error(Area::Basis, include_str!("stale-basis.md")).also(&[Severity::Note]);

fn claims(facts: &Facts<'_>, place: Place<'_>) -> bool {
    matches!(place, Place::Citation(_, cited) if cited.over(facts.today()).is_some())
}

fn check(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    for cited in citations(at.item) {
        let Some(law) = cited.over(scope.today).filter(|_| !is_history(&cited)) else { continue };
        let name = &cited.instrument.name;
        reporter
            .at_level(
                Place::Citation(at, &cited),
                cited.level(at.item, verified(law, RULE.level)),
                format!("《{name}》{}，不能再作公开依据", end(law)),
            )
            .help(help(law));
    }
}

/// Whether the text itself says that the instrument is one of the past.
fn is_history(cited: &Cited<'_>) -> bool {
    let text = &cited.entry.text;
    text.starts_with('原') || ["废止", "失效", "原《"].iter().any(|word| text.contains(word))
}

/// How it came to its end: 自2021年1月1日起由《中华人民共和国民法典》代替.
fn end(law: &LegalInstrument) -> String {
    let since = law.ended.map(|day| format!("自{}起", day.strftime("%Y年%-m月%-d日")));
    let since = since.unwrap_or_else(|| "已".to_owned());
    match law.replaced_by.as_slice() {
        [] => format!("{since}废止"),
        names => format!("{since}由{}代替", titles(names)),
    }
}

fn titles(names: &[String]) -> String {
    names.iter().map(|name| format!("《{name}》")).collect::<Vec<_>>().join("")
}

fn help(law: &LegalInstrument) -> String {
    let chain = InstrumentRegister::get().successors(law);
    let current = chain.last().filter(|last| !last.status.is_over());
    let checked =
        if law.is_verified() { "" } else { "（登记册里还没核实，改之前先查对）" };
    match current {
        Some(current) => format!("改引《{}》的相应条款{checked}", current.name),
        None => format!("改引现行有效的规定；没有规定的，删去这一条{checked}"),
    }
}
