//! mulu's own JSON, version 1. The structs are the format: they change only with the version, whatever
//! becomes of the types inside.

use std::io::{self, Write};

use serde::Serialize;

use super::Report;
use crate::finding::Finding;
use crate::model::Field;
use crate::source::{FilePlace, Location, SourceMap};

/// Changes when a key is taken away or means something else; new keys do not change it.
const VERSION: u8 = 1;

#[derive(Serialize)]
struct FindingsDocument<'a> {
    version: u8,
    summary: CountsRecord,
    /// Of which day the data are.
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<String>,
    findings: Vec<FindingRecord<'a>>,
}

#[derive(Serialize)]
struct CountsRecord {
    errors: usize,
    warnings: usize,
    notes: usize,
    items: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    known: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gone: Option<usize>,
}

#[derive(Serialize)]
struct FindingRecord<'a> {
    rule: &'a str,
    severity: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    inherited: bool,
    member: Option<&'a str>,
    item: Option<FindingItemRecord<'a>>,
    field: Option<&'static str>,
    location: Where<'a>,
    related: Vec<Other<'a>>,
}

#[derive(Serialize)]
struct FindingItemRecord<'a> {
    domain: &'a str,
    code: Option<&'a str>,
    path: &'a [String],
}

/// Line and column count from 1, columns in characters; sheet and cell are those of the spreadsheet.
#[derive(Serialize)]
struct Where<'a> {
    file: &'a str,
    line: Option<u32>,
    column: Option<u32>,
    sheet: Option<&'a str>,
    cell: Option<String>,
}

#[derive(Serialize)]
struct Other<'a> {
    message: &'a str,
    location: Where<'a>,
}

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let document = FindingsDocument {
        version: VERSION,
        summary: CountsRecord {
            errors: report.summary.errors,
            warnings: report.summary.warnings,
            notes: report.summary.notes,
            items: report.summary.items,
            known: report.summary.baseline.map(|counts| counts.known),
            gone: report.summary.baseline.map(|counts| counts.gone),
        },
        data: report.data.map(|day| day.to_string()),
        findings: report.findings.iter().map(|f| entry(report.map, f)).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn entry<'a>(map: &'a SourceMap, finding: &'a Finding) -> FindingRecord<'a> {
    FindingRecord {
        rule: finding.rule.0,
        severity: finding.severity.id(),
        message: &finding.message,
        help: finding.help.as_deref(),
        inherited: finding.inherited,
        member: finding.member.as_deref(),
        item: finding.item.as_ref().map(|item| FindingItemRecord {
            domain: &item.domain,
            code: item.code.as_ref().map(|code| code.as_str()),
            path: &item.path,
        }),
        field: finding.field.map(Field::heading),
        location: place(map, finding.location),
        related: finding
            .related
            .iter()
            .map(|r| Other { message: &r.message, location: place(map, r.location) })
            .collect(),
    }
}

fn place(map: &SourceMap, location: Location) -> Where<'_> {
    let (line, column) = map.line_column(location).unzip();
    let cell = match location.place {
        FilePlace::Cell { cell, .. } => Some(cell.to_string()),
        FilePlace::Whole | FilePlace::Span(_) => None,
    };
    let sheet = map.sheet(location).map(|sheet| sheet.name.as_str());
    Where { file: &map.file(location.file).name, line, column, sheet, cell }
}
