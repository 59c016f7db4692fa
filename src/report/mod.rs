//! Findings for people and machines: one [`Report`], one [`write`], six formats.
//!
//! Every format carries the same findings in the same order, and none of them decides whether a run
//! failed: that is [`Report::fails`]. This module knows findings, places and the rules' titles; it knows
//! nothing of layers or of how findings are made, and it never opens a file.

mod answers;
mod fingerprint;
mod github;
mod gitlab;
mod group;
mod html;
mod human;
mod json;
mod junit;
mod marked;
mod sarif;
mod tally;
pub(crate) mod text;
mod units;
mod workbook;

use std::io::{self, Write};
use std::path::Path;

use jiff::civil::Date;

pub use crate::finding::Suppressed;
use crate::finding::{Finding, NoteCounts, RuleId, Severity};
use crate::register::built_in_date;
use crate::source::{FileId, SourceMap};

pub use human::HumanOptions;
pub use marked::{MarkError, Marked, marked_copy};
pub use tally::FindingTally;
pub use units::Units;
pub use workbook::workbook;

/// How findings are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportFormat {
    /// For people at a terminal, in Chinese.
    Human(HumanOptions),
    /// mulu's own JSON.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// Annotations of GitHub workflows.
    Github,
    /// Code quality of GitLab.
    Gitlab,
    /// JUnit XML, as most CI systems read it.
    Junit,
    /// One page for a browser.
    Html,
}

/// How many findings there are, and how much was looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Findings at error level.
    pub errors: usize,
    /// Findings at warning level.
    pub warnings: usize,
    /// Findings at note level.
    pub notes: usize,
    /// Items that were checked.
    pub items: usize,
    /// Findings that an exception lets stand; they are in none of the other counts.
    pub excepted: usize,
    /// What the baseline says, where there is one.
    pub baseline: Option<BaselineCounts>,
}

/// How a run compares with the baseline of its repository.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BaselineCounts {
    /// Findings that the baseline knows; they are in none of the other counts.
    pub known: usize,
    /// Findings that it knows and that are there no more.
    pub gone: usize,
}

impl Summary {
    /// Counts the findings by level.
    pub fn count(findings: &[Finding], items: usize) -> Self {
        let of = |severity| findings.iter().filter(|f| f.severity == severity).count();
        Self {
            errors: of(Severity::Error),
            warnings: of(Severity::Warning),
            notes: of(Severity::Note),
            items,
            excepted: 0,
            baseline: None,
        }
    }

    /// The line that can be pasted into a report: `检查 812 项：错误 3，警告 12，提示 40`. What exceptions
    /// let stand follows as 例外, and where there is a baseline, 已知 and 可删.
    pub fn line(&self) -> String {
        let Self { errors, warnings, notes, items, excepted, baseline } = self;
        let mut line = format!("检查 {items} 项：错误 {errors}，警告 {warnings}，提示 {notes}");
        if *excepted > 0 {
            line.push_str(&format!("，例外 {excepted}"));
        }
        if let Some(BaselineCounts { known, gone }) = baseline {
            line.push_str(&format!("，已知 {known}"));
            if *gone > 0 {
                line.push_str(&format!("，可删 {gone}"));
            }
        }
        line
    }
}

/// A marked copy of a spreadsheet that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copy {
    /// Where it is.
    pub path: String,
    /// What has to be known about it.
    pub remark: Option<String>,
}

impl Copy {
    /// The line that says where it is.
    pub fn line(&self) -> String {
        let remark = self.remark.as_ref().map(|remark| format!("（{remark}）"));
        format!("标注副本：{}{}", self.path, remark.unwrap_or_default())
    }
}

/// A catalogue that was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Whose it is.
    pub name: String,
    /// 公开层级 of that body.
    pub level: &'static str,
    /// How many domains it has.
    pub domains: usize,
    /// How many items.
    pub items: usize,
    /// What is seen of them at once, behind their number: `，其中 4 项没有公开时限`.
    pub seen: String,
}

