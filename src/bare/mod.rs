//! A table without a repository, checked against the built-in guidelines.
//!
//! The file becomes one layer over those domains of the guidelines that it holds, and goes through the
//! same merge and the same rules as a repository. What only a repository could settle is softened here:
//! a file may be a part of a catalogue, it has no 责任单位 table and no ledger. This module reads no
//! file and shows nothing.

mod level;
mod soften;

use indexmap::IndexMap;

use crate::check::{self, Policy, Scope};
use crate::finding::Finding;
use crate::input::sheet::OPEN_DOMAIN;
use crate::input::single::Single;
use crate::merge::{self, Inputs};
use crate::model::{AdminLevel, Catalogue, Domain, Filing, Layer, Profile, Settings, WholeTable};
use crate::register;
use crate::source::{Located, Location, SourceMap};

/// What became of one file.
#[derive(Debug)]
pub struct Checked {
    /// What was found, sorted by place.
    pub findings: Vec<Finding>,
    /// How many items were checked.
    pub items: usize,
    /// The tables as a layer, and what it compiles to; `None` when it cannot be compiled.
    pub compiled: Option<(Layer, Catalogue)>,
}

/// The built-in guidelines that files are checked against.
#[derive(Debug)]
pub struct Guidelines(Vec<Domain>);

/// Numbers of local domains begin here; a table of an unknown domain is given one of them.
const FIRST_LOCAL: usize = 39;

impl Guidelines {
    /// All built-in domains.
    pub fn load(map: &mut SourceMap) -> Self {
        Self(register::guidelines(map, None))
    }

    /// The domains that these tables speak of.
    fn of(&self, tables: &[WholeTable]) -> Vec<Domain> {
        let spoken_of = |domain: &&Domain| tables.iter().any(|t| domain.is_called(&t.domain.value));
        self.0.iter().filter(spoken_of).cloned().collect()
    }
}

/// Merges the tables of a file over the guidelines and runs the rules. For a file that holds tables.
pub fn check(single: Single, guidelines: &Guidelines, today: jiff::civil::Date) -> Checked {
    let titles = std::iter::once(single.stem.as_str()).chain(single.titles.iter().map(|t| &**t));
    let told = level::told(titles, &guidelines.0);
    let stated = single.body.as_ref().map(|(_, level)| *level).or(told);
    let national = guidelines.of(&single.tables);
    let nobodys = single.body.is_none();
    let Single { file, stem, body, mut tables, mut findings, .. } = single;
    findings.extend(adopt_unknown(&mut tables, &national));
    let name = body.map_or(stem, |(name, _)| name);
    let level = stated.unwrap_or_else(|| commonest_level(&tables));
    let mut profile = profile(name, level, Location::whole(file));
    if nobodys && tables.iter().any(is_guideline) {
        let off = Located::new("off".to_owned(), profile.location);
        profile.settings.rules.insert(NAMES_BODIES.to_owned(), off);
    }
    let layer = Layer { profile, adjustments: Vec::new(), tables, duties: Vec::new() };
    let inputs = Inputs { national: &national, enforcement: None, layers: &[&layer] };
    let Some((catalogue, merged)) = merge::compile(inputs) else {
        return Checked { findings, items: 0, compiled: None };
    };
    findings.extend(merged);
    let findings = run_rules(&catalogue, &layer, findings, today);
    let findings = soften::all(findings, &layer, &national, stated.is_some());
    Checked { findings, items: catalogue.item_count(), compiled: Some((layer, catalogue)) }
}

/// The rule that asks for real bodies, which a guideline cannot name.
const NAMES_BODIES: &str = "generic-body";

/// Whether the table is itself a guideline of some release, and no government's own table.
fn is_guideline(table: &WholeTable) -> bool {
    let guideline = table.own.as_ref().and_then(|own| own.guideline.as_ref());
    guideline.is_some_and(|guideline| guideline.release.is_some())
}

fn run_rules(
    catalogue: &Catalogue,
    layer: &Layer,
    raised: Vec<Finding>,
    today: jiff::civil::Date,
) -> Vec<Finding> {
    let policy = Policy::new([&catalogue.profile.settings], today);
    let scope = Scope { catalogue, layer: Some(layer), bare: true, today };
    check::run(&scope, raised, &policy).findings
}

/// Gives every table of a domain that no guideline knows a number of its own, so that its rows are
/// checked too, and says so.
fn adopt_unknown(tables: &mut [WholeTable], national: &[Domain]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut numbers: IndexMap<String, String> = IndexMap::new();
    for table in tables {
        if national.iter().any(|domain| domain.is_called(&table.domain.value)) {
            continue;
        }
        let next = (FIRST_LOCAL + numbers.len()).to_string();
        let number = numbers.entry(table.domain.value.clone()).or_insert_with(|| {
            if table.domain.value != OPEN_DOMAIN {
                findings.push(soften::unknown_domain(&table.domain));
            }
            next
        });
        let own = table
            .own
            .get_or_insert_with(|| unknown_domain(table.domain.value.clone(), table.location));
        own.number.clone_from(number);
        table.domain.value.clone_from(number);
    }
    findings
}

fn unknown_domain(name: String, location: Location) -> Domain {
    Domain {
        number: String::new(),
        name,
        aliases: Vec::new(),
        guideline: None,
        legend: None,
        items: Vec::new(),
        lead: None,
        origin: crate::model::Origin { layer: crate::model::LayerId(1), location },
    }
}

/// The level that most rows name, for a table that says nowhere whose it is.
fn commonest_level(tables: &[WholeTable]) -> AdminLevel {
    let rows = || tables.iter().flat_map(|table| &table.rows);
    let named = |level: AdminLevel| {
        rows()
            .filter_map(|row| row.fields.levels.as_ref())
            .filter(|l| l.value.contains(level))
            .count()
    };
    let candidates = [AdminLevel::Town, AdminLevel::City, AdminLevel::County];
    // Of several that are named as often, the last wins: the county is whom the guidelines speak to.
    candidates.into_iter().max_by_key(|level| named(*level)).unwrap_or(AdminLevel::County)
}

/// What `mulu.yaml` would say.
fn profile(name: String, level: AdminLevel, location: Location) -> Profile {
    Profile {
        name: Located::new(name, location),
        folder: String::new(),
        level: Located::new(level, location),
        without_counties: level == AdminLevel::City,
        release: None,
        domains: None,
        not_involved: Vec::new(),
        bindings: Vec::new(),
        leads: IndexMap::new(),
        version: None,
        date: None,
        office: None,
        batches: Vec::new(),
        filing: Filing::default(),
        derive_enforcement: false,
        settings: Settings::default(),
        location,
    }
}

#[cfg(test)]
mod tests;
