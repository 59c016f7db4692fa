//! Findings for people: what stands there, why it matters, what to do; in Chinese, in the width of the
//! terminal.
//!
//! The same fault on many rows is shown once with its first places. Errors and warnings are always
//! shown; notes are one line a rule unless asked for. The last line can be pasted into a report.

mod cells;
mod drawn;
mod lines;

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::Report;
use super::group::{Group, groups};
use super::text::{clean, clip, wrap};
use crate::check::find_rule;
use crate::finding::{Finding, Severity};
use crate::source::{Content, Location};

/// How findings are shown to people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HumanOptions {
    /// Whether to use colours.
    pub color: bool,
    /// How many columns a line may have.
    pub width: usize,
    /// Whether to show notes in full.
    pub notes: bool,
    /// Only the last line.
    pub quiet: bool,
}

impl Default for HumanOptions {
    fn default() -> Self {
        Self { color: false, width: DEFAULT_WIDTH, notes: false, quiet: false }
    }
}

/// The width when that of the terminal is not known.
const DEFAULT_WIDTH: usize = 100;
/// Narrower than this, nothing can be drawn well.
const LEAST_WIDTH: usize = 40;
/// How many places of the same fault are named.
const PLACES: usize = 3;
/// How many members are named.
const MEMBERS: usize = 5;
/// What goes before a line that belongs to a finding.
const INDENT: &str = "    ";

pub(super) fn write(
    report: &Report<'_>,
    options: HumanOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let width = options.width.max(LEAST_WIDTH);
    let mut page = Page { report, options, width, out };
    if !options.quiet {
        page.findings()?;
        for copy in report.copies {
            writeln!(page.out, "{}", clean(&copy.line()))?;
        }
    }
    writeln!(page.out, "{}", report.summary.line())
}

struct Page<'r, 'o> {
    report: &'r Report<'r>,
    options: HumanOptions,
    width: usize,
    out: &'o mut dyn Write,
}

impl Page<'_, '_> {
    fn findings(&mut self) -> io::Result<()> {
        let report = self.report;
        let in_full = |f: &&Finding| self.options.notes || f.severity > Severity::Note;
        for group in groups(report.findings.iter().filter(in_full)) {
            self.group(&group)?;
        }
        if !self.options.notes && report.summary.notes > 0 {
            self.notes()?;
        }
        if self.options.notes && !report.known.is_empty() {
            writeln!(self.out, "已知的问题（在基线里，不算数）\n")?;
            for group in groups(report.known.iter()) {
                self.group(&group)?;
            }
        }
        Ok(())
    }

    fn group(&mut self, group: &Group<'_>) -> io::Result<()> {
        let Some(first) = group.first() else { return Ok(()) };
        self.header(first)?;
        self.body(first)?;
        if first.inherited {
            self.line("继承", &self.origin(first.location))?;
        }
        if let Some(help) = &first.help {
            self.line("改法", help)?;
        }
        for related in first.related.iter().take(PLACES) {
            let place = self.report.map.describe(related.location);
            self.line("另见", &format!("{place}（{}）", related.message))?;
        }
        self.others(group)?;
        self.members(group)?;
        writeln!(self.out)
    }

    fn header(&mut self, finding: &Finding) -> io::Result<()> {
        let Finding { severity, rule, location, .. } = finding;
        let label = self.paint(*severity, &format!("{}[{rule}]", severity.label()));
        writeln!(self.out, "{label} {}", clean(&self.report.map.describe(*location)))
    }

    /// The message, and the lines or cells that it is about.
    fn body(&mut self, finding: &Finding) -> io::Result<()> {
        let message = wrap(&clean(&finding.message), self.width - INDENT.len()).join("\n");
        let (map, location) = (self.report.map, finding.location);
        // Number of the line, frame and blanks.
        let window = lines::window(map, location, self.width - 12);
        let drawn = drawn::draw(finding.severity, message, window, self.options.color);
        self.out.write_all(drawn.as_bytes())?;
        let fragment = cells::fragment(map, location);
        let paint = |text: &str| self.paint(finding.severity, text);
        for line in cells::draw(&fragment, self.width, paint) {
            writeln!(self.out, "{line}")?;
        }
        Ok(())
    }

    /// Which layer wrote an inherited text, as far as its place tells.
    fn origin(&self, location: Location) -> String {
        let file = self.report.map.file(location.file);
        let built_in = file.path.is_none() && matches!(file.content, Content::Text { .. });
        let whose = if built_in { "国家指引" } else { "上一层" };
        format!("文字出自{whose}（{}），本级没有改过", file.name)
    }

    /// Further places of the same fault, and how many are not named.
    fn others(&mut self, group: &Group<'_>) -> io::Result<()> {
        let faults = group.faults();
        let mut before = group.first().map(|first| first.location);
        for finding in faults.iter().skip(1).take(PLACES - 1) {
            let place = self.report.map.describe(finding.location);
            let same_place = before.replace(finding.location) == Some(finding.location);
            let item = finding.item.as_ref().filter(|item| !item.path.is_empty());
            let about = match item {
                _ if same_place => Some(finding.message.clone()),
                Some(item) => Some(item.path.join("/")),
                None => None,
            };
            let about = about.map(|about| format!("（{about}）")).unwrap_or_default();
            self.line("同样", &format!("{place}{about}"))?;
        }
        match faults.len().checked_sub(PLACES) {
            Some(more) if more > 0 => self.line("同样", &format!("还有 {more} 处没有列出")),
            _ => Ok(()),
        }
    }

    /// The members that a fault concerns, where its place does not tell.
    fn members(&mut self, group: &Group<'_>) -> io::Result<()> {
        let members = group.members();
        let inherited = group.first().is_some_and(|first| first.inherited);
        match members.as_slice() {
            [] => Ok(()),
            [_] if !inherited => Ok(()),
            _ if members.len() > MEMBERS => {
                let named = members[..MEMBERS].join("、");
                self.line("涉及", &format!("{named} 等 {} 个", members.len()))
            }
            _ => self.line("涉及", &members.join("、")),
        }
    }

    /// One line a rule.
    fn notes(&mut self) -> io::Result<()> {
        let mut rules: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
        for finding in self.report.findings.iter().filter(|f| f.severity == Severity::Note) {
            rules.entry(finding.rule.0).or_default().push(finding);
        }
        writeln!(self.out, "提示（加 -v 看每一条）")?;
        for (id, findings) in rules {
            let Some(first) = findings.first() else { continue };
            let title = find_rule(id).map_or(first.message.as_str(), |rule| rule.title);
            let place = self.report.map.describe(first.location);
            let line = format!("  {id} {title}：{} 处，如 {place}", findings.len());
            writeln!(self.out, "{}", clip(&clean(&line), self.width))?;
        }
        writeln!(self.out)
    }

    /// A line of a finding with a word before it; further lines stand under its text.
    fn line(&mut self, word: &str, text: &str) -> io::Result<()> {
        let indent = INDENT.len() + 6;
        for (index, line) in wrap(&clean(text), self.width - indent).iter().enumerate() {
            if index == 0 {
                writeln!(self.out, "{INDENT}{word}：{line}")?;
            } else {
                writeln!(self.out, "{}{line}", " ".repeat(indent))?;
            }
        }
        Ok(())
    }

    fn paint(&self, severity: Severity, text: &str) -> String {
        if !self.options.color {
            return text.to_owned();
        }
        let code = match severity {
            Severity::Error => "1;31",
            Severity::Warning => "1;33",
            Severity::Note => "36",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }
}