/// What one run found, ready to be shown.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// The files that the places point into.
    pub map: &'a SourceMap,
    /// The findings, sorted by place.
    pub findings: &'a [Finding],
    /// In their place, where they are many and only read by people, what is shown of them.
    pub tally: Option<&'a FindingTally>,
    /// Findings that the baseline knows; they do not count.
    pub known: &'a [Finding],
    /// Notes that are not among the findings, as only their number is shown.
    pub counted: &'a NoteCounts,
    /// Findings that are let stand.
    pub suppressed: &'a [Suppressed],
    /// The catalogues that were checked, where that is worth telling.
    pub checked: &'a [Checked],
    /// The command that shows these findings again, where it is known.
    pub command: Option<&'a str>,
    /// Marked copies that were written.
    pub copies: &'a [Copy],
    /// The counts.
    pub summary: Summary,
    /// The lowest level that makes the run fail.
    pub fails_at: Severity,
    /// 责任单位 of what was found, where they are known.
    pub units: Option<&'a Units>,
    /// The folder that paths for other programs (SARIF, GitHub) are relative to.
    pub root: &'a Path,
    /// Of which day the data are that the findings rest on.
    pub data: Option<Date>,
}

/// What is counted where all notes are kept.
static NO_COUNTS: NoteCounts = NoteCounts::NONE;

impl<'a> Report<'a> {
    /// The counts in words, and of which day the data are.
    pub fn line(&self) -> String {
        format!("{}{}", self.summary.line(), self.dated().unwrap_or_default())
    }

    /// Of which day the data are, in brackets.
    pub fn dated(&self) -> Option<String> {
        self.data.map(|day| format!("（数据日期 {day}）"))
    }

    /// The report of these findings over `items` items; only errors make it fail.
    pub fn new(map: &'a SourceMap, findings: &'a [Finding], items: usize) -> Self {
        let summary = Summary::count(findings, items);
        let root = Path::new("");
        Self {
            map,
            findings,
            tally: None,
            known: &[],
            counted: &NO_COUNTS,
            suppressed: &[],
            checked: &[],
            command: None,
            copies: &[],
            summary,
            fails_at: Severity::Error,
            units: None,
            root,
            data: built_in_date(),
        }
    }

    /// The report of more findings than are kept.
    pub fn of_tally(map: &'a SourceMap, tally: &'a FindingTally, items: usize) -> Self {
        Self { tally: Some(tally), summary: tally.summary(items), ..Self::new(map, &[], items) }
    }

    /// With notes that are only counted.
    #[must_use]
    pub fn with_counted(self, counted: &'a NoteCounts) -> Self {
        let notes = self.summary.notes + counted.total();
        Self { counted, summary: Summary { notes, ..self.summary }, ..self }
    }

    /// Whether the run failed.
    pub fn fails(&self) -> bool {
        self.findings.iter().any(|finding| self.is_failure(finding))
            || self.tally.is_some_and(|tally| tally.has(self.fails_at))
    }

    /// How many findings there are of each kind: one by one, or together.
    fn kinds(&self) -> impl Iterator<Item = (Severity, RuleId, usize)> {
        let kept = self.findings.iter().map(|finding| (finding.severity, finding.rule, 1));
        kept.chain(self.tally.into_iter().flat_map(FindingTally::kinds))
    }

    /// Whether this finding makes the run fail.
    fn is_failure(&self, finding: &Finding) -> bool {
        finding.severity >= self.fails_at
    }

    /// The path of a file for other programs: relative to the root where it lies below it, with `/`.
    /// `None` for what is built in.
    fn path(&self, file: FileId) -> Option<String> {
        let path = self.map.file(file).path.as_deref()?;
        let path = path.strip_prefix(self.root).unwrap_or(path);
        let path = path.strip_prefix(".").unwrap_or(path);
        Some(path.to_string_lossy().replace('\\', "/"))
    }
}

/// The message with what to do, for formats that have one text a finding.
fn full_message(finding: &Finding) -> String {
    match &finding.help {
        Some(help) => format!("{}\n改法：{help}", finding.message),
        None => finding.message.clone(),
    }
}

/// Writes a report in a format.
///
/// # Errors
/// When `out` cannot be written to.
pub fn write(format: ReportFormat, report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    match format {
        ReportFormat::Human(options) => human::write(report, options, out),
        ReportFormat::Json => json::write(report, out),
        ReportFormat::Sarif => sarif::write(report, out),
        ReportFormat::Github => github::write(report, out),
        ReportFormat::Gitlab => gitlab::write(report, out),
        ReportFormat::Junit => junit::write(report, out),
        ReportFormat::Html => html::write(report, out),
    }
}
