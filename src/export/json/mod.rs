//! `catalogue.json`: the whole catalogue for programs, and a whole-table layer for mulu itself.
//!
//! The structs here are the format; the model may change without them. Keys are those of the YAML
//! files, so that the JSON (which is YAML) is read by the same decoder. It must not decide what belongs
//! in a catalogue.

mod account;
mod item;
mod limit;

pub(crate) use item::{FieldsRecord, ItemRecord};

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{AdminLevel, Catalogue, Domain, Guideline, LayerInfo, Legend, Origin};
use crate::source::{Location, SourceMap};

/// Writes the catalogue as JSON with two spaces of indent and a line break at the end.
///
/// # Errors
/// When the text cannot be produced; no catalogue is known for which that happens.
pub fn write(
    catalogue: &Catalogue,
    map: &SourceMap,
    draft: bool,
) -> Result<Vec<u8>, serde_json::Error> {
    let places = Places { map, layers: &catalogue.layers, reasons: &catalogue.reasons };
    let mut bytes = serde_json::to_vec_pretty(&CatalogueDocument::new(catalogue, &places, draft))?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The items of a built-in domain as `catalogue.json` has them.
pub(crate) fn item_records(domain: &Domain, map: &SourceMap) -> Vec<ItemRecord> {
    let national = LayerInfo { name: "国家".to_owned(), level: AdminLevel::National };
    let places = Places { map, layers: &[national], reasons: &BTreeMap::new() };
    domain.items.iter().map(|item| ItemRecord::new(item, &places)).collect()
}

/// The way from an origin to its layer's name, its place in words, and its reason.
struct Places<'a> {
    map: &'a SourceMap,
    layers: &'a [LayerInfo],
    reasons: &'a BTreeMap<Location, String>,
}

impl Places<'_> {
    fn layer(&self, origin: Origin) -> String {
        let layer = self.layers.get(usize::from(origin.layer.0));
        layer.map(|layer| layer.name.clone()).unwrap_or_default()
    }

    fn place(&self, location: Location) -> String {
        self.map.describe(location)
    }

    fn reason(&self, origin: Origin) -> Option<String> {
        self.reasons.get(&origin.location).cloned()
    }
}

#[derive(Serialize)]
struct CatalogueDocument {
    #[serde(rename = "名称")]
    name: String,
    #[serde(rename = "层级")]
    level: &'static str,
    #[serde(rename = "版本", skip_serializing_if = "Option::is_none")]
    version: Option<String>,
    #[serde(rename = "日期", skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(rename = "编制单位", skip_serializing_if = "Option::is_none")]
    office: Option<String>,
    #[serde(rename = "草稿", skip_serializing_if = "std::ops::Not::not")]
    draft: bool,
    #[serde(rename = "层")]
    layers: Vec<LayerRecord>,
    #[serde(rename = "领域")]
    domains: Vec<DomainRecord>,
    #[serde(rename = "台账")]
    ledger: account::LedgerRecord,
    #[serde(rename = "职责")]
    duties: Vec<account::DutyRecord>,
}

impl CatalogueDocument {
    fn new(catalogue: &Catalogue, places: &Places<'_>, draft: bool) -> Self {
        let profile = &catalogue.profile;
        let text = |field: &Option<crate::source::Located<String>>| {
            field.as_ref().map(|f| f.value.clone())
        };
        Self {
            name: catalogue.name().to_owned(),
            level: catalogue.level().label(),
            version: text(&profile.version),
            date: profile.date.as_ref().map(|date| date.value.to_string()),
            office: text(&profile.office),
            draft,
            layers: catalogue.layers.iter().map(LayerRecord::new).collect(),
            domains: catalogue.domains.iter().map(|d| DomainRecord::new(d, places)).collect(),
            ledger: account::LedgerRecord::new(&catalogue.ledger, places),
            duties: catalogue.duties.iter().map(|d| account::DutyRecord::new(d, places)).collect(),
        }
    }
}

#[derive(Serialize)]
struct LayerRecord {
    #[serde(rename = "名称")]
    name: String,
    #[serde(rename = "层级")]
    level: &'static str,
}

impl LayerRecord {
    fn new(layer: &LayerInfo) -> Self {
        Self { name: layer.name.clone(), level: layer.level.label() }
    }
}

#[derive(Serialize)]
struct DomainRecord {
    #[serde(rename = "编号")]
    number: String,
    #[serde(rename = "名称")]
    name: String,
    #[serde(rename = "别名", skip_serializing_if = "Vec::is_empty")]
    aliases: Vec<String>,
    #[serde(rename = "指引", skip_serializing_if = "Option::is_none")]
    guideline: Option<GuidelineRecord>,
    #[serde(rename = "渠道说明", skip_serializing_if = "Option::is_none")]
    legend: Option<LegendRecord>,
    #[serde(rename = "牵头单位", skip_serializing_if = "Option::is_none")]
    lead: Option<String>,
    #[serde(rename = "目录")]
    items: Vec<item::ItemRecord>,
}

impl DomainRecord {
    fn new(domain: &Domain, places: &Places<'_>) -> Self {
        Self {
            number: domain.number.to_string(),
            name: domain.name.clone(),
            aliases: domain.aliases.clone(),
            guideline: domain.guideline.as_ref().map(GuidelineRecord::new),
            legend: domain.legend.as_ref().map(LegendRecord::new),
            lead: domain.lead.as_ref().map(|lead| lead.value.clone()),
            items: domain.items.iter().map(|i| item::ItemRecord::new(i, places)).collect(),
        }
    }
}

/// 指引, as a domain has it.
#[derive(Serialize)]
pub(crate) struct GuidelineRecord {
    #[serde(rename = "名称", skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(rename = "发布机关", skip_serializing_if = "Option::is_none")]
    issuer: Option<String>,
    #[serde(rename = "文号", skip_serializing_if = "Option::is_none")]
    number: Option<String>,
    #[serde(rename = "日期", skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(rename = "状态", skip_serializing_if = "Option::is_none")]
    status: Option<String>,
    #[serde(rename = "后继", skip_serializing_if = "Vec::is_empty")]
    successors: Vec<String>,
    #[serde(rename = "发布", skip_serializing_if = "Option::is_none")]
    release: Option<String>,
    #[serde(rename = "核实", skip_serializing_if = "Option::is_none")]
    evidence: Option<String>,
    #[serde(rename = "附注", skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

impl GuidelineRecord {
    pub(crate) fn new(guideline: &Guideline) -> Self {
        Self {
            title: guideline.title.clone(),
            issuer: guideline.issuer.clone(),
            number: guideline.number.clone(),
            date: guideline.date.map(|date| date.to_string()),
            status: guideline.status.clone(),
            successors: guideline.successors.iter().map(ToString::to_string).collect(),
            release: guideline.release.clone(),
            evidence: guideline.evidence.clone(),
            note: guideline.note.clone(),
        }
    }
}

#[derive(Serialize)]
struct LegendRecord {
    #[serde(rename = "选用")]
    chosen: String,
    #[serde(rename = "可选")]
    optional: String,
    #[serde(rename = "含义")]
    meaning: String,
}

impl LegendRecord {
    fn new(legend: &Legend) -> Self {
        Self {
            chosen: legend.chosen.clone(),
            optional: legend.optional.clone(),
            meaning: legend.meaning.clone(),
        }
    }
}
