//! Findings for people: what stands there, why it matters, what to do; in Chinese, in the width of the
//! terminal.
//!
//! First a screen of what matters ([`overview`]), then the groups, the gravest first. The same fault on
//! many rows is shown once with its first places, and how to see the others. Notes are counted unless
//! asked for. The last line can be pasted into a report.

pub(super) mod cells;
mod drawn;
mod entries;
mod lines;
mod overview;

use std::io::{self, Write};

pub(super) use entries::NAMED;

use super::Report;
use super::group::{FindingGroup, by_weight, told_together};
use super::text::{self, clean, clip, wrap};
use crate::check::find_rule;
use crate::finding::{Finding, Related, Severity};
use crate::source::{FileContent, FilePlace, Location, SourceMap, Span};

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
pub(super) const PLACES: usize = 3;
/// How many items of one place are named.
pub(super) const ITEMS: usize = 5;
/// How many members are named.
pub(super) const MEMBERS: usize = 5;
/// How many lines a text has at most.
const MOST_LINES: usize = 30;
/// What goes before a line that belongs to a finding.
const INDENT: &str = "    ";

pub(super) fn write(
    report: &Report<'_>,
    options: HumanOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let width = options.width.max(LEAST_WIDTH);
    let mut page = ReportPage { report, options, width, out };
    if !options.quiet {
        page.findings()?;
        for copy in report.copies {
            writeln!(page.out, "{}", clean(&copy.line()))?;
        }
    }
    last_line(report, width, page.out)
}

/// The counts and the date of the data, on one line where they fit.
fn last_line(report: &Report<'_>, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let line = report.line();
    if text::width(&line) <= width {
        return writeln!(out, "{line}");
    }
    writeln!(out, "{}", report.summary.line())?;
    report.dated().map_or(Ok(()), |dated| writeln!(out, "{dated}"))
}

struct ReportPage<'r, 'o> {
    report: &'r Report<'r>,
    options: HumanOptions,
    width: usize,
    out: &'o mut dyn Write,
}

impl ReportPage<'_, '_> {
    fn findings(&mut self) -> io::Result<()> {
        let report = self.report;
        let groups = match report.tally {
            Some(tally) => tally.groups(),
            None => by_weight(report.findings.iter()),
        };
        let overview = overview::lines(report, &groups, self.options, self.width);
        for line in &overview {
            writeln!(self.out, "{line}")?;
        }
        if !overview.is_empty() {
            writeln!(self.out)?;
        }
        let notes = self.options.notes;
        let in_full = |group: &&FindingGroup<'_>| notes || group.severity() > Severity::Note;
        for group in groups.iter().filter(in_full) {
            self.group(group)?;
        }
        if self.options.notes {
            self.uncounted("已知的问题（在基线里，不算数）", report.known.iter())?;
            let excepted = report.suppressed.iter().map(|suppressed| &suppressed.finding);
            self.uncounted("写了例外的问题（不算数）", excepted)?;
        }
        Ok(())
    }

