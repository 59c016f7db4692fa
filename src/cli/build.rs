//! `mulu build` 编制: compile, check, export.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;

use clap::ValueEnum;

use super::progress::Progress;
use super::{CliError, Status};
use crate::export::files::{OutputFolder, safe_name};
use crate::export::{self, ChannelStyle, FontProfile, Format, Options, PageLayout, Paper};
use crate::finding::{Finding, Severity};
use crate::input::project::Project;
use crate::model::Catalogue;
use crate::pipeline::{self, Base, Compiled};
use crate::source::SourceMap;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 仓库所在的文件夹
    #[arg(value_name = "文件夹", default_value = ".")]
    folder: PathBuf,
    /// 写到哪个文件夹；不写就是仓库里的 dist
    #[arg(short, long, value_name = "文件夹")]
    out: Option<PathBuf>,
    /// 写哪几种格式，用逗号隔开；不写就是全部
    #[arg(long, value_name = "格式", value_delimiter = ',', value_enum)]
    formats: Vec<FormatArg>,
    /// 只编制这个单位（名称或文件夹名），可以写几次
    #[arg(long, value_name = "名称")]
    member: Vec<String>,
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
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FormatArg {
    Xlsx,
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
    fn options(&self) -> Options {
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
        Options { draft: self.draft, layout: PageLayout { paper, channels, fonts } }
    }

    /// The formats, each once.
    fn formats(&self) -> Vec<Format> {
        if self.formats.is_empty() {
            return Format::ALL.to_vec();
        }
        let format = |arg: &FormatArg| match arg {
            FormatArg::Xlsx => Format::Xlsx,
            FormatArg::Json => Format::Json,
            FormatArg::Csv => Format::Csv,
        };
        let formats: BTreeSet<Format> = self.formats.iter().map(format).collect();
        formats.into_iter().collect()
    }
}

pub(super) fn run(args: &Args) -> Result<Status, CliError> {
    let mut project = Project::read(&args.folder)?;
    let mut shared = Vec::new();
    let base = Base::load(&mut project, &mut shared);
    let members = members(&project, &args.member)?;
    print_findings(&project.map, &shared);
    let out = args.out.clone().unwrap_or_else(|| args.folder.join("dist"));
    let mut build = Build {
        project: &project,
        formats: args.formats(),
        options: args.options(),
        out: OutputFolder::open(&out, args.force),
        status: status_of(&shared),
        failures: Vec::new(),
    };
    let today = jiff::Zoned::now().date();
    let mut progress = Progress::new();
    for (at, member) in members.iter().enumerate() {
        progress.step(&format!("正在编制 {}/{} {}", at + 1, members.len(), member.name));
        let compiled = pipeline::compile(&project, &base, member.body, today);
        progress.clear();
        build.member(member, &compiled);
    }
    build.end()
}

/// A body that is to be built.
struct Member {
    body: usize,
    name: String,
    folder: String,
}

/// The bodies that were asked for, each with a folder of its own.
fn members(project: &Project, wanted: &[String]) -> Result<Vec<Member>, CliError> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut all = Vec::new();
    for (body, folder) in project.bodies.iter().enumerate().filter(|(_, body)| body.wanted) {
        let on_disk = folder.folder.file_name().map(|n| n.to_string_lossy().into_owned());
        let on_disk = on_disk.unwrap_or_default();
        let named = folder.layer.as_ref().map(|layer| layer.profile.name.value.clone());
        let name = named.unwrap_or_else(|| on_disk.clone());
        let member = Member { body, folder: own_folder(&name, &mut taken), name };
        let is_wanted = |word: &String| *word == member.name || *word == on_disk;
        if wanted.is_empty() || wanted.iter().any(is_wanted) {
            all.push(member);
        }
    }
    if all.is_empty() {
        let names: Vec<&str> = project
            .bodies
            .iter()
            .filter_map(|body| body.layer.as_ref())
            .map(|layer| layer.profile.name.value.as_str())
            .collect();
        let message = format!("仓库里没有“{}”。可以写：{}", wanted.join("、"), names.join("、"));
        return Err(CliError::Message(message));
    }
    Ok(all)
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

/// A run in progress.
struct Build<'a> {
    project: &'a Project,
    formats: Vec<Format>,
    options: Options,
    out: OutputFolder,
    status: Status,
    failures: Vec<String>,
}

impl Build<'_> {
    /// Shows the findings of one member and writes its files.
    fn member(&mut self, member: &Member, compiled: &Compiled) {
        print_findings(&self.project.map, &compiled.findings);
        if compiled.has_errors() {
            self.status = Status::Findings;
        }
        let counts = counts(&compiled.findings);
        let Some(catalogue) = &compiled.catalogue else {
            return say(&format!("{}：没有编成，{counts}", member.name));
        };
        let items = catalogue.item_count();
        if compiled.has_errors() && !self.options.draft {
            return say(&format!(
                "{}：{items} 项，{counts}；有错误，没有写出。改好再编制，或者加 --draft 写出草稿",
                member.name
            ));
        }
        match self.write(member, catalogue) {
            Ok(folder) => {
                say(&format!("{}：{items} 项，{counts}；写到 {folder}", member.name));
            }
            Err(failure) => {
                say(&format!("{}：{items} 项，{counts}；没有写出", member.name));
                self.failures.push(format!("{}：{failure}", member.name));
            }
        }
    }

    fn write(&mut self, member: &Member, catalogue: &Catalogue) -> Result<String, String> {
        let map = &self.project.map;
        let artifacts = export::export(catalogue, map, &self.formats, self.options)
            .map_err(|error| error.to_string())?;
        let folder = self.out.put(&member.folder, &artifacts).map_err(|error| error.to_string())?;
        Ok(folder.display().to_string())
    }

    fn end(self) -> Result<Status, CliError> {
        if self.failures.is_empty() {
            Ok(self.status)
        } else {
            Err(CliError::Message(self.failures.join("\n")))
        }
    }
}

fn status_of(findings: &[Finding]) -> Status {
    let error = findings.iter().any(|finding| finding.severity == Severity::Error);
    if error { Status::Findings } else { Status::Clean }
}

/// 错误 1 处，警告 2 处，提示 0 处; 没有问题.
fn counts(findings: &[Finding]) -> String {
    let count = |severity: Severity| {
        let number = findings.iter().filter(|finding| finding.severity == severity).count();
        (number > 0).then(|| format!("{}{number} 处", severity.label()))
    };
    let counts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .filter_map(count)
        .collect();
    if counts.is_empty() { "没有问题".to_owned() } else { counts.join("，") }
}

fn print_findings(map: &SourceMap, findings: &[Finding]) {
    for finding in findings {
        let place = map.describe(finding.location);
        say(&format!(
            "{}[{}] {place}：{}",
            finding.severity.label(),
            finding.rule,
            finding.message
        ));
        if let Some(help) = &finding.help {
            say(&format!("    {help}"));
        }
    }
}

fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}
