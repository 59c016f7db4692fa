//! `mulu check` 校验: repositories, YAML files and bare spreadsheets, all in one report.

mod baseline;
mod fix;
mod moved;
mod run;

use std::path::{Path, PathBuf};

use super::data::DataArg;
use super::jobs::JobsArg;
use super::mark::MarkArgs;
use super::show::{self, ShowArgs};
use super::table_args::TableArgs;
use super::{CliError, ExitStatus, output};
use crate::input::disk;
use crate::output::replace;
use crate::report::{self, Copy, Report, Summary};
use run::{CheckOptions, CheckRun, Found};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 仓库所在的文件夹、一个 YAML 文件，或一张表（xlsx、xls、et、csv、docx 等）；可以写几个
    #[arg(value_name = "路径", default_value = ".", value_parser = super::place::repository())]
    paths: Vec<PathBuf>,
    /// 只校验仓库里的这个单位（名称或文件夹名），可以写几次
    #[arg(long, value_name = "名称", conflicts_with = "write_baseline")]
    member: Vec<String>,
    #[command(flatten)]
    table: TableArgs,
    #[command(flatten)]
    mark: MarkArgs,
    #[command(flatten)]
    show: ShowArgs,
    /// 把现在的错误和警告记进基线，以后只有新问题才算不通过
    #[arg(long, value_name = "文件", num_args = 0..=1, require_equals = true)]
    write_baseline: Option<Option<PathBuf>>,
    /// 用这个基线文件；不写就用仓库里的 .mulu-baseline.json
    #[arg(long, value_name = "文件", conflicts_with = "write_baseline")]
    baseline: Option<PathBuf>,
    /// 改正有把握的问题：YAML 就地改，表格另存为“….修正.xlsx”
    #[arg(long, conflicts_with = "write_baseline")]
    fix: bool,
    /// 只显示 --fix 会改什么，不写文件
    #[arg(long, conflicts_with = "write_baseline")]
    diff: bool,
    /// 和 --fix、--diff 一起用：拿不准的也改，如扶贫开发局改成农业农村局，改完要核对
    #[arg(long = "unsafe")]
    unsure: bool,
    /// 和 --fix 一起用：表格也就地改，不另存
    #[arg(long, requires = "fix")]
    in_place: bool,
    /// 把结果写成工作簿：校验结果和整改反馈表
    #[arg(long, value_name = "文件.xlsx")]
    report: Option<PathBuf>,
    /// The same as a page, beside it.
    #[arg(skip)]
    page: Option<PathBuf>,
    #[command(flatten)]
    data: DataArg,
    #[command(flatten)]
    jobs: JobsArg,
}

impl Args {
    /// The check of what was dropped on the program: with marked copies and a report, as a workbook to fill in
    /// and as a page to read.
    pub(super) fn dropped(paths: Vec<PathBuf>, report: PathBuf, page: PathBuf) -> Self {
        Self {
            table: TableArgs::default(),
            paths,
            member: Vec::new(),
            mark: MarkArgs::beside(),
            show: ShowArgs::default(),
            write_baseline: None,
            baseline: None,
            fix: false,
            diff: false,
            unsure: false,
            in_place: false,
            report: Some(report),
            page: Some(page),
            data: DataArg::default(),
            jobs: JobsArg::default(),
        }
    }

    /// Whether nothing that is wanted tells notes one by one.
    fn counts_notes(&self) -> bool {
        !self.show.lists_notes() && self.report.is_none() && !self.mark.is_wanted()
    }

    /// Whether only what people are shown of many findings is wanted.
    fn tallies(&self) -> bool {
        let changes = self.fix || self.diff || self.write_baseline.is_some();
        self.counts_notes() && self.page.is_none() && !changes
    }

    fn options(&self) -> CheckOptions<'_> {
        CheckOptions {
            write_baseline: self.write_baseline.as_ref().map(Option::as_deref),
            baseline: self.baseline.as_deref(),
            members: &self.member,
            fixes: self.fix || self.diff,
            unsure: self.unsure,
            units: self.report.is_some(),
            data: &self.data,
            marks: self.mark.is_wanted(),
            counts_notes: self.counts_notes(),
            tallies: self.tallies(),
            jobs: self.jobs,
            table: &self.table,
        }
    }
}

