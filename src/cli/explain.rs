//! `mulu explain` 说明: the page of a rule, or the chain of layers behind an item.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::data::DataArg;
use super::{CliError, ExitStatus, output, trace};
use crate::check::{self, Rule, rules};
use crate::input::project::is_repository;
use crate::model::suggest::nearest;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 规则的编号（如 missing-field），或者仓库所在的文件夹
    #[arg(value_name = "规则或文件夹")]
    subject: PathBuf,
    /// 事项的编码或名称（如 19.003），写了文件夹才用
    #[arg(value_name = "事项")]
    item: Option<String>,
    /// 只看一个本级的（如 盐井街道）
    #[arg(long, value_name = "名称", requires = "item")]
    member: Option<String>,
    #[command(flatten)]
    data: DataArg,
}

pub(super) fn run(args: &Args) -> Result<ExitStatus, CliError> {
    match &args.item {
        Some(item) => trace::run(&args.subject, item, args.member.as_deref(), &args.data),
        None => rule(&args.subject),
    }
}

/// Prints the page of a rule.
fn rule(subject: &Path) -> Result<ExitStatus, CliError> {
    let id = subject.to_string_lossy();
    match check::find_rule(&id) {
        Some(rule) => output::print(&page(rule)).map(|()| ExitStatus::Clean),
        None => Err(CliError::Message(unknown(subject, &id))),
    }
}

/// The page as it is written, with the facts of the list below it.
fn page(rule: &Rule) -> String {
    let mut text = rule.page.trim_end().to_owned();
    let (area, level) = (rule.area.label(), rule.level);
    let _ = writeln!(text, "\n\n领域：{area}　默认级别：{}（{}）", level.label(), level.id());
    text
}

fn unknown(subject: &Path, id: &str) -> String {
    if is_repository(subject) {
        return format!(
            "“{id}”是一个仓库，后面还要写事项的编码或名称，如 mulu explain {id} 19.003"
        );
    }
    match nearest(id, rules::ALL.iter().map(|rule| rule.id.0)) {
        Some(meant) => format!("没有“{id}”这条规则，是不是要看 {meant}？"),
        None => format!("没有“{id}”这条规则，用 mulu rules 看有哪些规则"),
    }
}
