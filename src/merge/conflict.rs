//! Places of the same rank that want different things.

use super::plan::{Plan, PlannedChange, item_at, name_of};
use crate::finding::{Fault, Finding};
use crate::model::{Domain, Dropping, Field, ItemIn, WholeTable};
use crate::rules::layers::conflicting_layers;
use crate::source::Location;

/// Reports what places of one layer want differently of the same item.
pub(super) fn report(plan: &Plan<'_>, domains: &[Domain], findings: &mut Vec<Finding>) {
    for (at, changes) in &plan.changes {
        let item = item_at(domains, *at);
        let fields = Field::ALL.into_iter().filter_map(|field| values_differ(item, changes, field));
        findings.extend(fields.chain(further_columns_differ(item, changes)));
        findings.extend(plan.drops.get(at).and_then(|drops| dropped_and_set(item, drops, changes)));
    }
    for (at, drops) in &plan.drops {
        findings.extend(reasons_differ(item_at(domains, *at), drops));
    }
}

/// A table under the number of a local domain that has another name.
pub(super) fn number_taken(table: &WholeTable, domain: &Domain) -> Option<Finding> {
    let (number, frame) = (table.number.as_ref()?, table.own.as_ref()?);
    if !number.value.is_local() || number.value != domain.number || domain.is_called(&frame.name) {
        return None;
    }
    let finding = conflicting_layers::number_taken(&number.value, &domain.name, &frame.name)
        .at(number.location);
    Some(finding.with_related(domain.origin.location, "先用这个编号的领域"))
}

/// Two places that set one field differently.
fn values_differ(item: ItemIn<'_>, changes: &[PlannedChange], field: Field) -> Option<Finding> {
    let set = changes.iter().filter_map(|change| {
        Some((change.fields.text(field)?, change.fields.origin(field)?.location))
    });
    let mut finding = texts_differ(item, &field.to_string(), set.collect())?;
    finding.field = Some(field);
    Some(finding)
}

/// Two places that say differently what stands in a column of their own.
fn further_columns_differ(item: ItemIn<'_>, changes: &[PlannedChange]) -> Vec<Finding> {
    let mut headings: Vec<&String> = changes.iter().flat_map(|c| c.fields.other.keys()).collect();
    headings.sort();
    headings.dedup();
    let of_heading = |heading: &String| {
        let values = changes.iter().filter_map(|change| change.fields.other.get(heading));
        let set = values.map(|value| (value.value.to_string(), value.origin.location));
        texts_differ(item, heading, set.collect())
    };
    headings.into_iter().filter_map(of_heading).collect()
}

fn texts_differ(item: ItemIn<'_>, what: &str, mut set: Vec<(String, Location)>) -> Option<Finding> {
    set.sort_by_key(|(_, location)| *location);
    let (first, here) = set.first()?;
    let (other, there) = set.iter().find(|(text, _)| text != first)?;
    Some(conflict(item, *there, *here, conflicting_layers::texts(what, first, other)))
}

fn dropped_and_set(
    item: ItemIn<'_>,
    drops: &[Dropping],
    changes: &[PlannedChange],
) -> Option<Finding> {
    let dropped = drops.iter().map(|dropping| dropping.location).min()?;
    let set = changes.iter().map(|change| change.location).min()?;
    Some(conflict(item, dropped, set, conflicting_layers::dropped_and_kept()))
}

fn reasons_differ(item: ItemIn<'_>, drops: &[Dropping]) -> Option<Finding> {
    let first = drops.iter().min_by_key(|dropping| dropping.location)?;
    let differs = |other: &&Dropping| other.reason != first.reason || other.note != first.note;
    let other = drops.iter().filter(differs).min_by_key(|dropping| dropping.location)?;
    Some(conflict(item, other.location, first.location, conflicting_layers::reasons()))
}

fn conflict(item: ItemIn<'_>, here: Location, there: Location, fault: Fault) -> Finding {
    let mut finding = fault.at(here).with_related(there, "另一处在这里");
    finding.item = Some(name_of(item));
    finding
}
