//! `mulu build` 编制: compile, check, export.

use std::collections::BTreeSet;
use std::io::{IsTerminal, Write};
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
use crate::report::{self, HumanOptions, Report};
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
    let out = args.out.clone().unwrap_or_else(|| args.folder.join("dist"));
    let mut build = Build {
        project: &project,
        formats: args.formats(),
        options: args.options(),
        out: OutputFolder::open(&out, args.force),
        findings: shared,
        items: 0,
        lines: Vec::new(),
        failures: Vec::new(),
    };
    let today = jiff::Zoned::now().date();
    let mut progress = Progress::new();
    for (at, member) in members.iter().enumerate() {
        progress.step(&format!("正在编制 {}/{} {}", at + 1, members.len(), member.name));
        build.member(member, pipeline::compile(&project, &base, member.body, today));
    }
    progress.clear();
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
    findings: Vec<Finding>,
    items: usize,
    lines: Vec<String>,
    failures: Vec<String>,
}

impl Build<'_> {
    /// Writes the files of one member and keeps what there is to say about it.
    fn member(&mut self, member: &Member, compiled: Compiled) {
        let counts = counts(&compiled.findings);
        let blocked = compiled.has_errors() && !self.options.draft;
        let name = &member.name;
        let line = match &compiled.catalogue {
            None => format!("{name}：没有编成，{counts}"),
            Some(catalogue) => {
                let items = catalogue.item_count();
                self.items += items;
                let end = if blocked {
                    "有错误，没有写出。改好再编制，或者加 --draft 写出草稿".to_owned()
                } else {
                    self.write(member, catalogue)
                };
                format!("{name}：{items} 项，{counts}；{end}")
            }
        };
        self.lines.push(line);
        self.findings.extend(compiled.findings);
    }

    /// Writes the files of one member. Gives what to say of it.
    fn write(&mut self, member: &Member, catalogue: &Catalogue) -> String {
        let map = &self.project.map;
        let exported = export::export(catalogue, map, &self.formats, self.options);
        let written = exported.map_err(|error| error.to_string()).and_then(|artifacts| {
            self.out.put(&member.folder, &artifacts).map_err(|error| error.to_string())
        });
        match written {
            Ok(folder) => format!("写到 {}", folder.display()),
            Err(failure) => {
                self.failures.push(format!("{}：{failure}", member.name));
                "没有写出".to_owned()
            }
        }
    }

    /// Shows what was found and what was written.
    fn end(self) -> Result<Status, CliError> {
        print_findings(&self.project.map, &self.findings, self.items);
        self.lines.iter().for_each(|line| say(line));
        if !self.failures.is_empty() {
            return Err(CliError::Message(self.failures.join("\n")));
        }
        let errors = self.findings.iter().any(|finding| finding.severity == Severity::Error);
        Ok(if errors { Status::Findings } else { Status::Clean })
    }
}

/// 错误 1 处，警告 2 处; 没有问题.
fn counts(findings: &[Finding]) -> String {
    let count = |severity: Severity| {
        let number = findings.iter().filter(|finding| finding.severity == severity).count();
        (number > 0).then(|| format!("{} {number} 处", severity.label()))
    };
    let counts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .filter_map(count)
        .collect();
    if counts.is_empty() { "没有问题".to_owned() } else { counts.join("，") }
}

fn print_findings(map: &SourceMap, findings: &[Finding], items: usize) {
    let color = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let options = HumanOptions { color, ..HumanOptions::default() };
    let report = Report::new(map, findings, items);
    let _ = report::write(report::Format::Human(options), &report, &mut std::io::stdout().lock());
}

fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}
