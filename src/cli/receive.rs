//! `mulu receive` 收件: a folder of what units sent in, in any format.

mod sender;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use sender::{Sender, sender_of};

use super::build::members;
use super::data::DataArg;
use super::progress::Progress;
use super::{CliError, ExitStatus, output, today};
use crate::bare::{self, Guidelines};
use crate::check;
use crate::export::receipt::{self, Receipt, ReceivedFile, ReceivedUnit};
use crate::finding::Severity;
use crate::input::disk::{self, ReadFailure};
use crate::input::project::is_repository;
use crate::input::sheet::RecogniseOptions;
use crate::input::single;
use crate::model::fold;
use crate::output::{Artifact, OutputFolder, safe_name};
use crate::pipeline::{self, Base};
use crate::register::Registers;
use crate::source::SourceMap;

/// How deep folders below the folder are looked into.
const DEEPEST: usize = 3;
/// What is said of a link.
const LINK: &str = "这是一个链接，没有跟过去看；要收的文件本身放进这个文件夹再收";
/// The folder of the letters.
const REPLIES: &str = "回复";

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 放着收到的文件的文件夹（xlsx、xls、et、csv、docx、html 等，混着放就行；每个单位一个文件夹也行）
    #[arg(value_name = "文件夹")]
    folder: PathBuf,
    /// 收件清单和给各单位的回复写到哪个文件夹
    #[arg(short, long, value_name = "文件夹")]
    out: PathBuf,
    /// 仓库：知道应该有哪些单位报、报哪些领域
    #[arg(short = 'C', long, value_name = "仓库", value_parser = super::place::repository())]
    repository: Option<PathBuf>,
    /// 覆盖改动过的输出文件
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    data: DataArg,
}

pub(super) fn run(args: &Args) -> Result<ExitStatus, CliError> {
    if !args.folder.is_dir() {
        let folder = args.folder.display();
        return Err(CliError::Message(format!(
            "“{folder}”不是文件夹。把收到的文件放在一个文件夹里"
        )));
    }
    let office = match &args.repository {
        Some(folder) => Some(ExpectedUnits::read(folder, &args.data)?),
        None if is_repository(Path::new(".")) => {
            Some(ExpectedUnits::read(Path::new("."), &args.data)?)
        }
        None => None,
    };
    let mut desk = ReceiptDesk::new(office, args.data.registers_here()?);
    let mut files = Vec::new();
    find(&args.folder, DEEPEST, &mut files)?;
    let progress = Progress::start();
    for (at, path) in files.iter().enumerate() {
        progress.count("正在读取", (at + 1, files.len()), &path.display().to_string());
        desk.take(&args.folder, path)?;
    }
    drop(progress);
    desk.end(args)
}

/// The files in a folder and those below it, by name. A folder that lies too deep stands for what is in it, and a
/// link for what it leads to, which may be anywhere or read already: they are told as not read.
fn find(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) -> Result<(), CliError> {
    for path in disk::entries(folder)? {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        if name.starts_with(['.', '~']) || matches!(name.as_str(), "Thumbs.db" | "desktop.ini") {
            continue;
        }
        if !path.is_dir() || depth == 0 || disk::is_link(&path) {
            found.push(path);
        } else {
            find(&path, depth - 1, found)?;
        }
    }
    Ok(())
}

/// Who has to send what.
struct ExpectedUnits {
    office: String,
    /// Each unit with the names of its domains.
    units: Vec<(String, Vec<String>)>,
}

impl ExpectedUnits {
    fn read(folder: &Path, data: &DataArg) -> Result<Self, CliError> {
        let mut project = data.project(folder)?;
        let base = Base::load(&mut project, &mut Vec::new());
        let members = members(&project, &[])?;
        let merged = members.iter().map(|member| pipeline::merge(&project, &base, member.body));
        let mut catalogues = merged.collect::<Vec<_>>().into_iter();
        let top = catalogues.next().flatten();
        let office = top.as_ref().map(|top| {
            let office = top.profile.office.as_ref();
            office.map_or_else(|| top.name().to_owned(), |office| office.value.clone())
        });
        let units = members.iter().skip(1).zip(catalogues).map(|(member, catalogue)| {
            let domains = catalogue.iter().flat_map(|catalogue| &catalogue.domains);
            let domains = domains.filter(|domain| !domain.items.is_empty());
            (member.name.clone(), domains.map(|domain| domain.name.clone()).collect())
        });
        Ok(Self { office: office.unwrap_or_default(), units: units.collect() })
    }

