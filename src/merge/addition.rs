//! 新增: a row of one's own goes into its domain.

use std::collections::BTreeMap;

use foldhash::HashSet;

use super::code::local_code;
use crate::finding::{Fault, Finding, ItemName};
use crate::model::{Code, Domain, FieldSet, Item, Layer, LayerId, NewItem, Origin, fold};
use crate::rules::structure::duplicate_item;

/// Adds a row of one's own behind the last item of the same 一级事项. `codes` are those given so far.
pub(super) fn add(
    domain: &mut Domain,
    row: &NewItem,
    own: &Layer,
    id: LayerId,
    codes: &mut HashSet<Code>,
    findings: &mut Vec<Finding>,
) {
    let Some(names) = row.fields.names.as_ref() else { return };
    let given = row.code.as_ref().map(|code| code.value.clone());
    let code =
        given.or_else(|| local_code(&domain.number, own.profile.level.value, &names.value.0));
    let Some(code) = code else { return };
    let taken = codes.contains(&code).then(|| domain.items.iter().find(|item| item.code == code));
    if let Some(fault) = code_fault(domain, taken.flatten(), &code, row, id) {
        findings.push(fault);
        return;
    }
    codes.insert(code.clone());
    let item = Item {
        code,
        serial: row.serial.clone(),
        aliases: Vec::new(),
        fields: row.fields.clone(),
        unverified: FieldSet::EMPTY,
        blank: row.blank.clone(),
        bound: Vec::new(),
        listed: Some(row.location),
        evidence: None,
        field_evidence: BTreeMap::new(),
        power: None,
        origin: Origin { layer: id, location: row.location },
    };
    let group =
        domain.items.iter().rposition(|other| other.names().first() == item.names().first());
    let at = group.map_or(domain.items.len(), |last| last + 1);
    domain.items.insert(at, item);
}

/// What to say of a code that another item has: written here, or given by the names.
fn taken_code(domain: &Domain, item: &Item, code: &Code, row: &NewItem) -> Fault {
    let key = |names: &[String]| names.iter().map(|name| fold::name(name)).collect::<Vec<_>>();
    let names = row.fields.names.as_ref().map(|names| key(&names.value.0));
    if row.code.is_some() {
        duplicate_item::taken_code(code, item, domain)
    } else if names == Some(key(item.names())) {
        duplicate_item::same_names_as_addition()
    } else {
        duplicate_item::taken_by_names(code, item)
    }
}

/// Why a code cannot be given to an addition.
fn code_fault(
    domain: &Domain,
    taken: Option<&Item>,
    code: &Code,
    row: &NewItem,
    layer: LayerId,
) -> Option<Finding> {
    let location = row.code.as_ref().map_or(row.location, |code| code.location);
    let fault = if let Some(item) = taken {
        taken_code(domain, item, code, row)
    } else if !code.is_in(&domain.number) {
        duplicate_item::code_of_other_domain(code, domain)
    } else if !code.is_local() && domain.origin.layer != layer {
        match domain.origin.layer {
            LayerId::NATIONAL => duplicate_item::reserved_code(code, domain, "国家指引"),
            _ => duplicate_item::reserved_code(code, domain, "设这个领域的上一层"),
        }
    } else {
        return None;
    };
    let mut finding = fault.at(location);
    if let Some(item) = taken {
        finding = finding.with_related(item.origin.location, "先有的那个事项");
    }
    finding.item = row.fields.names.as_ref().map(|names| ItemName {
        domain: domain.name.clone(),
        code: Some(code.clone()),
        path: names.value.0.clone(),
    });
    Some(finding)
}
