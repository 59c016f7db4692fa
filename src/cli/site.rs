//! `mulu site` 对站: what the website really holds.

use std::path::PathBuf;

use super::build::members;
use super::data::DataArg;
use super::page::PageArgs;
use super::show::ShowArgs;
use super::{CliError, ExitStatus, output, today};
use crate::check;
use crate::export::{picture, template, website as form};
use crate::input::pages::{self, PageList};
use crate::model::{Catalogue, ListedPage};
use crate::pipeline::{self, Base};
use crate::report::Report;
use crate::website::{self, OnlineState, SiteAnswer, SiteQuestion};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 仓库所在的文件夹
    #[arg(value_name = "文件夹", value_parser = super::place::repository())]
    folder: PathBuf,
    /// 网站上有什么：导出的网页清单（xlsx、csv 等，有标题、栏目、地址、日期），存下来的 sitemap.xml 或列表网页；可以写几个
    #[arg(value_name = "清单", required = true)]
    lists: Vec<PathBuf>,
    /// 是哪个单位的网站（名称或文件夹名）；不写就是仓库本级
    #[arg(long, value_name = "名称")]
    member: Option<String>,
    /// 只对这几个领域，写名称或编号，用逗号隔开；不写就是全部
    #[arg(long = "domain", value_name = "领域", value_delimiter = ',')]
    domains: Vec<String>,
    /// 逐项的结果写成表（.xlsx），写到这个文件
    #[arg(short = 'o', long, value_name = "文件")]
    out: Option<PathBuf>,
    /// 照清单里的栏目列出 栏目.xlsx 的建议，写到这个文件
    #[arg(long, value_name = "文件")]
    propose: Option<PathBuf>,
    /// 文件已经有了也写，原来的内容就没有了
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    page: PageArgs,
    #[command(flatten)]
    show: ShowArgs,
    #[command(flatten)]
    data: DataArg,
}

pub(super) fn run(args: &Args) -> Result<ExitStatus, CliError> {
    for path in args.out.iter().chain(&args.propose) {
        output::check_workbook(path, args.force)?;
    }
    let mut project = args.data.project(&args.folder)?;
    let mut findings = Vec::new();
    let base = Base::load(&mut project, &mut Vec::new());
    let wanted: Vec<String> = args.member.iter().cloned().collect();
    let body = members(&project, &wanted)?.into_iter().next();
    let body = body.ok_or_else(|| CliError::Message("仓库里没有单位".to_owned()))?;
    let catalogue = pipeline::merge(&project, &base, body.body).ok_or_else(|| {
        CliError::Message(format!("{}没有编成，用 mulu check 看有什么错误", body.name))
    })?;
    let catalogue = chosen(catalogue, &args.domains)?;
    let layers = project.chain(body.body).unwrap_or_default();
    let columns = layers.iter().rev().find_map(|layer| layer.columns.clone());
    let mut listed = Vec::new();
    let mut list = None;
    for path in &args.lists {
        let name = path.display().to_string();
        let read = pages::read(&mut project.map, path, &name)?;
        let PageList { file, pages, findings: faults, notes } = read;
        notes.iter().for_each(|note| output::remark(&format!("“{name}”：{note}")));
        listed.extend(pages);
        findings.extend(faults);
        list.get_or_insert(file);
    }
    propose(args, &catalogue, &listed)?;
    let Some(list) = list else { return Ok(ExitStatus::Clean) };
    let question = SiteQuestion {
        catalogue: &catalogue,
        columns: columns.as_deref(),
        pages: &listed,
        list,
        registers: base.registers(body.body),
        today: today()?,
    };
    let answer = website::compare(&question);
    findings.extend(website::findings(&question, &answer));
    check::sort(&mut findings);
    let report = Report::new(&project.map, &findings, catalogue.item_count());
    let status = args.show.show(Report { data: base.registers(0).date(), ..report })?;
    tell(args, &question, &answer)?;
    Ok(status)
}

/// The catalogue with only the domains that are asked for.
fn chosen(catalogue: Catalogue, words: &[String]) -> Result<Catalogue, CliError> {
    let is_known = |word: &&String| catalogue.domains.iter().any(|domain| domain.is_called(word));
    if let Some(word) = words.iter().find(|word| !is_known(word)) {
        let name = catalogue.name();
        return Err(CliError::Message(format!("{name}的目录里没有“{word}”这个领域")));
    }
    let Catalogue { mut domains, .. } = catalogue;
    domains.retain(|domain| words.is_empty() || words.iter().any(|word| domain.is_called(word)));
    Ok(Catalogue { domains, ..catalogue })
}

/// Writes the proposals, where they are asked for.
fn propose(args: &Args, catalogue: &Catalogue, pages: &[ListedPage]) -> Result<(), CliError> {
    let Some(path) = &args.propose else { return Ok(()) };
    let proposals = website::propose(&catalogue.domains, pages);
    let bytes = template::columns(&proposals, Some(catalogue.name()));
    let bytes = bytes.map_err(|error| CliError::Message(error.to_string()))?;
    output::write(path, &bytes, args.force)?;
    output::remark(&format!("已写出 {}，看过改好再存进仓库", path.display()));
    Ok(())
}

/// Writes workbook and page, and says how many items stand how.
fn tell(args: &Args, question: &SiteQuestion<'_>, answer: &SiteAnswer<'_>) -> Result<(), CliError> {
    if let Some(path) = &args.out {
        let bytes = form::book(question, answer).write();
        let bytes = bytes.map_err(|error| CliError::Message(error.to_string()))?;
        output::write(path, &bytes, args.force)?;
        output::remark(&format!("已写出 {}", path.display()));
    }
    let name = question.catalogue.name();
    args.page.write(|| picture::of_website(name, answer, question.today))?;
    if args.show.is_for_people() {
        output::print(&summary(question, answer))?;
    }
    Ok(())
}

fn summary(question: &SiteQuestion<'_>, answer: &SiteAnswer<'_>) -> String {
    let count =
        |state: &OnlineState| answer.items.iter().filter(|item| item.state() == *state).count();
    let counted = OnlineState::ALL.iter().map(|state| (state.label(), count(state)));
    let counted = counted.filter(|(_, count)| *count > 0);
    let counted: Vec<String> = counted.map(|(word, count)| format!("{word} {count} 项")).collect();
    let name = question.catalogue.name();
    let pages = answer.pages.len();
    let mut text = format!("{name}：清单 {pages} 页；{}\n", counted.join("，"));
    let placed = || answer.items.iter().flat_map(|item| &item.pages);
    let untimed = placed().filter(|placed| !placed.is_timed).count();
    if untimed > 0 {
        let all = placed().count();
        text.push_str(&format!(
            "对上的 {all} 页里有 {untimed} 页没有形成日期或者时限算不出哪一天，没有查是不是按时；清单里加一栏“形成日期”就能查\n"
        ));
    }
    let others = website::of_others(answer);
    if others > 0 {
        text.push_str(&format!("{others} 页在别的领域的栏目里，没有对\n"));
    }
    if question.columns.is_none() {
        text.push_str(
            "没有 栏目.yaml（栏目.xlsx），没有查栏目对不对；用 --propose 栏目.xlsx 列出建议\n",
        );
    }
    text
}
