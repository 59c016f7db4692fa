//! Findings: what is wrong with the content, where, why it matters and what to do.
//!
//! A finding is a result, not an error: reading, merging and checking all produce them, and only the
//! command line decides what they mean for the exit status. This module knows nothing of how they are
//! found or shown.

mod rule;

use std::collections::BTreeMap;
use std::fmt;

use crate::model::{Code, Domain, Field, Item};
use crate::source::Location;

pub use rule::{Area, Fault, Mends, Rule};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing has to be done here.
    Note,
    /// Should be put right; the catalogue can still be used.
    Warning,
    /// Must be put right before the catalogue is used.
    Error,
}

impl Severity {
    /// The ASCII name used by machine formats.
    pub fn id(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The level with this name.
    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Note, Self::Warning, Self::Error].into_iter().find(|level| level.id() == id)
    }

    /// The Chinese name shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Note => "提示",
            Self::Warning => "警告",
            Self::Error => "错误",
        }
    }
}

/// The permanent id of a rule, such as `missing-field`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId(pub &'static str);

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// The item that a finding is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemName {
    /// Name of the domain.
    pub domain: String,
    /// The item's code; `None` while a row has none yet.
    pub code: Option<Code>,
    /// Its names, from 一级事项 down.
    pub path: Vec<String>,
}

impl ItemName {
    /// The name of an item of a domain.
    pub fn of(domain: &Domain, item: &Item) -> Self {
        let (code, path) = (Some(item.code.clone()), item.names().to_vec());
        Self { domain: domain.name.clone(), code, path }
    }
}

/// A second place that explains a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// What stands there.
    pub message: String,
    /// The place.
    pub location: Location,
}

/// A line that is missing from what a body says of itself. Findings with such a line are one question with
/// one answer: a table to be filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The part of the profile in which it belongs: 责任单位, 牵头单位.
    pub section: &'static str,
    /// What the line is about.
    pub key: String,
    /// The line as it is written in YAML.
    pub line: String,
    /// The sheet of a workbook of settings in which it belongs instead.
    pub sheet: &'static str,
    /// Its row there, a text for each column.
    pub row: Vec<String>,
    /// What of the line is for the body to fill in.
    pub blank: &'static str,
    /// Where the profile begins.
    pub profile: Location,
    /// What else can be done, in words.
    pub otherwise: &'static str,
}

impl Entry {
    /// The line of 责任单位 for a role.
    pub fn role(role: &str, profile: Location, otherwise: &'static str) -> Self {
        // A row may name the domain for which alone it holds.
        let row = vec![String::new(), role.to_owned(), BODY.to_owned()];
        Self { row, ..Self::body("责任单位", role, profile, otherwise) }
    }

    /// The line of 牵头单位 for a domain.
    pub fn lead(domain: &str, profile: Location, otherwise: &'static str) -> Self {
        Self::body("牵头单位", domain, profile, otherwise)
    }

    /// The line `key: 单位名称` of a table of bodies, which is a row with two texts in a sheet.
    fn body(section: &'static str, key: &str, profile: Location, otherwise: &'static str) -> Self {
        Self {
            section,
            key: key.to_owned(),
            line: format!("{key}: {BODY}"),
            sheet: section,
            row: vec![key.to_owned(), BODY.to_owned()],
            blank: BODY,
            profile,
            otherwise,
        }
    }

    /// The row in one line, for advice.
    pub fn row_text(&self) -> String {
        let filled = self.row.iter().map(String::as_str).filter(|text| !text.is_empty());
        filled.collect::<Vec<_>>().join("｜")
    }
}

/// What stands for the name of a body in a line that is to be filled in.
const BODY: &str = "单位名称";

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule that found it.
    pub rule: RuleId,
    /// How much it matters here.
    pub severity: Severity,
    /// What stands there and why it matters.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Whether the text stands as in the layer above.
    pub inherited: bool,
    /// The body of government whose catalogue was compiled, where there is one.
    pub member: Option<String>,
    /// The item it is about.
    pub item: Option<ItemName>,
    /// The field it is about.
    pub field: Option<Field>,
    /// Where it stands.
    pub location: Location,
    /// Where an inherited text was written, when `location` is another place.
    pub source: Option<Location>,
    /// Other places that explain it.
    pub related: Vec<Related>,
    /// The line that would mend it.
    pub entry: Option<Box<Entry>>,
}

impl Finding {
    /// What a rule finds at a place, at its own level; the rest is filled in with the `with_` methods.
    pub fn new(rule: &Rule, location: Location, message: impl Into<String>) -> Self {
        Self {
            rule: rule.id,
            severity: rule.level,
            message: message.into(),
            help: None,
            inherited: false,
            member: None,
            item: None,
            field: None,
            location,
            source: None,
            related: Vec::new(),
            entry: None,
        }
    }

    /// Adds what to do.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// All places that it names.
    pub fn places(&self) -> impl Iterator<Item = Location> {
        let related = self.related.iter().map(|related| related.location);
        let entry = self.entry.iter().map(|entry| entry.profile);
        std::iter::once(self.location).chain(self.source).chain(related).chain(entry)
    }

    /// Adds a second place.
    #[must_use]
    pub fn with_related(mut self, location: Location, message: impl Into<String>) -> Self {
        self.related.push(Related { message: message.into(), location });
        self
    }
}

/// Adds findings to others. Where there are none yet they are taken as they are: a hostile table has tens of
/// thousands, which need not stand twice.
pub fn add_all(all: &mut Vec<Finding>, more: Vec<Finding>) {
    match all.is_empty() {
        true => *all = more,
        false => all.extend(more),
    }
}

/// A finding that was looked at and is let stand; it does not count, but is not forgotten either.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppressed {
    /// The finding.
    pub finding: Finding,
    /// Why it may stand, and who said so.
    pub justification: String,
}

/// Notes that are only counted: of thousands of members there are too many to be kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NoteCounts(BTreeMap<RuleId, usize>);

impl NoteCounts {
    /// None at all.
    pub const NONE: Self = Self(BTreeMap::new());

    /// Takes the notes out of these findings. Those with a line to be filled in stay: they are told
    /// together with graver ones.
    pub fn take(findings: &mut Vec<Finding>) -> Self {
        let mut counts = Self::default();
        findings.retain(|finding| {
            let is_counted = finding.severity == Severity::Note && finding.entry.is_none();
            if is_counted {
                *counts.0.entry(finding.rule).or_default() += 1;
            }
            !is_counted
        });
        // Most findings are notes: their room is given back.
        findings.shrink_to_fit();
        counts
    }

    /// Adds others.
    pub fn add(&mut self, others: &Self) {
        for (rule, count) in &others.0 {
            *self.0.entry(*rule).or_default() += count;
        }
    }

    /// How many there are.
    pub fn total(&self) -> usize {
        self.0.values().sum()
    }

    /// How many there are of each rule.
    pub fn by_rule(&self) -> impl Iterator<Item = (RuleId, usize)> {
        self.0.iter().map(|(rule, count)| (*rule, *count))
    }
}

impl FromIterator<(RuleId, usize)> for NoteCounts {
    fn from_iter<I: IntoIterator<Item = (RuleId, usize)>>(counts: I) -> Self {
        Self(counts.into_iter().collect())
    }
}
