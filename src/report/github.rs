//! Annotations of GitHub workflows: one line a finding, shown beside the changed lines.

use std::io::{self, Write};

use super::{Report, full_message};
use crate::check::find_rule;
use crate::finding::{Finding, Severity};
use crate::source::FilePlace;

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    for finding in report.findings {
        writeln!(out, "{}", annotation(report, finding))?;
    }
    writeln!(out, "{}", report.line())
}

fn annotation(report: &Report<'_>, finding: &Finding) -> String {
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = Vec::new();
    if let Some(path) = report.path(finding.location.file) {
        properties.push(format!("file={}", escape_property(&path)));
    }
    if let Some((line, column)) = report.map.line_column(finding.location)
        && !properties.is_empty()
    {
        properties.push(format!("line={line},col={column}"));
    }
    let title = match find_rule(finding.rule.0) {
        Some(rule) => format!("{} {}", finding.rule, rule.title),
        None => finding.rule.to_string(),
    };
    properties.push(format!("title={}", escape_property(&title)));
    let mut text = full_message(finding);
    // A line of the annotated file is shown by GitHub; any other place has to be said.
    let shown = matches!(finding.location.place, FilePlace::Span(_)) && properties.len() > 2;
    if !shown {
        text = format!("{} {text}", report.map.describe(finding.location));
    }
    format!("::{command} {}::{}", properties.join(","), escape(&text))
}

fn escape(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn escape_property(text: &str) -> String {
    escape(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_command_is_escaped() {
        assert_eq!(escape("100%\r\n::甲"), "100%25%0D%0A::甲");
        assert_eq!(escape_property("a:b,c"), "a%3Ab%2Cc");
    }
}
