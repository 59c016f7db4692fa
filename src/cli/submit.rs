//! `mulu submit` 报审报备: the bundle with which a catalogue is submitted and filed.

pub(super) mod archive;
mod filing;
mod returned;
mod verify;

use std::path::PathBuf;
use std::sync::Arc;

use clap::ValueEnum;

use filing::FilingRun;

use super::build::{Member, members_of, open};
use super::data::DataArg;
use super::form::{FontsWord, FormPaper};
use super::jobs::JobsArg;
use super::progress::Progress;
use super::show::ShowArgs;
use super::{CliError, ExitStatus, output, records, today};
use crate::check;
use crate::diff::{Diff, Edition, compare};
use crate::export::fingerprint;
use crate::export::papers::{Dossier, bundle};
use crate::finding::{Finding, Severity};
use crate::input::project::Project;
use crate::model::{Catalogue, Stage};
use crate::output::{Artifact, OutputFolder};
use crate::pipeline::OpenBody;
use crate::register::Registers;
use crate::report::Report;
use crate::review::Record;
use crate::source::SourceMap;
use crate::submit::{Approval, FilingFacts, MANIFEST, Readiness, Secrecy, missing, sm3_hex};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 仓库所在的文件夹
    #[arg(value_name = "文件夹", default_value = ".", value_parser = super::place::repository())]
    folder: PathBuf,
    /// 材料写到哪个文件夹，每个单位一个文件夹和一个 .zip
    #[arg(short, long, value_name = "文件夹", required_unless_present_any = ["verify", "returned", "reviewer"])]
    out: Option<PathBuf>,
    /// 只做这个单位（名称或文件夹名），可以写几次
    #[arg(long, value_name = "名称")]
    member: Vec<String>,
    /// 缺意见、缺审查也写出来，每页盖上“草稿”
    #[arg(long)]
    draft: bool,
    /// 报到哪一步：filing 备案（这一版留在 备案/版本 里，下次和它比对），approval 审核
    #[arg(long, value_name = "步", value_enum, default_value = "filing")]
    stage: StageArg,
    /// 横排各表的纸张：A4（不写就是）或 A3；只改一张表的写“汇总表=A3”，可以写几次。目录本身是 A3，
    /// 审核意见表、保密审查表竖排 A4
    #[arg(long, value_name = "纸张")]
    paper: Vec<FormPaper>,
    /// 字体：plain 用 Windows 自带的字体，official 用方正小标宋简体、仿宋_GB2312
    #[arg(long, value_name = "字体", value_enum, default_value = "plain")]
    fonts: FontsWord,
    /// 覆盖改动过的或正打开着的输出文件
    #[arg(long)]
    force: bool,
    /// 核对一包材料（文件夹或 .zip）：全不全，改动过没有；在仓库里还核对是不是由这份目录做的。收材料的单位不用仓库
    #[arg(long, value_name = "材料", conflicts_with_all = ["out", "draft"])]
    verify: Option<PathBuf>,
    /// 读回盖了章的审核意见表（xlsx 等），结果记在 审核意见.yaml；要审核的都同意了，记一笔“审核通过”
    #[arg(long, value_name = "文件", conflicts_with_all = ["out", "draft", "verify"])]
    returned: Option<PathBuf>,
    /// 纸上批的，直接记：谁审核的（上级对口部门、合法性审核、保密审查、政务公开办公室、主要负责人）
    #[arg(long, value_name = "谁", conflicts_with_all = ["out", "draft", "verify", "returned"])]
    reviewer: Option<String>,
    /// 和 --reviewer 一起用：结果，同意 或 不同意
    #[arg(long, value_name = "结果", requires = "reviewer", default_value = "同意")]
    result: String,
    /// 和 --reviewer 一起用：审核的日期，不写就是今天
    #[arg(long, value_name = "日期", requires = "reviewer")]
    reviewed_on: Option<jiff::civil::Date>,
    /// 和 --verify 一起用：报送单位给的清单的 SM3（至少前 16 位），核对清单有没有换过
    #[arg(long, value_name = "SM3", requires = "verify")]
    sm3: Option<String>,
    #[command(flatten)]
    data: DataArg,
    #[command(flatten)]
    jobs: JobsArg,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum StageArg {
    #[value(alias = "审核")]
    Approval,
    #[value(alias = "备案")]
    Filing,
}

impl StageArg {
    fn stage(self) -> Stage {
        match self {
            Self::Approval => Stage::Approval,
            Self::Filing => Stage::Filed,
        }
    }
}

