//! 新增: a row of one's own goes into its domain.

use std::collections::BTreeMap;

use foldhash::HashSet;

use super::code::local_code;
use crate::finding::{Finding, ItemName, RuleId, Severity};
use crate::model::{Code, Domain, FieldSet, Item, Layer, LayerId, NewItem, Origin};

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
    if let Some(fault) = code_fault(domain, taken.flatten(), &code, row) {
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

/// Why a code cannot be given to an addition.
fn code_fault(
    domain: &Domain,
    taken: Option<&Item>,
    code: &Code,
    row: &NewItem,
) -> Option<Finding> {
    let location = row.code.as_ref().map_or(row.location, |code| code.location);
    let (message, help) = if taken.is_some() && row.code.is_none() {
        let message = "本领域已经有同名的事项，公开时分不清以哪一行为准".to_owned();
        (message, "合成一行；确是两个事项的，把名称写得有区别".to_owned())
    } else if let Some(item) = taken {
        let message = format!("编码 {code} 已经是“{}”的，两个事项不能用同一个编码", item.title());
        (message, format!("换一个本级没有用过的编码，如 {}.X002", domain.number))
    } else if code.domain() != domain.number {
        let message = format!("编码 {code} 不属于“{}”领域（编号 {}）", domain.name, domain.number);
        (message, format!("编码要以 {}. 开头", domain.number))
    } else if !code.is_local() && domain.origin.layer == LayerId::NATIONAL {
        let message = format!("编码 {code} 留给国家指引，上一层没有这个事项，本级新增的不能用它");
        (
            message,
            format!(
                "本级新增事项的编码在点后加字母：县 {0}.X001，乡镇街道 {0}.Z001",
                domain.number
            ),
        )
    } else {
        return None;
    };
    let mut finding =
        Finding::new(RuleId("duplicate-item"), Severity::Error, location, message).with_help(help);
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
