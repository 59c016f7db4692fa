//! JUnit XML: one test case a finding, one suite a file. Only what makes the run fail is a failure;
//! other findings are passed cases with their text as output. A clean run is one passed case.

use std::fmt::Display;
use std::io::{self, Write};

use super::{Report, full_message};
use crate::finding::Finding;
use crate::office::xml::{XmlWriter, is_xml};
use crate::source::FileId;

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let tests = report.findings.len().max(1);
    let mut xml = XmlWriter::indented();
    let name = format!("mulu check{}", report.dated().unwrap_or_default());
    totals(&mut xml, "testsuites", &name, tests, failures(report, report.findings));
    if report.findings.is_empty() {
        totals(&mut xml, "testsuite", "mulu check", 1, 0);
        let name = shown(&report.line());
        xml.empty("testcase", &[("classname", &"mulu"), ("name", &name)]);
        xml.close("testsuite");
    }
    let same_file = |a: &Finding, b: &Finding| a.location.file == b.location.file;
    for findings in report.findings.chunk_by(same_file) {
        if let Some(first) = findings.first() {
            suite(report, first.location.file, findings, &mut xml);
        }
    }
    xml.close("testsuites");
    writeln!(out, "{}", xml.finish())
}

fn failures(report: &Report<'_>, findings: &[Finding]) -> usize {
    findings.iter().filter(|finding| report.is_failure(finding)).count()
}

fn totals(out: &mut XmlWriter, element: &str, name: &str, tests: usize, failures: usize) {
    let totals: &[(&str, &dyn Display)] =
        &[("name", &name), ("tests", &tests), ("failures", &failures), ("errors", &0)];
    out.open(element, totals);
}

fn suite(report: &Report<'_>, file: FileId, findings: &[Finding], out: &mut XmlWriter) {
    let name = shown(&report.map.file(file).name);
    totals(out, "testsuite", &name, findings.len(), failures(report, findings));
    for finding in findings {
        case(report, &name, finding, out);
    }
    out.close("testsuite");
}

fn case(report: &Report<'_>, file: &str, finding: &Finding, out: &mut XmlWriter) {
    let place = report.map.describe(finding.location);
    let name = shown(&format!("{} {place}", finding.rule));
    let text = shown(&format!("{place}\n{}", full_message(finding)));
    out.element("testcase", &[("classname", &file), ("name", &name)], |out| {
        if report.is_failure(finding) {
            let message = shown(&finding.message);
            let failure: &[(&str, &dyn Display)] =
                &[("type", &finding.severity.id()), ("message", &message)];
            out.element("failure", failure, |out| out.line(&text));
        } else {
            let text = format!("{}：{text}", finding.severity.label());
            out.element("system-out", &[], |out| out.line(&text));
        }
    });
}

/// A text with U+FFFD for what XML cannot hold.
fn shown(text: &str) -> String {
    let text = text.chars().filter(|c| *c != '\r');
    text.map(|c| if is_xml(c) { c } else { '\u{fffd}' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold() {
        let mut out = XmlWriter::fragment("");
        out.line(&shown("<甲 & \"乙\">\u{1b}\n"));
        assert_eq!(out.finish(), "&lt;甲 &amp; &quot;乙&quot;&gt;\u{fffd}&#10;");
    }
}
