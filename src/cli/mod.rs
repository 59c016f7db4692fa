//! The command line: one file a command. Only this module prints, and only it decides on paths and the
//! exit status.

mod adjust;
mod build;
mod check;
mod clock;
mod completions;
mod confirm;
mod console;
mod data;
mod diff;
mod domains;
mod dropped;
mod due;
mod explain;
mod export;
mod form;
mod import;
mod init;
mod jobs;
mod laws;
mod ledger;
mod link;
mod listing;
mod mark;
mod matrix;
mod member_lines;
mod output;
mod page;
mod place;
mod progress;
mod publish;
mod reassess;
mod receive;
mod records;
mod reform;
mod review;
mod rules;
mod schema;
mod show;
mod site;
mod status;
mod submit;
mod table_args;
mod template;
mod trace;
mod usage;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

pub use output::{CliError, ExitStatus};

use clock::today;

/// The version of the program, and of which day the data are that are built in.
const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), "（数据 ", env!("MULU_DATA_DATE"), "）");

/// 政务公开事项标准目录编译器.
#[derive(Debug, Parser)]
#[command(
    name = "mulu",
    version = VERSION,
    about = "政务公开事项标准目录：层层合并、逐项校验、导出报审表格",
    help_template = usage::TEMPLATE,
    disable_help_subcommand = true,
    subcommand_help_heading = "命令",
    subcommand_value_name = "命令"
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// 开始：建一个马上能用的文件夹，或者把仓库换一种写法
    #[command(visible_alias = "开始")]
    Init(init::Args),
    /// 编制：合并各层、校验、导出目录
    #[command(visible_alias = "编制")]
    Build(build::Args),
    /// 校验：检查一个仓库、一个 YAML 文件或一张表
    #[command(visible_alias = "校验")]
    Check(check::Args),
    /// 比对：两份目录哪些事项、哪几栏不一样
    #[command(visible_alias = "比对")]
    Diff(diff::Args),
    /// 导入：把表格读成 YAML，说明每一处怎样读、哪些行没有取
    #[command(visible_alias = "导入")]
    Import(import::Args),
    /// 领域：内置的标准指引，每个领域的事项和待核情况
    #[command(visible_alias = "领域")]
    Domains(domains::Args),
    /// 到期：从一个日子起，按工作日年历算期限到哪一天
    #[command(visible_alias = "到期", visible_alias = "期限")]
    Due(due::Args),
    /// 法规：查一件法规的版本、状态、替代和引用
    #[command(visible_alias = "法规")]
    Laws(laws::Args),
    /// 台账：谁在什么时候以前要做什么，做了没有
    #[command(visible_alias = "台账")]
    Ledger(ledger::Args),
    /// 对应：给清单里的每项职责推荐公开它的事项，在清单里选好，读回
    #[command(visible_alias = "对应")]
    Link(link::Args),
    /// 说明：一条规则的说明，或者一个事项每一栏的来历
    #[command(visible_alias = "说明")]
    Explain(explain::Args),
    /// 规则：列出全部规则
    #[command(visible_alias = "规则")]
    Rules(rules::Args),
    /// 格式：每种 YAML 文件的 JSON Schema，给编辑器和别的程序用
    #[command(visible_alias = "格式")]
    Schema(schema::Args),
    /// 征求意见：发给部门的征求意见表，收回反馈，采纳的写成调整
    #[command(visible_alias = "征求意见")]
    Review(review::Args),
    /// 核实：没有对照指引原件的栏，出核实表，填好读回
    #[command(visible_alias = "核实")]
    Confirm(confirm::Args),
    /// 数据：用的是哪些登记和指引，哪一天的；检查、收进指引、打包、核对
    #[command(visible_alias = "数据")]
    Data(data::Args),
    /// 进度：各单位、各领域到了哪一步，谁逾期
    #[command(visible_alias = "进度")]
    Status(status::Args),
    /// 报审报备：目录和全部材料打成一包，附清单；--verify 核对一包材料
    #[command(visible_alias = "报审报备")]
    Submit(submit::Args),
    /// 收件：一个文件夹里混着各单位报来的表，谁报了什么、缺什么、有什么问题，给各单位的回复
    #[command(visible_alias = "收件")]
    Receive(receive::Args),
    /// 对照：各下级对每个事项采用、修改还是不采用，谁和多数不同
    #[command(visible_alias = "对照")]
    Matrix(matrix::Args),
    /// 重新评估：不予公开的事项和职责每年评估一次，出评估表，填好读回
    #[command(visible_alias = "重新评估")]
    Reassess(reassess::Args),
    /// 机构改革：一个单位的事项按领域由别的单位接，改动清单、改好的设置和调整、通知
    #[command(visible_alias = "机构改革")]
    Reform(reform::Args),
    /// 公布：给公众看的网页，不用服务器，能查、能下载、能打印
    #[command(visible_alias = "公布")]
    Publish(publish::Args),
    /// 对站：网站上公开了哪些，哪些晚了、没有、放错了栏目，哪些网页目录里没有说到
    #[command(visible_alias = "对站")]
    Site(site::Args),
    /// 数据集：全部单位的目录写成一份数据，一行一个事项，给数据库用
    #[command(visible_alias = "数据集")]
    Export(export::Args),
    /// 动态调整：一个事项的动态调整申请表
    #[command(visible_alias = "动态调整")]
    Adjust(adjust::Args),
    /// 模板：要填写的表格，带下拉列表和说明
    #[command(visible_alias = "模板")]
    Template(template::Args),
    /// 补全：给命令行用的补全脚本
    #[command(visible_alias = "补全")]
    Completions(completions::Args),
    /// 手册：man 手册页，如 mulu manual | man -l -
    #[command(visible_alias = "手册")]
    Manual(completions::ManualArgs),
}

