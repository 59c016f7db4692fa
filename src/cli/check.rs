//! `mulu check` 校验: repositories, YAML files and bare spreadsheets, all in one report.

use std::path::{Path, PathBuf};

use super::mark::MarkArgs;
use super::progress::Progress;
use super::show::ShowArgs;
use super::{CliError, Status, today};
use crate::bare::{self, Guidelines};
use crate::check;
use crate::finding::Finding;
use crate::input::project::{Project, ProjectError};
use crate::input::single;
use crate::pipeline::{self, Base};
use crate::report::Report;
use crate::source::SourceMap;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 仓库所在的文件夹、一个 YAML 文件，或一张表（xlsx、xls、et、csv、docx 等）；可以写几个
    #[arg(value_name = "路径", default_value = ".")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    mark: MarkArgs,
    #[command(flatten)]
    show: ShowArgs,
}

pub(super) fn run(args: &Args) -> Result<Status, CliError> {
    let mut run = Run::new(args.paths.len() > 1)?;
    let mut failures = Vec::new();
    for path in &args.paths {
        if let Err(error) = run.path(path) {
            failures.push(error.to_string());
        }
    }
    let Run { map, mut findings, items, progress, .. } = run;
    check::sort(&mut findings);
    let copies = args.mark.write(&map, &findings);
    drop(progress);
    let mut status = Status::Clean;
    if failures.len() < args.paths.len() {
        let report = Report { copies: &copies.written, ..Report::new(&map, &findings, items) };
        status = args.show.show(report)?;
    }
    failures.extend(copies.failures);
    if failures.is_empty() { Ok(status) } else { Err(CliError::Message(failures.join("\n"))) }
}

/// What was found so far. All paths go into one map, so that one report can show them.
struct Run {
    map: SourceMap,
    findings: Vec<Finding>,
    items: usize,
    today: jiff::civil::Date,
    /// What names of files are relative to, where the top of a repository would not tell enough.
    base: Option<PathBuf>,
    guidelines: Option<Guidelines>,
    progress: Progress,
}

impl Run {
    fn new(several: bool) -> Result<Self, CliError> {
        Ok(Self {
            map: SourceMap::new(),
            findings: Vec::new(),
            items: 0,
            today: today()?,
            base: several.then(|| std::env::current_dir().unwrap_or_default()),
            guidelines: None,
            progress: Progress::start(),
        })
    }

    fn path(&mut self, path: &Path) -> Result<(), ProjectError> {
        self.progress.step(|| format!("正在读取 {}", path.display()));
        if path.is_dir() { self.repository(path) } else { self.file(path) }
    }

    fn repository(&mut self, folder: &Path) -> Result<(), ProjectError> {
        let mut project = Project::read_into(&mut self.map, self.base.as_deref(), folder)?;
        let base = Base::load(&mut project, &mut self.findings);
        for (index, body) in project.bodies.iter().enumerate().filter(|(_, body)| body.wanted) {
            self.progress.step(|| format!("正在校验 {}", body.folder.display()));
            let compiled = pipeline::compile(&project, &base, index, self.today);
            self.items += compiled.catalogue.as_ref().map_or(0, |c| c.item_count());
            self.findings.extend(compiled.findings);
        }
        self.map = project.map;
        Ok(())
    }

    fn file(&mut self, path: &Path) -> Result<(), ProjectError> {
        let name = path.to_string_lossy().replace('\\', "/");
        let name = name.strip_prefix("./").unwrap_or(&name);
        let single = single::read(&mut self.map, path, name)?;
        if single.tables.is_empty() {
            self.findings.extend(single.findings);
            return Ok(());
        }
        self.progress.step(|| format!("正在校验 {name}"));
        let guidelines = self.guidelines.get_or_insert_with(|| Guidelines::load(&mut self.map));
        let checked = bare::check(single, guidelines, self.today);
        self.items += checked.items;
        self.findings.extend(checked.findings);
        Ok(())
    }
}
