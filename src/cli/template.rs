//! `mulu template` 模板: workbooks to fill in.

use std::io::Write;
use std::path::PathBuf;

use super::data::RegisterArg;
use super::{CliError, ExitStatus, output};
use crate::export::template;
use crate::model::{Domain, suggest::nearest};
use crate::source::SourceMap;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 哪一种：duties 职责清单，catalogue 整表，adjustments 调整表，register 登记
    #[arg(value_name = "种类", value_enum)]
    kind: TemplateKind,
    /// 写到哪个文件（.xlsx）
    #[arg(short, long = "output", value_name = "文件")]
    output: PathBuf,
    /// 预先填好哪个领域的事项，写名称或编号；可以写几次
    #[arg(long = "domain", value_name = "领域")]
    domains: Vec<String>,
    /// 文件已经有了也写，原来的内容就没有了
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    data: RegisterArg,
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
}

pub(super) fn run(args: &Args) -> Result<ExitStatus, CliError> {
    output::check_workbook(&args.output, args.force)?;
    let registers = args.data.registers()?;
    let all = registers.guidelines(&mut SourceMap::new(), None);
    let chosen = choose(&all, &args.domains)?;
    let looked_up = if chosen.is_empty() { &all } else { &chosen };
    let bytes = match args.kind {
        TemplateKind::Duties => template::duties(looked_up),
        TemplateKind::Register => template::registers(),
        TemplateKind::Catalogue => template::catalogue(&chosen, &names(&all), registers.channels()),
        TemplateKind::Adjustments => {
            template::adjustments(&chosen, looked_up, registers.channels())
        }
    };
    let bytes = bytes.map_err(|error| CliError::Message(error.to_string()))?;
    output::write(&args.output, &bytes, args.force)?;
    let _ = writeln!(std::io::stdout(), "已写出 {}，打开后先看“填写说明”。", args.output.display());
    Ok(ExitStatus::Clean)
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
        Args {
            kind: TemplateKind::Adjustments,
            output,
            domains: vec!["19".to_owned()],
            force,
            data: RegisterArg::default(),
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
