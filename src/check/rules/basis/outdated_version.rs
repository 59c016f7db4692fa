//! outdated-version: the number or the year of an earlier version.
//!
//! An order that changes many regulations at once leaves their own numbers in use, so only a version
//! with a number of its own makes the earlier one outdated.

use super::stale_basis;
use crate::check::facts::Facts;
use crate::check::facts::citations::{Cited, citations, verified};
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Severity;
use crate::model::{BasisList, Field, ItemIn, Today};
use crate::register::{DataKind, FoundBy, InstrumentRegister, LegalInstrument, Version};

pub(crate) static CHECK: Check = Check::item(&RULE, check)
    .and_duties()
    .silent_by(&[Field::Basis, Field::Elements])
    .yields_to(&[&stale_basis::CHECK])
    .claiming(claims);
pub(crate) static RULE: Rule =
    Rule::warning(Area::Basis, include_str!("outdated-version.md")).also(&[Severity::Note]);

fn claims(facts: &Facts<'_>, place: Place<'_>) -> bool {
    matches!(place, Place::Citation(_, cited) if older(cited, facts.today()).is_some())
}

fn check(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    for cited in citations(scope.registers.instruments(), at.item) {
        let Some((law, version, level)) = older(&cited, scope.today) else { continue };
        let (name, cites) = (&cited.instrument.name, written(&cited));
        reporter
            .at_level(
                Place::Citation(at, &cited),
                cited.level(at.item, level),
                format!("《{name}》写的是{cites}，{}", since(version)),
            )
            .help(help(law, version))
            .resting_on(scope.registers, DataKind::Instrument, &law.name);
    }
    elements(scope, at, reporter);
}

/// Earlier versions of instruments that the elements name in 《》. What the guideline has so too is a note.
fn elements(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let register = scope.registers.instruments();
    let texts = at.item.fields.elements.iter().flat_map(|elements| &elements.value.list);
    for text in texts.filter(|text| text.contains('《')) {
        let list = BasisList::parse(text);
        let cited = list.entries.iter().flat_map(|entry| {
            entry.instruments.iter().map(move |instrument| {
                let found = register.match_basis(instrument);
                Cited { entry, instrument, found, register }
            })
        });
        let mut outdated =
            cited.filter_map(|cited| older(&cited, scope.today).map(|found| (cited, found)));
        let Some((cited, (law, version, level))) = outdated.next() else { continue };
        let guided = at.item.fields.guideline(Field::Elements);
        let guided = guided.is_some_and(|guided| guided.contains(&written(&cited)));
        let (name, cites) = (&cited.instrument.name, written(&cited));
        reporter
            .at_level(
                Place::Field(at, Field::Elements),
                if guided { Severity::Note } else { level },
                format!("公开内容里的《{name}》写的是{cites}，{}", since(version)),
            )
            .help(help(law, version))
            .resting_on(scope.registers, DataKind::Instrument, &law.name);
    }
}

/// The instrument and its version in force, where the citation means an earlier one.
fn older<'a>(
    cited: &Cited<'a>,
    today: Today,
) -> Option<(&'a LegalInstrument, &'a Version, Severity)> {
    let found = cited.found.filter(|found| found.found_by != FoundBy::Number)?;
    let law = found.entry;
    let earlier_number = found.is_earlier_version();
    let only = cited.entry.instruments.len() == 1;
    let year = if only { cited.entry.revision_year() } else { None };
    // What names no earlier version is none on any day.
    if !earlier_number && year.is_none() {
        return None;
    }
    let current = law.version_on(today).filter(|v| begin(v).is_none_or(|day| day <= today))?;
    if earlier_number && found.version() != Some(current) {
        let level = by_number(cited.register, law, current)?;
        return Some((law, current, level));
    }
    let year = year?;
    let earlier = found.version().is_none() && current.published.is_some_and(|d| d.year() > year);
    earlier.then(|| (law, current, level(law, current)))
}

/// The level for the number of an earlier version; `None` where it is still the usual one.
fn by_number(
    register: &InstrumentRegister,
    law: &LegalInstrument,
    current: &Version,
) -> Option<Severity> {
    let number = current.number.as_deref()?;
    if register.find_by_number(number).len() > 1 {
        return None;
    }
    let issued_anew = current.in_force.is_some();
    Some(if issued_anew { level(law, current) } else { Severity::Note })
}

/// The level of the rule, or a note where the version or the instrument was not seen in a source.
fn level(law: &LegalInstrument, current: &Version) -> Severity {
    if current.is_verified() { verified(law, RULE.level) } else { Severity::Note }
}

fn begin(version: &Version) -> Option<jiff::civil::Date> {
    version.in_force.or(version.published)
}

/// What the citation says of its version.
fn written(cited: &Cited<'_>) -> String {
    match (&cited.instrument.number, cited.entry.revision_year()) {
        (Some(number), _) if cited.found.is_some_and(|f| f.is_earlier_version()) => number.clone(),
        (_, Some(year)) => format!("{year}年的版本"),
        (number, None) => number.clone().unwrap_or_default(),
    }
}

fn since(version: &Version) -> String {
    let number = version.number.as_deref().map(|n| format!("（{n}）")).unwrap_or_default();
    match begin(version) {
        Some(day) => format!("{}起施行新的版本{number}", day.strftime("%Y年%-m月%-d日")),
        None => format!("后来又修改过{number}"),
    }
}

fn help(law: &LegalInstrument, version: &Version) -> String {
    match &version.number {
        Some(number) => format!("改成《{}》（{number}），并核对条款序号", law.name),
        None => format!("改引现行的《{}》，并核对条款序号", law.name),
    }
}
