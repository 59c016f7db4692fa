//! JUnit XML: one test case a finding, one suite a file. Only what makes the run fail is a failure;
//! other findings are passed cases with their text as output. A clean run is one passed case.

use std::io::{self, Write};

use super::{Report, full_message};
use crate::finding::Finding;
use crate::source::FileId;

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let failures = report.findings.iter().filter(|f| report.is_failure(f)).count();
    let tests = report.findings.len().max(1);
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(
        out,
        r#"<testsuites name="mulu check" tests="{tests}" failures="{failures}" errors="0">"#
    )?;
    if report.findings.is_empty() {
        let name = escape(&report.summary.line());
        writeln!(out, r#"  <testsuite name="mulu check" tests="1" failures="0" errors="0">"#)?;
        writeln!(out, r#"    <testcase classname="mulu" name="{name}"/>"#)?;
        writeln!(out, "  </testsuite>")?;
    }
    let same_file = |a: &Finding, b: &Finding| a.location.file == b.location.file;
    for findings in report.findings.chunk_by(same_file) {
        if let Some(first) = findings.first() {
            suite(report, first.location.file, findings, out)?;
        }
    }
    writeln!(out, "</testsuites>")
}

fn suite(
    report: &Report<'_>,
    file: FileId,
    findings: &[Finding],
    out: &mut dyn Write,
) -> io::Result<()> {
    let name = escape(&report.map.file(file).name);
    let failures = findings.iter().filter(|f| report.is_failure(f)).count();
    writeln!(
        out,
        r#"  <testsuite name="{name}" tests="{}" failures="{failures}" errors="0">"#,
        findings.len()
    )?;
    for finding in findings {
        case(report, &name, finding, out)?;
    }
    writeln!(out, "  </testsuite>")
}

fn case(report: &Report<'_>, file: &str, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let place = report.map.describe(finding.location);
    let name = escape(&format!("{} {place}", finding.rule));
    let text = escape(&format!("{place}\n{}", full_message(finding)));
    writeln!(out, r#"    <testcase classname="{file}" name="{name}">"#)?;
    if report.is_failure(finding) {
        let message = escape(&finding.message);
        let kind = finding.severity.id();
        writeln!(out, r#"      <failure type="{kind}" message="{message}">{text}</failure>"#)?;
    } else {
        writeln!(out, "      <system-out>{}：{text}</system-out>", finding.severity.label())?;
    }
    writeln!(out, "    </testcase>")
}

/// Text for XML 1.0, also inside an attribute; characters that XML cannot hold become U+FFFD.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push_str("&#10;"),
            '\t' => escaped.push_str("&#9;"),
            '\r' => {}
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold() {
        assert_eq!(escape("<甲 & \"乙\">\u{1b}\n"), "&lt;甲 &amp; &quot;乙&quot;&gt;\u{fffd}&#10;");
    }
}
