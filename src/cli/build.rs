//! `mulu build` 编制: compile, check, export.

mod making;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use jiff::civil::Date;

use making::{Made, MadeCounts, MadeFiles, Making};

use super::data::DataArg;
use super::jobs::{self, JobsArg};
use super::member_lines::{self, MemberLine};
use super::review::ByArg;
use super::show::ShowArgs;
use super::{CliError, ExitStatus, output, today};
use crate::cache::Kept;
use crate::check;
use crate::export::{ChannelStyle, CsvFormulas, ExportFormat, ExportOptions, PageLayout};
use crate::finding::{Finding, NoteCounts, Severity, Suppressed};
use crate::input::project::{KnownDomains, Project};
use crate::layout::{FontProfile, Paper};
use crate::output::{Artifact, OutputFolder, safe_name};
use crate::pipeline::Repository;
use crate::register::Registers;
use crate::report::{FindingTally, Report};
use crate::source::{PartId, SourceMap};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 仓库所在的文件夹
    #[arg(value_name = "文件夹", default_value = ".", value_parser = super::place::repository())]
    folder: PathBuf,
    /// 写到哪个文件夹；不写就是仓库里的 dist
    #[arg(short, long, value_name = "文件夹")]
    out: Option<PathBuf>,
    /// 写哪几种格式，用逗号隔开；不写就是 xlsx、json、csv；docx 是 A3 横排的 Word，行和工作簿一样
    #[arg(long, value_name = "格式", value_delimiter = ',', value_enum)]
    formats: Vec<FormatArg>,
    /// 只编制这个单位（名称或文件夹名），可以写几次
    #[arg(long, value_name = "名称")]
    member: Vec<String>,
    /// 另外给每个单位出一份它的事项，放在“各单位”文件夹里（formats 里有 docx 的也出 Word）：lead 按领域的
    /// 牵头单位，body 按每个事项的公开主体
    #[arg(long, value_name = "分法", value_enum)]
    by: Option<ByArg>,
    /// 有错误也写出来，每张表盖上“草稿”
    #[arg(long)]
    draft: bool,
    /// 覆盖改动过的或正打开着的输出文件
    #[arg(long)]
    force: bool,
    /// 纸张
    #[arg(long, value_name = "纸张", value_enum, default_value = "A3")]
    paper: PaperArg,
    /// 渠道一栏：all 列出全部渠道并标 ■□，chosen 只列选用的
    #[arg(long, value_name = "写法", value_enum, default_value = "all")]
    channels: ChannelsArg,
    /// 字体：plain 用宋体、黑体，official 用方正小标宋简体、仿宋_GB2312
    #[arg(long, value_name = "字体", value_enum, default_value = "plain")]
    fonts: FontsArg,
    /// csv 里以 = + - @ 开头的文字前面不加单引号，给程序用；用 Excel、WPS 打开的不要加这个选项
    #[arg(long)]
    raw_csv: bool,
    /// 有警告也算不通过（退出码 1）
    #[arg(long)]
    deny_warnings: bool,
    /// 全部列出：每一处、可以照抄的表、提示、不算数的问题
    #[arg(short = 'v', long)]
    notes: bool,
    #[command(flatten)]
    data: DataArg,
    #[command(flatten)]
    jobs: JobsArg,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FormatArg {
    Xlsx,
    Docx,
    Json,
    Csv,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum PaperArg {
    #[value(name = "A3", alias = "a3")]
    A3,
    #[value(name = "A4", alias = "a4")]
    A4,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum ChannelsArg {
    All,
    Chosen,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FontsArg {
    Plain,
    Official,
}

impl Args {
    fn options(&self) -> ExportOptions {
        let paper = match self.paper {
            PaperArg::A3 => Paper::A3,
            PaperArg::A4 => Paper::A4,
        };
        let channels = match self.channels {
            ChannelsArg::All => ChannelStyle::All,
            ChannelsArg::Chosen => ChannelStyle::Chosen,
        };
        let fonts = match self.fonts {
            FontsArg::Plain => FontProfile::Plain,
            FontsArg::Official => FontProfile::Official,
        };
        ExportOptions {
            draft: self.draft,
            for_approval: false,
            formulas: if self.raw_csv { CsvFormulas::Raw } else { CsvFormulas::Guarded },
            layout: PageLayout { paper, channels, fonts },
        }
    }

    /// The formats, each once.
    fn formats(&self) -> Vec<ExportFormat> {
        if self.formats.is_empty() {
            return ExportFormat::ALL.to_vec();
        }
        let format = |arg: &FormatArg| match arg {
            FormatArg::Xlsx => ExportFormat::Xlsx,
            FormatArg::Docx => ExportFormat::Docx,
            FormatArg::Json => ExportFormat::Json,
            FormatArg::Csv => ExportFormat::Csv,
        };
        let formats: BTreeSet<ExportFormat> = self.formats.iter().map(format).collect();
        formats.into_iter().collect()
    }
}

pub(super) fn run(args: &Args) -> Result<ExitStatus, CliError> {
    let (mut findings, mut map) = (Vec::new(), SourceMap::new());
    let repository = open(&args.folder, &args.data, &mut map, &mut findings)?;
    let members = members_of(&repository, &args.member)?;
    let making = Making {
        repository: &repository,
        formats: args.formats(),
        options: args.options(),
        slices: args.by.map(ByArg::by),
        today: today()?,
        counts_notes: !args.notes,
        holds_all: findings.iter().any(|finding| finding.severity == Severity::Error),
    };
    let mut build = Build {
        map,
        data: repository.registers().date(),
        out: output_folder(args.out.as_deref(), &args.folder, "dist", args.force),
        findings,
        tally: (!args.notes).then(FindingTally::default),
        suppressed: BTreeMap::new(),
        counted: NoteCounts::default(),
        items: 0,
        lines: BTreeMap::new(),
        failures: BTreeMap::new(),
    };
    making.all(&members, args.jobs, &mut build)?;
    build.map.absorb(repository.into_map());
    build.end(&ShowArgs::for_people(args.notes, args.deny_warnings))
}

/// A repository whose members are gone through one by one.
pub(super) fn open(
    folder: &Path,
    data: &DataArg,
    map: &mut SourceMap,
    findings: &mut Vec<Finding>,
) -> Result<Repository, CliError> {
    let files = data.files()?;
    let with = (Registers::known_domains as KnownDomains, &files[..]);
    Ok(Repository::open(map, None, folder, with, findings)?)
}

/// The folder of output that was asked for, or the one of this name in the repository.
pub(super) fn output_folder(
    out: Option<&Path>,
    repository: &Path,
    name: &str,
    force: bool,
) -> OutputFolder {
    match out {
        Some(out) => OutputFolder::open(out, force),
        None => OutputFolder::below(repository, name, force),
    }
}

/// A body that is to be built.
pub(super) struct Member {
    pub(super) body: usize,
    pub(super) name: String,
    /// The name of its folder of output.
    pub(super) folder: String,
    /// The name of its folder in the repository.
    on_disk: String,
}

/// The bodies that were asked for, each with a folder of its own.
pub(super) fn members(project: &Project, wanted: &[String]) -> Result<Vec<Member>, CliError> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let bodies = project.bodies.iter().enumerate().filter(|(_, body)| body.wanted);
    let bodies = bodies.map(|(at, body)| (at, body.folder.as_path(), body.name()));
    let members = bodies.map(|body| Member::new(body, &mut taken)).collect();
    chosen(members, wanted)
}

/// The same for a repository that is not read as a whole.
pub(super) fn members_of(
    repository: &Repository,
    wanted: &[String],
) -> Result<Vec<Member>, CliError> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let names = repository.names()?;
    let bodies = repository.survey().bodies.iter().zip(&names).enumerate();
    let bodies = bodies.filter(|(_, (body, _))| body.wanted);
    let bodies = bodies.map(|(at, (body, name))| (at, body.folder.as_path(), name.as_deref()));
    chosen(bodies.map(|body| Member::new(body, &mut taken)).collect(), wanted)
}

/// Those of the bodies that were asked for; all where none was.
fn chosen(mut members: Vec<Member>, wanted: &[String]) -> Result<Vec<Member>, CliError> {
    if let Some(unknown) = wanted.iter().find(|word| !members.iter().any(|m| m.is_called(word))) {
        let names: Vec<&str> = members.iter().map(|member| member.name.as_str()).collect();
        let message = format!("仓库里没有“{unknown}”。可以写：{}", names.join("、"));
        return Err(CliError::Message(message));
    }
    members.retain(|member| wanted.is_empty() || wanted.iter().any(|word| member.is_called(word)));
    Ok(members)
}

impl Member {
    fn new(
        (body, folder, name): (usize, &Path, Option<&str>),
        taken: &mut BTreeSet<String>,
    ) -> Self {
        let on_disk = folder.file_name().map(|n| n.to_string_lossy().into_owned());
        let on_disk = on_disk.unwrap_or_default();
        let name = name.map_or_else(|| on_disk.clone(), str::to_owned);
        Self { body, folder: own_folder(&name, taken), name, on_disk }
    }

    /// Whether the word is the body's name or that of its folder.
    fn is_called(&self, word: &str) -> bool {
        word == self.name || word == self.on_disk
    }
}

/// A folder named after the body that no other body has, whatever the case of its letters.
fn own_folder(name: &str, taken: &mut BTreeSet<String>) -> String {
    let wish = safe_name(name);
    let mut folder = wish.clone();
    let mut number = 2;
    while !taken.insert(folder.to_lowercase()) {
        folder = format!("{wish}-{number}");
        number += 1;
    }
    folder
}

/// What was done so far.
struct Build {
    map: SourceMap,
    /// Of which day the data are.
    data: Option<Date>,
    out: OutputFolder,
    findings: Vec<Finding>,
    /// What is shown of the findings of members, where not all are.
    tally: Option<FindingTally>,
    /// What exceptions cover, by member.
    suppressed: BTreeMap<usize, Vec<Suppressed>>,
    counted: NoteCounts,
    items: usize,
    /// What became of each member.
    lines: BTreeMap<usize, MemberLine>,
    failures: BTreeMap<usize, String>,
}

impl Build {
    /// Writes the files of one member.
    fn put(&mut self, at: usize, member: &Member, own: Option<PartId>, mut kept: Kept<Made>) {
        if let Some(tally) = &mut self.tally {
            jobs::tally(&mut kept, tally, own);
        }
        let Made { counts, items, stamp, files, made_from, artifacts, failure } = kept.extra;
        let MadeCounts { told: counts, errors, warnings } = counts;
        let written = match failure {
            Some(failure) => Err(failure),
            None => self.write(member, &files, &artifacts),
        };
        let is_written = matches!(written, Ok(Destination::Folder(_)));
        if is_written {
            self.out.made_from(&member.folder, made_from);
        }
        let line = match written {
            Ok(Destination::NoCatalogue) => format!("没有编成，{counts}，看上面"),
            Ok(Destination::HeldBack) => {
                format!("{items} 项，{counts}；没有写出。改好再编制，或者加 --draft 写出草稿")
            }
            Ok(Destination::Folder(folder)) => {
                format!("{items} 项，{counts}；写到 {folder}{stamp}")
            }
            Err(failure) => {
                self.failures.insert(at, format!("{}：{failure}", member.name));
                format!("{items} 项，{counts}；没有写出")
            }
        };
        let text = format!("{}：{line}", member.name);
        self.lines.insert(at, MemberLine { text, is_written, errors, warnings });
        self.map.absorb(kept.files);
        self.counted.add(&kept.counted);
        self.items += items;
        self.findings.extend(kept.findings);
        self.suppressed.insert(at, kept.suppressed);
    }

    fn write(
        &mut self,
        member: &Member,
        files: &MadeFiles,
        artifacts: &[Artifact],
    ) -> Result<Destination, String> {
        let written = match files {
            MadeFiles::NoCatalogue => return Ok(Destination::NoCatalogue),
            MadeFiles::HeldBack => return Ok(Destination::HeldBack),
            MadeFiles::All(stand) if artifacts.is_empty() => self.out.stands(&member.folder, stand),
            MadeFiles::All(_) => self.out.put(&member.folder, artifacts),
        };
        let folder = written.map_err(|error| error.to_string())?;
        Ok(Destination::Folder(folder.display().to_string()))
    }

    /// Shows what was found, and then what was written.
    fn end(mut self, show: &ShowArgs) -> Result<ExitStatus, CliError> {
        check::sort(&mut self.findings);
        let suppressed: Vec<Suppressed> =
            std::mem::take(&mut self.suppressed).into_values().flatten().collect();
        let report = match &mut self.tally {
            Some(tally) => {
                tally.add(std::mem::take(&mut self.findings), None);
                Report::of_tally(&self.map, tally, self.items)
            }
            None => Report::new(&self.map, &self.findings, self.items),
        };
        let report = report.with_counted(&self.counted);
        let status = show.show(Report { suppressed: &suppressed, data: self.data, ..report })?;
        let lines: Vec<&MemberLine> = self.lines.values().collect();
        for line in member_lines::shown(&lines, show.lists_notes()) {
            output::print(&format!("{line}\n"))?;
        }
        if self.failures.is_empty() {
            Ok(status)
        } else {
            let failures: Vec<String> = self.failures.into_values().collect();
            Err(CliError::Message(failures.join("\n")))
        }
    }
}

/// Where the files of a member went.
enum Destination {
    NoCatalogue,
    HeldBack,
    Folder(String),
}
