//! stale-basis: an instrument that was repealed or replaced, or a paper whose years are past, in 公开依据 or
//! among the titles of 公开内容.
//!
//! Which version or number such an instrument has no longer matters. Where the guideline cites it as well,
//! the fault is once a law for the body right below the guidelines, which alone can put it right for all.

use crate::check::facts::Facts;
use crate::check::facts::citations::{citations, verified};
use crate::check::rules::structure::ditto_mark;
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Severity;
use crate::model::{BasisList, Field, Item, ItemIn, LayerId, Today};
use crate::register::{DataKind, FoundBy, InstrumentRegister, LegalInstrument, Status};
use crate::source::Location;
use foldhash::HashMap;

pub(crate) static CHECK: Check =
    Check::catalogue(&RULE, check).and_duties().yields_to(&[&ditto_mark::CHECK]).claiming(claims);
pub(crate) static RULE: Rule = Rule::error(Area::Basis, include_str!("stale-basis.md"))
    .also(&[Severity::Warning, Severity::Note])
    .mended_by_nearest();

fn claims(facts: &Facts<'_>, place: Place<'_>) -> bool {
    matches!(place, Place::Citation(_, cited) if cited.over(facts.today()).is_some())
}

/// An instrument that holds no more, as a row names it.
struct Stale<'a> {
    field: Field,
    name: String,
    law: &'a LegalInstrument,
}

/// What the body inherits from the guideline: an instrument, and the rows that name it.
struct Inherited<'a> {
    stale: Stale<'a>,
    rows: Vec<(ItemIn<'a>, Location)>,
}

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    let mut inherited: Vec<Inherited<'_>> = Vec::new();
    let register = scope.registers.instruments();
    let mut by_law: HashMap<(&str, Field), usize> = HashMap::default();
    for (domain, item) in scope.catalogue.items() {
        let at = ItemIn { domain, item };
        for stale in stale(register, item, scope.today) {
            let origin = item.fields.origin(stale.field).unwrap_or(item.origin);
            if origin.layer != LayerId::NATIONAL || scope.bare {
                report(scope, at, &stale, reporter);
                continue;
            }
            let key = (stale.law.name.as_str(), stale.field);
            let of_law = *by_law.entry(key).or_insert(inherited.len());
            if of_law == inherited.len() {
                inherited.push(Inherited { stale, rows: Vec::new() });
            }
            if let Some(of_law) = inherited.get_mut(of_law) {
                of_law.rows.push((at, origin.location));
            }
        }
    }
    inherited.iter().for_each(|of_law| report_inherited(scope, of_law, reporter));
}

/// What the basis of an item cites, and what its elements name in 《》, that holds no more.
fn stale<'a>(register: &'a InstrumentRegister, item: &'a Item, today: Today) -> Vec<Stale<'a>> {
    let cited = citations(register, item).filter(|cited| !is_history(&cited.entry.text));
    let cited = cited.filter_map(|cited| {
        Some((Field::Basis, cited.instrument.name.clone(), cited.over(today)?))
    });
    let elements = item.fields.elements.iter().flat_map(|elements| &elements.value.list);
    let titled = elements.filter(|text| text.contains('《') && !is_history(text));
    let named = titled.flat_map(|text| BasisList::parse(text).entries);
    let named = named.flat_map(|entry| entry.instruments).filter_map(|instrument| {
        let found = register.match_basis(&instrument)?;
        let by_name = found.found_by != FoundBy::Number && found.entry.is_over_on(today);
        by_name.then_some((Field::Elements, instrument.name, found.entry))
    });
    cited.chain(named).map(|(field, name, law)| Stale { field, name, law }).collect()
}

fn report(scope: &Scope<'_>, at: ItemIn<'_>, stale: &Stale<'_>, reporter: &mut Reporter<'_>) {
    let Stale { field, name, law } = stale;
    let register = scope.registers.instruments();
    let guided = is_guided(register, at.item, stale);
    let level = match (guided, field) {
        (true, _) if !scope.mends_guidelines() => Severity::Note,
        (false, Field::Basis) => level(law),
        _ => level(law).min(Severity::Warning),
    };
    let what =
        if *field == Field::Basis { "不能再作公开依据" } else { "不能再照着公开" };
    let also = if guided { "；指引也这样引" } else { "" };
    reporter
        .at_level(Place::Field(at, *field), level, format!("《{name}》{}，{what}{also}", end(law)))
        .help(help(register, law))
        .resting_on(scope.registers, DataKind::Instrument, &law.name);
}

/// One instrument that the guidelines name, for the body that inherits the rows.
fn report_inherited(scope: &Scope<'_>, inherited: &Inherited<'_>, reporter: &mut Reporter<'_>) {
    let Inherited { stale: Stale { field, name, law }, rows } = inherited;
    let Some((at, _)) = rows.first() else { return };
    let level =
        if scope.mends_guidelines() { level(law).min(Severity::Warning) } else { Severity::Note };
    let codes: Vec<&str> = rows.iter().map(|(at, _)| at.item.code.as_str()).collect();
    let register = scope.registers.instruments();
    let (number, codes) = (rows.len(), codes.join("、"));
    let message = format!("《{name}》{}，指引还这样引，有 {number} 个事项：{codes}", end(law));
    let mut draft = reporter
        .at_level(Place::Field(*at, *field), level, message)
        .help(format!("在调整里改这些事项的“{field}”：{}", help(register, law)))
        .resting_on(scope.registers, DataKind::Instrument, &law.name);
    for (at, location) in rows.iter().skip(1) {
        draft = draft.related(*location, format!("{} {}", at.item.code, at.item.title()));
    }
}

/// Whether the guideline names the same instrument in this field, however the cell was rewritten.
fn is_guided(register: &InstrumentRegister, item: &Item, stale: &Stale<'_>) -> bool {
    let Some(text) = item.fields.guideline(stale.field) else { return false };
    let list = BasisList::parse(&text);
    let mut found = list.instruments().filter_map(|instrument| register.match_basis(instrument));
    found.any(|found| found.entry.name == stale.law.name)
}

/// Whether the text itself says that the instrument is one of the past.
fn is_history(text: &str) -> bool {
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