    fn names(&self) -> Vec<&str> {
        self.units.iter().map(|(name, _)| name.as_str()).collect()
    }
}

/// What was received so far.
struct ReceiptDesk {
    map: SourceMap,
    guidelines: Guidelines,
    expected: Option<ExpectedUnits>,
    units: Vec<ReceivedUnit>,
    nobodys: Vec<ReceivedFile>,
}

impl ReceiptDesk {
    fn new(expected: Option<ExpectedUnits>, registers: Arc<Registers>) -> Self {
        let mut map = SourceMap::new();
        let guidelines = Guidelines::load(&mut map, registers);
        Self { map, guidelines, expected, units: Vec::new(), nobodys: Vec::new() }
    }

    /// Reads one file and gives it to whoever sent it.
    fn take(&mut self, folder: &Path, path: &Path) -> Result<(), CliError> {
        let name = path.strip_prefix(folder).unwrap_or(path).to_string_lossy().replace('\\', "/");
        let options = RecogniseOptions::knowing(self.guidelines.registers().clone());
        let known = self.expected.as_ref().map(ExpectedUnits::names).unwrap_or_default();
        let mut file = ReceivedFile { name: name.clone(), ..ReceivedFile::default() };
        let read = match disk::is_link(path) {
            true => Err(ReadFailure::new(path, LINK)),
            false => single::read(&mut self.map, path, &name, &options, None),
        };
        let sender = match read {
            Err(_) if path.is_dir() && !disk::is_link(path) => {
                file.unreadable = Some("文件夹套得太深，里面的没有看，移上来再收".to_owned());
                sender_of(&name, &[], None, &known)
            }
            Err(error) => {
                file.unreadable = Some(error.reason);
                sender_of(&name, &[], None, &known)
            }
            Ok(single) => {
                let body = single.body.as_ref().map(|(name, _)| name.clone());
                let workbook = self.map.workbook(single.file);
                let stated = body.or_else(|| workbook.and_then(sender::stated));
                let sender = sender_of(&name, &single.titles, stated, &known);
                if single.tables.is_empty() {
                    file.findings = single.findings;
                } else {
                    let mut checked = bare::check(single, &self.guidelines, today()?);
                    check::at_the_words(&self.map, &mut checked.findings);
                    file.findings = checked.findings;
                    let domains = checked.compiled.iter().flat_map(|(_, c)| &c.domains);
                    let domains = domains.filter(|domain| !domain.items.is_empty());
                    file.domains =
                        domains.map(|domain| (domain.name.clone(), domain.items.len())).collect();
                }
                sender
            }
        };
        self.give(sender, file);
        Ok(())
    }

    fn give(&mut self, sender: Option<Sender>, mut file: ReceivedFile) {
        let Some(sender) = sender else {
            self.nobodys.push(file);
            return;
        };
        file.told_by = sender.told_by;
        let same =
            |unit: &&mut ReceivedUnit| fold::compact(&unit.name) == fold::compact(&sender.name);
        match self.units.iter_mut().find(same) {
            Some(unit) => unit.files.push(file),
            None => self.units.push(ReceivedUnit {
                name: sender.name,
                files: vec![file],
                missing_domains: Vec::new(),
            }),
        }
    }

