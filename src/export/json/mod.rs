//! `catalogue.json`: the whole catalogue for programs, and a whole-table layer for mulu itself.
//!
//! The structs here are the format; the model may change without them. Keys are those of the YAML
//! files, written once for both (`input::key`), so that the JSON (which is YAML) is read by the same decoder. It must not decide what belongs
//! in a catalogue.

mod account;
mod item;
mod limit;
mod record;

pub(crate) use item::{FieldsRecord, ItemRecord};

use std::collections::BTreeMap;

use record::record;

use crate::input::key;
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

record! {
    struct CatalogueDocument {
        key::NAME => name: String,
        key::LEVEL => level: &'static str,
        key::VERSION, unless Option::is_none => version: Option<String>,
        key::DATE, unless Option::is_none => date: Option<String>,
        key::OFFICE, unless Option::is_none => office: Option<String>,
        key::DRAFT, unless std::ops::Not::not => draft: bool,
        key::LAYERS => layers: Vec<LayerRecord>,
        key::DOMAINS => domains: Vec<DomainRecord>,
        key::LEDGER => ledger: account::LedgerRecord,
        key::DUTIES => duties: Vec<account::DutyRecord>,
    }
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

record! {
    struct LayerRecord {
        key::NAME => name: String,
        key::LEVEL => level: &'static str,
    }
}

impl LayerRecord {
    fn new(layer: &LayerInfo) -> Self {
        Self { name: layer.name.clone(), level: layer.level.label() }
    }
}

record! {
    struct DomainRecord {
        key::NUMBER => number: String,
        key::NAME => name: String,
        key::ALIASES, unless Vec::is_empty => aliases: Vec<String>,
        key::GUIDELINE, unless Option::is_none => guideline: Option<GuidelineRecord>,
        key::LEGEND, unless Option::is_none => legend: Option<LegendRecord>,
        key::LEADS, unless Option::is_none => lead: Option<String>,
        key::ROWS => items: Vec<item::ItemRecord>,
    }
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

record! {
    /// 指引, as a domain has it.
    pub(crate) struct GuidelineRecord {
        key::NAME, unless Option::is_none => title: Option<String>,
        key::ISSUER, unless Option::is_none => issuer: Option<String>,
        key::DOCUMENT_NUMBER, unless Option::is_none => number: Option<String>,
        key::DATE, unless Option::is_none => date: Option<String>,
        key::STATUS, unless Option::is_none => status: Option<String>,
        key::SUCCESSORS, unless Vec::is_empty => successors: Vec<String>,
        key::ISSUED_WITH, unless Option::is_none => release: Option<String>,
        key::EVIDENCE, unless Option::is_none => evidence: Option<String>,
        key::SIDE_NOTE, unless Option::is_none => note: Option<String>,
    }
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

record! {
    struct LegendRecord {
        key::CHOSEN => chosen: String,
        key::OPTIONAL => optional: String,
        key::MEANING => meaning: String,
    }
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
