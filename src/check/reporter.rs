//! From what a rule says to a finding: place, level, inheritance.

use super::{Mends, Place, Rule, Scope};
use crate::finding::{Finding, ItemName, Severity};
use crate::source::Location;

/// Collects what one rule finds.
#[derive(Debug)]
pub struct Reporter<'a> {
    scope: &'a Scope<'a>,
    rule: &'static Rule,
    findings: Vec<Finding>,
}

/// A finding being written; it is kept when the draft is dropped from hand.
#[derive(Debug)]
pub struct Draft<'r>(&'r mut Finding);

impl<'a> Reporter<'a> {
    pub(super) fn new(scope: &'a Scope<'a>, rule: &'static Rule) -> Self {
        Self { scope, rule, findings: Vec::new() }
    }

    pub(super) fn finish(self) -> Vec<Finding> {
        self.findings
    }

    /// Reports a fault at a place, at the rule's own level.
    pub fn at(&mut self, place: Place<'_>, message: impl Into<String>) -> Draft<'_> {
        self.at_level(place, self.rule.level, message)
    }

    /// Reports a fault at a place, at another level than the rule's own.
    pub fn at_level(
        &mut self,
        place: Place<'_>,
        level: Severity,
        message: impl Into<String>,
    ) -> Draft<'_> {
        let own = self.scope.catalogue.own_layer();
        let origin = place.origin(own);
        let inherited = origin.layer < own;
        let lowered = inherited && self.rule.mends == Mends::Writer;
        let severity = if lowered { Severity::Note } else { level };
        let mut finding = Finding::new(self.rule.id, severity, origin.location, message);
        finding.inherited = inherited;
        let (domain, item, field) = place.subject();
        finding.field = field;
        finding.item = domain.map(|domain| ItemName {
            domain: domain.name.clone(),
            code: item.map(|item| item.code.clone()),
            path: item.map(|item| item.names().to_vec()).unwrap_or_default(),
        });
        let index = self.findings.len();
        self.findings.push(finding);
        Draft(&mut self.findings[index])
    }
}

impl Draft<'_> {
    /// Adds what to do.
    pub fn help(self, help: impl Into<String>) -> Self {
        self.0.help = Some(help.into());
        self
    }

    /// Adds a second place.
    pub fn related(self, location: Location, message: impl Into<String>) -> Self {
        let related = crate::finding::Related { message: message.into(), location };
        self.0.related.push(related);
        self
    }
}