pub(super) fn run(args: &Args) -> Result<ExitStatus, CliError> {
    if let Some(bundle) = &args.verify {
        return verify::run(bundle, &args.folder, &args.data, args.sm3.as_deref());
    }
    if args.returned.is_some() || args.reviewer.is_some() {
        return returned::run(args);
    }
    let _lock = if args.draft { None } else { output::lock_repository(&args.folder)? };
    let mut findings = Vec::new();
    let repository = open(&args.folder, &args.data, &mut SourceMap::new(), &mut findings)?;
    let mut out = OutputFolder::open(args.out.as_deref().unwrap_or(&args.folder), args.force);
    let mut status = ExitStatus::Clean;
    let raised = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    let members = members_of(&repository, &args.member)?;
    let bodies: Vec<usize> = members.iter().map(|member| member.body).collect();
    let progress = Progress::start();
    let work = |at: usize, body: OpenBody<'_>| prepared(args, &members[at], body, raised);
    repository.open_each(&bodies, args.jobs.count(), work, |at, made| {
        progress.count("正在做材料", (at + 1, members.len()), &members[at].name);
        if let Some(failed) = made.end(args, &members[at], &mut out)? {
            status = failed;
        }
        Ok::<(), CliError>(())
    })?;
    Ok(status)
}

/// What is to be done for a member.
enum Prepared {
    NoCatalogue,
    /// The records are wrong.
    Faulty(Vec<Finding>, SourceMap),
    /// Something is missing.
    NotReady(Vec<String>),
    Bundle(Box<PreparedBundle>),
}

/// A bundle that may be written.
struct PreparedBundle {
    folder_name: String,
    files: Vec<Artifact>,
    zip: Artifact,
    filing: Option<FilingRun>,
    missing: Vec<String>,
}

/// Works out what is to be done for a member; nothing is written.
fn prepared(
    args: &Args,
    member: &Member,
    mut body: OpenBody<'_>,
    raised: usize,
) -> Result<Prepared, CliError> {
    let Some(case) = Case::open(&mut body, raised)? else { return Ok(Prepared::NoCatalogue) };
    if !case.faults.is_empty() {
        return Ok(Prepared::Faulty(case.faults, body.project.map.clone()));
    }
    case.prepared(args, member, &body.project.map)
}

impl Prepared {
    /// Writes the bundle and says what was done. Gives the status of a run that failed for this member.
    fn end(
        self,
        args: &Args,
        member: &Member,
        out: &mut OutputFolder,
    ) -> Result<Option<ExitStatus>, CliError> {
        let name = &member.name;
        match self {
            Self::NoCatalogue => {
                output::print(&format!("{name}：没有编成，用 mulu check 看有什么错误\n"))?;
                Ok(Some(ExitStatus::Findings))
            }
            Self::Faulty(mut faults, map) => {
                check::sort(&mut faults);
                ShowArgs::for_people(true, true).show(Report::new(&map, &faults, 0)).map(Some)
            }
            Self::NotReady(missing) => {
                output::print(&format!(
                    "{name}：还不能报送，没有写出。缺下面 {} 样，补齐再报；先看样子的加 --draft：\n{}",
                    missing.len(),
                    listed(&missing)
                ))?;
                Ok(Some(ExitStatus::Findings))
            }
            Self::Bundle(bundle) => bundle.write(args, name, out).map(|()| None),
        }
    }
}

fn listed(missing: &[String]) -> String {
    missing.iter().map(|what| format!("  - {what}\n")).collect()
}

impl PreparedBundle {
    fn write(self, args: &Args, name: &str, out: &mut OutputFolder) -> Result<(), CliError> {
        let list = self.files.iter().find(|file| file.name == MANIFEST);
        let list = list.map(|file| sm3_hex(&file.bytes)).unwrap_or_default();
        let folder = out.put(&self.folder_name, &self.files)?;
        out.put("", &[self.zip])?;
        let folder = folder.display();
        let draft = if args.draft { "（草稿）" } else { "" };
        output::print(&format!(
            "{name}：{} 个文件{draft}，写到 {folder} 和 {folder}.zip\n  清单的 SM3：{list}\n",
            self.files.len()
        ))?;
        if !self.missing.is_empty() {
            output::print(&format!("  正式报送前还缺：\n{}", listed(&self.missing)))?;
        }
        if let Some(filing) = self.filing {
            output::print(&filing.write()?)?;
        }
        Ok(())
    }
}

/// 备案前审核 of a body, or of the nearest layer above it that says who.
fn approved_first(project: &Project, body: usize) -> Option<String> {
    let layers = project.chain(body)?;
    layers.iter().rev().find_map(|layer| layer.profile.filing.approved_first.clone())
}

