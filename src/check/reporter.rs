//! From what a rule says to a finding: place, level, inheritance.

use super::facts::Facts;
use super::{Check, Place, Scope};
use crate::finding::{Entry, Fault, Finding, Mends, Related, Severity};
use crate::register::{DataKind, Registers};
use crate::source::Location;

/// Collects what one rule finds.
#[derive(Debug)]
pub(crate) struct Reporter<'a> {
    scope: &'a Scope<'a>,
    facts: &'a Facts<'a>,
    check: &'a Check,
    findings: Vec<Finding>,
    /// How often the rule spoke, whether or not it yielded.
    raised: usize,
}

/// A finding being written; it is kept when the draft is dropped from hand. Nothing, where another rule
/// speaks of the place.
#[derive(Debug)]
pub(crate) struct Draft<'r> {
    finding: Option<&'r mut Finding>,
    in_sheet: bool,
}

impl<'a> Reporter<'a> {
    pub(super) fn new(scope: &'a Scope<'a>, facts: &'a Facts<'a>, check: &'a Check) -> Self {
        Self { scope, facts, check, findings: Vec::new(), raised: 0 }
    }

    /// Whether a rule speaks, to be heard or not, while it looks at something.
    pub(super) fn speaks(&mut self, look: impl FnOnce(&mut Self)) -> bool {
        let before = self.raised;
        look(self);
        self.raised > before
    }

    /// What is known of the catalogue.
    pub(super) fn facts(&self) -> &'a Facts<'a> {
        self.facts
    }

    /// Whether a list of duties is looked at.
    pub(super) fn of_duties(&self) -> bool {
        self.scope.duties.is_some()
    }

    pub(super) fn finish(self) -> Vec<Finding> {
        let Self { scope, mut findings, .. } = self;
        for finding in findings.iter_mut().filter(|_| scope.duties.is_some()) {
            finding.message = scope.in_its_words(std::mem::take(&mut finding.message));
            finding.help = finding.help.take().map(|help| scope.in_its_words(help));
            // A row of such a list has no code of its own.
            finding.item.iter_mut().for_each(|item| item.code = None);
        }
        findings
    }

    /// Reports a fault at a place, at the rule's own level.
    pub fn at(&mut self, place: Place<'_>, message: impl Into<String>) -> Draft<'_> {
        self.raise(place, self.check.rule.fault(message))
    }

    /// Reports a fault at a place, at one of the levels that the rule declares.
    pub fn at_level(
        &mut self,
        place: Place<'_>,
        level: Severity,
        message: impl Into<String>,
    ) -> Draft<'_> {
        self.raise(place, self.check.rule.fault(message).level(level))
    }

    /// Reports a fault that the rule has put into words, at a place. Here a rule yields: where one that it
    /// yields to speaks, it is silent.
    pub fn raise(&mut self, place: Place<'_>, mut fault: Fault) -> Draft<'_> {
        self.raised += 1;
        if self.check.yields_to.iter().any(|other| other.claims(self.facts, place)) {
            return Draft { finding: None, in_sheet: false };
        }
        let catalogue = self.scope.catalogue;
        let own = catalogue.own_layer();
        let origin = place.origin(own);
        let inherited = origin.layer < own;
        let (mut location, mut source) = (origin.location, None);
        match self.check.rule.mends {
            _ if !inherited => {}
            Mends::Nearest if self.scope.mends_guidelines() => {
                fault.severity = fault.severity.min(Severity::Warning);
            }
            Mends::Writer | Mends::Nearest => fault.severity = Severity::Note,
            // The body has to act, so it is shown its own row where it has one.
            Mends::Body => {
                if let Some(row) = place.item().and_then(|at| at.item.listed) {
                    source = Some(std::mem::replace(&mut location, row));
                }
            }
        }
        let subject = place.subject(catalogue);
        let mut finding = fault.at(location);
        finding.inherited = inherited;
        finding.source = source;
        finding.item = subject.item;
        finding.field = subject.field;
        self.findings.push(finding);
        let row = place.item().and_then(|at| at.item.listed);
        let in_sheet = [Some(location), row].into_iter().flatten().any(is_cell);
        Draft { finding: self.findings.last_mut(), in_sheet }
    }
}

fn is_cell(location: Location) -> bool {
    matches!(location.place, crate::source::FilePlace::Cell { .. })
}

impl Draft<'_> {
    /// Adds what to do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        if let Some(finding) = &mut self.finding {
            finding.help = Some(help.into());
        }
        self
    }

    /// Adds what to do, in the words of what the user holds: cells and columns, or YAML.
    pub fn help_in(self, sheet: &str, yaml: &str) -> Self {
        let help = if self.in_sheet { sheet } else { yaml };
        self.help(help)
    }

    /// Adds the line of the profile that would mend it.
    pub fn entry(mut self, entry: Entry) -> Self {
        if let Some(finding) = &mut self.finding {
            finding.entry = Some(Box::new(entry));
        }
        self
    }

    /// Says who records what the finding rests on, where that is not built in.
    pub fn resting_on(self, registers: &Registers, kind: DataKind, name: &str) -> Self {
        let Some(source) = registers.source_of(kind, name) else { return self };
        let message = format!("依据的是{}的登记：{}", source.layer, source.file);
        self.related(source.location, message)
    }

    /// Adds a second place.
    pub fn related(mut self, location: Location, message: impl Into<String>) -> Self {
        if let Some(finding) = &mut self.finding {
            finding.related.push(Related { message: message.into(), location });
        }
        self
    }
}
