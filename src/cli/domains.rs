//! `mulu domains` 领域: the built-in guidelines, how much of each is known, and one domain as a table.

mod table;

use super::data::RegisterArg;
use super::listing::{ListFormat, ListFormatArg, nothing_found, print_json};
use super::{CliError, ExitStatus, output};
use crate::export::records::DomainsDocument;
use crate::input::project::{CONFIRMED_FOLDER, is_repository};
use crate::model::suggest::nearest;
use crate::model::{Domain, Field, Item};
use crate::pipeline::{self, Base};
use crate::register::{GuidelineSet, Registers, releases};
use crate::source::SourceMap;

/// The word that stands for every built-in domain, also those of no release.
const ALL: &str = "全部";

const AFTER_HELP: &str = "\
例：
  mulu domains                          国家@2019 的 26 个领域
  mulu domains --release 国家@2022      加上后来印发的领域
  mulu domains --release 全部           再加上只供参考的领域
  mulu domains 19                       一个领域的全部事项（社会救助）
  mulu domains --format json            全部领域和事项，给程序读

待核：在公开的网页上没有见到原文的内容。核对指引原文以后，用 mulu import 换成正式的文件。
各栏按怎样知道的数：两处以上、一处，是在公开的网页上见到的；推断，是照同一领域见到的行推出来的；
记忆，是没有出处、凭记忆写的事项名称；未见，是空着的。后三种都是待核。
没有这个领域时返回 1。";

#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct Args {
    /// 领域的编号或名称；写了就列出它的全部事项
    #[arg(value_name = "领域")]
    domain: Option<String>,
    /// 哪一版国家指引：国家@2019、国家@2022 或 全部；不写就是 国家@2019
    #[arg(long, value_name = "版本")]
    release: Option<String>,
    #[command(flatten)]
    format: ListFormatArg,
    #[command(flatten)]
    data: RegisterArg,
}

pub(super) fn run(args: &Args) -> Result<ExitStatus, CliError> {
    let (release, set) = read_release(args)?;
    let registers = args.data.registers()?;
    let mut map = SourceMap::new();
    let mut domains = registers.guidelines(&mut map, set);
    if let Some(word) = &args.domain {
        let all = names(&domains);
        domains.retain(|domain| domain.is_called(word));
        if domains.is_empty() {
            nothing_found(&unknown(word, &all, release));
            return Ok(ExitStatus::Findings);
        }
    }
    match (args.format.word, &args.domain) {
        (ListFormat::Json, _) => {
            print_json(&DomainsDocument::new(release, &domains, &registers, &map))?;
        }
        (ListFormat::Human, None) => output::print(&table::overview(&domains, release))?,
        (ListFormat::Human, Some(_)) => {
            output::print(&domains.iter().map(table::domain).collect::<Vec<_>>().join("\n"))?;
        }
    }
    if matches!(args.format.word, ListFormat::Human) {
        output::print(&own(&registers, &domains))?;
        output::print(&confirmed(&args.data, &domains)?)?;
    }
    Ok(ExitStatus::Clean)
}

/// Which domains are not the built-in ones, and where they are from.
fn own(registers: &Registers, domains: &[Domain]) -> String {
    let told = domains.iter().filter_map(|domain| {
        let source = registers.source_of_domain(&domain.number)?;
        let (number, name) = (&domain.number, &domain.name);
        Some(format!("{number} {name}：用的是{}的 {}\n", source.layer, source.file))
    });
    told.collect()
}

/// How far the repository that one stands in has come with what nobody had compared with the originals.
fn confirmed(at: &RegisterArg, domains: &[Domain]) -> Result<String, CliError> {
    let folder = at.folder();
    if !is_repository(folder) || !folder.join(CONFIRMED_FOLDER).is_dir() {
        return Ok(String::new());
    }
    let mut project = at.data.project(folder)?;
    let base = Base::load(&mut project, &mut Vec::new());
    let Some(body) = project.bodies.iter().position(|body| body.wanted) else {
        return Ok(String::new());
    };
    let after = pipeline::left_by(&project, &base, body);
    let told = domains.iter().filter_map(|domain| {
        let after = after.iter().find(|after| after.number == domain.number)?;
        let (done, open) = (confirmed_fields(domain, after), open_fields(after));
        let (number, name) = (&domain.number, &domain.name);
        (done > 0).then(|| format!("{number} {name}：本仓库核实了 {done} 栏，还有 {open} 栏待核\n"))
    });
    Ok(told.collect())
}

fn open_fields(domain: &Domain) -> usize {
    domain.items.iter().map(|item| item.unverified.iter().count()).sum()
}

/// Fields that were 待核 in the guideline and are not after what a body confirmed.
fn confirmed_fields(before: &Domain, after: &Domain) -> usize {
    let of_item = |item: &Item| {
        let after = after.items.iter().find(|after| after.code == item.code);
        let is_done = |field: &Field| after.is_some_and(|item| !item.unverified.contains(*field));
        item.unverified.iter().filter(is_done).count()
    };
    before.items.iter().map(of_item).sum()
}

/// The release that is asked for. A domain that is named is looked for in all of them.
fn read_release(args: &Args) -> Result<(&'static str, Option<GuidelineSet>), CliError> {
    match args.release.as_deref() {
        None if args.domain.is_some() => Ok((ALL, None)),
        None => Ok((GuidelineSet::DEFAULT.name(), Some(GuidelineSet::DEFAULT))),
        Some(ALL) => Ok((ALL, None)),
        Some(word) => match GuidelineSet::from_name(word) {
            Some(set) => Ok((set.name(), Some(set))),
            None => {
                let known = releases().join("、");
                let text = format!("没有“{word}”这一版国家指引，可以写：{known}、{ALL}");
                Err(CliError::Message(text))
            }
        },
    }
}

fn names(domains: &[Domain]) -> Vec<String> {
    domains.iter().flat_map(|d| std::iter::once(&d.name).chain(&d.aliases)).cloned().collect()
}

fn unknown(word: &str, names: &[String], release: &str) -> String {
    let meant = nearest(word, names.iter().map(String::as_str));
    let hint = match meant {
        Some(name) => format!("是不是要找“{name}”？"),
        None => "用 mulu domains --release 全部 看有哪些领域".to_owned(),
    };
    format!("{release}里没有找到领域“{word}”。{hint}")
}
