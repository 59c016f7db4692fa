//! `mulu diff` 比对: two catalogues, by item and field.
//!
//! The exit status is that of `diff`: 0 when nothing differs, 1 when something does, 2 when the two could
//! not be compared.

mod git;
pub(super) mod sides;
mod text;

use std::path::PathBuf;

use super::data::DataArg;
use super::form::FormArgs;
use super::listing::{ListFormat, print_json};
use super::{CliError, ExitStatus, output};
use crate::diff::{Diff, compare};
use crate::export::form::changes;
use crate::export::records::DiffRecord;
use crate::register::ChannelRegister;
use sides::Side;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 旧的一方：catalogue.json、一张表，或者仓库所在的文件夹；加了 --git 是一个版本
    #[arg(value_name = "旧")]
    old: String,
    /// 新的一方；加了 --git 可以不写，就是现在的文件
    #[arg(value_name = "新", required_unless_present = "git")]
    new: Option<String>,
    /// 仓库所在的文件夹，加了 --git 才用
    #[arg(value_name = "文件夹", requires = "git", default_value = ".")]
    folder: PathBuf,
    /// 比对仓库的两个 git 版本，如 mulu diff --git HEAD~1 HEAD
    #[arg(long)]
    git: bool,
    /// 只比对这个单位（名称或文件夹名）
    #[arg(long, value_name = "名称")]
    member: Option<String>,
    /// 结果的格式
    #[arg(long, value_name = "格式", value_enum, default_value_t)]
    format: ListFormat,
    #[command(flatten)]
    form: FormArgs,
    #[command(flatten)]
    data: DataArg,
}

pub(super) fn run(args: &Args) -> Result<ExitStatus, CliError> {
    args.form.check_target()?;
    let (old, new) = read(args)?;
    let comparison = ComparedSides::new(old, new, args.data.registers()?.channels())?;
    match args.format {
        ListFormat::Human => output::print(&text::write(&comparison))?,
        ListFormat::Json => {
            print_json(&DiffRecord::new(&comparison.diffs, &comparison.gone, &comparison.come))?
        }
    }
    args.form.write(|| changes::book(&comparison.diffs, args.form.paper()))?;
    Ok(if comparison.is_empty() { ExitStatus::Clean } else { ExitStatus::Findings })
}

/// Both sides.
fn read(args: &Args) -> Result<(Vec<Side>, Vec<Side>), CliError> {
    let member = args.member.as_deref();
    if args.git {
        let old = git::Checkout::new(&args.folder, &args.old)?;
        let old = sides::repository(old.folder(), member, &args.data)?;
        let new = match &args.new {
            Some(revision) => {
                let new = git::Checkout::new(&args.folder, revision)?;
                sides::repository(new.folder(), member, &args.data)?
            }
            None => sides::repository(&args.folder, member, &args.data)?,
        };
        return Ok((old, new));
    }
    let new = args.new.as_deref().unwrap_or_default();
    let mut old = sides::read(args.old.as_ref(), member, &args.data)?;
    let mut new = sides::read(new.as_ref(), member, &args.data)?;
    one_file(&old, &mut new);
    one_file(&new, &mut old);
    Ok((old, new))
}

/// A file holds one body: of a repository on the other side only that body is meant.
fn one_file(one: &[Side], other: &mut Vec<Side>) {
    if let [side] = one
        && side.is_file
        && other.iter().any(|body| body.name() == side.name())
    {
        other.retain(|body| body.name() == side.name());
    }
}

/// What was compared with what.
struct ComparedSides {
    /// One for each body that both sides have.
    diffs: Vec<Diff>,
    /// Bodies that only the older side has.
    gone: Vec<String>,
    /// Bodies that only the newer side has.
    come: Vec<String>,
}

impl ComparedSides {
    /// Pairs the bodies by name; one and one are paired whatever they are called.
    fn new(
        old: Vec<Side>,
        mut new: Vec<Side>,
        register: &ChannelRegister,
    ) -> Result<Self, CliError> {
        if let ([one], [other]) = (old.as_slice(), new.as_slice()) {
            let diffs = vec![compare(&one.edition, &other.edition, register)];
            return Ok(Self { diffs, gone: Vec::new(), come: Vec::new() });
        }
        let (mut diffs, mut gone) = (Vec::new(), Vec::new());
        for side in old {
            let name = side.name().to_owned();
            match new.iter().position(|other| other.name() == name) {
                Some(at) => {
                    diffs.push(compare(&side.edition, &new.remove(at).edition, register));
                }
                None => gone.push(name),
            }
        }
        let come: Vec<String> = new.iter().map(|side| side.name().to_owned()).collect();
        if diffs.is_empty() {
            let message = format!(
                "两边没有同名的单位，不知道拿谁和谁比。旧的有 {}；新的有 {}。用 --member 指定一个",
                gone.join("、"),
                come.join("、")
            );
            return Err(CliError::Message(message));
        }
        Ok(Self { diffs, gone, come })
    }

    fn is_empty(&self) -> bool {
        self.gone.is_empty() && self.come.is_empty() && self.diffs.iter().all(Diff::is_empty)
    }
}

impl Side {
    /// The body's name.
    fn name(&self) -> &str {
        &self.edition.title.name
    }
}
