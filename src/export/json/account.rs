//! 台账 and 职责 in `catalogue.json`: what became of the layer above, and of the body's duties.

use indexmap::IndexMap;
use serde::Serialize;

use super::Places;
use crate::model::{Decision, DomainEntry, DropReason, DutyEntry, Field, Ledger, LedgerEntry};

/// 采用台账.
#[derive(Serialize)]
pub(super) struct LedgerRecord {
    #[serde(rename = "事项")]
    items: Vec<EntryRecord>,
    #[serde(rename = "不涉及领域")]
    domains: Vec<LeftOutRecord>,
}

impl LedgerRecord {
    pub(super) fn new(ledger: &Ledger, places: &Places<'_>) -> Self {
        Self {
            items: ledger.items.iter().map(|entry| EntryRecord::new(entry, places)).collect(),
            domains: ledger.domains.iter().map(LeftOutRecord::new).collect(),
        }
    }
}

/// What became of one item of the layer above.
#[derive(Serialize)]
struct EntryRecord {
    #[serde(rename = "领域")]
    domain: String,
    #[serde(rename = "编码")]
    code: String,
    #[serde(rename = "事项")]
    names: Vec<String>,
    #[serde(rename = "决定")]
    decision: &'static str,
    #[serde(rename = "修改的栏", skip_serializing_if = "Vec::is_empty")]
    changed: Vec<&'static str>,
    #[serde(rename = "理由", skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    #[serde(rename = "说明", skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(rename = "条款", skip_serializing_if = "Option::is_none")]
    article: Option<String>,
    #[serde(rename = "并入", skip_serializing_if = "Option::is_none")]
    merged_into: Option<String>,
    #[serde(rename = "位置", skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    #[serde(rename = "上一层位置")]
    origin: String,
}

impl EntryRecord {
    fn new(entry: &LedgerEntry, places: &Places<'_>) -> Self {
        let mut record = Self {
            domain: entry.domain.to_string(),
            code: entry.code.to_string(),
            names: entry.names.clone(),
            decision: entry.decision.label(),
            changed: Vec::new(),
            reason: None,
            note: None,
            article: None,
            merged_into: None,
            place: None,
            origin: places.place(entry.origin.location),
        };
        match &entry.decision {
            Decision::Changed(fields) => {
                record.changed = fields.iter().map(Field::heading).collect()
            }
            Decision::Dropped(dropping) => {
                record.reason = dropping.reason.map(DropReason::label);
                record.note.clone_from(&dropping.note);
                record.article.clone_from(&dropping.article);
                record.merged_into.clone_from(&dropping.merged_into);
                record.place = Some(places.place(dropping.location));
            }
            Decision::DomainDropped => record.reason = Some(DropReason::DomainNotInvolved.label()),
            Decision::Unaccounted(location) => record.place = Some(places.place(*location)),
            Decision::Kept | Decision::OtherLevel | Decision::LevelUnknown => {}
        }
        record
    }
}

/// A domain that was left out as a whole.
#[derive(Serialize)]
struct LeftOutRecord {
    #[serde(rename = "编号")]
    number: String,
    #[serde(rename = "名称")]
    name: String,
    #[serde(rename = "理由", skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    #[serde(rename = "说明", skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(rename = "事项数")]
    items: usize,
}

impl LeftOutRecord {
    fn new(entry: &DomainEntry) -> Self {
        let said = entry.reason.as_ref();
        Self {
            number: entry.number.to_string(),
            name: entry.name.clone(),
            reason: said.and_then(|said| said.reason).map(DropReason::label),
            note: said.and_then(|said| said.note.clone()),
            items: entry.items,
        }
    }
}

/// A duty and the items that disclose it.
#[derive(Serialize)]
pub(super) struct DutyRecord {
    #[serde(rename = "清单")]
    list: &'static str,
    #[serde(rename = "编码", skip_serializing_if = "Option::is_none")]
    number: Option<String>,
    #[serde(rename = "权力类型", skip_serializing_if = "Option::is_none")]
    power: Option<String>,
    #[serde(rename = "名称")]
    name: String,
    #[serde(rename = "实施依据", skip_serializing_if = "Option::is_none")]
    basis: Option<String>,
    #[serde(rename = "实施主体", skip_serializing_if = "Option::is_none")]
    body: Option<String>,
    #[serde(rename = "对应事项")]
    items: Vec<String>,
    #[serde(rename = "按权力类型派生", skip_serializing_if = "std::ops::Not::not")]
    derived: bool,
    #[serde(rename = "不予公开", skip_serializing_if = "Option::is_none")]
    exemption: Option<ExemptionRecord>,
    #[serde(rename = "其他", skip_serializing_if = "IndexMap::is_empty")]
    other: IndexMap<String, String>,
    #[serde(rename = "位置")]
    place: String,
}

#[derive(Serialize)]
struct ExemptionRecord {
    #[serde(rename = "条款")]
    article: String,
    #[serde(rename = "说明", skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

impl DutyRecord {
    pub(super) fn new(entry: &DutyEntry, places: &Places<'_>) -> Self {
        let duty = &entry.duty;
        Self {
            list: duty.list.label(),
            number: duty.number.clone(),
            power: duty.power.as_ref().map(|power| power.value.clone()),
            name: duty.name.value.clone(),
            basis: duty.basis.clone(),
            body: duty.body.as_ref().map(|body| body.value.clone()),
            items: entry.items.iter().map(ToString::to_string).collect(),
            derived: entry.derived,
            exemption: duty.exemption.as_ref().map(|exemption| ExemptionRecord {
                article: exemption.article.value.clone(),
                note: exemption.note.clone(),
            }),
            other: duty.other.clone(),
            place: places.place(duty.location),
        }
    }
}
