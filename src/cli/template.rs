//! `mulu template` 模板: workbooks to fill in.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::build::members;
use super::data::DataArg;
use super::{CliError, ExitStatus, output};
use crate::export::template;
use crate::model::{Domain, suggest::nearest};
use crate::pipeline::{self, Base};
use crate::register::Registers;
use crate::source::SourceMap;
use crate::website;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 哪一种：duties 职责清单，catalogue 整表，adjustments 调整表，register 登记，columns 网站栏目（要写 -C）
    #[arg(value_name = "种类", value_enum)]
    kind: TemplateKind,
    /// 写到哪个文件（.xlsx）
    #[arg(short, long = "output", value_name = "文件")]
    output: PathBuf,
    /// 预先填好哪个领域的事项，写名称或编号；可以写几次
    #[arg(long = "domain", value_name = "领域")]
    domains: Vec<String>,
    /// 照这个仓库的来：只列本级公开的事项，写实际单位和上一层的文字；整表不写领域就是全部领域
    #[arg(short = 'C', long = "repository", value_name = "文件夹", value_parser = super::place::repository())]
    repository: Option<PathBuf>,
    /// 仓库里的哪个单位（名称或文件夹名）；不写就是仓库本级
    #[arg(long, value_name = "名称", requires = "repository")]
    member: Option<String>,
    /// 文件已经有了也写，原来的内容就没有了
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    data: DataArg,
}

/// The kinds of templates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum TemplateKind {
    /// 职责清单
    #[value(alias = "职责", alias = "职责清单")]
    Duties,
    /// 标准目录（整表）
    #[value(alias = "目录", alias = "整表")]
    Catalogue,
    /// 登记：法规、更名、渠道、用语、地名、年历
    #[value(alias = "登记")]
    Register,
    /// 调整表
    #[value(alias = "调整", alias = "调整表")]
    Adjustments,
    /// 网站栏目
    #[value(alias = "栏目")]
    Columns,
}

pub(super) fn run(args: &Args) -> Result<ExitStatus, CliError> {
    output::check_workbook(&args.output, args.force)?;
    let own = match &args.repository {
        Some(folder) => of_body(&args.data, folder, args.member.as_deref())?,
        None => of_guidelines(&args.data)?,
    };
    let (all, owner, channels) = (&own.domains, own.name.as_deref(), own.registers.channels());
    let chosen = choose(all, &args.domains)?;
    if args.kind == TemplateKind::Columns && owner.is_none() {
        let message = "栏目表照仓库的领域填好建议，写明仓库：mulu template columns -C 文件夹";
        return Err(CliError::Message(message.to_owned()));
    }
    let looked_up = if chosen.is_empty() { all } else { &chosen };
    let bytes = match args.kind {
        TemplateKind::Duties => template::duties(looked_up, owner),
        TemplateKind::Register => template::registers(),
        // A body's table is there to be gone through; the guidelines' are too many.
        TemplateKind::Catalogue if owner.is_some() => {
            let asked = !args.domains.is_empty();
            let listed = looked_up.iter().filter(|domain| asked || !is_derived(domain));
            let listed: Vec<Domain> = listed.cloned().collect();
            template::catalogue(&listed, &names(all), channels, owner)
        }
        TemplateKind::Catalogue => template::catalogue(&chosen, &names(all), channels, owner),
        TemplateKind::Adjustments => template::adjustments(&chosen, looked_up, channels, owner),
        TemplateKind::Columns => template::columns(&website::propose(looked_up, &[]), owner),
    };
    let bytes = bytes.map_err(|error| CliError::Message(error.to_string()))?;
    output::write(&args.output, &bytes, args.force)?;
    let _ = writeln!(std::io::stdout(), "已写出 {}，打开后先看“填写说明”。", args.output.display());
    Ok(ExitStatus::Clean)
}

/// What a template is made from.
pub(super) struct Own {
    /// The body; `None` for the guidelines themselves.
    pub(super) name: Option<String>,
    pub(super) domains: Vec<Domain>,
    pub(super) registers: Arc<Registers>,
}