pub(super) fn run(args: &Args) -> Result<ExitStatus, CliError> {
    if args.unsure && !args.fix && !args.diff {
        let message = "--unsafe 要和 --fix 或者 --diff 一起用";
        return Err(CliError::Message(message.to_owned()));
    }
    let mut found = CheckRun::over(&args.paths, args.options())?;
    if args.write_baseline.is_some() && found.baselines.is_empty() && found.failures.is_empty() {
        let message = "基线只用于仓库。给出仓库所在的文件夹（里面有 mulu.yaml）";
        return Err(CliError::Message(message.to_owned()));
    }
    if args.diff {
        fix::show(&found)?;
        return ended(&found, args, status_of(&found, args));
    }
    if args.fix {
        let done = fix::write(&found, args.in_place)?;
        let paths: Vec<PathBuf> = args.paths.iter().map(|path| done.now_at(path)).collect();
        // What is left is told of the files as they are now.
        found = CheckRun::over(&paths, CheckOptions { fixes: false, ..args.options() })?;
        if !args.unsure {
            fix::tell_unsure(&found);
        }
    }
    let copies = args.mark.write(&found.map, &found.findings);
    let status = show(&found, &copies.written, args)?;
    found.failures.extend(copies.failures);
    ended(&found, args, status)
}

/// The report, and the workbook where one is wanted. Nothing is shown when no path could be read.
fn show(found: &Found, copies: &[Copy], args: &Args) -> Result<ExitStatus, CliError> {
    if found.failures.len() == args.paths.len() {
        return Ok(ExitStatus::Clean);
    }
    if let Some(path) = &args.report {
        write_workbook(&found.report(), path, args.mark.force)?;
    }
    let command = command(&args.paths);
    if let Some(path) = &args.page {
        show::to_page(path, &Report { copies, command: Some(&command), ..found.report() })?;
    }
    args.show.show(Report { copies, command: Some(&command), ..found.report() })
}

/// The command that checks these paths, as it is typed.
fn command(paths: &[PathBuf]) -> String {
    let typed = |path: &PathBuf| {
        let path = path.display().to_string();
        if path.contains([' ', '（', '(', '&']) { format!("\"{path}\"") } else { path }
    };
    let paths = paths.iter().filter(|path| path.as_os_str() != ".").map(typed);
    std::iter::once("mulu check".to_owned()).chain(paths).collect::<Vec<_>>().join(" ")
}

fn status_of(found: &Found, args: &Args) -> ExitStatus {
    if args.show.fails(&found.report()) { ExitStatus::Findings } else { ExitStatus::Clean }
}

fn ended(found: &Found, args: &Args, status: ExitStatus) -> Result<ExitStatus, CliError> {
    for line in found.baselines.iter().filter(|_| !args.show.is_quiet()) {
        output::remark(line);
    }
    if found.failures.is_empty() {
        Ok(status)
    } else {
        Err(CliError::Message(found.failures.join("\n")))
    }
}

/// Departments fill the workbook in: one that is there is only replaced when that is asked for.
fn write_workbook(report: &Report<'_>, path: &Path, force: bool) -> Result<(), CliError> {
    let bytes = report::workbook(report)
        .map_err(|error| CliError::Message(format!("报告工作簿做不出来：{error}")))?;
    if !force && disk::read(path).is_ok_and(|there| there != bytes) {
        let message = format!(
            "已有“{}”，里面可能填了整改情况，没有覆盖。换一个文件名，或者加 --force",
            path.display()
        );
        return Err(CliError::Message(message));
    }
    Ok(replace(path, &bytes)?)
}

impl Found {
    /// What the program has to show.
    fn report(&self) -> Report<'_> {
        let items = self.checked.iter().map(|c| c.items).sum::<usize>();
        let report = match &self.tally {
            Some(tally) => Report::of_tally(&self.map, tally, items),
            None => Report::new(&self.map, &self.findings, items),
        };
        let report = report.with_counted(&self.counted);
        let summary = Summary { baseline: self.baseline, ..report.summary };
        let (checked, units) = (self.checked.as_slice(), Some(&self.units));
        Report {
            known: &self.known,
            suppressed: &self.suppressed,
            checked,
            summary,
            units,
            data: self.data.or(report.data),
            ..report
        }
    }
}
