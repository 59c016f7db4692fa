//! `mulu export` 数据集: the catalogues of all members as one data set.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::ValueEnum;

use super::build::{Member, members};
use super::data::DataArg;
use super::progress::Progress;
use super::show::ShowArgs;
use super::{CliError, ExitStatus, output, today};
use crate::check;
use crate::export::dataset;
use crate::finding::Finding;
use crate::input::project::Project;
use crate::model::Catalogue;
use crate::output::{Artifact, OutputFolder, safe_name};
use crate::pipeline::{self, Base};
use crate::report::Report;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 仓库所在的文件夹
    #[arg(value_name = "文件夹", default_value = ".")]
    folder: PathBuf,
    /// 数据写到哪个文件夹
    #[arg(short, long, value_name = "文件夹")]
    out: PathBuf,
    /// 写哪几种格式，用逗号隔开；不写就是全部
    #[arg(long, value_name = "格式", value_delimiter = ',', value_enum)]
    formats: Vec<DataFormat>,
    /// 只取这个单位（名称或文件夹名），可以写几次
    #[arg(long, value_name = "名称")]
    member: Vec<String>,
    /// 覆盖改动过的文件
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    show: ShowArgs,
    #[command(flatten)]
    data: DataArg,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
enum DataFormat {
    Csv,
    Jsonl,
}

impl DataFormat {
    fn artifact(self, county: &str, catalogue: &Catalogue) -> Result<Artifact, serde_json::Error> {
        let rows = dataset::rows(county, catalogue);
        let (name, bytes) = match self {
            Self::Csv => ("items.csv", dataset::csv(rows)?),
            Self::Jsonl => ("items.jsonl", dataset::json_lines(rows)?),
        };
        Ok(Artifact { name: name.to_owned(), bytes })
    }
}

impl Args {
    fn formats(&self) -> BTreeSet<DataFormat> {
        match self.formats.as_slice() {
            [] => DataFormat::value_variants().iter().copied().collect(),
            some => some.iter().copied().collect(),
        }
    }
}

pub(super) fn run(args: &Args) -> Result<ExitStatus, CliError> {
    let mut project = args.data.project(&args.folder)?;
    let mut findings = Vec::new();
    let base = Base::load(&mut project, &mut findings);
    let members = members(&project, &args.member)?;
    let mut export = Export {
        county: top_name(&project),
        formats: args.formats(),
        out: OutputFolder::open(&args.out, args.force),
        written: 0,
        rows: 0,
        left_out: Vec::new(),
    };
    let columns = dataset::description().into_bytes();
    export.out.put("", &[Artifact { name: "COLUMNS.md".to_owned(), bytes: columns }])?;
    let progress = Progress::start();
    for (at, member) in members.iter().enumerate() {
        progress.step(|| format!("正在编制 {}/{} {}", at + 1, members.len(), member.name));
        let compiled = pipeline::compile(&project, &base, member.body, today()?);
        export.member(member, compiled.catalogue.as_ref())?;
        // What is written here does not depend on notes and warnings: `mulu check` tells them.
        findings.extend(compiled.into_errors());
    }
    drop(progress);
    export.end(args, &project, &mut findings)
}

/// The name of the body at the top of the repository.
fn top_name(project: &Project) -> String {
    let top = project.bodies.first().and_then(|body| body.layer.as_ref());
    top.map(|layer| layer.profile.name.value.clone()).unwrap_or_default()
}

/// What was done so far.
struct Export {
    county: String,
    formats: BTreeSet<DataFormat>,
    out: OutputFolder,
    written: usize,
    rows: usize,
    /// The members without a catalogue.
    left_out: Vec<String>,
}

impl Export {
    /// Writes one member into a folder of its own, named as partitions of a data set are.
    fn member(&mut self, member: &Member, catalogue: Option<&Catalogue>) -> Result<(), CliError> {
        let Some(catalogue) = catalogue else {
            self.left_out.push(member.name.clone());
            return Ok(());
        };
        let folder = format!("county={}/body={}", safe_name(&self.county), member.folder);
        let artifacts = self.formats.iter().map(|format| format.artifact(&self.county, catalogue));
        let artifacts = artifacts
            .collect::<Result<Vec<_>, _>>()
            .map_err(|error| CliError::Message(format!("{}：{error}", member.name)))?;
        self.out.put(&folder, &artifacts)?;
        self.written += 1;
        self.rows += catalogue.item_count();
        Ok(())
    }

    fn end(
        self,
        args: &Args,
        project: &Project,
        findings: &mut Vec<Finding>,
    ) -> Result<ExitStatus, CliError> {
        check::sort(findings);
        let status = args.show.show(Report::new(&project.map, findings, self.rows))?;
        if args.show.is_for_people() {
            for name in &self.left_out {
                output::print(&format!("{name}：没有编成，数据里没有它，看上面\n"))?;
            }
            let Self { written, rows, .. } = self;
            let folder = args.out.display();
            output::print(&format!("{written} 个单位，{rows} 行，写到 {folder}\n"))?;
        }
        Ok(status)
    }
}