/// What is known of one member.
struct Case {
    registers: Arc<Registers>,
    /// Its folder in the repository.
    folder: PathBuf,
    catalogue: Catalogue,
    findings: [usize; 3],
    record: Option<Record>,
    secrecy: Option<Secrecy>,
    approvals: Vec<Approval>,
    /// 备案前审核, as the body or the nearest layer above says it.
    approved_first: Option<String>,
    diff: Option<Diff>,
    /// What is wrong with the files beside `mulu.yaml`.
    faults: Vec<Finding>,
}

impl Case {
    fn open(body: &mut OpenBody<'_>, raised: usize) -> Result<Option<Self>, CliError> {
        let compiled = body.compile(today()?);
        let Some(catalogue) = compiled.catalogue else { return Ok(None) };
        let count = |severity| compiled.findings.iter().filter(|f| f.severity == severity).count();
        let findings =
            [count(Severity::Error) + raised, count(Severity::Warning), count(Severity::Note)];
        let folder = body.folder().to_path_buf();
        if let Some(staged) = records::unfinished(&folder).first() {
            return Err(CliError::Message(format!(
                "上次采纳意见没有做完，“{}”还没有写出。再运行一次 mulu review --adopt，再来报送",
                staged.target().display()
            )));
        }
        let version = catalogue.profile.version.as_ref().map(|version| version.value.as_str());
        let registers = body.base.share_registers(body.body);
        let channels = registers.channels();
        let diff = records::filed(&folder, version)?
            .map(|old| compare(&old, &Edition::of_catalogue(&catalogue), channels));
        let mut faults = Vec::new();
        let record = records::record(body.own_map(), &folder, &mut faults)?;
        let secrecy = records::secrecy(body.own_map(), &folder, &mut faults)?;
        let approvals = records::approvals(body.own_map(), &folder, &mut faults)?;
        let approved_first = approved_first(&body.project, body.body);
        Ok(Some(Self {
            registers,
            folder,
            catalogue,
            findings,
            record,
            secrecy,
            approvals,
            approved_first,
            diff,
            faults,
        }))
    }

    /// The bundle, if it may be written.
    fn prepared(self, args: &Args, member: &Member, map: &SourceMap) -> Result<Prepared, CliError> {
        let missing = self.missing(args.stage.stage() == Stage::Filed);
        if !missing.is_empty() && !args.draft {
            return Ok(Prepared::NotReady(missing));
        }
        let files = self.files(args, map)?;
        let folder_name = format!("{}报审材料", member.folder);
        let zip = Artifact { name: format!("{folder_name}.zip"), bytes: archive::pack(&files)? };
        let filing = match args.draft {
            true => None,
            false => Some(self.filing(args, &files, &zip)?),
        };
        Ok(Prepared::Bundle(Box::new(PreparedBundle { folder_name, files, zip, filing, missing })))
    }

    fn filing(
        &self,
        args: &Args,
        files: &[Artifact],
        zip: &Artifact,
    ) -> Result<FilingRun, CliError> {
        let (catalogue, channels) = (&self.catalogue, self.registers.channels());
        let stage = args.stage.stage();
        FilingRun::new(catalogue, &self.folder, stage, files, zip, args.force, channels)
    }

    fn missing(&self, filing: bool) -> Vec<String> {
        missing(&Readiness {
            approvals: &self.approvals,
            approved_first: self.approved_first.as_deref(),
            filing,
            errors: self.findings[0],
            record: self.record.as_ref(),
            secrecy: self.secrecy.as_ref(),
            catalogue: &self.catalogue,
            fingerprint: &fingerprint(&self.catalogue),
        })
    }

    fn files(&self, args: &Args, map: &SourceMap) -> Result<Vec<Artifact>, CliError> {
        let empty = Record::default();
        let record = self.record.as_ref().unwrap_or(&empty);
        let facts = FilingFacts::new(&self.catalogue, self.findings, record);
        let papers = FormPaper::papers(&args.paper);
        let dossier = Dossier {
            catalogue: &self.catalogue,
            facts: &facts,
            record,
            secrecy: self.secrecy.as_ref(),
            approvals: &self.approvals,
            diff: self.diff.as_ref(),
            draft: args.draft,
            fonts: args.fonts.profile(),
            channels: self.registers.channels(),
            papers: &papers,
        };
        bundle(&dossier, map).map_err(|error| CliError::Message(error.to_string()))
    }
}
