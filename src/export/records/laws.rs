//! Instruments for programs, versioned: the structs here are the format.

use jiff::civil::Date;
use serde::Serialize;

use crate::input::data::DataKind;
use crate::register::{LegalInstrument, Registers, Version};

/// `mulu laws --format json`.
#[derive(Serialize)]
pub struct LawsDocument<'a> {
    version: u32,
    instruments: &'a [LawRecord<'a>],
}

impl<'a> LawsDocument<'a> {
    /// Of the instruments that were asked for.
    pub fn new(instruments: &'a [LawRecord<'a>]) -> Self {
        Self { version: 1, instruments }
    }
}

/// An instrument in the JSON.
#[derive(Serialize)]
pub struct LawRecord<'a> {
    #[serde(rename = "名称")]
    pub(crate) name: &'a str,
    #[serde(rename = "简称")]
    pub(crate) aliases: &'a [String],
    #[serde(rename = "种类")]
    pub(crate) kind: &'a str,
    #[serde(rename = "发布机关")]
    pub(crate) issuer: Option<&'a str>,
    #[serde(rename = "版本")]
    pub(crate) versions: Vec<VersionRecord<'a>>,
    #[serde(rename = "状态")]
    pub(crate) status: &'static str,
    #[serde(rename = "尚未施行", skip_serializing_if = "Option::is_none")]
    pub(crate) begins: Option<String>,
    #[serde(rename = "失效")]
    pub(crate) ended: Option<String>,
    #[serde(rename = "替代者")]
    pub(crate) successors: Vec<&'a str>,
    #[serde(rename = "替代了")]
    pub(crate) predecessors: Vec<&'a str>,
    #[serde(rename = "年份")]
    pub(crate) years: &'a [i16],
    #[serde(rename = "核实")]
    pub(crate) evidence: &'a str,
    #[serde(rename = "出处")]
    pub(crate) sources: &'a [String],
    #[serde(rename = "可能被修改")]
    pub(crate) unread_changes: Vec<&'a str>,
    #[serde(rename = "登记", skip_serializing_if = "Option::is_none")]
    pub(crate) register: Option<String>,
    #[serde(rename = "说明")]
    pub(crate) note: Option<&'a str>,
    #[serde(rename = "引用")]
    pub(crate) cited: Vec<Citing>,
}

/// A version of an instrument in the JSON.
#[derive(Serialize)]
pub struct VersionRecord<'a> {
    #[serde(rename = "文号")]
    pub(crate) number: Option<&'a str>,
    #[serde(rename = "公布")]
    pub(crate) published: Option<String>,
    #[serde(rename = "施行")]
    pub(crate) in_force: Option<String>,
    #[serde(rename = "核实", skip_serializing_if = "Option::is_none")]
    pub(crate) evidence: Option<&'a str>,
}

/// The items of a domain that cite an instrument.
#[derive(Debug, Clone, Serialize)]
pub struct Citing {
    #[serde(rename = "编号")]
    pub(crate) number: String,
    #[serde(rename = "领域")]
    pub(crate) domain: String,
    #[serde(rename = "事项")]
    pub(crate) codes: Vec<String>,
}

impl<'a> LawRecord<'a> {
    /// What the register knows of an instrument, and who cites it.
    pub fn new(
        registers: &'a Registers,
        entry: &'a LegalInstrument,
        cited: Vec<Citing>,
        today: Date,
    ) -> Self {
        let register = registers.instruments();
        let source = registers.source_of(DataKind::Instrument, &entry.name);
        let names = |entries: Vec<&'a LegalInstrument>| {
            entries.into_iter().map(|entry| entry.name.as_str()).collect()
        };
        Self {
            name: &entry.name,
            aliases: &entry.aliases,
            kind: &entry.kind,
            issuer: entry.issuer.as_deref(),
            versions: entry.versions.iter().map(VersionRecord::new).collect(),
            status: entry.status.label(),
            begins: begins(entry, today),
            ended: entry.ended.map(|day| day.to_string()),
            successors: names(register.successors(entry)),
            predecessors: names(register.predecessors(entry)),
            years: &entry.years,
            evidence: &entry.evidence,
            sources: &entry.sources,
            unread_changes: names(register.unread_changes(entry)),
            register: source.map(|source| format!("{} {}", source.layer, source.file)),
            note: entry.note.as_deref(),
            cited,
        }
    }
}

impl<'a> VersionRecord<'a> {
    fn new(version: &'a Version) -> Self {
        Self {
            number: version.number.as_deref(),
            published: version.published.map(|day| day.to_string()),
            in_force: version.in_force.map(|day| day.to_string()),
            evidence: version.evidence.as_deref(),
        }
    }
}

/// The day from which an instrument holds, where that is still to come.
fn begins(entry: &LegalInstrument, today: Date) -> Option<String> {
    let [only] = entry.versions.as_slice() else { return None };
    only.in_force.filter(|day| *day > today).map(|day| day.to_string())
}
