//! From what a rule says to a finding: place, level, inheritance.

use super::{Place, Scope};
use crate::finding::{Fault, Finding, Mends, Rule, Severity};
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
        self.raise(place, self.rule.fault(message))
    }

    /// Reports a fault at a place, at one of the levels that the rule declares.
    pub fn at_level(
        &mut self,
        place: Place<'_>,
        level: Severity,
        message: impl Into<String>,
    ) -> Draft<'_> {
        self.raise(place, self.rule.fault(message).level(level))
    }

    /// Reports a fault that the rule has put into words, at a place.
    pub fn raise(&mut self, place: Place<'_>, mut fault: Fault) -> Draft<'_> {
        let catalogue = self.scope.catalogue;
        let own = catalogue.own_layer();
        let origin = place.origin(own);
        let inherited = origin.layer < own;
        let mut location = origin.location;
        match self.rule.mends {
            _ if !inherited => {}
            Mends::Writer => fault.severity = Severity::Note,
            // The body has to act, so it is shown its own row where it has one.
            Mends::Body => location = place.listed().unwrap_or(location),
        }
        let subject = place.subject(catalogue);
        let mut finding = fault.at(location);
        finding.inherited = inherited;
        finding.item = subject.item;
        finding.field = subject.field;
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
