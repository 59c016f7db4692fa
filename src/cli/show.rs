//! How findings are shown: the options that all commands with findings share, and where the report goes.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anstream::{AutoStream, ColorChoice};
use clap::ValueEnum;
use jiff::civil::Date;

use super::output::remark;
use super::{CliError, ExitStatus, today};
use crate::finding::Severity;
use crate::output::{reason, replace};
use crate::register::is_old;
use crate::report::{self, HumanOptions, Report, ReportFormat, Summary};

/// The words of `--format`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum FormatWord {
    #[default]
    Human,
    Json,
    Sarif,
    Github,
    Gitlab,
    Junit,
    Html,
}

/// The words of `--color`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

/// The options of a report.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct ShowArgs {
    /// 结果的格式；human 在屏幕上看，html 在浏览器里看，其余给程序看
    #[arg(long, value_name = "格式", value_enum, default_value_t)]
    format: FormatWord,
    /// 有警告也算不通过（退出码 1）
    #[arg(long)]
    deny_warnings: bool,
    /// 结果写到这个文件，不写到屏幕上
    #[arg(long, value_name = "文件")]
    output: Option<PathBuf>,
    /// 全部列出：每一处、可以照抄的表、提示、不算数的问题
    #[arg(short = 'v', long)]
    notes: bool,
    /// 只显示最后一行
    #[arg(short, long)]
    quiet: bool,
    /// 什么时候用颜色
    #[arg(long, value_name = "何时", value_enum, default_value_t)]
    color: Color,
}

/// Writes a report as a page.
pub(super) fn to_page(path: &Path, report: &Report<'_>) -> Result<(), CliError> {
    let mut page = Vec::new();
    report::write(ReportFormat::Html, report, &mut page)
        .map_err(|error| CliError::Message(format!("报告做不出来：{}", reason(&error))))?;
    Ok(replace(path, &page)?)
}

impl ShowArgs {
    /// The report that a command shows beside its own work.
    pub(super) fn for_people(notes: bool, deny_warnings: bool) -> Self {
        Self { notes, deny_warnings, ..Self::default() }
    }

    /// Shows a report, and says how the run ended: the same for every format.
    pub(super) fn show(&self, report: Report<'_>) -> Result<ExitStatus, CliError> {
        let here = std::env::current_dir().unwrap_or_default();
        let excepted = report.summary.excepted + report.suppressed.len();
        let summary = Summary { excepted, ..report.summary };
        let report = Report { root: &here, fails_at: self.fails_at(), summary, ..report };
        match &self.output {
            Some(path) => self.to_file(path, &report)?,
            None => self.to_stdout(&report)?,
        }
        self.say_age(report.data)?;
        // Other formats than the one for people have no place for it, and a file is not seen.
        if (self.output.is_some() || self.format != FormatWord::Human) && !self.quiet {
            for copy in report.copies {
                remark(&copy.line());
            }
        }
        Ok(if report.fails() { ExitStatus::Findings } else { ExitStatus::Clean })
    }

    /// Whether these findings make the run fail.
    pub(super) fn fails(&self, report: &Report<'_>) -> bool {
        Report { fails_at: self.fails_at(), ..*report }.fails()
    }

    /// Whether people read it on the screen.
    pub(super) fn is_for_people(&self) -> bool {
        self.format == FormatWord::Human && self.output.is_none()
    }

    /// Says on the error stream that the data are older than a year.
    fn say_age(&self, day: Option<Date>) -> Result<(), CliError> {
        let today = today()?;
        if let Some(day) = day.filter(|day| !self.quiet && is_old(*day, today)) {
            remark(&format!(
                "注意：登记和指引是 {day} 的，已经过了一年，以后的修改不在里面。用 mulu data 看怎样更新"
            ));
        }
        Ok(())
    }

    /// Whether notes are told one by one, and not only by their number.
    pub(super) fn lists_notes(&self) -> bool {
        self.format != FormatWord::Human || self.notes
    }

    /// Whether only the last line is wanted.
    pub(super) fn is_quiet(&self) -> bool {
        self.quiet
    }

    fn fails_at(&self) -> Severity {
        if self.deny_warnings { Severity::Warning } else { Severity::Error }
    }

    fn to_stdout(&self, report: &Report<'_>) -> Result<(), CliError> {
        let stdout = io::stdout();
        let choice = match self.color {
            Color::Auto => AutoStream::choice(&stdout),
            Color::Always => ColorChoice::AlwaysAnsi,
            Color::Never => ColorChoice::Never,
        };
        let width = stdout.is_terminal().then(terminal_size::terminal_size).flatten();
        let width = width.map(|(width, _)| usize::from(width.0));
        let format = self.format(choice != ColorChoice::Never, width);
        let written = match format {
            ReportFormat::Human(_) => {
                let mut out = BufWriter::new(AutoStream::new(stdout.lock(), choice));
                report::write(format, report, &mut out).and_then(|()| out.flush())
            }
            ReportFormat::Json
            | ReportFormat::Sarif
            | ReportFormat::Github
            | ReportFormat::Gitlab
            | ReportFormat::Junit
            | ReportFormat::Html => {
                let mut out = BufWriter::new(stdout.lock());
                report::write(format, report, &mut out).and_then(|()| out.flush())
            }
        };
        match written {
            // Whoever reads the output has seen enough.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            Err(error) => Err(CliError::Message(format!("结果写不出来：{}", reason(&error)))),
            Ok(()) => Ok(()),
        }
    }

    /// Writes into a file beside the target, which then takes its place.
    fn to_file(&self, path: &Path, report: &Report<'_>) -> Result<(), CliError> {
        let mut text = Vec::new();
        report::write(self.format(self.color == Color::Always, None), report, &mut text)
            .map_err(|error| CliError::Message(format!("结果写不出来：{}", reason(&error))))?;
        replace(path, &text)?;
        if !self.quiet {
            let line = report.summary.line();
            remark(&format!("{line}，结果写在 {}", path.display()));
        }
        Ok(())
    }

    fn format(&self, color: bool, width: Option<usize>) -> ReportFormat {
        let usual = HumanOptions::default();
        match self.format {
            FormatWord::Human => ReportFormat::Human(HumanOptions {
                color,
                width: width.unwrap_or(usual.width),
                notes: self.notes,
                quiet: self.quiet,
            }),
            FormatWord::Json => ReportFormat::Json,
            FormatWord::Sarif => ReportFormat::Sarif,
            FormatWord::Github => ReportFormat::Github,
            FormatWord::Gitlab => ReportFormat::Gitlab,
            FormatWord::Junit => ReportFormat::Junit,
            FormatWord::Html => ReportFormat::Html,
        }
    }
}
