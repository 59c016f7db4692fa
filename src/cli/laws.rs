//! `mulu laws` 法规: what the register knows of an instrument, and which domains cite it.

mod replace;

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::clock::today;
use super::data::RegisterArg;
use super::listing::{ListFormat, ListFormatArg, labelled, nothing_found, print_json, row, rule};
use super::{CliError, ExitStatus, output};
use crate::export::records::{Citing, LawRecord, LawsDocument, VersionRecord};
use crate::model::Domain;
use crate::register::{InstrumentRegister, Registers};
use crate::source::SourceMap;

/// More instruments than this are listed one a line.
const IN_FULL: usize = 20;

const AFTER_HELP: &str = "\
例：
  mulu laws 最低生活保障          名称或简称里有这几个字的法规
  mulu laws 711号                 按文号找
  mulu laws 土地 实施条例         几个词都要有
  mulu laws --format json         全部法规，给程序读
  mulu laws --replace 大英县      继承来的依据哪些已经被替代，写成一份调整

找到时返回 0，一件也没有找到时返回 1。";

#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct Args {
    /// 名称、简称或文号里的词，几个词都要有；不写就列出全部
    #[arg(value_name = "词")]
    words: Vec<String>,
    /// 仓库继承来的依据里已经被替代的，写成一份调整，放进 overlays 以后本级和下级都照它
    #[arg(long, value_name = "仓库", conflicts_with_all = ["words", "format"], value_parser = super::place::repository())]
    replace: Option<PathBuf>,
    /// 和 --replace 一起用：调整写到哪个文件；不写就是仓库的 overlays/依据更新-日期.yaml
    #[arg(short, long, value_name = "文件", requires = "replace")]
    output: Option<PathBuf>,
    /// 和 --replace 一起用：只看这个单位；不写就是最上面的一级
    #[arg(long, value_name = "名称", requires = "replace")]
    member: Option<String>,
    #[command(flatten)]
    format: ListFormatArg,
    #[command(flatten)]
    data: RegisterArg,
}

pub(super) fn run(args: &Args) -> Result<ExitStatus, CliError> {
    if let Some(folder) = &args.replace {
        return replace::run(args, folder);
    }
    let registers = args.data.registers()?;
    let register = registers.instruments();
    let words: Vec<&str> = args.words.iter().map(String::as_str).collect();
    let found = register.search(&words);
    let citations = Citations::collect(&registers);
    let today = today()?;
    let records: Vec<LawRecord<'_>> = found
        .iter()
        .map(|entry| LawRecord::new(&registers, entry, citations.of(&entry.name), today))
        .collect();
    match args.format.word {
        ListFormat::Json => print_json(&LawsDocument::new(&records))?,
        ListFormat::Human if records.len() > IN_FULL => output::print(&overview(&records))?,
        ListFormat::Human => {
            output::print(&records.iter().map(in_full).collect::<Vec<_>>().join("\n"))?;
        }
    }
    if records.is_empty() {
        nothing_found(&format!(
            "登记册里没有找到“{}”。换成名称里的几个字，或者只写文号里的数字；本地文件不在登记册里",
            args.words.join(" ")
        ));
        return Ok(ExitStatus::Findings);
    }
    Ok(ExitStatus::Clean)
}

/// Which items cite an instrument: the name of the instrument, then domain and codes.
struct Citations(BTreeMap<String, Vec<Citing>>);

impl Citations {
    fn collect(registers: &Registers) -> Self {
        let mut citations = Self(BTreeMap::new());
        for domain in registers.guidelines(&mut SourceMap::new(), None) {
            citations.add(registers.instruments(), &domain);
        }
        citations
    }

    fn add(&mut self, register: &InstrumentRegister, domain: &Domain) {
        for item in &domain.items {
            let basis = item.fields.basis.iter().flat_map(|basis| basis.value.instruments());
            for entry in basis.filter_map(|cited| register.match_basis(cited)).map(|m| m.entry) {
                self.add_code(&entry.name, domain, item.code.to_string());
            }
        }
    }

