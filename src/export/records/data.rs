//! The data in use for programs, versioned: the structs here are the format.

use jiff::civil::Date;
use serde::Serialize;

use crate::register::Registers;

/// `mulu data --format json`.
#[derive(Serialize)]
pub struct DataRecord<'a> {
    version: u32,
    #[serde(rename = "数据日期")]
    date: Option<String>,
    #[serde(rename = "内置")]
    built_in: Option<String>,
    #[serde(rename = "条目")]
    entries: Vec<DataEntryRecord<'a>>,
}

#[derive(Serialize)]
struct DataEntryRecord<'a> {
    #[serde(rename = "种类")]
    kind: &'static str,
    #[serde(rename = "名称")]
    name: &'a str,
    #[serde(rename = "层")]
    layer: &'a str,
    #[serde(rename = "文件")]
    file: &'a str,
}

impl<'a> DataRecord<'a> {
    /// Of what is laid over the built-in data, which are of this date.
    pub fn new(registers: &'a Registers, built_in: Option<Date>) -> Self {
        let entries = registers.layers().iter().flat_map(|layer| &layer.entries);
        let entries = entries.map(|entry| DataEntryRecord {
            kind: entry.kind.list(),
            name: entry.name(),
            layer: &entry.source.layer,
            file: &entry.source.file,
        });
        let domains = registers.layers().iter().flat_map(|layer| &layer.domains);
        let domains = domains.map(|domain| DataEntryRecord {
            kind: "指引",
            name: domain.node.text("编号").unwrap_or_default(),
            layer: &domain.source.layer,
            file: &domain.source.file,
        });
        Self {
            version: 1,
            date: registers.date().map(|day| day.to_string()),
            built_in: built_in.map(|day| day.to_string()),
            entries: entries.chain(domains).collect(),
        }
    }
}
