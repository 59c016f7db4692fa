//! `mulu ledger` 台账: who owes what by when.

mod text;

use std::path::PathBuf;

use jiff::civil::Date;

use super::data::DataArg;
use super::form::FormArgs;
use super::listing::{ListFormat, print_json};
use super::{CliError, ExitStatus, output, today};
use crate::export::form::ledger;
use crate::export::records::TasksRecord;
use crate::pipeline::{self, Base};
use crate::tasks::{self, BodyTasks, Clock};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 仓库所在的文件夹
    #[arg(value_name = "文件夹", default_value = ".", value_parser = super::place::repository())]
    folder: PathBuf,
    /// 只看这个单位（名称或文件夹名）
    #[arg(long, value_name = "名称")]
    member: Option<String>,
    /// 结果的格式
    #[arg(long, value_name = "格式", value_enum, default_value_t)]
    format: ListFormat,
    /// 有任务逾期就算不通过（退出码 1）
    #[arg(long)]
    deny_late: bool,
    #[command(flatten)]
    form: FormArgs,
    #[command(flatten)]
    data: DataArg,
}

pub(super) fn run(args: &Args) -> Result<ExitStatus, CliError> {
    args.form.check_target()?;
    let today = today()?;
    let bodies = read(args, today)?;
    match args.format {
        ListFormat::Human => output::print(&text::write(&bodies, today))?,
        ListFormat::Json => print_json(&TasksRecord::new(&bodies, today))?,
    }
    args.form.write(|| ledger::book(&bodies, today, args.form.paper()))?;
    let late = bodies.iter().any(|body| body.late() > 0);
    Ok(if late && args.deny_late { ExitStatus::Findings } else { ExitStatus::Clean })
}

fn read(args: &Args, today: Date) -> Result<Vec<BodyTasks>, CliError> {
    let mut project = args.data.project(&args.folder)?;
    let base = Base::load(&mut project, &mut Vec::new());
    let mut bodies = Vec::new();
    for (index, held) in project.bodies.iter().enumerate().filter(|(_, body)| body.wanted) {
        let Some(catalogue) = pipeline::merge(&project, &base, index) else { continue };
        let folder = held.folder.file_name().map(|name| name.to_string_lossy().into_owned());
        let folder = folder.unwrap_or_default();
        let clock = Clock { today, calendar: base.registers(index).calendar() };
        bodies.push(tasks::body(&catalogue, &folder, &held.tasks, &held.records, clock));
    }
    let names: Vec<String> = bodies.iter().map(|body| body.name.clone()).collect();
    let member = args.member.as_deref();
    bodies.retain(|body| member.is_none_or(|member| body.name == member || body.folder == member));
    if bodies.is_empty() {
        let message = match member {
            Some(member) => format!("没有“{member}”。可以写：{}", names.join("、")),
            None => "没有一个单位的目录编得出来，用 mulu check 看看".to_owned(),
        };
        return Err(CliError::Message(message));
    }
    Ok(bodies)
}