    /// Findings that do not count, under a heading.
    fn uncounted<'f>(
        &mut self,
        heading: &str,
        findings: impl Iterator<Item = &'f Finding>,
    ) -> io::Result<()> {
        let groups = by_weight(findings);
        if !groups.is_empty() {
            writeln!(self.out, "{heading}\n")?;
        }
        groups.iter().try_for_each(|group| self.group(group))
    }

    fn group(&mut self, group: &FindingGroup<'_>) -> io::Result<()> {
        let Some(first) = group.first() else { return Ok(()) };
        match &first.entry {
            Some(entry) => self.entries(group, first, entry.profile)?,
            None if told_together(first) && group.fault_count() > 1 => {
                self.together(group, first)?;
            }
            None => self.single(group, first)?,
        }
        self.members(group)?;
        writeln!(self.out)
    }

    /// Lines that are missing: one question, with one table for its answer.
    fn entries(
        &mut self,
        group: &FindingGroup<'_>,
        first: &Finding,
        profile: Location,
    ) -> io::Result<()> {
        let severity = group.severity();
        self.header(&Finding { severity, location: profile, ..first.clone() })?;
        let message = self.wrapped(&entries::message(group), INDENT.len()).join("\n");
        let drawn = drawn::draw(severity, message, None, self.options.color);
        self.out.write_all(drawn.as_bytes())?;
        for line in entries::lines(self.report.map, group, self.options.notes, self.width) {
            writeln!(self.out, "{line}")?;
        }
        Ok(())
    }

    /// Findings that are one question: the rule's title, and each in a line.
    fn together(&mut self, group: &FindingGroup<'_>, first: &Finding) -> io::Result<()> {
        self.header(first)?;
        let faults = group.faults();
        let title = find_rule(first.rule.0).map_or("", |rule| rule.title);
        let (most, columns) =
            if self.options.notes { (usize::MAX, usize::MAX) } else { (PLACES, self.width) };
        let all = group.fault_count();
        let more = if all > most { "（加 -v 列全）" } else { "" };
        let message = format!("{title}：{all} 处{more}");
        let drawn = drawn::draw(first.severity, message, None, self.options.color);
        self.out.write_all(drawn.as_bytes())?;
        for fault in faults.iter().take(most) {
            let place = match fault.location == first.location {
                true => String::new(),
                false => format!("{}：", self.report.map.describe(fault.location)),
            };
            let text = clip(&clean(&format!("{place}{}", fault.message)), columns - INDENT.len());
            writeln!(self.out, "{INDENT}{text}")?;
        }
        match &first.help {
            Some(help) => self.line("改法", help),
            None => Ok(()),
        }
    }

    /// A fault with its place, what to do, and its further places.
    fn single(&mut self, group: &FindingGroup<'_>, first: &Finding) -> io::Result<()> {
        self.header(first)?;
        self.body(first)?;
        if first.inherited {
            self.line("继承", &self.origin(first))?;
        }
        if let Some(help) = &first.help {
            self.line("改法", help)?;
        }
        let elsewhere = |related: &&Related| !same_row(related.location, first.location);
        for related in first.related.iter().filter(elsewhere).take(PLACES) {
            let place = self.report.map.describe(related.location);
            self.line("另见", &format!("{place}（{}）", related.message))?;
        }
        self.others(group)
    }

    fn header(&mut self, finding: &Finding) -> io::Result<()> {
        let Finding { severity, rule, location, .. } = finding;
        let label = self.paint(*severity, &format!("{}[{rule}]", severity.label()));
        let place = very_text(self.report.map, finding).unwrap_or(*location);
        writeln!(self.out, "{label} {}", clean(&self.report.map.describe(place)))
    }

    /// The message, and the lines or cells that it is about.
    fn body(&mut self, finding: &Finding) -> io::Result<()> {
        let message = self.wrapped(&finding.message, INDENT.len()).join("\n");
        let map = self.report.map;
        let location = very_text(map, finding).unwrap_or(finding.location);
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
    fn origin(&self, finding: &Finding) -> String {
        let file = self.report.map.file(finding.source.unwrap_or(finding.location).file);
        let is_text = matches!(file.content, FileContent::Text { .. } | FileContent::Excerpt(_));
        let built_in = file.path.is_none() && is_text;
        let whose = if built_in { "国家指引" } else { "上一层" };
        format!("文字出自{whose}（{}），本级没有改过", file.name)
    }

    /// Further places of the same fault with the items there, and how those not named can be seen.
    fn others(&mut self, group: &FindingGroup<'_>) -> io::Result<()> {
        let places = places(&group.faults());
        let (most, items) =
            if self.options.notes { (usize::MAX, usize::MAX) } else { (PLACES, ITEMS) };
        for (index, FaultPlace { location, abouts, faults }) in places.iter().take(most).enumerate()
        {
            // The first fault of a place may need no words.
            let silent = faults - abouts.len();
            let all = group.faults_at(*location, *faults) - silent;
            let place = match index {
                // It is shown in full above.
                0 if all < 2 => continue,
                0 => "同一处".to_owned(),
                _ => self.report.map.describe(*location),
            };
            let more = all.checked_sub(items).filter(|more| *more > 0);
            let more = more.map(|more| format!("，另 {more} 项，加 -v 列全")).unwrap_or_default();
            let named: Vec<&str> = abouts.iter().take(items).map(String::as_str).collect();
            let named = named.join("、");
            let about = if named.is_empty() { named } else { format!("（{named}{more}）") };
            self.line("同样", &format!("{place}{about}"))?;
        }
        let all = group.place_count(places.len());
        match all.checked_sub(most).filter(|more| *more > 0) {
            Some(more) => self.line("同样", &format!("还有 {more} 处，加 -v 列全")),
            None => Ok(()),
        }
    }

    /// The members that a fault concerns, where its place does not tell.
    fn members(&mut self, group: &FindingGroup<'_>) -> io::Result<()> {
        let members = group.members();
        let inherited = group.first().is_some_and(|first| first.inherited);
        match members.as_slice() {
            [] => Ok(()),
            [_] if !inherited => Ok(()),
            _ if group.member_count() > MEMBERS => {
                let named = members[..MEMBERS.min(members.len())].join("、");
                self.line("涉及", &format!("{named} 等 {} 个", group.member_count()))
            }
            _ => self.line("涉及", &members.join("、")),
        }
    }

    /// A text in the lines beside an indent; what is as long as a page is cut.
    fn wrapped(&self, text: &str, indent: usize) -> Vec<String> {
        let width = self.width - indent;
        wrap(&clip(&clean(text), width * MOST_LINES), width)
    }

    /// A line of a finding with a word before it; further lines stand under its text.
    fn line(&mut self, word: &str, text: &str) -> io::Result<()> {
        let indent = INDENT.len() + 6;
        for (index, line) in self.wrapped(text, indent).iter().enumerate() {
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

/// A place of a fault.
struct FaultPlace {
    location: Location,
    /// What tells its findings apart.
    abouts: Vec<String>,
    /// How many of them are at hand.
    faults: usize,
}

/// The places of a fault, each with what tells its findings apart.
fn places(faults: &[&Finding]) -> Vec<FaultPlace> {
    let mut places: Vec<FaultPlace> = Vec::new();
    let mut before: Option<&Finding> = None;
    for finding in faults.iter().copied() {
        let beside = before.filter(|before| before.location == finding.location);
        let about = about(finding, beside);
        match places.last_mut().filter(|_| beside.is_some()) {
            Some(place) => {
                place.abouts.push(about);
                place.faults += 1;
            }
            None => places.push(FaultPlace {
                location: finding.location,
                abouts: vec![about],
                faults: 1,
            }),
        }
        before = Some(finding);
    }
    for place in &mut places {
        place.abouts.retain(|about| !about.is_empty());
    }
    places
}

/// What tells a finding from others of its group: its item, or its words where they differ from those of
/// the one before it at the same place.
fn about(finding: &Finding, beside: Option<&Finding>) -> String {
    let item =
        finding.item.as_ref().map(|item| item.path.join("/")).filter(|item| !item.is_empty());
    match (item, beside) {
        (Some(item), Some(beside))
            if beside.message != finding.message && !finding.message.contains(&item) =>
        {
            format!("{item}：{}", finding.message)
        }
        (Some(item), _) => item,
        (None, Some(_)) => finding.message.clone(),
        (None, None) => String::new(),
    }
}

/// Where in a list of several lines the text stands that the message quotes.
fn very_text(map: &SourceMap, finding: &Finding) -> Option<Location> {
    let Location { file, place: FilePlace::Span(span) } = finding.location else { return None };
    let list = map.slice(file, span).filter(|text| text.contains('\n'))?;
    let quoted = [('《', '》'), ('“', '”')].into_iter().filter_map(|(open, close)| {
        let text = finding.message.split_once(open)?.1.split_once(close)?.0;
        let at = list.find(text).filter(|_| !text.is_empty())?;
        Some((at, text.len()))
    });
    let (at, length) = quoted.min()?;
    let start = span.start + u32::try_from(at).ok()?;
    Some(Location::span(file, Span::new(start, start + u32::try_from(length).ok()?)))
}

/// Whether two places stand in one row of a sheet, or are the same.
fn same_row(a: Location, b: Location) -> bool {
    match (a.place, b.place) {
        (FilePlace::Cell { sheet, cell }, FilePlace::Cell { sheet: other, cell: at }) => {
            a.file == b.file && sheet == other && cell.row == at.row
        }
        _ => a == b,
    }
}
