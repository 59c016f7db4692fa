//! 规则 and 例外: what the layers say about the rules themselves.
//!
//! The settings of a layer hold for all members below it; of several that speak of the same rule, the
//! nearest wins. This module decides what a finding counts for. It knows no rule, and nothing of how
//! findings are shown.

use super::{find_rule, rules};
use crate::finding::{Area, Finding, ItemName, RuleId, Severity, Suppressed};
use crate::model::{Exception, Field, ItemRef, RuleLevel, Settings, Today, fold};
use crate::rules::files::unknown_key;
use crate::rules::process::{expired_exception, unapproved_exception, unused_exception};
use crate::source::Location;

/// The settings that hold for one body of government.
#[derive(Debug, Clone)]
pub struct Policy<'a> {
    /// From the top down; the last are the body's own.
    layers: Vec<&'a Settings>,
    today: Today,
}

/// Findings after the settings were applied.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// What counts, each at its level.
    pub findings: Vec<Finding>,
    /// What an exception covers.
    pub suppressed: Vec<Suppressed>,
    /// The places of the exceptions that covered something.
    pub used: Vec<Location>,
}

/// The severity that a level stands for; `None` for off.
fn severity(level: RuleLevel) -> Option<Severity> {
    match level {
        RuleLevel::Off => None,
        RuleLevel::Note => Some(Severity::Note),
        RuleLevel::Warning => Some(Severity::Warning),
        RuleLevel::Error => Some(Severity::Error),
    }
}

impl<'a> Policy<'a> {
    /// The policy that these settings make, given from the top down; the last are the body's own.
    pub fn new(layers: impl IntoIterator<Item = &'a Settings>, today: impl Into<Today>) -> Self {
        Self { layers: layers.into_iter().collect(), today: today.into() }
    }

    /// Whether a rule is looked at here at all.
    pub fn is_off(&self, rule: RuleId) -> bool {
        self.level(rule) == Some(RuleLevel::Off)
    }

    /// Gives each finding the level that the nearest layer names for its rule, takes out what is turned
    /// off, and sets aside what an exception covers.
    pub fn apply(&self, findings: Vec<Finding>) -> Outcome {
        let mut outcome = Outcome::default();
        let levelled = findings.into_iter().filter_map(|finding| self.levelled(finding));
        outcome.findings = levelled
            .filter_map(|finding| {
                let (item, field) = (finding.item.as_ref(), finding.field);
                let Some(exception) = self.exception_for(finding.rule, item, field) else {
                    return Some(finding);
                };
                outcome.used.push(exception.location);
                let justification = justification(exception);
                outcome.suppressed.push(Suppressed { finding, justification });
                None
            })
            .collect();
        outcome.used.sort_unstable();
        outcome.used.dedup();
        outcome
    }

    /// The exception that lets such a finding stand, the nearest first.
    pub fn exception_for(
        &self,
        rule: RuleId,
        item: Option<&ItemName>,
        field: Option<Field>,
    ) -> Option<&'a Exception> {
        let holds = |exception: &&Exception| {
            exception.rule.value == rule.0
                && exception.item.as_ref().is_none_or(|meant| names(meant, item))
                && exception.field.is_none_or(|meant| field == Some(meant))
                && !self.is_over(exception)
                && !(is_of_secrets(exception) && is_unapproved(exception))
        };
        self.layers.iter().rev().find_map(|settings| settings.exceptions.iter().find(holds))
    }

    /// What is wrong with the body's own settings: unknown rules, and exceptions past their day.
    pub(super) fn faults(&self) -> Vec<Finding> {
        let Some(own) = self.layers.last() else { return Vec::new() };
        let named = own.rules.iter().map(|(id, word)| (id.as_str(), word.location, "级别"));
        let excepted = own.exceptions.iter();
        let excepted = excepted.map(|e| (e.rule.value.as_str(), e.rule.location, "例外"));
        let unknown = named.chain(excepted).filter(|(id, ..)| find_rule(id).is_none());
        let unknown = unknown.map(|(id, location, what)| unknown_rule(id, location, what));
        let over = own.exceptions.iter().filter(|exception| self.is_over(exception));
        let unapproved = own.exceptions.iter().filter(|exception| {
            is_unapproved(exception) && find_rule(&exception.rule.value).is_some()
        });
        unknown.chain(over.map(expired)).chain(unapproved.map(without_approval)).collect()
    }

    /// The body's own exceptions that are not in `used`. One past its day is told of already, and so is
    /// one for a rule that does not exist.
    pub(crate) fn unused(&self, used: impl Fn(Location) -> bool) -> Vec<Finding> {
        let own = self.layers.last().map_or(&[][..], |own| &own.exceptions);
        own.iter()
            .filter(|e| find_rule(&e.rule.value).is_some() && !self.is_over(e))
            .filter(|e| !(is_of_secrets(e) && is_unapproved(e)))
            .filter(|exception| !used(exception.location))
            .map(unused)
            .collect()
    }

    fn level(&self, rule: RuleId) -> Option<RuleLevel> {
        let named = self.layers.iter().rev().find_map(|settings| settings.rules.get(rule.0));
        named.map(|level| level.value)
    }

    fn levelled(&self, mut finding: Finding) -> Option<Finding> {
        let Some(level) = self.level(finding.rule) else { return Some(finding) };
        let severity = severity(level)?;
        // An inherited fault was lowered already and is not raised again.
        finding.severity =
            if finding.inherited { finding.severity.min(severity) } else { severity };
        Some(finding)
    }

    /// Whether the day of an exception has passed.
    fn is_over(&self, exception: &Exception) -> bool {
        exception.until.as_ref().is_some_and(|until| until.value < self.today)
    }
}

