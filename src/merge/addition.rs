//! 新增: a row of one's own goes into its domain.

use std::collections::BTreeMap;

use foldhash::HashSet;

use super::code::local_code;
use super::same::same_value;
use crate::finding::{Fault, Finding, ItemName};
use crate::model::{Code, Domain, Field, FieldSet, Item, Layer, LayerId, NewItem, Origin, fold};
use crate::register::ChannelRegister;
use crate::rules::structure::duplicate_item;
use crate::source::FilePlace;

/// Adds a row of one's own behind the last item of the same 一级事项. `codes` are those given so far.
pub(super) fn add(
    domain: &mut Domain,
    row: &NewItem,
    own: &Layer,
    id: LayerId,
    codes: &mut HashSet<Code>,
    channels: &ChannelRegister,
    findings: &mut Vec<Finding>,
) {
    let Some(names) = row.fields.names.as_ref() else { return };
    let given = row.code.as_ref().map(|code| code.value.clone());
    let level = own.profile.level.value;
    let by_names = || {
        let code = local_code(&domain.number, level, &names.value.0)?;
        let part = if codes.contains(&code) { part_of(domain, row) } else { None };
        part.map_or(Some(code), |part| {
            local_code(&domain.number, level, &[names.value.0.clone(), vec![part]].concat())
        })
    };
    let Some(code) = given.or_else(by_names) else { return };
    let taken = codes.contains(&code).then(|| domain.items.iter().find(|item| item.code == code));
    if taken.flatten().is_some_and(|item| is_listed_already(item, row, id, channels)) {
        return;
    }
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
        not_here: FieldSet::EMPTY,
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

/// Whether the layer has the very row already: its whole table lists what its adjustments add.
fn is_listed_already(item: &Item, row: &NewItem, id: LayerId, channels: &ChannelRegister) -> bool {
    let same = |field: &Field| same_value(channels, *field, &item.fields, &row.fields);
    item.origin.layer == id
        && item.origin.location.file != row.location.file
        && Field::ALL.iter().all(same)
}

/// Which part of an item a row is whose name is one merged cell over several rows: they say several things
/// of one item, each with its own limit or channels, and none of them may be lost.
fn part_of(domain: &Domain, row: &NewItem) -> Option<String> {
    let place = row.fields.names.as_ref()?.origin.location;
    let FilePlace::Cell { .. } = place.place else { return None };
    let same = |item: &&Item| {
        item.fields.names.as_ref().is_some_and(|names| names.origin.location == place)
    };
    let before = domain.items.iter().filter(same).count();
    (before > 0).then(|| (before + 1).to_string())
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
