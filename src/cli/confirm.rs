//! `mulu confirm` 核实: what nobody has compared with the guideline's original yet, as a form, and back.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::build::{Member, members};
use super::data::DataArg;
use super::show::ShowArgs;
use super::{CliError, ExitStatus, output, records};
use crate::check;
use crate::confirm::{Question, Returned, merge, questions, read, to_yaml};
use crate::export::confirm::workbook;
use crate::finding::Finding;
use crate::input::project::{CONFIRMED_FOLDER, Project, is_repository};
use crate::input::tables::{ReadOptions, read_tables};
use crate::input::{decode, disk};
use crate::model::{Catalogue, Confirmation, Domain, LayerId};
use crate::output::{make_folder, replace, safe_name};
use crate::pipeline::{self, Base};
use crate::report::Report;
use crate::source::SourceMap;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 仓库所在的文件夹
    #[arg(value_name = "文件夹")]
    folder: Option<PathBuf>,
    /// 谁来核实（名称或文件夹名）；不写就是最上面的一级，核实的结果下面的镇街都用
    #[arg(long, value_name = "名称")]
    member: Option<String>,
    /// 只出这个领域的，写名称或编号；可以写几次，不写就是全部
    #[arg(long = "domain", value_name = "领域")]
    domains: Vec<String>,
    /// 核实表写到哪个文件（.xlsx）
    #[arg(short, long = "output", value_name = "文件", required_unless_present = "read")]
    output: Option<PathBuf>,
    /// 读回填好的核实表（xlsx、xls、ods 等），或者放着这些表的文件夹；填了一部分的也行
    #[arg(long, value_name = "文件", num_args = 1.., conflicts_with = "output")]
    read: Vec<PathBuf>,
    /// 文件已经有了也写，原来的内容就没有了
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    data: DataArg,
}

impl Args {
    /// The repository: the positional one, or the one that stands last behind `--read`.
    fn folder(&self) -> &Path {
        let behind = self.read.last().filter(|path| is_repository(path));
        self.folder.as_deref().or(behind.map(PathBuf::as_path)).unwrap_or(Path::new("."))
    }

    /// The files that are to be read: those that are named, and those in folders that are named.
    fn files(&self) -> Result<Vec<PathBuf>, CliError> {
        let mut files = Vec::new();
        for path in self.read.iter().filter(|path| !is_repository(path)) {
            match path.is_dir() {
                true => files.extend(disk::list(path)?),
                false => files.push(path.clone()),
            }
        }
        Ok(files)
    }
}

pub(super) fn run(args: &Args) -> Result<ExitStatus, CliError> {
    let lock = match args.read.is_empty() {
        true => None,
        false => output::lock_repository(args.folder())?,
    };
    let mut project = args.data.project(args.folder())?;
    let base = Base::load(&mut project, &mut Vec::new());
    let member = member(&project, args.member.as_deref())?;
    let Some(catalogue) = pipeline::merge(&project, &base, member.body) else {
        let message = format!("{}：没有编成，用 mulu check 看有什么错误", member.name);
        return Err(CliError::Message(message));
    };
    let domains = domains(&project, &base, &member, &catalogue);
    let chosen = choose(&domains, &args.domains)?;
    let done = match &args.output {
        Some(path) => send(args, path, &catalogue, &chosen),
        None => take_back(args, &project, &member, &domains),
    };
    drop(lock);
    done
}

/// The body that confirms: the one that was named, else the topmost.
fn member(project: &Project, wanted: Option<&str>) -> Result<Member, CliError> {
    let wanted: Vec<String> = wanted.into_iter().map(str::to_owned).collect();
    let first = members(project, &wanted)?.into_iter().next();
    first.ok_or_else(|| CliError::Message("仓库里没有可以核实的单位".to_owned()))
}

/// What the body leaves to those below it, of the highest with all their items; of any other only what
/// is in its catalogue.
fn domains(project: &Project, base: &Base, member: &Member, catalogue: &Catalogue) -> Vec<Domain> {
    let mut domains = pipeline::left_by(project, base, member.body);
    if project.bodies[member.body].parent.is_some() {
        for domain in &mut domains {
            domain.items.retain(|item| catalogue.items().any(|(_, own)| own.code == item.code));
        }
    }
    domains
}

fn choose<'a>(domains: &'a [Domain], wanted: &[String]) -> Result<Vec<&'a Domain>, CliError> {
    if wanted.is_empty() {
        return Ok(domains.iter().collect());
    }
    let find = |word: &String| {
        let found = domains.iter().find(|domain| domain.is_called(word));
        found.ok_or_else(|| CliError::Message(format!("本级没有采用“{word}”这个领域")))
    };
    wanted.iter().map(find).collect()
}

