//! SARIF 2.1.0, the exchange format of code scanning.
//!
//! Columns count characters. A cell is a logical location inside its file. Files of the run have paths
//! relative to the report's root; what is built in is relative to a base of its own, because it lies in
//! no repository.

mod shape;

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::fingerprint::Fingerprints;
use super::{Report, full_message};
use crate::check::{self, find_rule};
use crate::finding::Finding;
use crate::source::{FilePlace, Location, Span};
use shape::*;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// The base of paths of built-in files.
const BUILT_IN: &str = "MULU";
/// The key of the fingerprint; it changes when the recipe does.
const FINGERPRINT: &str = "mulu/v1";
/// Why a finding of the baseline does not count.
const KNOWN: &str = "基线里已知的问题";

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let log = Log { schema: SCHEMA, version: "2.1.0", runs: vec![run(report)] };
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

fn run<'a>(report: &'a Report<'_>) -> SarifRun<'a> {
    let suppressed = report.suppressed.iter().map(|s| &s.finding).chain(report.known);
    let ids = report.findings.iter().chain(suppressed).map(|f| f.rule.0);
    let rules: BTreeMap<&str, usize> = ids.map(|id| (id, 0)).collect();
    let rules: BTreeMap<&str, usize> = rules.into_keys().zip(0..).collect();
    let mut writer =
        SarifWriter { report, rules: &rules, fingerprints: Fingerprints::new(report.map) };
    let mut results: Vec<SarifResult<'a>> =
        report.findings.iter().map(|finding| writer.outcome(finding, None)).collect();
    results.extend(
        report.suppressed.iter().map(|s| writer.outcome(&s.finding, Some(&s.justification))),
    );
    results.extend(report.known.iter().map(|finding| writer.outcome(finding, Some(KNOWN))));
    SarifRun {
        tool: Tool {
            driver: Driver {
                name: "mulu",
                semantic_version: env!("CARGO_PKG_VERSION"),
                rules: rules.keys().map(|id| descriptor(id)).collect(),
            },
        },
        language: "zh-CN",
        column_kind: "unicodeCodePoints",
        original_uri_base_ids: BTreeMap::from([(
            BUILT_IN,
            UriBase { description: Message::new("mulu 内置的国家指引和登记") },
        )]),
        invocations: [Invocation { execution_successful: true }],
        properties: RunProperties {
            items: report.summary.items,
            data_date: report.data.map(|day| day.to_string()),
        },
        results,
    }
}

fn descriptor(id: &str) -> Descriptor<'_> {
    let rule = find_rule(id);
    Descriptor {
        id,
        short_description: rule.map(|rule| Message::new(rule.title)),
        help: rule.map(|rule| Help { text: rule.page, markdown: rule.page }),
        default_configuration: rule.map(|rule| Configuration { level: rule.level.id() }),
        properties: rule.map(|rule| Tags { tags: [check::Area::label(rule.area)] }),
    }
}

struct SarifWriter<'a, 'w> {
    report: &'a Report<'a>,
    rules: &'w BTreeMap<&'a str, usize>,
    fingerprints: Fingerprints<'a>,
}

impl<'a> SarifWriter<'a, '_> {
    fn outcome(&mut self, finding: &'a Finding, justification: Option<&'a str>) -> SarifResult<'a> {
        let related = finding.related.iter().zip(1..);
        SarifResult {
            rule_id: finding.rule.0,
            rule_index: self.rules.get(finding.rule.0).copied().unwrap_or_default(),
            level: finding.severity.id(),
            message: Message::new(full_message(finding)),
            locations: [self.place(finding.location)],
            related_locations: related
                .map(|(other, id)| PlaceOf {
                    id: Some(id),
                    message: Some(Message::new(other.message.as_str())),
                    ..self.place(other.location)
                })
                .collect(),
            partial_fingerprints: BTreeMap::from([(FINGERPRINT, self.fingerprints.of(finding))]),
            suppressions: justification
                .map(|justification| Suppression { kind: "external", justification })
                .into_iter()
                .collect(),
            properties: Properties {
                inherited: finding.inherited,
                member: finding.member.as_deref(),
                domain: finding.item.as_ref().map(|item| item.domain.as_str()),
                code: finding.item.as_ref().and_then(|item| Some(item.code.as_ref()?.as_str())),
                path: finding.item.as_ref().map_or(&[], |item| &item.path),
                field: finding.field.map(crate::model::Field::heading),
            },
        }
    }

    fn place(&self, location: Location) -> PlaceOf<'a> {
        let artifact_location = match self.report.path(location.file) {
            Some(path) => ArtifactLocation { uri: uri(&path), uri_base_id: None },
            None => ArtifactLocation {
                uri: uri(&self.report.map.file(location.file).name),
                uri_base_id: Some(BUILT_IN),
            },
        };
        let region = self.region(location);
        PlaceOf {
            id: None,
            physical_location: Physical { artifact_location, region },
            logical_locations: self.cell(location).into_iter().collect(),
            message: None,
        }
    }

    fn region(&self, location: Location) -> Option<Region> {
        let FilePlace::Span(span) = location.place else { return None };
        let map = self.report.map;
        let (start_line, start_column) = map.line_column(location)?;
        let end = Location::span(location.file, Span::new(span.end, span.end));
        let (end_line, end_column) = map.line_column(end)?;
        Some(Region { start_line, start_column, end_line, end_column })
    }

    fn cell(&self, location: Location) -> Option<Logical> {
        let FilePlace::Cell { cell, .. } = location.place else { return None };
        let sheet = self.report.map.sheet(location)?;
        let name = cell.to_string();
        let fully_qualified_name = format!("{}!{cell}", sheet.name);
        Some(Logical { name, fully_qualified_name, kind: "cell" })
    }
}

/// A path as a URI reference: what is not plain ASCII is percent-encoded.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    // An absolute path needs its scheme; `C:/` begins those of Windows.
    let drive = if path.as_bytes().get(1..3) == Some(b":/") { &path[..2] } else { "" };
    if path.starts_with('/') {
        uri.push_str("file://");
    } else if !drive.is_empty() {
        uri.extend(["file:///", drive]);
    }
    for byte in path[drive.len()..].bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_uris() {
        for (path, expected) in [
            ("drafts/民政 1%.xlsx", "drafts/%E6%B0%91%E6%94%BF%201%25.xlsx"),
            ("a:b#c?d", "a%3Ab%23c%3Fd"),
            ("/目/a", "file:///%E7%9B%AE/a"),
            ("D:/a", "file:///D:/a"),
        ] {
            assert_eq!(uri(path), expected);
        }
    }
}