/// The guidelines, with what the repository that one stands in records.
pub(super) fn of_guidelines(data: &DataArg) -> Result<Own, CliError> {
    let registers = data.registers_here()?;
    let domains = registers.guidelines(&mut SourceMap::new(), None);
    Ok(Own { name: None, domains, registers })
}

/// The catalogue of a body of a repository, the topmost where none is named.
pub(super) fn of_body(
    data: &DataArg,
    folder: &Path,
    member: Option<&str>,
) -> Result<Own, CliError> {
    let mut project = data.project(folder)?;
    let base = Base::load(&mut project, &mut Vec::new());
    let wanted: Vec<String> = member.into_iter().map(str::to_owned).collect();
    let body = members(&project, &wanted)?.into_iter().next();
    let body = body.ok_or_else(|| CliError::Message("仓库里没有单位".to_owned()))?;
    let catalogue = pipeline::merge(&project, &base, body.body).ok_or_else(|| {
        CliError::Message(format!("{}没有编成，用 mulu check 看有什么错误", body.name))
    })?;
    let registers = base.share_registers(body.body);
    Ok(Own { name: Some(body.name), domains: catalogue.domains, registers })
}

/// Whether kinds of power alone brought the domain in: its items come by themselves, and no table may list
/// them.
fn is_derived(domain: &Domain) -> bool {
    domain.items.iter().all(|item| item.power.is_some())
}

fn names(domains: &[Domain]) -> Vec<String> {
    domains.iter().map(|domain| domain.name.clone()).collect()
}

/// The domains that were asked for, in that order, each once.
fn choose(all: &[Domain], wanted: &[String]) -> Result<Vec<Domain>, CliError> {
    let mut chosen: Vec<Domain> = Vec::new();
    for word in wanted {
        let Some(domain) = all.iter().find(|domain| domain.is_called(word)) else {
            let meant = nearest(word, all.iter().map(|domain| domain.name.as_str()));
            let help = match meant {
                Some(name) => format!("是不是要写“{name}”？"),
                None => "用 mulu domains 看全部领域".to_owned(),
            };
            return Err(CliError::Message(format!("没有“{word}”这个领域。{help}")));
        };
        if !chosen.iter().any(|known| known.number == domain.number) {
            chosen.push(domain.clone());
        }
    }
    Ok(chosen)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::built_in;

    fn args(output: PathBuf, force: bool) -> Args {
        let domains = vec!["19".to_owned()];
        Args {
            kind: TemplateKind::Adjustments,
            output,
            domains,
            repository: None,
            member: None,
            force,
            data: DataArg::default(),
        }
    }

    fn message(result: Result<ExitStatus, CliError>) -> String {
        result.map(|_| String::new()).unwrap_or_else(|error| error.to_string())
    }

    #[test]
    fn a_file_that_is_there_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("调整.xlsx");
        std::fs::write(&path, "mine").unwrap();
        assert!(message(run(&args(path.clone(), false))).contains("没有动它"));
        assert_eq!(std::fs::read(&path).unwrap(), b"mine");
        assert_eq!(message(run(&args(path.clone(), true))), "");
        assert!(std::fs::read(&path).unwrap().starts_with(b"PK"));
        // Nothing is left beside it.
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_cannot_be_written_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let missing = folder.path().join("没有").join("a.xlsx");
        assert!(message(run(&args(missing, false))).contains("没有这个文件夹"));
        assert!(message(run(&args(folder.path().join("a.csv"), false))).contains(".xlsx 结尾"));
    }

    #[test]
    fn domains_are_found_by_name_and_number() {
        let all = built_in().guidelines(&mut SourceMap::new(), None);
        let wanted = ["社会救助领域", "04", "19"].map(str::to_owned);
        assert_eq!(names(&choose(&all, &wanted).unwrap()), ["社会救助", "安全生产"]);
        let error = choose(&all, &["社会就助".to_owned()]).unwrap_err().to_string();
        assert!(error.contains("是不是要写“社会救助”"), "{error}");
    }
}