/// Whether `meant` is the code of an item, its last name, its names from the top, or the name of its
/// domain, with or without the domain before the names.
fn names(meant: &ItemRef, item: Option<&ItemName>) -> bool {
    let Some(item) = item else { return false };
    if let Some(code) = &meant.code {
        return item.code.as_ref().is_some_and(|own| own.is_called(code));
    }
    let key = |parts: &[&str]| parts.iter().map(|p| fold::name(p)).collect::<Vec<_>>().join("/");
    let wanted = key(&meant.names.iter().map(String::as_str).collect::<Vec<_>>());
    let path: Vec<&str> = item.path.iter().map(String::as_str).collect();
    let full: Vec<&str> = std::iter::once(item.domain.as_str()).chain(path.clone()).collect();
    let last = path.last().map(std::slice::from_ref).unwrap_or_default();
    [path.as_slice(), full.as_slice(), last, &[item.domain.as_str()]]
        .into_iter()
        .any(|parts| !parts.is_empty() && key(parts) == wanted)
}

fn justification(exception: &Exception) -> String {
    let mut text = exception.reason.clone();
    if let Some(who) = &exception.approved_by {
        text.push_str(&format!("（批准人：{who}）"));
    }
    if let Some(until) = &exception.until {
        text.push_str(&format!("（有效期至 {}）", until.value));
    }
    text
}

/// A rule named in the settings that does not exist: what is said of it would silently do nothing.
fn unknown_rule(id: &str, location: Location, what: &str) -> Finding {
    let known: Vec<&str> = rules::ALL.iter().map(|rule| rule.id.0).collect();
    unknown_key::rule(id, what, &known).at(location)
}

/// What an exception is for, in words.
fn subject(exception: &Exception) -> String {
    let item = exception.item.as_ref().map(ItemRef::text);
    let field = exception.field.map(|field| field.to_string());
    let named: Vec<String> = item.into_iter().chain(field).collect();
    match named.as_slice() {
        [] => format!("“{}”", exception.rule.value),
        _ => format!("“{}”（{}）", exception.rule.value, named.join(" ")),
    }
}

fn is_unapproved(exception: &Exception) -> bool {
    exception.approved_by.as_ref().is_none_or(|who| who.trim().is_empty())
}

/// Whether an exception is for a rule about personal data or secrets.
fn is_of_secrets(exception: &Exception) -> bool {
    find_rule(&exception.rule.value).is_some_and(|rule| rule.area == Area::Privacy)
}

fn without_approval(exception: &Exception) -> Finding {
    let fault = match is_of_secrets(exception) {
        true => unapproved_exception::of_secrets(&subject(exception)),
        false => unapproved_exception::unapproved(&subject(exception)),
    };
    fault.at(exception.location)
}

fn expired(exception: &Exception) -> Finding {
    let until = exception.until.as_ref();
    let day = until.map(|until| until.value.to_string()).unwrap_or_default();
    let location = until.map_or(exception.location, |until| until.location);
    expired_exception::expired(&subject(exception), &day).at(location)
}

fn unused(exception: &Exception) -> Finding {
    unused_exception::unused(&subject(exception)).at(exception.location)
}

#[cfg(test)]
mod tests;