/// Runs the program with these arguments.
pub fn main(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let mut args: Vec<OsString> = args.into_iter().collect();
    let command = usage::translate(Cli::command());
    if args.len() < 2 && dropped::can_choose() {
        match dropped::menu() {
            Ok(Some(chosen)) => args.extend(chosen),
            Ok(None) => return ExitCode::SUCCESS,
            Err(error) => return output::fail(&error),
        }
    }
    let args = usage::help_as_option(args);
    let is_command = |word: &std::ffi::OsStr| command.find_subcommand(word).is_some();
    if let Some(paths) = dropped::paths(&args, is_command) {
        return match dropped::run(paths) {
            Ok(status) => status.into(),
            Err(_) => output::COULD_NOT_RUN.into(),
        };
    }
    let all = command.clone();
    match command.try_get_matches_from(args).and_then(|m| Cli::from_arg_matches(&m)) {
        Ok(Cli { command: Command::Completions(args) }) => ended(completions::run(&args, all)),
        Ok(Cli { command: Command::Manual(args) }) => ended(completions::manual(&args, &all)),
        Ok(cli) => run(cli.command),
        Err(error) => usage::report(&error),
    }
}

fn run(command: Command) -> ExitCode {
    let result = match command {
        Command::Build(args) => build::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Import(args) => import::run(&args),
        Command::Init(args) => init::run(&args),
        Command::Domains(args) => domains::run(&args),
        Command::Due(args) => due::run(&args),
        Command::Laws(args) => laws::run(&args),
        Command::Ledger(args) => ledger::run(&args),
        Command::Link(args) => link::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Rules(args) => rules::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Review(args) => review::run(&args),
        Command::Confirm(args) => confirm::run(&args),
        Command::Data(args) => data::run(&args),
        Command::Status(args) => status::run(&args),
        Command::Submit(args) => submit::run(&args),
        Command::Receive(args) => receive::run(&args),
        Command::Matrix(args) => matrix::run(&args),
        Command::Reassess(args) => reassess::run(&args),
        Command::Reform(args) => reform::run(&args),
        Command::Publish(args) => publish::run(&args),
        Command::Site(args) => site::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Adjust(args) => adjust::run(&args),
        Command::Template(args) => template::run(&args),
        // Both need the description of all commands, and never come here.
        Command::Completions(_) | Command::Manual(_) => Ok(ExitStatus::Clean),
    };
    ended(result)
}

fn ended(result: Result<ExitStatus, CliError>) -> ExitCode {
    match result {
        Ok(status) => status.into(),
        Err(error) => output::fail(&error),
    }
}
