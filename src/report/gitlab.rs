//! Code quality of GitLab: a list of findings, shown in the widget of a merge request and beside the
//! changed lines. GitLab knows lines and no cells, so a cell has the number of its row; which cell it is,
//! the text says.

use std::io::{self, Write};

use serde::Serialize;

use super::fingerprint::Fingerprints;
use super::{Report, full_message};
use crate::finding::{Finding, Severity};
use crate::source::{FilePlace, Location};

/// One finding in GitLab's words, which are those of Code Climate.
#[derive(Serialize)]
struct GitlabIssue {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: GitlabPlace,
}

#[derive(Serialize)]
struct GitlabPlace {
    path: String,
    lines: GitlabLines,
}

#[derive(Serialize)]
struct GitlabLines {
    begin: u32,
}

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut fingerprints = Fingerprints::new(report.map);
    let issues: Vec<GitlabIssue> =
        report.findings.iter().map(|finding| issue(report, finding, &mut fingerprints)).collect();
    serde_json::to_writer_pretty(&mut *out, &issues)?;
    writeln!(out)
}

fn issue(
    report: &Report<'_>,
    finding: &Finding,
    fingerprints: &mut Fingerprints<'_>,
) -> GitlabIssue {
    let location = finding.location;
    let mut description = full_message(finding);
    if !matches!(location.place, FilePlace::Span(_)) {
        description = format!("{} {description}", report.map.describe(location));
    }
    let name = || report.map.file(location.file).name.clone();
    GitlabIssue {
        description,
        check_name: finding.rule.0,
        fingerprint: fingerprints.of(finding),
        severity: match finding.severity {
            Severity::Error => "critical",
            Severity::Warning => "minor",
            Severity::Note => "info",
        },
        location: GitlabPlace {
            path: report.path(location.file).unwrap_or_else(name),
            lines: GitlabLines { begin: line(report, location) },
        },
    }
}

/// The line, the row of a cell, or the first line for a whole file.
fn line(report: &Report<'_>, location: Location) -> u32 {
    match location.place {
        FilePlace::Whole => 1,
        FilePlace::Span(_) => report.map.line_column(location).map_or(1, |(line, _)| line),
        FilePlace::Cell { cell, .. } => cell.row + 1,
    }
}
