//! One item of `catalogue.json`.

use indexmap::IndexMap;
use serde::Serialize;

use super::Places;
use super::limit::LimitsRecord;
use super::record::{FLAT, record};
use crate::input::key;
use crate::model::{
    Audience, Basis, Channels, Evidence, Field, Fields, Former, Instrument, Item, Mode, Origin,
    Traced,
};

record! {
    /// One item. Fields that no layer sets are left out.
    pub(crate) struct ItemRecord {
        key::CODE => code: String,
        key::SERIAL, unless Option::is_none => serial: Option<String>,
        key::NAMES => names: Vec<String>,
        key::ALIASES, unless Vec::is_empty => aliases: Vec<String>,
        FLAT => fields: FieldsRecord,
        key::POWER_OF_ITEM, unless Option::is_none => power: Option<String>,
        key::EVIDENCE, unless Option::is_none => evidence: Option<&'static str>,
        key::FIELD_EVIDENCE, unless IndexMap::is_empty => field_evidence: IndexMap<&'static str, &'static str>,
        key::UNVERIFIED => unverified: Vec<&'static str>,
        key::SOURCE => origins: IndexMap<String, OriginRecord>,
        key::OTHER => other: IndexMap<String, String>,
    }
}

record! {
    /// The fields of an item other than its names. Those that are not set are left out.
    pub(crate) struct FieldsRecord {
        key::ELEMENTS, unless Option::is_none => elements: Option<Vec<String>>,
        key::BASIS, unless Option::is_none => basis: Option<Vec<BasisRecord>>,
        key::LIMIT, unless Option::is_none => limit: Option<LimitsRecord>,
        key::BODIES, unless Option::is_none => bodies: Option<Vec<String>>,
        key::CHANNELS, unless Option::is_none => channels: Option<ChannelsRecord>,
        key::AUDIENCE, unless Option::is_none => audience: Option<AudienceRecord>,
        key::MODE, unless Option::is_none => mode: Option<Vec<&'static str>>,
        key::LEVELS, unless Option::is_none => levels: Option<Vec<&'static str>>,
    }
}

impl FieldsRecord {
    /// The record of these fields.
    pub(crate) fn new(fields: &Fields) -> Self {
        Self {
            elements: value(&fields.elements, |e| e.list.clone()),
            basis: value(&fields.basis, |b| b.entries.iter().map(BasisRecord::new).collect()),
            limit: value(&fields.limit, LimitsRecord::new),
            bodies: value(&fields.bodies, |b| b.list.iter().map(|b| b.text.clone()).collect()),
            channels: value(&fields.channels, ChannelsRecord::new),
            audience: value(&fields.audience, AudienceRecord::new),
            mode: value(&fields.mode, modes),
            levels: value(&fields.levels, |l| l.iter().map(|level| level.label()).collect()),
        }
    }
}

impl ItemRecord {
    pub(super) fn new(item: &Item, places: &Places<'_>) -> Self {
        let fields = &item.fields;
        Self {
            code: item.code.to_string(),
            serial: item.serial.clone(),
            names: item.names().to_vec(),
            aliases: item.aliases.clone(),
            fields: FieldsRecord::new(fields),
            power: item.power.clone(),
            evidence: item.evidence.map(Evidence::label),
            field_evidence: field_evidence(item),
            unverified: item.unverified.iter().map(Field::heading).collect(),
            origins: origins(fields, places),
            other: fields.other.iter().map(|(k, v)| (k.clone(), v.value.to_string())).collect(),
        }
    }
}

fn value<T, R>(field: &Option<Traced<T>>, record: impl FnOnce(&T) -> R) -> Option<R> {
    field.as_ref().map(|traced| record(&traced.value))
}

fn field_evidence(item: &Item) -> IndexMap<&'static str, &'static str> {
    item.field_evidence.iter().map(|(field, how)| (field.heading(), how.label())).collect()
}

