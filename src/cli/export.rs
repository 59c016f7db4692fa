//! `mulu export` 数据集: the catalogues of all members as one data set.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use clap::ValueEnum;
use jiff::civil::Date;

use super::build::{Member, members_of, open};
use super::data::DataArg;
use super::jobs::JobsArg;
use super::progress::Progress;
use super::show::ShowArgs;
use super::{CliError, ExitStatus, output, today};
use crate::check;
use crate::export::dataset;
use crate::finding::Finding;
use crate::input::project::Project;
use crate::model::Catalogue;
use crate::output::{Artifact, OutputFolder, safe_name};
use crate::pipeline::{Compiled, NoMemory, OpenBody};
use crate::report::Report;
use crate::source::SourceMap;

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
    jobs: JobsArg,
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
    let (mut findings, mut map) = (Vec::new(), SourceMap::new());
    let repository = open(&args.folder, &args.data, &mut map, &mut findings)?;
    let members = members_of(&repository, &args.member)?;
    let mut export = Export {
        county: top_name(repository.trunk()),
        data: repository.registers().date(),
        formats: args.formats(),
        out: OutputFolder::open(&args.out, args.force),
        written: 0,
        rows: 0,
        left_out: BTreeMap::new(),
    };
    let columns = dataset::description().into_bytes();
    export.out.put("", &[Artifact { name: "COLUMNS.md".to_owned(), bytes: columns }])?;
    let (county, formats) = (export.county.clone(), export.formats.clone());
    let work = |body: &OpenBody<'_>, compiled: Compiled, _: Vec<Finding>| {
        let files = compiled.catalogue.as_ref().map(|catalogue| {
            let files = formats.iter().map(|format| format.artifact(&county, catalogue));
            (files.collect::<Result<Vec<Artifact>, _>>(), catalogue.item_count())
        });
        // What is written here does not depend on notes and warnings: `mulu check` tells them.
        let errors: Vec<Finding> = compiled.into_errors().collect();
        (body.shown(errors.iter()), errors, files)
    };
    let bodies: Vec<usize> = members.iter().map(|member| member.body).collect();
    let way = (args.jobs.count(), today()?);
    let (progress, mut done, mut failed) = (Progress::start(), 0, BTreeMap::new());
    repository.compile_each(&bodies, way, &NoMemory, work, |at, (files, errors, made)| {
        done += 1;
        progress.count("正在编制", (done, members.len()), &members[at].name);
        map.absorb(files);
        findings.extend(errors);
        if let Err(error) = export.member(at, &members[at], made) {
            failed.insert(at, error);
        }
    })?;
    drop(progress);
    if let Some((_, error)) = failed.pop_first() {
        return Err(error);
    }
    map.absorb(repository.into_map());
    export.end(args, &map, &mut findings)
}

/// The files of a member, and how many rows they have.
type MadeRows = (Result<Vec<Artifact>, serde_json::Error>, usize);

/// The name of the body at the top of the repository.
fn top_name(project: &Project) -> String {
    let top = project.bodies.first().and_then(|body| body.layer.as_ref());
    top.map(|layer| layer.profile.name.value.clone()).unwrap_or_default()
}

/// What was done so far.
struct Export {
    /// Of which day the data are.
    data: Option<Date>,
    county: String,
    formats: BTreeSet<DataFormat>,
    out: OutputFolder,
    written: usize,
    rows: usize,
    /// The members without a catalogue.
    left_out: BTreeMap<usize, String>,
}

impl Export {
    /// Writes one member into a folder of its own, named as partitions of a data set are.
    fn member(
        &mut self,
        at: usize,
        member: &Member,
        made: Option<MadeRows>,
    ) -> Result<(), CliError> {
        let Some((artifacts, rows)) = made else {
            self.left_out.insert(at, member.name.clone());
            return Ok(());
        };
        let folder = format!("county={}/body={}", safe_name(&self.county), member.folder);
        let artifacts =
            artifacts.map_err(|error| CliError::Message(format!("{}：{error}", member.name)))?;
        self.out.put(&folder, &artifacts)?;
        self.written += 1;
        self.rows += rows;
        Ok(())
    }

    fn end(
        self,
        args: &Args,
        map: &SourceMap,
        findings: &mut Vec<Finding>,
    ) -> Result<ExitStatus, CliError> {
        check::sort(findings);
        let report = Report { data: self.data, ..Report::new(map, findings, self.rows) };
        let status = args.show.show(report)?;
        if args.show.is_for_people() {
            for name in self.left_out.values() {
                output::print(&format!("{name}：没有编成，数据里没有它，看上面\n"))?;
            }
            let Self { written, rows, .. } = self;
            let folder = args.out.display();
            output::print(&format!("{written} 个单位，{rows} 行，写到 {folder}\n"))?;
        }
        Ok(status)
    }
}
