//! 职责: which items disclose a duty, and the items that kinds of power ask for.

use std::cell::LazyCell;

use super::plan::unknown_item;
use super::resolve::{Match, Resolver};
use crate::finding::Finding;
use crate::model::{
    Bodies, Code, Domain, Duty, DutyEntry, DutyList, Former, Item, ItemRef, Layer, LayerId, Origin,
    Traced,
};
use crate::rules::coverage::duty_uncovered;
use crate::source::Located;

/// Links every duty of the layer to the items that it names. Duties of a 权责清单 are disclosed by the
/// enforcement item of their kind of power besides, which is added when it is needed.
pub(super) fn link(
    own: &Layer,
    id: LayerId,
    enforcement: Option<&Domain>,
    domains: &mut Vec<Domain>,
    above: [&[Domain]; 2],
    findings: &mut Vec<Finding>,
) -> Vec<DutyEntry> {
    let derived = if own.profile.derive_enforcement { enforcement } else { None };
    if let Some(enforcement) = derived {
        derive(own, id, enforcement, domains);
    }
    let resolver = Resolver::new(domains);
    // Only a reference that leads nowhere is looked up above; most runs never build these.
    let above = above.map(|domains| LazyCell::new(move || Resolver::new(domains)));
    own.duties
        .iter()
        .map(|duty| {
            let named = duty.items.iter().filter_map(|reference| {
                named_item(reference, duty, domains, &resolver, &above, findings)
            });
            let mut items: Vec<Code> = named.collect();
            let by_power = duty.exemption.is_none();
            let derived = by_power.then(|| derived_item(duty, derived, domains)).flatten();
            let is_derived = derived.is_some() && duty.items.is_empty();
            items.extend(derived);
            items.sort();
            items.dedup();
            DutyEntry { duty: duty.clone(), items, derived: is_derived }
        })
        .collect()
}

/// The item that a duty names. One that this body does not adopt, or that does not exist, is a finding.
fn named_item<'a>(
    reference: &ItemRef,
    duty: &Duty,
    domains: &[Domain],
    resolver: &Resolver<'_>,
    above: &[LazyCell<Resolver<'a>, impl FnOnce() -> Resolver<'a>>],
    findings: &mut Vec<Finding>,
) -> Option<Code> {
    match resolver.reference(reference) {
        Match::Sure((d, i)) => return Some(domains[d].items[i].code.clone()),
        Match::Unsure((d, i), _) => {
            findings.push(unknown_item(reference, Some(&domains[d].items[i])));
            return None;
        }
        Match::None => {}
    }
    let dropped = above.iter().find_map(|resolver| match resolver.reference(reference) {
        Match::Sure(at) => Some(resolver.item(at)),
        Match::Unsure(..) | Match::None => None,
    });
    match dropped {
        // A withdrawn duty whose item is gone is as it should be.
        Some(_) if duty.list == DutyList::Withdrawn => {}
        Some(item) => findings.push(dropped_item(reference, duty, item)),
        None => findings.push(unknown_item(reference, None)),
    }
    None
}

fn dropped_item(reference: &ItemRef, duty: &Duty, item: &Item) -> Finding {
    duty_uncovered::dropped(duty, item)
        .at(reference.location)
        .with_related(item.origin.location, "上一层的这个事项")
}

/// Whether a duty has this kind of power.
fn needs(own: &Layer, power: &str) -> bool {
    own.duties.iter().any(|duty| {
        duty.list == DutyList::Powers
            && duty.exemption.is_none()
            && duty.power.as_ref().is_some_and(|p| p.value == power)
    })
}

/// Adds the enforcement items that the layer's kinds of power need.
fn derive(own: &Layer, id: LayerId, enforcement: &Domain, domains: &mut Vec<Domain>) {
    let needed =
        enforcement.items.iter().filter(|item| item.power.as_ref().is_some_and(|p| needs(own, p)));
    let mut items: Vec<Item> = needed.cloned().collect();
    items.iter_mut().for_each(|item| name_bodies(item, own, id));
    match domains.iter_mut().find(|domain| domain.number == enforcement.number) {
        Some(domain) => {
            items.retain(|item| !domain.items.iter().any(|old| old.code == item.code));
            domain.items.append(&mut items);
        }
        None if !items.is_empty() => domains.push(Domain { items, ..enforcement.clone() }),
        None => {}
    }
}

/// The bodies that the duties of this kind of power name (实施主体) are the ones that disclose it.
fn name_bodies(item: &mut Item, own: &Layer, id: LayerId) {
    let of_power = own.duties.iter().filter(|duty| {
        duty.list == DutyList::Powers
            && duty.power.as_ref().is_some_and(|p| Some(&p.value) == item.power.as_ref())
    });
    let named: Vec<&Located<String>> = of_power.filter_map(|duty| duty.body.as_ref()).collect();
    let Some(first) = named.first() else { return };
    let mut names: Vec<String> = Vec::new();
    for name in &named {
        if !names.contains(&name.value) {
            names.push(name.value.clone());
        }
    }
    let origin = Origin { layer: id, location: first.location };
    let mut replaced = Vec::new();
    if let Some(old) = item.fields.bodies.take() {
        replaced = old.replaced;
        replaced.push(Former { text: old.value.text(), origin: old.origin });
    }
    item.fields.bodies = Some(Traced { value: Bodies::from_list(names).into(), origin, replaced });
}

/// The enforcement item that discloses a duty by its kind of power.
fn derived_item(duty: &Duty, enforcement: Option<&Domain>, domains: &[Domain]) -> Option<Code> {
    let number = &enforcement?.number;
    let power = duty.power.as_ref().filter(|_| duty.list == DutyList::Powers)?;
    let domain = domains.iter().find(|domain| domain.number == *number)?;
    domain
        .items
        .iter()
        .find(|item| item.power.as_deref() == Some(power.value.as_str()))
        .map(|item| item.code.clone())
}