fn modes(mode: &Mode) -> Vec<&'static str> {
    let words = [(mode.active, "主动"), (mode.on_request, "依申请")];
    words.into_iter().filter(|(yes, _)| *yes).map(|(_, word)| word).collect()
}

record! {
    /// An entry of 公开依据: its text, and the instrument that it cites. Where one entry cites several, the
    /// others follow under 并引.
    struct BasisRecord {
        key::TEXT => text: String,
        FLAT => instrument: Option<InstrumentRecord>,
        key::CITED_TOO, unless Vec::is_empty => others: Vec<InstrumentRecord>,
    }
}

record! {
    struct InstrumentRecord {
        key::NAME => name: String,
        key::DOCUMENT_NUMBER, unless Option::is_none => number: Option<String>,
        key::CLAUSES, unless Vec::is_empty => clauses: Vec<String>,
    }
}

impl BasisRecord {
    fn new(basis: &Basis) -> Self {
        let mut instruments = basis.instruments.iter().map(InstrumentRecord::new);
        Self {
            text: basis.text.clone(),
            instrument: instruments.next(),
            others: instruments.collect(),
        }
    }
}

impl InstrumentRecord {
    fn new(instrument: &Instrument) -> Self {
        Self {
            name: instrument.name.clone(),
            number: instrument.number.clone(),
            clauses: instrument.clauses.clone(),
        }
    }
}

record! {
    struct ChannelsRecord {
        key::CHOSEN => chosen: Vec<String>,
        key::OPTIONAL => optional: Vec<String>,
    }
}

impl ChannelsRecord {
    fn new(channels: &Channels) -> Self {
        Self { chosen: channels.chosen.clone(), optional: channels.optional.clone() }
    }
}

/// 全社会 as one word; groups by name; a group without a name as the words that say so.
#[derive(Serialize)]
#[serde(untagged)]
enum AudienceRecord {
    Words(String),
    Groups(GroupsRecord),
}

record! {
    struct GroupsRecord {
        key::EVERYONE, unless std::ops::Not::not => everyone: bool,
        key::GROUPS => groups: Vec<String>,
    }
}

impl AudienceRecord {
    fn new(audience: &Audience) -> Self {
        if audience.groups.is_empty() {
            Self::Words(audience.text())
        } else {
            let groups = audience.groups.clone();
            Self::Groups(GroupsRecord { everyone: audience.everyone, groups })
        }
    }
}

record! {
    /// 来源 of one field.
    struct OriginRecord {
        key::LAYERS => layer: String,
        key::PLACE => place: String,
        key::REASON, unless Option::is_none => reason: Option<String>,
        key::REPLACED, unless Vec::is_empty => replaced: Vec<FormerRecord>,
    }
}

record! {
    struct FormerRecord {
        key::TEXT => text: String,
        key::LAYERS => layer: String,
        key::PLACE => place: String,
    }
}

/// The origins of all fields by heading, then those of the further columns.
fn origins(fields: &Fields, places: &Places<'_>) -> IndexMap<String, OriginRecord> {
    let own = Field::ALL.into_iter().filter_map(|field| {
        let (origin, replaced) = fields.trace(field)?;
        Some((field.heading().to_owned(), origin_record(origin, replaced, places)))
    });
    let other = fields.other.iter().map(|(heading, traced)| {
        (heading.clone(), origin_record(traced.origin, &traced.replaced, places))
    });
    own.chain(other).collect()
}

fn origin_record(origin: Origin, replaced: &[Former], places: &Places<'_>) -> OriginRecord {
    let former = |former: &Former| FormerRecord {
        text: former.text.clone(),
        layer: places.layer(former.origin),
        place: places.place(former.origin.location),
    };
    OriginRecord {
        layer: places.layer(origin),
        place: places.place(origin.location),
        reason: places.reason(origin),
        replaced: replaced.iter().map(former).collect(),
    }
}
