//! `mulu link` 对应: proposals from the duties of a list to the items that disclose them, chosen in the
//! user's own list and read back.

mod file;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::data::DataArg;
use super::template::{Own, of_body, of_guidelines};
use super::{CliError, ExitStatus, output};
use crate::input::project::nearest;
use crate::link::{LinkCounts, Linker, ListedDuty};
use file::{DutyFile, Sort};

const AFTER_HELP: &str = "\
例：
  mulu link duties/权责清单.xlsx                       在清单里加上建议，打开以后在“对应事项”里选
  mulu link duties/权责清单.xlsx -o 对应.xlsx          建议写在另一份里，清单不动
  mulu link duties/权责清单.xlsx --read 对应.xlsx      把那一份里选好的写回清单
  mulu link duties/清单.yaml -o 对应.xlsx              YAML 的清单，出一份工作簿来选，再读回

已经写了对应事项或者不予公开条款的，一概不动；建议只是建议，选了才算。把握：高、中、低。";

#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct Args {
    /// 职责清单：权责清单、公共服务事项清单、履行职责事项清单
    #[arg(value_name = "清单")]
    list: PathBuf,
    /// 建议写到哪个文件（.xlsx）；不写就写在清单里
    #[arg(short, long = "output", value_name = "文件", conflicts_with = "read")]
    output: Option<PathBuf>,
    /// 选好的那一份，把里面的“对应事项”写回清单
    #[arg(long, value_name = "文件")]
    read: Option<PathBuf>,
    /// 对应哪个仓库的目录；不写就是清单所在的单位，不在仓库里的用国家指引
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

pub(super) fn run(args: &Args) -> Result<ExitStatus, CliError> {
    let own = catalogue(args)?;
    let list = DutyFile::read(&args.list, &own.registers)?;
    match &args.read {
        Some(answers) => take_over(&list, &DutyFile::read(answers, &own.registers)?),
        None => propose(args, &own, &list),
    }
}

/// The catalogue that the duties are linked to.
fn catalogue(args: &Args) -> Result<Own, CliError> {
    let beside =
        || nearest(args.list.parent().filter(|p| *p != Path::new("")).unwrap_or(Path::new(".")));
    match args.repository.clone().or_else(beside) {
        Some(folder) => of_body(&args.data, &folder, args.member.as_deref()),
        None => of_guidelines(&args.data),
    }
}

fn propose(args: &Args, own: &Own, list: &DutyFile) -> Result<ExitStatus, CliError> {
    let linker = Linker::new(&own.domains, &own.registers);
    let in_place = args.output.is_none();
    if in_place && list.sort() != Sort::Patched {
        return Err(CliError::Message(format!(
            "“{}”不是 xlsx，建议没法写在它里面。加 -o 对应.xlsx，{}",
            args.list.display(),
            match list.sort() {
                Sort::Yaml => "选好以后用 --read 对应.xlsx 读回",
                _ => "选好以后拿那一份当清单，放在 duties 里代替它",
            }
        )));
    }
    if let Some(path) = &args.output {
        output::check_workbook(path, args.force)?;
    }
    let (bytes, counts) = list.with_proposals(|duty| linker.propose(duty))?;
    let target = args.output.as_deref().unwrap_or(&args.list);
    match &bytes {
        Some(bytes) => output::write(target, bytes, args.force || in_place)?,
        None if !in_place => output::write(target, list.bytes(), args.force)?,
        None => {}
    }
    let name = own.name.as_deref().map_or("国家指引", |name| name);
    let mut text = summary(&args.list, name, counts);
    match bytes {
        _ if counts.duties == 0 => {}
        Some(_) => {
            let _ =
                writeln!(text, "写在 {}：打开以后在“对应事项”里选，或者自己写。", target.display());
            text.push_str(after(args, list.sort()));
        }
        None => text.push_str("没有新的建议要写。\n"),
    }
    output::print(&text)?;
    Ok(ExitStatus::Clean)
}

fn after(args: &Args, sort: Sort) -> &'static str {
    match (args.output.is_some(), sort) {
        (false, _) => "选好存上，用 mulu check 看。\n",
        (true, Sort::Patched | Sort::Yaml) => "选好存上，用 --read 把它读回清单。\n",
        (true, Sort::Copied) => "选好存上，放在 duties 里代替原来的清单。\n",
    }
}

fn summary(list: &Path, name: &str, counts: LinkCounts) -> String {
    let mut text = format!("{}：{} 项职责，对照{name}的目录。", list.display(), counts.duties);
    let [high, middle, low] = counts.proposed;
    let told = [
        ("已经写了的不动", counts.settled),
        ("上级部门收回的不用对应", counts.withdrawn),
        ("建议把握高", high),
        ("中", middle),
        ("低", low),
        ("像是不属于政府信息的", counts.not_government),
        ("没有相近事项的", counts.nothing),
    ];
    let told = told.iter().filter(|(_, count)| *count > 0);
    let told: Vec<String> = told.map(|(what, count)| format!("{what} {count} 项")).collect();
    if counts.duties == 0 {
        text.push_str("没有认出职责，用 mulu import --as duties 看是怎样读的。");
    } else {
        let _ = write!(text, "{}。", told.join("，"));
    }
    text.push('\n');
    text
}

/// Takes the choices of another file into the list.
fn take_over(list: &DutyFile, answers: &DutyFile) -> Result<ExitStatus, CliError> {
    let (own, chosen) = (list.duties(), answers.duties());
    let mut choices = Vec::new();
    let mut told = Vec::new();
    let mut unknown = 0usize;
    for answer in &chosen {
        let Some(text) = choice(answer) else { continue };
        let mut same = own.iter().enumerate().filter(|(_, listed)| listed.key() == answer.key());
        let Some((at, listed)) = same.next() else {
            unknown += 1;
            told.push(format!("清单里没有“{}”，没有写", answer.duty.name.value));
            continue;
        };
        match choice(listed) {
            None if same.next().is_none() => choices.push((at, text)),
            None => told.push(format!("清单里有几项“{}”，没有写", answer.duty.name.value)),
            Some(before) if before == text => {}
            Some(before) => told.push(format!(
                "“{}”清单里已经写着“{before}”，没有改成“{text}”",
                answer.duty.name.value
            )),
        }
    }
    list.write_choices(&choices)?;
    told.iter().for_each(|line| output::remark(line));
    let open = own.iter().filter(|listed| choice(listed).is_none()).count() - choices.len();
    output::print(&format!(
        "写回 {} 项，还有 {open} 项没有写对应事项。用 mulu check 看。\n",
        choices.len()
    ))?;
    Ok(if unknown > 0 { ExitStatus::Findings } else { ExitStatus::Clean })
}

/// What stands under 对应事项, or the article in its place.
fn choice(listed: &ListedDuty) -> Option<String> {
    listed.chosen.clone().or_else(|| {
        let items: Vec<String> = listed.duty.items.iter().map(|item| item.text()).collect();
        let article = listed.duty.exemption.as_ref().map(|e| e.article.value.clone());
        Some(items.join("；")).filter(|items| !items.is_empty()).or(article)
    })
}
