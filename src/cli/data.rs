//! `mulu data` 数据: which registers and guidelines are in use, from where and of which date; packs.

mod add;
mod agreement;
mod arg;
mod overview;
mod pack;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::listing::{ListFormat, print_json};
use super::show::ShowArgs;
use super::{CliError, ExitStatus, output};
use crate::export::records::DataRecord;
use crate::finding::{Finding, Severity};
use crate::input::data::{DATA_LAYER, RawData, files_of, read_files};
use crate::register::{Registers, built_in_date};
use crate::report::Report;
use crate::source::SourceMap;
use crate::submit::sm3_hex;

pub(in crate::cli) use arg::{DataArg, RegisterArg};

const AFTER_HELP: &str = "\
例：
  mulu data                                  用的是哪些数据，哪一天的
  mulu data check 数据                       一个数据文件夹（或者 .zip）成立不成立
  mulu data add 指引.docx --domain 22        把官方的指引收进本仓库的“指引”
  mulu data pack -o 大英县数据.zip           把本仓库的“登记”和“指引”打成一包
  mulu data verify 大英县数据.zip            核对收到的一包

登记放在仓库的“登记”，指引放在“指引”，下级都照用；也可以放在程序旁边的“数据”里。
近的一层优先：本单位、上级、数据文件夹、内置。近的只补充和改写，不会悄悄删掉远的。";

#[derive(Debug, clap::Args)]
#[command(
    after_help = AFTER_HELP,
    args_conflicts_with_subcommands = true,
    subcommand_value_name = "做什么",
    subcommand_help_heading = "做什么"
)]
pub(super) struct Args {
    #[command(subcommand)]
    what: Option<DataAction>,
    #[command(flatten)]
    at: RegisterArg,
    /// 输出的格式
    #[arg(long, value_name = "格式", value_enum, default_value_t)]
    format: ListFormat,
}

#[derive(Debug, clap::Subcommand)]
enum DataAction {
    /// 检查一个数据文件夹或者数据包，和内置的数据一样严
    #[command(visible_alias = "检查")]
    Check(CheckArgs),
    /// 把一份官方的指引收进来，代替内置的
    #[command(visible_alias = "收进")]
    Add(add::Args),
    /// 把本仓库的登记和指引打成一包
    #[command(visible_alias = "打包")]
    Pack(PackArgs),
    /// 核对一包数据：完整不完整，改动过没有
    #[command(visible_alias = "核对")]
    Verify(VerifyArgs),
}

#[derive(Debug, clap::Args)]
struct CheckArgs {
    /// 数据文件夹，或者 .zip
    #[arg(value_name = "数据")]
    path: PathBuf,
}

#[derive(Debug, clap::Args)]
struct PackArgs {
    #[command(flatten)]
    at: RegisterArg,
    /// 写到哪个文件（.zip）
    #[arg(short, long = "output", value_name = "文件")]
    output: PathBuf,
    /// 文件已经有了也写
    #[arg(long)]
    force: bool,
}

#[derive(Debug, clap::Args)]
struct VerifyArgs {
    /// 数据包
    #[arg(value_name = "文件.zip")]
    path: PathBuf,
}

pub(super) fn run(args: &Args) -> Result<ExitStatus, CliError> {
    match &args.what {
        None => list(&args.at, args.format),
        Some(DataAction::Check(check)) => check_data(&check.path),
        Some(DataAction::Add(add)) => add::run(add),
        Some(DataAction::Pack(pack)) => make_pack(pack),
        Some(DataAction::Verify(verify)) => verify_pack(&verify.path),
    }
}

