//! `mulu data add` 收进: an official table becomes the guideline of a domain.
//!
//! Rows are matched to the codes by code, names, aliases and place; what is not sure is asked, and
//! nothing is written before it is answered. Codes never change.

mod compare;
mod matching;

use std::path::{Path, PathBuf};

use super::RegisterArg;
use crate::cli::{CliError, ExitStatus, output};
use crate::input::data::GUIDELINE_FOLDER;
use crate::input::encode;
use crate::input::project::{is_repository, top};
use crate::input::sheet::RecogniseOptions;
use crate::input::single;
use crate::input::yaml::{Yaml, emit};
use crate::model::{Code, Domain, NewItem};
use crate::output::{make_folder, safe_name};
use crate::register::Registers;
use crate::source::SourceMap;
use compare::{KnownGuideline, TableComparison};
use matching::RowAnswers;

/// The key of the rows.
const ROWS: &str = "目录";

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 官方的指引：docx、xls、xlsx、html 等
    #[arg(value_name = "文件")]
    file: PathBuf,
    /// 是哪个领域的指引，写编号或名称
    #[arg(long, value_name = "领域")]
    domain: String,
    /// 没有把握的一行就是这个编码：行号=编码，可以写几次
    #[arg(long = "same", value_name = "行号=编码")]
    same: Vec<String>,
    /// 没有把握的一行是新的事项：行号，可以写几次
    #[arg(long = "new", value_name = "行号")]
    new: Vec<u32>,
    #[command(flatten)]
    at: RegisterArg,
    /// 以前收进的一份换成这一份
    #[arg(long)]
    force: bool,
}

pub(super) fn run(args: &Args) -> Result<ExitStatus, CliError> {
    place(args.at.folder())?;
    let registers = args.at.registers()?;
    let guideline = guideline(args, &registers)?;
    let known = &guideline.domain;
    let (mut map, name) = (SourceMap::new(), args.file.display().to_string());
    let read = single::read(
        &mut map,
        &args.file,
        &name,
        &RecogniseOptions::knowing(registers.clone()),
        None,
    )?;
    let rows: Vec<NewItem> = read.tables.into_iter().flat_map(|table| table.rows).collect();
    if rows.is_empty() {
        let message = format!("“{name}”里没有认得出的目录表。用 mulu import 看它读成了什么");
        return Err(CliError::Message(message));
    }
    let answers = answers(args)?;
    if let Some(wrong) = answers.unknown(known, &rows) {
        return Err(CliError::Message(wrong));
    }
    let compared = TableComparison::of(&guideline, rows, &answers, registers.channels());
    output::print(&compared.text(known))?;
    if compared.asks() {
        output::print(
            "\n有没有把握的行，还没有写出。每一行用 --same 行号=编码 说是哪一项，或者用 --new 行号 说是新的\n",
        )?;
        return Ok(ExitStatus::Findings);
    }
    let folder = args.at.folder().join(GUIDELINE_FOLDER);
    let file = folder.join(format!("{}-{}.yaml", known.number, safe_name(&known.name)));
    make_folder(&folder)?;
    let rows = compared.rows(known);
    output::write(&file, emit(&document(known, &rows, args)).as_bytes(), args.force)?;
    output::print(&format!(
        "\n写到 {}，以后 {} 以这一份为准。原件收好，用 mulu data 看在用哪一份\n",
        file.display(),
        known.name
    ))?;
    Ok(ExitStatus::Clean)
}

/// Guidelines stand at the top of a repository, where all bodies take them from.
fn place(folder: &Path) -> Result<(), CliError> {
    let refused = |message: String| Err(CliError::Message(message));
    if !is_repository(folder) {
        let here = folder.display();
        return refused(format!("“{here}”里没有 mulu.yaml，用 -C 写仓库所在的文件夹"));
    }
    let top = top(folder);
    if folder.canonicalize().is_ok_and(|whole| whole != top && top != folder) {
        let top = top.display();
        return refused(format!("指引由最上面的一级收进，下面的都照用：用 -C \"{top}\""));
    }
    Ok(())
}

fn guideline(args: &Args, registers: &Registers) -> Result<KnownGuideline, CliError> {
    let domain = domain(args, &registers.guidelines(&mut SourceMap::new(), None))?;
    let farther = args.at.data.registers()?;
    let farther = farther.guideline(&mut SourceMap::new(), domain.number.as_str());
    let codes = farther.map(|domain| domain.items).unwrap_or_default();
    Ok(KnownGuideline { domain, farther: codes.into_iter().map(|item| item.code).collect() })
}

fn domain(args: &Args, all: &[Domain]) -> Result<Domain, CliError> {
    let found = all.iter().find(|domain| domain.is_called(&args.domain));
    found.cloned().ok_or_else(|| {
        CliError::Message(format!("没有“{}”这个领域，用 mulu domains 看编号和名称", args.domain))
    })
}

fn answers(args: &Args) -> Result<RowAnswers, CliError> {
    let read = |text: &String| {
        let (row, code) = text.split_once(['=', '＝'])?;
        Some((row.trim().parse().ok()?, Code::parse(code.trim())?))
    };
    let same: Option<Vec<(u32, Code)>> = args.same.iter().map(read).collect();
    let same = same.ok_or_else(|| {
        CliError::Message("--same 要写成 行号=编码，如 --same 7=22.005".to_owned())
    })?;
    Ok(RowAnswers { same, new: args.new.clone() })
}

/// The file: the rows of the table with their codes, and where they are from.
fn document(known: &Domain, rows: &[NewItem], args: &Args) -> Yaml {
    let table = encode::domain(Some(known.number.as_str()), &known.name, rows);
    let Yaml::Map(mut entries) = table else { return table };
    let of = args.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let seen = Yaml::map([
        ("号", Some(Yaml::text("s1"))),
        ("地区", Some(Yaml::text("原件"))),
        ("所见", Some(Yaml::text(format!("{of}，{} 行", rows.len())))),
    ]);
    let at = entries.iter().position(|(name, _)| name == ROWS).unwrap_or(entries.len());
    entries.insert(at, ("出处".to_owned(), Yaml::List(vec![seen])));
    Yaml::Map(entries)
}
