//! `mulu reassess` 重新评估: what is withheld, when somebody last looked at it, and this year's answers.

use std::path::{Path, PathBuf};

use super::build::members;
use super::data::DataArg;
use super::form::PaperWord;
use super::{CliError, ExitStatus, output, records, today};
use crate::export::withheld::reassessment;
use crate::input::disk;
use crate::input::tables::{ReadOptions, read_tables};
use crate::output::replace;
use crate::pipeline::{self, Base};
use crate::submit::{FilledLooks, Withheld, is_due, last_look, read_looks, withheld};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 仓库所在的文件夹
    #[arg(value_name = "文件夹", default_value = ".", value_parser = super::place::repository())]
    folder: PathBuf,
    /// 哪个单位的（名称或文件夹名）；不写就是最上面的一级
    #[arg(long, value_name = "名称")]
    member: Option<String>,
    /// 评估表写到哪个文件（.xlsx）
    #[arg(short, long, value_name = "文件")]
    output: Option<PathBuf>,
    /// 读回填好的评估表（xlsx、xls、ods 等），记在 不公开评估.yaml
    #[arg(long, value_name = "文件", conflicts_with = "output")]
    read: Option<PathBuf>,
    /// 评估表的纸张
    #[arg(long, value_name = "纸张", value_enum, default_value = "A4")]
    paper: PaperWord,
    /// 文件已经有了也写，原来的内容就没有了
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    data: DataArg,
}

pub(super) fn run(args: &Args) -> Result<ExitStatus, CliError> {
    let _lock = if args.read.is_some() { output::lock_repository(&args.folder)? } else { None };
    let mut project = args.data.project(&args.folder)?;
    let base = Base::load(&mut project, &mut Vec::new());
    let wanted: Vec<String> = args.member.iter().cloned().collect();
    let member = members(&project, &wanted)?.into_iter().next();
    let merged = member.and_then(|member| {
        let folder = project.bodies.get(member.body)?.folder.clone();
        Some((folder, pipeline::merge(&project, &base, member.body)?))
    });
    let Some((folder, catalogue)) = merged else {
        return Err(CliError::Message("没有编成，先用 mulu check 看有什么错误".to_owned()));
    };
    let all = withheld(&catalogue);
    let mut faults = Vec::new();
    let mut looks = records::looks(&mut project.map, &folder, &mut faults)?;
    if !faults.is_empty() {
        return Err(CliError::Message("不公开评估.yaml 有错，先用 mulu check 看".to_owned()));
    }
    let mut told = Vec::new();
    if let Some(path) = &args.read {
        let filled = read(path)?;
        let strange = filled.looks.iter().filter(|look| !is_withheld(&all, &look.subject));
        told.extend(strange.map(|look| format!("“{}”没有不予公开，没有记", look.subject)));
        told.extend(filled.faults.iter().cloned());
        let new = filled.looks.into_iter().filter(|look| is_withheld(&all, &look.subject));
        let new: Vec<_> = new.filter(|look| !looks.contains(look)).collect();
        if !new.is_empty() {
            let (path, text) = records::with_looks(&folder, &new)?;
            replace(&path, text.as_bytes())?;
            output::print(&format!("评估 {} 项，记在 {}\n", new.len(), path.display()))?;
        }
        let open = new.iter().filter(|look| look.verdict != crate::submit::VERDICTS[0]);
        told.extend(open.map(|look| {
            format!("“{}”评估为{}：请在调整里改过来，再编制", look.subject, look.verdict)
        }));
        looks.extend(new);
    }
    let day = today()?;
    if let Some(path) = &args.output {
        output::check_workbook(path, args.force)?;
        let bytes = reassessment(&catalogue, &all, &looks, day, args.paper.paper());
        let bytes = bytes.map_err(|error| CliError::Message(error.to_string()))?;
        output::write(path, &bytes, args.force)?;
        output::remark(&format!("已写出 {}", path.display()));
    }
    let due = all.iter().filter(|one| is_due(last_look(&looks, &one.subject), day)).count();
    output::print(&format!(
        "{}：不予公开的 {} 项，满一年没有评估的 {due} 项\n",
        catalogue.name(),
        all.len()
    ))?;
    for line in &told {
        output::print(&format!("  {line}\n"))?;
    }
    Ok(if told.is_empty() { ExitStatus::Clean } else { ExitStatus::Findings })
}

fn is_withheld(all: &[Withheld], subject: &str) -> bool {
    let same = |one: &Withheld| {
        crate::model::fold::compact(&one.subject) == crate::model::fold::compact(subject)
    };
    all.iter().any(same)
}

fn read(path: &Path) -> Result<FilledLooks, CliError> {
    let failed =
        |reason: String| CliError::Message(format!("读不了“{}”：{reason}", path.display()));
    let tables = read_tables(&disk::read(path)?, &ReadOptions::default())
        .map_err(|error| failed(error.to_string()))?;
    read_looks(&tables.workbook)
        .ok_or_else(|| failed("没有“编码或职责”和“评估结论”两栏，不是重新评估表".to_owned()))
}
