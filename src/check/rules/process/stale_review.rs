//! stale-review: instruments or duties that changed after the catalogue was made.
//!
//! Says once for a body that it is time to look again; which citation is out of date is for the rules of
//! 依据. Only facts that the register has from a source count. For a body that has all its bases from the
//! layer above it is a note: the layer above has to look first. Duties are always the body's own.

use indexmap::IndexMap;
use jiff::civil::Date;

use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Severity;
use crate::model::{Catalogue, Duty, Item, Today};
use crate::register::LegalInstrument;
use crate::source::Location;

pub(crate) static CHECK: Check = Check::catalogue(&RULE, check);
pub(crate) static RULE: Rule = Rule::warning(Area::Process, include_str!("stale-review.md"))
    .also(&[Severity::Note])
    .mended_by_body();

/// How many instruments the message names.
const SHOWN: usize = 3;
/// What the register says of facts that no source confirms.
const UNCONFIRMED: &str = "待核";

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    let Some(date) = &scope.catalogue.profile.date else { return };
    instruments(scope, date.location, date.value, reporter);
    duties(scope, date.location, date.value, reporter);
}

fn instruments(scope: &Scope<'_>, dated_at: Location, made: Date, reporter: &mut Reporter<'_>) {
    let changed = changed(scope, made);
    if changed.is_empty() {
        return;
    }
    let names: Vec<String> = changed.iter().take(SHOWN).map(describe).collect();
    let more = if changed.len() > SHOWN { "等" } else { "" };
    let message = format!(
        "目录的日期是 {made}，以后有 {} 部依据变动：{}{more}，目录还没有跟着复核",
        changed.len(),
        names.join("、"),
    );
    let severity = if writes_bases(scope) { Severity::Warning } else { Severity::Note };
    reporter
        .at_level(Place::Own(dated_at), severity, message)
        .help("对照新版本复核有关事项，改好后更新“版本”和“日期”；哪一行用到，看“依据”类的问题");
}

fn duties(scope: &Scope<'_>, dated_at: Location, made: Date, reporter: &mut Reporter<'_>) {
    let changes = changed_duties(scope.catalogue, made, scope.today);
    let Some(first) = changes.first() else { return };
    let names: Vec<String> = changes.iter().take(SHOWN).map(DutyChange::describe).collect();
    let more = if changes.len() > SHOWN { "等" } else { "" };
    let message = format!(
        "目录的日期是 {made}，以后职责有变动：{}{more}，目录还没有跟着复核",
        names.join("、")
    );
    reporter
        .at(Place::Own(dated_at), message)
        .help("对照新的清单复核有关事项，改好后更新“版本”和“日期”")
        .related(first.written, "清单的更新日期写在这里");
}

/// A duty that changed, or a list that says so for all of its duties.
struct DutyChange<'a> {
    first: &'a Duty,
    day: Date,
    /// Where the day is written: for a list, the same for all of its duties.
    written: Location,
    duties: usize,
}

impl DutyChange<'_> {
    fn describe(&self) -> String {
        let Self { first, day, duties, .. } = self;
        match duties {
            1 => format!("“{}”（{day}）", first.name.value),
            _ => format!("{}（{day}，{duties} 项）", first.list.label()),
        }
    }
}

/// The changes of duties after a day and until today, in the order of the lists.
fn changed_duties(catalogue: &Catalogue, made: Date, today: Today) -> Vec<DutyChange<'_>> {
    let mut changes: IndexMap<Location, DutyChange<'_>> = IndexMap::new();
    for duty in catalogue.duties.iter().map(|entry| &entry.duty) {
        let Some(dated) = &duty.dated else { continue };
        let day = dated.value;
        if made < day && day <= today {
            let new = DutyChange { first: duty, day, written: dated.location, duties: 0 };
            changes.entry(dated.location).or_insert(new).duties += 1;
        }
    }
    changes.into_values().collect()
}

/// Whether the body is the one to look at the bases: it is the topmost, or cites some itself.
fn writes_bases(scope: &Scope<'_>) -> bool {
    let own = scope.catalogue.own_layer();
    let written = |item: &Item| item.fields.basis.as_ref().is_some_and(|b| b.origin.layer == own);
    scope.is_top() || scope.catalogue.items().any(|(_, item)| written(item))
}

/// An instrument, and the day from which its text or its standing is another.
type Changed<'a> = (&'a LegalInstrument, Date);

fn describe((entry, day): &Changed<'_>) -> String {
    format!("《{}》（{day}起）", entry.name)
}

/// The instruments of the catalogue that changed after a day and until today, the first cited first.
fn changed<'a>(scope: &Scope<'a>, made: Date) -> Vec<Changed<'a>> {
    let (register, catalogue, today) =
        (scope.registers.instruments(), scope.catalogue, scope.today);
    let mut found: Vec<Changed<'a>> = Vec::new();
    let bases = catalogue.items().filter_map(|(_, item)| item.fields.basis.as_ref());
    let mut seen = std::collections::HashSet::new();
    for cited in bases.flat_map(|basis| basis.value.instruments()) {
        if !seen.insert((cited.name.as_str(), cited.number.as_deref())) {
            continue;
        }
        let Some(entry) = register.match_basis(cited).map(|found| found.entry) else { continue };
        let day = changes(entry).filter(|day| made < *day && *day <= today).max();
        let known = found.iter().any(|(other, _)| other.name == entry.name);
        found.extend(day.filter(|_| !known).map(|day| (entry, day)));
    }
    found
}

/// The days on which an instrument began to hold in a version, or ended.
fn changes(entry: &LegalInstrument) -> impl Iterator<Item = Date> {
    let confirmed = entry.evidence != UNCONFIRMED;
    let begun = entry.versions.iter().filter_map(|version| version.in_force);
    begun.chain(entry.ended).filter(move |_| confirmed)
}