/// Writes the form.
fn send(
    args: &Args,
    path: &Path,
    catalogue: &Catalogue,
    chosen: &[&Domain],
) -> Result<ExitStatus, CliError> {
    output::check_workbook(path, args.force)?;
    let asked: Vec<(&Domain, Vec<Question<'_>>)> = chosen
        .iter()
        .map(|domain| (*domain, questions(domain)))
        .filter(|(_, asked)| !asked.is_empty())
        .collect();
    let count: usize = asked.iter().map(|(_, asked)| asked.len()).sum();
    if count == 0 {
        output::print("没有待核和空着的栏，不用核实\n")?;
        return Ok(ExitStatus::Clean);
    }
    let bytes =
        workbook(catalogue, &asked).map_err(|error| CliError::Message(error.to_string()))?;
    output::write(path, &bytes, args.force)?;
    output::print(&format!(
        "{}：{} 个领域，{count} 栏要核实，写到 {}\n",
        catalogue.name(),
        asked.len(),
        path.display()
    ))?;
    Ok(ExitStatus::Clean)
}

/// Reads forms and continues the files of what was confirmed.
fn take_back(
    args: &Args,
    project: &Project,
    member: &Member,
    domains: &[Domain],
) -> Result<ExitStatus, CliError> {
    let mut map = SourceMap::new();
    let mut returned = Returned::default();
    for path in args.files()? {
        let tables = returned.tables;
        read_form(&path, &mut map, &mut returned)?;
        if returned.tables == tables {
            return Err(CliError::Message(format!(
                "“{}”不是核实表：没有一张表有“编码”“栏目”“结果”三栏，什么也没有写",
                path.display()
            )));
        }
    }
    let Returned { answers, open, mut findings, .. } = returned;
    let folder = project.bodies[member.body].folder.join(CONFIRMED_FOLDER);
    let (taken, files) = files(&folder, domains, answers, &mut map, &mut findings)?;
    if !files.is_empty() {
        make_folder(&folder)?;
    }
    for (path, text) in &files {
        replace(path, text.as_bytes())?;
    }
    check::sort(&mut findings);
    let status = ShowArgs::for_people(false, false).show(Report::new(&map, &findings, 0))?;
    output::print(&format!("{}：核实了 {taken} 栏，{open} 栏还空着\n", member.name))?;
    for (path, _) in &files {
        output::print(&format!("  写到 {}\n", path.display()))?;
    }
    Ok(status)
}

fn read_form(path: &Path, map: &mut SourceMap, into: &mut Returned) -> Result<(), CliError> {
    let bytes = disk::read(path)?;
    let tables = read_tables(&bytes, &ReadOptions::default())
        .map_err(|error| CliError::Message(format!("读不了“{}”：{error}", path.display())))?;
    let file = map.add_sheets(path.display().to_string(), Some(path), tables.workbook);
    if let Some(workbook) = map.workbook(file) {
        read(workbook, file, into);
    }
    Ok(())
}

/// How many fields are confirmed anew, and the files with all that is known then, one a domain.
fn files(
    folder: &Path,
    domains: &[Domain],
    answers: Vec<Confirmation>,
    map: &mut SourceMap,
    findings: &mut Vec<Finding>,
) -> Result<(usize, Vec<(PathBuf, String)>), CliError> {
    let mut by_domain: BTreeMap<String, Vec<Confirmation>> = BTreeMap::new();
    for answer in answers {
        by_domain.entry(answer.code.domain().to_owned()).or_default().push(answer);
    }
    let mut taken = 0;
    let mut files = Vec::new();
    for (number, answers) in by_domain {
        let name = domains.iter().find(|domain| domain.number.as_str() == number);
        let name = name.map(|domain| format!("-{}", domain.name)).unwrap_or_default();
        let path = folder.join(safe_name(&format!("{number}{name}.yaml")));
        let mut faults = Vec::new();
        let before = records::tree(map, &path, &decode::CONFIRMATIONS, &mut faults)?;
        // What cannot be read would be lost when the file is written anew.
        if !faults.is_empty() {
            let message = format!(
                "“{}”有读不懂的地方，续写会丢掉它，什么也没有写。先用 mulu check 看，改好再读回",
                path.display()
            );
            return Err(CliError::Message(message));
        }
        let known = before.and_then(|read| {
            let context = decode::Context { file: read.file, layer: LayerId::NATIONAL };
            Some(decode::confirmations(context, &read.node?))
        });
        let (count, before) = (answers.len(), findings.len());
        let merged = merge(known.unwrap_or_default(), answers, findings);
        taken += count - (findings.len() - before);
        files.push((path, to_yaml(&merged)));
    }
    Ok((taken, files))
}
