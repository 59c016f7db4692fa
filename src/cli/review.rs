//! `mulu review` 征求意见: forms for departments, their answers, and what was decided on them.

mod adopt;
mod collect;
mod desk;
mod in_place;
mod send;
mod waive;

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::build::output_folder;
use super::data::DataArg;
use super::show::ShowArgs;
use super::{CliError, ExitStatus, output, records, today};
use crate::input::project::is_repository;
use crate::model::{Catalogue, Stage};
use crate::output::OutputFolder;
use crate::review::By;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 仓库所在的文件夹
    #[arg(value_name = "文件夹", value_parser = super::place::repository())]
    folder: Option<PathBuf>,
    /// 写到哪个文件夹；不写就是仓库里的 dist/征求意见
    #[arg(short, long, value_name = "文件夹")]
    out: Option<PathBuf>,
    /// 只做这个单位（名称或文件夹名），可以写几次
    #[arg(long, value_name = "名称")]
    member: Vec<String>,
    /// 按什么分发：lead 按领域的牵头单位，body 按每个事项的公开主体
    #[arg(long, value_name = "分法", value_enum, default_value = "lead")]
    by: ByArg,
    /// 请部门在哪一天以前反馈，如 2026-12-10
    #[arg(long, value_name = "日期")]
    until: Option<jiff::civil::Date>,
    /// 读回填好的征求意见表（xlsx、xls、ods、docx 等），或者放着这些表的文件夹
    #[arg(long, value_name = "文件", num_args = 1..)]
    read: Vec<PathBuf>,
    /// 采纳：all 采纳全部明确而不矛盾的意见；或者写填好的意见采纳情况表、意见采纳.yaml
    #[arg(long, value_name = "all或文件")]
    adopt: Option<PathBuf>,
    /// 没有反馈的单位不等了，写理由，记在 意见采纳.yaml 里；只不等某几个的，用 --unit 写名称
    #[arg(long, value_name = "理由")]
    waive: Option<String>,
    /// 和 --waive 一起用：不等哪个单位，可以写几次；不写就是所有还没有反馈的
    #[arg(long, value_name = "单位", requires = "waive")]
    unit: Vec<String>,
    /// 在 记录.yaml 里记一笔：今天到了征求意见这一步
    #[arg(long)]
    record: bool,
    /// 覆盖改动过的或正打开着的输出文件
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    show: ShowArgs,
    #[command(flatten)]
    data: DataArg,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum ByArg {
    #[value(alias = "牵头")]
    Lead,
    #[value(alias = "主体")]
    Body,
}

impl ByArg {
    /// By what units get their items.
    pub(super) fn by(self) -> By {
        match self {
            Self::Lead => By::Lead,
            Self::Body => By::Body,
        }
    }
}

impl Args {
    fn by(&self) -> By {
        self.by.by()
    }

    /// The repository: the positional one, or the one that stands last behind `--read`, which takes
    /// every word up to the next option.
    fn folder(&self) -> &Path {
        let behind = self.read.last().filter(|path| is_repository(path));
        self.folder.as_deref().or(behind.map(PathBuf::as_path)).unwrap_or(Path::new("."))
    }

    /// The files that are to be read.
    fn files(&self) -> impl Iterator<Item = &Path> {
        self.read.iter().map(PathBuf::as_path).filter(|path| !is_repository(path))
    }
}

pub(super) fn run(args: &Args) -> Result<ExitStatus, CliError> {
    if args.read.is_empty() && args.adopt.is_none() && args.waive.is_none() {
        return send::run(args);
    }
    let _lock = output::lock_repository(args.folder())?;
    let mut office = desk::Office::open(args)?;
    if let Some(status) = office.faults(&args.show)? {
        return Ok(status);
    }
    if !args.read.is_empty() {
        collect::run(args, &mut office)?;
    }
    if let Some(reason) = &args.waive {
        waive::run(args, &mut office, reason)?;
    }
    if let Some(from) = &args.adopt {
        adopt::run(args, &mut office, from)?;
    }
    office.close(args)
}

/// Where the forms go.
fn forms_folder(args: &Args) -> OutputFolder {
    output_folder(args.out.as_deref(), args.folder(), "dist/征求意见", args.force)
}

/// The line for 记录.yaml, where one was asked for.
fn note(
    args: &Args,
    folder: &Path,
    catalogue: &Catalogue,
) -> Result<Option<records::RecordLine>, CliError> {
    if !args.record {
        return Ok(None);
    }
    let version = catalogue.profile.version.as_ref();
    let version = version.map(|version| ("版本", version.value.clone()));
    let stage = Stage::Review.label().to_owned();
    let entry = [("阶段", stage), ("日期", today()?.to_string())];
    records::RecordLine::new(folder, &entry.into_iter().chain(version).collect::<Vec<_>>())
}