/// DataAction is in use, and what is wrong with it.
fn list(at: &RegisterArg, format: ListFormat) -> Result<ExitStatus, CliError> {
    let (mut map, mut findings) = (SourceMap::new(), Vec::new());
    let layers = at.layers(&mut map, &mut findings)?;
    let registers = Registers::of(&layers);
    agreement::faults(&registers, &mut findings);
    match format {
        ListFormat::Human => output::print(&overview::text(&registers, super::today()?))?,
        ListFormat::Json => print_json(&DataRecord::new(&registers, built_in_date()))?,
    }
    if findings.is_empty() || matches!(format, ListFormat::Json) {
        return Ok(status_of(&findings));
    }
    output::print("\n")?;
    ShowArgs::for_people(true, false).show(Report::new(&map, &findings, 0))
}

fn status_of(findings: &[Finding]) -> ExitStatus {
    let error = findings.iter().any(|finding| finding.severity == Severity::Error);
    if error { ExitStatus::Findings } else { ExitStatus::Clean }
}

fn check_data(path: &Path) -> Result<ExitStatus, CliError> {
    let files = if path.is_dir() { files_of(path)? } else { pack::read(path)? };
    if files.is_empty() {
        let message = format!("“{}”里没有数据：没有“登记”和“指引”", path.display());
        return Err(CliError::Message(message));
    }
    let (mut map, mut findings) = (SourceMap::new(), Vec::new());
    let data = read_files(&mut map, &files, DATA_LAYER, &mut findings);
    let held = format!("{} 条登记，{} 个领域", data.entries.len(), data.domains.len());
    let registers = Registers::of(&[Arc::new(data)]);
    agreement::faults(&registers, &mut findings);
    if findings.is_empty() {
        output::print(&format!("没有问题：{} 个文件，{held}\n", files.len()))?;
        return Ok(ExitStatus::Clean);
    }
    ShowArgs::for_people(true, false).show(Report::new(&map, &findings, 0))
}

fn make_pack(args: &PackArgs) -> Result<ExitStatus, CliError> {
    let folder = args.at.folder();
    let files: Vec<RawData> =
        files_of(folder)?.into_iter().filter(|file| file.name.contains('/')).collect();
    if files.is_empty() {
        let message = format!("“{}”里没有“登记”和“指引”，没有东西可打包", folder.display());
        return Err(CliError::Message(message));
    }
    let (mut map, mut findings) = (SourceMap::new(), Vec::new());
    let data = read_files(&mut map, &files, DATA_LAYER, &mut findings);
    let date = data.date.map(|day| day.to_string());
    agreement::faults(&Registers::of(&[Arc::new(data)]), &mut findings);
    if status_of(&findings) == ExitStatus::Findings {
        output::print("有错的数据不打包，改好再来：\n\n")?;
        return ShowArgs::for_people(true, false).show(Report::new(&map, &findings, 0));
    }
    let name = crate::input::project::name_in(folder);
    let bytes = pack::make(name.as_deref().unwrap_or_default(), date, &files)?;
    output::write(&args.output, &bytes, args.force)?;
    output::print(&format!(
        "{} 个文件打成 {}\nSM3：{}\n把文件和这一串字分两次发给下级；下级用 mulu data verify 核对，放到程序旁边的“数据”里\n",
        files.len(),
        args.output.display(),
        sm3_hex(&bytes)
    ))?;
    Ok(ExitStatus::Clean)
}

fn verify_pack(path: &Path) -> Result<ExitStatus, CliError> {
    let pack::OpenedPack { list, faults, .. } = pack::open(path)?;
    let dated = list.date.as_deref().map(|day| format!("，数据日期 {day}")).unwrap_or_default();
    output::print(&format!("{}的数据包{dated}，{} 个文件\n", list.name, list.files.len()))?;
    output::print(&format!("SM3：{}\n", sm3_hex(&crate::input::disk::read(path)?)))?;
    for fault in &faults {
        output::print(&format!("错误  {}\n", fault.0))?;
    }
    if faults.is_empty() {
        output::print("核对无误：文件完整，没有改动过\n")?;
        return Ok(ExitStatus::Clean);
    }
    Ok(ExitStatus::Findings)
}