    fn of(&self, instrument: &str) -> Vec<Citing> {
        self.0.get(instrument).cloned().unwrap_or_default()
    }

    fn add_code(&mut self, instrument: &str, domain: &Domain, code: String) {
        let all = self.0.entry(instrument.to_owned()).or_default();
        if all.last().is_none_or(|citing| citing.number != domain.number.as_str()) {
            let (number, domain) = (domain.number.to_string(), domain.name.clone());
            all.push(Citing { number, domain, codes: Vec::new() });
        }
        if let Some(citing) = all.last_mut().filter(|citing| citing.codes.last() != Some(&code)) {
            citing.codes.push(code);
        }
    }
}

/// One instrument with everything that is known.
fn in_full(record: &LawRecord<'_>) -> String {
    let mut out = labelled("", &format!("《{}》  {}", record.name, status(record)));
    let issuer = record.issuer.unwrap_or("发布机关待核");
    out.push_str(&labelled("  种类：", &format!("{}，{issuer}", record.kind)));
    if !record.aliases.is_empty() {
        out.push_str(&labelled("  简称：", &record.aliases.join("；")));
    }
    for version in &record.versions {
        out.push_str(&labelled("  版本：", &in_words(version)));
    }
    let next = if record.status == crate::register::Status::Expired.label() {
        "  接续："
    } else {
        "  替代者："
    };
    for (label, names) in [(next, &record.successors), ("  替代了：", &record.predecessors)] {
        if !names.is_empty() {
            out.push_str(&labelled(label, &format!("《{}》", names.join("》《"))));
        }
    }
    if !record.years.is_empty() {
        let years: Vec<String> = record.years.iter().map(i16::to_string).collect();
        out.push_str(&labelled("  年度：", &years.join("、")));
    }
    out.push_str(&labelled("  核实：", record.evidence));
    if let Some(register) = &record.register {
        out.push_str(&labelled("  登记：", register));
    }
    if !record.unread_changes.is_empty() {
        let decisions = record.unread_changes.join("》《");
        let text = format!("《{decisions}》只读到题名，这一件有没有改动或废止，引用前请查对");
        out.push_str(&labelled("  注意：", &text));
    }
    if let Some(note) = record.note {
        out.push_str(&labelled("  说明：", note));
    }
    out.push_str(&labelled("  引用：", &cited(record)));
    out
}

fn in_words(version: &VersionRecord<'_>) -> String {
    let mut parts = vec![version.number.unwrap_or("文号待核").to_owned()];
    parts.extend(version.published.as_ref().map(|day| format!("{day} 公布")));
    parts.extend(version.in_force.as_ref().map(|day| format!("{day} 施行")));
    parts.extend(version.evidence.map(|evidence| format!("核实：{evidence}")));
    parts.join("，")
}

fn status(record: &LawRecord<'_>) -> String {
    match (&record.begins, &record.ended) {
        (Some(day), _) => format!("尚未施行（自 {day} 起施行）"),
        (None, Some(day)) => format!("{}（自 {day} 起）", record.status),
        (None, None) => record.status.to_owned(),
    }
}

fn cited(record: &LawRecord<'_>) -> String {
    if record.cited.is_empty() {
        return "没有领域引用".to_owned();
    }
    let of = |citing: &Citing| {
        format!("{} {}（{} 个事项）", citing.number, citing.domain, citing.codes.len())
    };
    record.cited.iter().map(of).collect::<Vec<_>>().join("；")
}

/// Many instruments, one a line.
fn overview(records: &[LawRecord<'_>]) -> String {
    let line = |name: &str, number: &str, status: &str, evidence: &str| {
        row(&[(name, 50), (number, 26), (status, 8), (evidence, 8)])
    };
    let mut out = line("名称", "文号", "状态", "核实");
    out.push_str(&rule());
    for record in records {
        let number = record.versions.iter().rev().find_map(|version| version.number);
        out.push_str(&line(record.name, number.unwrap_or(""), record.status, record.evidence));
    }
    out.push_str(&rule());
    out.push_str(&format!("共 {} 件；用 mulu laws 名称 看一件的版本、替代和引用\n", records.len()));
    out
}
