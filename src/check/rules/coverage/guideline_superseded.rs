//! guideline-superseded: a domain whose guideline has a successor.
//!
//! A note while the guideline is superseded in part, and nothing where the successor is adopted too.

use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Severity;
use crate::model::{Domain, DomainNumber, Guideline};
use crate::register::Registers;
use crate::source::Location;

pub(crate) static CHECK: Check = Check::catalogue(&RULE, check);
pub(crate) static RULE: Rule = Rule::note(Area::Coverage, include_str!("guideline-superseded.md"))
    .also(&[Severity::Warning])
    .mended_by_body();

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    let domains = &scope.catalogue.domains;
    for domain in domains {
        let Some(guideline) = domain.guideline.as_ref().filter(|g| !g.successors.is_empty()) else {
            continue;
        };
        let adopted = |number: &DomainNumber| domains.iter().any(|domain| domain.number == *number);
        if guideline.successors.iter().any(adopted) {
            continue;
        }
        report(scope, domain, guideline, reporter);
    }
}

fn report(scope: &Scope<'_>, domain: &Domain, guideline: &Guideline, reporter: &mut Reporter<'_>) {
    let whole = guideline.status.as_deref() == Some("已被替代");
    let severity = if whole { Severity::Warning } else { Severity::Note };
    let names = names(scope.registers, &guideline.successors).join("、");
    let done = if whole { "已被替代" } else { "部分被替代" };
    let message = format!("“{}”领域的指引{done}，后继是{names}，目录里没有这个领域", domain.name);
    reporter
        .at_level(Place::DomainAt(&domain.name, place(scope, domain)), severity, message)
        .help(format!("看后继领域（{names}）的事项是不是本级的职责，是的，采用后继领域"));
}

/// Where the body's own layer brought the domain in: its table, or its `mulu.yaml`.
fn place(scope: &Scope<'_>, domain: &Domain) -> Location {
    let profile = &scope.catalogue.profile;
    let listed = domain.items.iter().find_map(|item| item.listed);
    let named = profile.domains.iter().flatten().find(|name| domain.is_called(&name.value));
    named.map(|name| name.location).or(listed).unwrap_or(profile.location)
}

/// The successors by name, where they are built in.
fn names(registers: &Registers, numbers: &[DomainNumber]) -> Vec<String> {
    let name = |number: &DomainNumber| match registers.domain_name(number) {
        Some(name) => format!("“{name}”（{number}）"),
        None => number.to_string(),
    };
    numbers.iter().map(name).collect()
}
