//! `mulu status` 进度: how far each member has come, and who is late.

mod text;

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::data::DataArg;
use super::form::FormArgs;
use super::listing::{ListFormat, print_json};
use super::page::PageArgs;
use super::{CliError, ExitStatus, output, today};
use crate::export::form::progress;
use crate::export::picture;
use crate::export::records::StatusRecord;
use crate::model::Layer;
use crate::output::safe_name;
use crate::pipeline::{self, Base};
use crate::status::{self, BodyStatus, Known, StageEvidence};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 仓库所在的文件夹
    #[arg(value_name = "文件夹", default_value = ".", value_parser = super::place::repository())]
    folder: PathBuf,
    /// 只看这个单位（名称或文件夹名），并列出它的每个领域
    #[arg(long, value_name = "名称")]
    member: Option<String>,
    /// 结果的格式
    #[arg(long, value_name = "格式", value_enum, default_value_t)]
    format: ListFormat,
    /// 有单位逾期就算不通过（退出码 1）
    #[arg(long)]
    deny_late: bool,
    #[command(flatten)]
    form: FormArgs,
    #[command(flatten)]
    data: DataArg,
    #[command(flatten)]
    page: PageArgs,
}

/// The folder that `build` writes to.
const BUILT: &str = "dist";
/// What `review` keeps of the answers of departments.
const OPINIONS: &str = "意见采纳.yaml";

pub(super) fn run(args: &Args) -> Result<ExitStatus, CliError> {
    args.form.check_target()?;
    let today = today()?;
    let bodies = read(args, today)?;
    match args.format {
        ListFormat::Human => {
            output::print(&text::write(&bodies, today, args.member.is_some()))?;
        }
        ListFormat::Json => print_json(&StatusRecord::new(&bodies, today))?,
    }
    args.form.write(|| progress::book(&bodies, today, args.form.paper()))?;
    args.page.write(|| picture::of_status(&bodies, today))?;
    let late = bodies.iter().any(|body| body.present && body.standing.is_late());
    Ok(if late && args.deny_late { ExitStatus::Findings } else { ExitStatus::Clean })
}

/// The status of every body, then of those that are only named in a batch.
fn read(args: &Args, today: Date) -> Result<Vec<BodyStatus>, CliError> {
    let mut project = args.data.project(&args.folder)?;
    let base = Base::load(&mut project, &mut Vec::new());
    let mut bodies = Vec::new();
    let mut skipped = Vec::new();
    for (index, held) in project.bodies.iter().enumerate().filter(|(_, body)| body.wanted) {
        let folder = name_of(&held.folder);
        let (Some(layers), Some(catalogue)) =
            (project.chain(index), pipeline::merge(&project, &base, index))
        else {
            skipped.push(folder);
            continue;
        };
        let evidence = evidence(&args.folder, &held.folder, catalogue.name());
        for word in status::unknown_domains(&catalogue, &held.records) {
            warn(&format!("{}的记录里有“{word}”，本级目录里没有这个领域", catalogue.name()));
        }
        let (catalogue, records) = (&catalogue, &held.records);
        let known = Known { catalogue, layers: &layers, folder: &folder, records, evidence };
        bodies.push(status::body(known, today, base.registers(index).calendar()));
    }
    if !skipped.is_empty() {
        let names = skipped.join("、");
        warn(&format!("{names} 的 mulu.yaml 不能用，没有列出。用 mulu check 看看"));
    }
    let wanted: Vec<&Layer> =
        project.bodies.iter().filter_map(|body| body.layer.as_ref()).collect();
    bodies.extend(status::absent(&wanted, &bodies, today, base.registers(0).calendar()));
    choose(bodies, args.member.as_deref())
}

fn choose(bodies: Vec<BodyStatus>, member: Option<&str>) -> Result<Vec<BodyStatus>, CliError> {
    let Some(member) = member else { return Ok(bodies) };
    let names: Vec<String> = bodies.iter().map(|body| body.name.clone()).collect();
    let is_wanted = |body: &BodyStatus| body.name == member || body.folder == member;
    let chosen: Vec<BodyStatus> = bodies.into_iter().filter(is_wanted).collect();
    if chosen.is_empty() {
        let message = format!("没有“{member}”。可以写：{}", names.join("、"));
        return Err(CliError::Message(message));
    }
    Ok(chosen)
}

fn name_of(folder: &Path) -> String {
    folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// What is there, without reading it.
fn evidence(repository: &Path, own: &Path, name: &str) -> StageEvidence {
    let built = repository.join(BUILT).join(safe_name(name)).is_dir();
    StageEvidence { built, reviewed: own.join(OPINIONS).is_file() }
}

fn warn(text: &str) {
    output::remark(&format!("注意：{text}"));
}
