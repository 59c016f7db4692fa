//! 台账 and 职责 in `catalogue.json`: what became of the layer above, and of the body's duties.

use indexmap::IndexMap;

use super::Places;
use super::record::record;
use crate::input::key;
use crate::model::{Decision, DomainEntry, DropReason, DutyEntry, Field, Ledger, LedgerEntry};

record! {
    /// 采用台账.
    pub(super) struct LedgerRecord {
        key::NAMES => items: Vec<EntryRecord>,
        key::NOT_INVOLVED => domains: Vec<LeftOutRecord>,
    }
}

impl LedgerRecord {
    pub(super) fn new(ledger: &Ledger, places: &Places<'_>) -> Self {
        Self {
            items: ledger.items.iter().map(|entry| EntryRecord::new(entry, places)).collect(),
            domains: ledger.domains.iter().map(LeftOutRecord::new).collect(),
        }
    }
}

record! {
    /// What became of one item of the layer above.
    struct EntryRecord {
        key::DOMAINS => domain: String,
        key::CODE => code: String,
        key::NAMES => names: Vec<String>,
        key::DECISION => decision: &'static str,
        key::CHANGED_FIELDS, unless Vec::is_empty => changed: Vec<&'static str>,
        key::REASON, unless Option::is_none => reason: Option<&'static str>,
        key::NOTE, unless Option::is_none => note: Option<String>,
        key::CLAUSES, unless Option::is_none => article: Option<String>,
        key::MERGED_INTO, unless Option::is_none => merged_into: Option<String>,
        key::PLACE, unless Option::is_none => place: Option<String>,
        key::PLACE_ABOVE => origin: String,
    }
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

record! {
    /// A domain that was left out as a whole.
    struct LeftOutRecord {
        key::NUMBER => number: String,
        key::NAME => name: String,
        key::REASON, unless Option::is_none => reason: Option<&'static str>,
        key::NOTE, unless Option::is_none => note: Option<String>,
        key::COUNT => items: usize,
    }
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

record! {
    /// A duty and the items that disclose it.
    pub(super) struct DutyRecord {
        key::LIST => list: &'static str,
        key::CODE, unless Option::is_none => number: Option<String>,
        key::POWER, unless Option::is_none => power: Option<String>,
        key::NAME => name: String,
        key::DUTY_BASIS, unless Option::is_none => basis: Option<String>,
        key::DUTY_BODY, unless Option::is_none => body: Option<String>,
        key::DUTY_ITEMS => items: Vec<String>,
        key::DERIVED, unless std::ops::Not::not => derived: bool,
        key::EXEMPTION, unless Option::is_none => exemption: Option<ExemptionRecord>,
        key::OTHER, unless IndexMap::is_empty => other: IndexMap<String, String>,
        key::PLACE => place: String,
    }
}

record! {
    struct ExemptionRecord {
        key::CLAUSES => article: String,
        key::NOTE, unless Option::is_none => note: Option<String>,
    }
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
