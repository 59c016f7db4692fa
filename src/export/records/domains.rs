//! The built-in domains for programs, versioned: the structs here are the format.

use indexmap::IndexMap;
use serde::Serialize;

use crate::export::json::{GuidelineRecord, ItemRecord, item_records};
use crate::input::data::DataSource;
use crate::model::{Domain, Knowledge};
use crate::register::Registers;
use crate::source::SourceMap;

/// `mulu domains --format json`.
#[derive(Serialize)]
pub struct DomainsDocument {
    version: u32,
    release: &'static str,
    domains: Vec<DomainListRecord>,
}

impl DomainsDocument {
    /// Of the domains of a release.
    pub fn new(
        release: &'static str,
        domains: &[Domain],
        registers: &Registers,
        map: &SourceMap,
    ) -> Self {
        let record = |domain| DomainListRecord::new(domain, registers, map);
        let domains = domains.iter().map(record).collect();
        Self { version: 1, release, domains }
    }
}

/// A domain in the JSON, with its items as `catalogue.json` has them.
#[derive(Serialize)]
struct DomainListRecord {
    #[serde(rename = "编号")]
    number: String,
    #[serde(rename = "名称")]
    name: String,
    #[serde(rename = "别名")]
    aliases: Vec<String>,
    #[serde(rename = "指引")]
    guideline: Option<GuidelineRecord>,
    #[serde(rename = "数据", skip_serializing_if = "Option::is_none")]
    source: Option<DataSourceRecord>,
    #[serde(rename = "事项数")]
    count: usize,
    #[serde(rename = "未见事项")]
    unseen: usize,
    #[serde(rename = "待核事项")]
    unverified_items: usize,
    #[serde(rename = "待核栏目")]
    unverified_fields: usize,
    #[serde(rename = "各栏核实")]
    fields: IndexMap<&'static str, usize>,
    #[serde(rename = "目录")]
    items: Vec<ItemRecord>,
}

/// Whose guideline it is, and where it stands.
#[derive(Serialize)]
struct DataSourceRecord {
    #[serde(rename = "层")]
    layer: String,
    #[serde(rename = "文件")]
    file: String,
}

impl DataSourceRecord {
    fn new(source: &DataSource) -> Self {
        Self { layer: source.layer.clone(), file: source.file.clone() }
    }
}

impl DomainListRecord {
    fn new(domain: &Domain, registers: &Registers, map: &SourceMap) -> Self {
        let known = Knowledge::of([domain]);
        Self {
            number: domain.number.to_string(),
            name: domain.name.clone(),
            aliases: domain.aliases.clone(),
            guideline: domain.guideline.as_ref().map(GuidelineRecord::new),
            source: registers.source_of_domain(&domain.number).map(DataSourceRecord::new),
            count: domain.items.len(),
            unseen: known.unseen,
            unverified_items: known.unverified_items,
            unverified_fields: known.unverified_fields,
            fields: known.by_evidence().collect(),
            items: item_records(domain, map),
        }
    }
}
