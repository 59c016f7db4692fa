//! A table without a repository, checked against the built-in guidelines.
//!
//! The file becomes one layer over those domains of the guidelines that it holds, and goes through the
//! same merge and the same rules as a repository. What only a repository could settle is softened here:
//! a file may be a part of a catalogue, it has no 责任单位 table and no ledger. This module reads no
//! file and shows nothing.

mod cells;
mod duties;
mod level;
mod soften;

use std::sync::Arc;

use indexmap::IndexMap;

use cells::Cells;

use crate::check::rules::bodies::generic_body;
use crate::check::{self, Policy, Scope};
use crate::finding::Finding;
use crate::input::sheet::OPEN_DOMAIN;
use crate::input::single::Single;
use crate::merge::{self, Inputs};
use crate::model::{
    AdminLevel, Catalogue, Domain, DomainFrame, DomainNumber, Field, Filing, Layer, LayerId,
    Origin, Profile, RuleLevel, Settings, WholeTable,
};
use crate::register::Registers;
use crate::rules::layers::unknown_domain;
use crate::source::{Located, Location, SourceMap};

/// What became of one file.
#[derive(Debug)]
pub struct CheckedFile {
    /// What was found, sorted by place.
    pub findings: Vec<Finding>,
    /// How many items were checked.
    pub items: usize,
    /// What items lack that the table has a column for, in words behind their number.
    pub lacks: String,
    /// The tables as a layer, and what it compiles to; `None` when it cannot be compiled.
    pub compiled: Option<(Layer, Catalogue)>,
}

/// The guidelines and registers that files are checked against.
#[derive(Debug)]
pub struct Guidelines {
    registers: Arc<Registers>,
    domains: Vec<Domain>,
}

impl Guidelines {
    /// All domains of these registers.
    pub fn load(map: &mut SourceMap, registers: Arc<Registers>) -> Self {
        let domains = registers.guidelines(map, None);
        Self { registers, domains }
    }

    /// The registers that hold.
    pub fn registers(&self) -> &Arc<Registers> {
        &self.registers
    }

    /// The domains that these tables speak of.
    fn of(&self, tables: &[WholeTable]) -> Vec<Domain> {
        let spoken_of = |domain: &&Domain| tables.iter().any(|t| domain.is_called(&t.domain.value));
        self.domains.iter().filter(spoken_of).cloned().collect()
    }
}

/// The layer that a file by itself stands for: the one below the guidelines.
const LAYER: LayerId = LayerId(1);

/// Checks what a file holds: its tables against the guidelines, its lists of duties by themselves. For a
/// file that holds either.
pub fn check(mut single: Single, guidelines: &Guidelines, today: jiff::civil::Date) -> CheckedFile {
    let titles = std::iter::once(single.stem.as_str()).chain(single.titles.iter().map(|t| &**t));
    let told = level::told(titles, &guidelines.domains);
    let sheets = std::mem::take(&mut single.duties);
    let (file, name) = (single.file, single.stem.clone());
    let mut checked = match single.tables.is_empty() && !sheets.is_empty() {
        true => CheckedFile {
            findings: single.findings,
            items: 0,
            lacks: String::new(),
            compiled: None,
        },
        false => tables(single, guidelines, told, today),
    };
    if !sheets.is_empty() {
        let owner = duties::Owner { file, name, level: told.unwrap_or(AdminLevel::County) };
        let raised = std::mem::take(&mut checked.findings);
        checked.findings = duties::check(&sheets, owner, &guidelines.registers, raised, today);
    }
    checked
}

