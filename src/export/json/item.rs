//! One item of `catalogue.json`.

use indexmap::IndexMap;
use serde::Serialize;

use super::Places;
use super::limit::LimitsRecord;
use crate::model::{
    Audience, Basis, Channels, Evidence, Field, Fields, Former, Instrument, Item, Mode, Origin,
    Traced,
};

/// One item. Fields that no layer sets are left out.
#[derive(Serialize)]
pub(crate) struct ItemRecord {
    #[serde(rename = "编码")]
    code: String,
    #[serde(rename = "序号", skip_serializing_if = "Option::is_none")]
    serial: Option<String>,
    #[serde(rename = "事项")]
    names: Vec<String>,
    #[serde(rename = "别名", skip_serializing_if = "Vec::is_empty")]
    aliases: Vec<String>,
    #[serde(flatten)]
    fields: FieldsRecord,
    #[serde(rename = "职权类型", skip_serializing_if = "Option::is_none")]
    power: Option<String>,
    #[serde(rename = "核实", skip_serializing_if = "Option::is_none")]
    evidence: Option<&'static str>,
    #[serde(rename = "分栏核实", skip_serializing_if = "IndexMap::is_empty")]
    field_evidence: IndexMap<&'static str, &'static str>,
    #[serde(rename = "待核")]
    unverified: Vec<&'static str>,
    #[serde(rename = "来源")]
    origins: IndexMap<String, OriginRecord>,
    #[serde(rename = "其他")]
    other: IndexMap<String, String>,
}

/// The fields of an item other than its names. Those that are not set are left out.
#[derive(Serialize)]
pub(crate) struct FieldsRecord {
    #[serde(rename = "公开内容", skip_serializing_if = "Option::is_none")]
    elements: Option<Vec<String>>,
    #[serde(rename = "公开依据", skip_serializing_if = "Option::is_none")]
    basis: Option<Vec<BasisRecord>>,
    #[serde(rename = "公开时限", skip_serializing_if = "Option::is_none")]
    limit: Option<LimitsRecord>,
    #[serde(rename = "公开主体", skip_serializing_if = "Option::is_none")]
    bodies: Option<Vec<String>>,
    #[serde(rename = "公开渠道", skip_serializing_if = "Option::is_none")]
    channels: Option<ChannelsRecord>,
    #[serde(rename = "公开对象", skip_serializing_if = "Option::is_none")]
    audience: Option<AudienceRecord>,
    #[serde(rename = "公开方式", skip_serializing_if = "Option::is_none")]
    mode: Option<Vec<&'static str>>,
    #[serde(rename = "公开层级", skip_serializing_if = "Option::is_none")]
    levels: Option<Vec<&'static str>>,
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

/// An entry of 公开依据: its text, and the instrument that it cites. Where one entry cites several, the
/// others follow under 并引.
#[derive(Serialize)]
struct BasisRecord {
    #[serde(rename = "文字")]
    text: String,
    #[serde(flatten)]
    instrument: Option<InstrumentRecord>,
    #[serde(rename = "并引", skip_serializing_if = "Vec::is_empty")]
    others: Vec<InstrumentRecord>,
}

#[derive(Serialize)]
struct InstrumentRecord {
    #[serde(rename = "名称")]
    name: String,
    #[serde(rename = "文号", skip_serializing_if = "Option::is_none")]
    number: Option<String>,
    #[serde(rename = "条款", skip_serializing_if = "Vec::is_empty")]
    clauses: Vec<String>,
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

#[derive(Serialize)]
struct ChannelsRecord {
    #[serde(rename = "选用")]
    chosen: Vec<String>,
    #[serde(rename = "可选")]
    optional: Vec<String>,
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
    Groups {
        #[serde(rename = "全社会", skip_serializing_if = "std::ops::Not::not")]
        everyone: bool,
        #[serde(rename = "特定群体")]
        groups: Vec<String>,
    },
}

impl AudienceRecord {
    fn new(audience: &Audience) -> Self {
        if audience.groups.is_empty() {
            Self::Words(audience.text())
        } else {
            Self::Groups { everyone: audience.everyone, groups: audience.groups.clone() }
        }
    }
}

/// 来源 of one field.
#[derive(Serialize)]
struct OriginRecord {
    #[serde(rename = "层")]
    layer: String,
    #[serde(rename = "位置")]
    place: String,
    #[serde(rename = "理由", skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(rename = "替换", skip_serializing_if = "Vec::is_empty")]
    replaced: Vec<FormerRecord>,
}

#[derive(Serialize)]
struct FormerRecord {
    #[serde(rename = "文字")]
    text: String,
    #[serde(rename = "层")]
    layer: String,
    #[serde(rename = "位置")]
    place: String,
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