    /// What of its domains a unit did not send.
    fn complete(&mut self) -> Option<Vec<String>> {
        let expected = self.expected.as_ref()?;
        let mut missing = Vec::new();
        for (name, domains) in &expected.units {
            let Some(unit) = self.units.iter_mut().find(|unit| unit.name == *name) else {
                missing.push(name.clone());
                continue;
            };
            let sent = |domain: &&String| {
                let mut all = unit.files.iter().flat_map(|file| &file.domains);
                all.any(|(sent, _)| sent == *domain)
            };
            unit.missing_domains = domains.iter().filter(|d| !sent(d)).cloned().collect();
        }
        Some(missing)
    }

    fn end(mut self, args: &Args) -> Result<ExitStatus, CliError> {
        let missing = self.complete();
        self.units.sort_by(|a, b| a.name.cmp(&b.name));
        let receipt = Receipt {
            office: self.expected.map(|expected| expected.office).unwrap_or_default(),
            date: today()?.to_string(),
            units: self.units,
            nobodys: self.nobodys,
            missing,
        };
        let failed = |error: crate::export::ExportError| CliError::Message(error.to_string());
        let list = receipt::workbook(&receipt, &self.map).map_err(failed)?;
        let replies = receipt.units.iter().map(|unit| {
            let bytes = receipt::reply(&receipt, unit, &self.map).map_err(failed)?;
            Ok(Artifact { name: format!("{}.docx", safe_name(&unit.name)), bytes })
        });
        let replies = replies.collect::<Result<Vec<_>, CliError>>()?;
        let mut out = OutputFolder::open(&args.out, args.force);
        out.put("", &[Artifact { name: "收件清单.xlsx".to_owned(), bytes: list }])?;
        if !replies.is_empty() {
            out.put(REPLIES, &replies)?;
        }
        output::print(&told(&receipt))?;
        output::print(&format!(
            "收件清单和 {} 份回复写到 {}\n",
            replies.len(),
            args.out.display()
        ))?;
        let clean = receipt.nobodys.is_empty()
            && receipt.missing.as_ref().is_none_or(Vec::is_empty)
            && receipt.units.iter().all(is_clean);
        Ok(if clean { ExitStatus::Clean } else { ExitStatus::Findings })
    }
}

fn is_clean(unit: &ReceivedUnit) -> bool {
    let file_is_clean =
        |file: &ReceivedFile| file.unreadable.is_none() && file.count(Severity::Error) == 0;
    unit.missing_domains.is_empty() && unit.files.iter().all(file_is_clean)
}

/// Who sent what, in lines.
fn told(receipt: &Receipt) -> String {
    let mut text = String::new();
    let all: usize = receipt.units.iter().map(|unit| unit.files.len()).sum();
    let all = all + receipt.nobodys.len();
    text.push_str(&format!("收到 {all} 个文件，{} 个单位\n", receipt.units.len()));
    for unit in &receipt.units {
        text.push_str(&format!("{}\n", unit.name));
        for file in &unit.files {
            text.push_str(&line(file));
        }
        if !unit.missing_domains.is_empty() {
            text.push_str(&format!("  缺 {} 个领域\n", unit.missing_domains.len()));
        }
    }
    if !receipt.nobodys.is_empty() {
        text.push_str("看不出是谁的（把文件改名成“单位名称.xlsx”，或者放进以单位命名的文件夹）\n");
        receipt.nobodys.iter().for_each(|file| text.push_str(&line(file)));
    }
    match &receipt.missing {
        Some(units) if !units.is_empty() => {
            text.push_str(&format!("没有报的 {} 个：{}\n", units.len(), units.join("、")));
        }
        Some(_) => text.push_str("各单位都报了\n"),
        None => text.push_str("没有仓库，不知道还有谁没有报；用 -C 仓库 写明\n"),
    }
    text
}

fn line(file: &ReceivedFile) -> String {
    let (domains, items) = (file.domains.len(), file.items());
    let result = match &file.unreadable {
        Some(why) => format!("读不了：{why}"),
        None if domains == 0 => "没有找到目录表".to_owned(),
        None => format!(
            "{domains} 个领域，{items} 项，错误 {}，警告 {}",
            file.count(Severity::Error),
            file.count(Severity::Warning)
        ),
    };
    format!("  {}：{result}\n", file.name)
}
