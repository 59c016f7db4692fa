//! `mulu ledger` 台账: who owes what by when.

mod text;

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::data::DataArg;
use super::form::FormArgs;
use super::listing::{ListFormat, print_json};
use super::{CliError, ExitStatus, output, today};
use crate::export::calendar;
use crate::export::form::ledger;
use crate::export::records::TasksRecord;
use crate::input::project::Project;
use crate::model::{Catalogue, PlannedTask};
use crate::output::{Artifact, OutputFolder, safe_name};
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
    /// 每个责任单位一份到期日历（.ics，手机和电脑日历能订）和一张分月的表，写到这个文件夹
    #[arg(long, value_name = "文件夹")]
    calendar: Option<PathBuf>,
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
    if let Some(folder) = &args.calendar {
        write_calendars(args, folder, &bodies, today)?;
    }
    let late = bodies.iter().any(|body| body.late() > 0);
    Ok(if late && args.deny_late { ExitStatus::Findings } else { ExitStatus::Clean })
}

/// Writes a calendar and a monthly sheet for each body that has to do something.
fn write_calendars(
    args: &Args,
    folder: &Path,
    bodies: &[BodyTasks],
    today: Date,
) -> Result<(), CliError> {
    let owners = calendar::owners(bodies);
    let mut artifacts = Vec::new();
    for (owner, tasks) in &owners {
        let name = safe_name(owner);
        artifacts.push(Artifact {
            name: format!("{name}.ics"),
            bytes: calendar::ics(owner, tasks, today).into_bytes(),
        });
        let book = calendar::monthly(owner, tasks, today, args.form.paper());
        let bytes = book.write().map_err(|error| CliError::Message(error.to_string()))?;
        artifacts.push(Artifact { name: format!("{name}.xlsx"), bytes });
    }
    if !artifacts.is_empty() {
        OutputFolder::open(folder, args.form.force()).put("", &artifacts)?;
    }
    output::remark(&format!("{} 个责任单位的到期日历写到 {}", owners.len(), folder.display()));
    Ok(())
}

/// The tasks of the plans above that name a body. What was done of them is noted down there for all, so
/// that it holds for each only where the plan says so.
fn shared(project: &Project, body: usize, name: &str, folder: &str) -> Vec<PlannedTask> {
    let mut shared = Vec::new();
    let mut above = project.bodies[body].parent;
    while let Some(upper) = above.and_then(|at| project.bodies.get(at)) {
        let named = upper
            .tasks
            .iter()
            .filter(|task| task.bodies.iter().any(|body| body == name || body == folder));
        shared.extend(named.cloned());
        above = upper.parent;
    }
    shared
}

/// Says that the day is past on which a catalogue was to be looked at again.
fn warn_of_review(catalogue: &Catalogue, today: Date) {
    let review = catalogue.profile.filing.next_review.as_ref().map(|day| day.value);
    if let Some(day) = review.filter(|day| *day < today) {
        let name = catalogue.name();
        output::remark(&format!("注意：{name}的下次评估日期 {day} 已经过了，评估以后换版本"));
    }
}

fn read(args: &Args, today: Date) -> Result<Vec<BodyTasks>, CliError> {
    let mut project = args.data.project(&args.folder)?;
    let base = Base::load(&mut project, &mut Vec::new());
    let mut bodies = Vec::new();
    for (index, held) in project.bodies.iter().enumerate().filter(|(_, body)| body.wanted) {
        let Some(catalogue) = pipeline::merge(&project, &base, index) else { continue };
        let folder = held.folder.file_name().map(|name| name.to_string_lossy().into_owned());
        let folder = folder.unwrap_or_default();
        warn_of_review(&catalogue, today);
        let clock = Clock { today, calendar: base.registers(index).calendar() };
        let mut plan = held.tasks.clone();
        plan.extend(shared(&project, index, catalogue.name(), &folder));
        bodies.push(tasks::body(&catalogue, &folder, &plan, &held.records, clock));
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