/// Merges the tables of a file over the guidelines and runs the rules.
fn tables(
    single: Single,
    guidelines: &Guidelines,
    told: Option<AdminLevel>,
    today: jiff::civil::Date,
) -> CheckedFile {
    let stated = single.body.as_ref().map(|(_, level)| *level).or(told);
    let national = guidelines.of(&single.tables);
    let nobodys = single.body.is_none();
    let lacks = lacks(&single.tables);
    let Single { file, stem, body, mut tables, mut findings, .. } = single;
    let name = body.map_or(stem, |(name, _)| name);
    let level = stated.unwrap_or_else(|| commonest_level(&tables));
    findings.extend(adopt_unknown(&mut tables, &national, level));
    let mut profile = profile(name, level, Location::whole(file));
    if nobodys && tables.iter().any(is_guideline) {
        let off = Located::new(RuleLevel::Off, profile.location);
        // A guideline cannot name real bodies.
        profile.settings.rules.insert(generic_body::RULE.id.to_string(), off);
    }
    let layer = Layer {
        profile,
        adjustments: Vec::new(),
        tables,
        duties: Vec::new(),
        confirmations: Vec::new(),
        moved: Vec::new(),
        filed: None,
        columns: None,
    };
    let registers = &*guidelines.registers;
    let inputs = Inputs { national: &national, enforcement: None, layers: &[&layer], registers };
    let Some((mut catalogue, merged)) = merge::compile(inputs) else {
        return CheckedFile { findings, items: 0, lacks: String::new(), compiled: None };
    };
    findings.extend(merged);
    let cells = Cells::of(&layer, &national);
    cells.clear_unwritten(&mut catalogue);
    let findings = run_rules(&catalogue, &layer, registers, findings, today);
    let findings = soften::all(findings, &cells, stated.is_some());
    let items = catalogue.item_count();
    CheckedFile { findings, items, lacks, compiled: Some((layer, catalogue)) }
}

/// How many items lack a field that their table has a column for: `，其中 4 项没有公开时限`.
fn lacks(tables: &[WholeTable]) -> String {
    let fields = [Field::Elements, Field::Basis, Field::Limit, Field::Bodies, Field::Channels];
    let counts = fields.into_iter().filter_map(|field| {
        let rows = tables.iter().flat_map(|table| &table.rows);
        let count = rows.filter(|row| row.blank.iter().any(|(blank, _)| *blank == field)).count();
        (count > 0).then(|| format!("{count} 项没有{field}"))
    });
    let counts: Vec<String> = counts.collect();
    if counts.is_empty() { String::new() } else { format!("，其中 {}", counts.join("、")) }
}

/// Whether the table is itself a guideline of some release, and no government's own table.
fn is_guideline(table: &WholeTable) -> bool {
    let guideline = table.own.as_ref().and_then(|own| own.guideline.as_ref());
    guideline.is_some_and(|guideline| guideline.release.is_some())
}

fn run_rules(
    catalogue: &Catalogue,
    layer: &Layer,
    registers: &Registers,
    raised: Vec<Finding>,
    today: jiff::civil::Date,
) -> Vec<Finding> {
    let policy = Policy::new([&catalogue.profile.settings], today);
    let today = today.into();
    let scope = Scope { catalogue, layer: Some(layer), registers, bare: true, duties: None, today };
    check::run(&scope, raised, &policy).findings
}

/// Gives every table of a domain that no guideline knows a number of the body's own, so that its rows
/// are checked too, and says so.
fn adopt_unknown(
    tables: &mut [WholeTable],
    national: &[Domain],
    level: AdminLevel,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut numbers: IndexMap<String, DomainNumber> = IndexMap::new();
    for table in tables {
        if national.iter().any(|domain| domain.is_called(&table.domain.value)) {
            continue;
        }
        let written = table.number.as_ref().map(|number| number.value.clone());
        let next =
            written.clone().or_else(|| DomainNumber::parse(&format!("{:02}", numbers.len() + 1)));
        let Some(next) = next.map(|next| next.at(level)) else { continue };
        let number = numbers.entry(table.domain.value.clone()).or_insert_with(|| {
            if table.domain.value != OPEN_DOMAIN {
                let fault = unknown_domain::without_guideline(&table.domain.value);
                findings.push(fault.at(table.domain.location));
            }
            next
        });
        table.number = Some(Located::new(number.clone(), table.domain.location));
        table.own.get_or_insert_with(|| unknown_domain(table.domain.value.clone(), table.location));
        table.domain.value = number.to_string();
        let codes = table.rows.iter_mut().filter_map(|row| row.code.as_mut());
        for code in codes.filter(|code| written.as_ref().is_some_and(|w| code.value.is_in(w))) {
            code.value = code.value.moved_to(number);
        }
    }
    findings
}

fn unknown_domain(name: String, location: Location) -> DomainFrame {
    DomainFrame {
        name,
        aliases: Vec::new(),
        guideline: None,
        legend: None,
        lead: None,
        origin: Origin { layer: LAYER, location },
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
        topics: None,
        derive_enforcement: false,
        releases: Vec::new(),
        settings: Settings::default(),
        location,
    }
}

#[cfg(test)]
mod tests;
