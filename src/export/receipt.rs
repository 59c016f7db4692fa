//! 收件: what units sent in, as a workbook for the office, and a letter of reply for each unit.
//!
//! The letter is sent out, so it speaks of items, columns and rows, never of the program.

use super::ExportError;
use super::docx::{Block, Document};
use crate::finding::{Finding, Severity};
use crate::layout::Align::{Center, Left};
use crate::layout::{Column, Form, FormBook, Paper, Row, chinese_date};
use crate::source::{FilePlace, SourceMap};

/// How many different faults a letter lists; of more it says how many there are.
const LISTED: usize = 40;
/// How many places of one fault a letter names.
const PLACES: usize = 5;
/// What only somebody who has the program can do.
const TOOL: [&str; 4] = ["mulu", ".yaml", "overlays", " --"];
/// What stands where somebody has to write by hand.
const BLANK: &str = "＿＿＿＿";

/// What was received.
#[derive(Debug, Clone, Default)]
pub struct Receipt {
    /// The office that receives; empty where it is not known.
    pub office: String,
    /// The day, as `2026-11-21`.
    pub date: String,
    /// The units that sent something, in order.
    pub units: Vec<ReceivedUnit>,
    /// Files of which nobody can say who sent them.
    pub nobodys: Vec<ReceivedFile>,
    /// Units that sent nothing; `None` where it is not known who has to.
    pub missing: Option<Vec<String>>,
}

/// What one unit sent.
#[derive(Debug, Clone, Default)]
pub struct ReceivedUnit {
    /// Its name.
    pub name: String,
    /// Its files.
    pub files: Vec<ReceivedFile>,
    /// Domains that it has to send and did not.
    pub missing_domains: Vec<String>,
}

/// A file that was received.
#[derive(Debug, Clone, Default)]
pub struct ReceivedFile {
    /// Its name below the folder.
    pub name: String,
    /// How its sender was told, in words.
    pub told_by: &'static str,
    /// Its domains, each with the number of its items.
    pub domains: Vec<(String, usize)>,
    /// What is wrong with it.
    pub findings: Vec<Finding>,
    /// Why it could not be read.
    pub unreadable: Option<String>,
}

impl ReceivedFile {
    /// How many items there are in it.
    pub fn items(&self) -> usize {
        self.domains.iter().map(|(_, items)| items).sum()
    }

    /// How many findings there are at a level.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }

    fn domains_text(&self) -> String {
        let domains = self.domains.iter().map(|(name, items)| format!("{name}（{items} 项）"));
        domains.collect::<Vec<_>>().join("、")
    }

    fn result(&self) -> String {
        match &self.unreadable {
            Some(why) => format!("读不了：{why}"),
            None if self.domains.is_empty() => "没有找到目录表".to_owned(),
            None => format!(
                "必须改 {} 处，建议改 {} 处",
                self.count(Severity::Error),
                self.count(Severity::Warning)
            ),
        }
    }
}

impl Receipt {
    /// All files, each with its unit.
    fn files(&self) -> impl Iterator<Item = (&str, &ReceivedFile)> {
        let known = self.units.iter().flat_map(|u| u.files.iter().map(|f| (u.name.as_str(), f)));
        known.chain(self.nobodys.iter().map(|file| ("（看不出是谁的）", file)))
    }
}

/// The workbook of the office: who sent what, what is missing, and what was found.
///
/// # Errors
/// When the workbook cannot be put together.
pub fn workbook(receipt: &Receipt, map: &SourceMap) -> Result<Vec<u8>, ExportError> {
    let book = FormBook {
        title: "收件清单".to_owned(),
        office: receipt.office.clone(),
        date: Some(receipt.date.clone()),
        forms: vec![received(receipt), missing(receipt), findings(receipt, map)],
        ..FormBook::default()
    };
    Ok(book.write()?)
}

fn form(receipt: &Receipt, name: &str) -> Form {
    Form {
        sheet: name.to_owned(),
        title: format!("收件清单：{name}"),
        left: format!("收件单位：{}", receipt.office),
        right: chinese_date(&receipt.date),
        paper: Paper::A4,
        ..Form::default()
    }
}

fn received(receipt: &Receipt) -> Form {
    let rows = receipt.files().enumerate().map(|(at, (unit, file))| {
        Row::Cells(vec![
            (at + 1).to_string(),
            unit.to_owned(),
            file.name.clone(),
            file.told_by.to_owned(),
            file.domains_text(),
            file.items().to_string(),
            file.result(),
        ])
    });
    Form {
        columns: vec![
            Column::new("序号", 4.0, Center),
            Column::new("单位", 14.0, Left),
            Column::new("文件", 20.0, Left),
            Column::new("怎样看出是谁的", 12.0, Left),
            Column::new("领域", 22.0, Left),
            Column::new("事项数", 6.0, Center),
            Column::new("结果", 24.0, Left),
        ],
        rows: rows.collect(),
        ..form(receipt, "收到的")
    }
}

fn missing(receipt: &Receipt) -> Form {
    let mut rows = Vec::new();
    match &receipt.missing {
        None => rows.push(Row::Section("不知道应该有哪些单位报：在仓库里收件才能列出".to_owned())),
        Some(units) if units.is_empty() => rows.push(Row::Section("各单位都报了".to_owned())),
        Some(units) => rows
            .extend(units.iter().map(|unit| Row::Cells(vec![unit.clone(), "没有报".to_owned()]))),
    }
    let partly = receipt.units.iter().filter(|unit| !unit.missing_domains.is_empty());
    rows.extend(partly.map(|unit| {
        let domains = unit.missing_domains.join("、");
        Row::Cells(vec![
            unit.name.clone(),
            format!("缺 {} 个领域：{domains}", unit.missing_domains.len()),
        ])
    }));
    Form {
        columns: vec![Column::new("单位", 24.0, Left), Column::new("缺什么", 60.0, Left)],
        rows,
        ..form(receipt, "缺的")
    }
}

fn findings(receipt: &Receipt, map: &SourceMap) -> Form {
    let mut rows = Vec::new();
    let told = |file: &ReceivedFile| file.findings.iter().any(|finding| !finding.inherited);
    for (unit, file) in receipt.files().filter(|(_, file)| told(file)) {
        rows.push(Row::Section(format!("{unit}：{}", file.name)));
        let shown = file.findings.iter().filter(|finding| !finding.inherited);
        rows.extend(shown.enumerate().map(|(at, finding)| {
            Row::Cells(vec![
                (at + 1).to_string(),
                finding.severity.label().to_owned(),
                sheet_row(finding, map).unwrap_or_else(|| "全表".to_owned()),
                item(finding),
                finding.field.map(|field| field.heading().to_owned()).unwrap_or_default(),
                message(finding),
                finding.help.as_deref().and_then(plain).unwrap_or_default(),
            ])
        }));
    }
    Form {
        columns: vec![
            Column::new("序号", 4.0, Center),
            Column::new("级别", 5.0, Center),
            Column::new("位置", 18.0, Left),
            Column::new("事项", 18.0, Left),
            Column::new("栏目", 8.0, Center),
            Column::new("问题", 30.0, Left),
            Column::new("改法", 24.0, Left),
        ],
        rows,
        ..form(receipt, "问题")
    }
}

fn item(finding: &Finding) -> String {
    finding.item.as_ref().map(|item| item.path.join("/")).unwrap_or_default()
}

/// The letter of reply to a unit.
///
/// # Errors
/// When the document cannot be put together.
pub fn reply(
    receipt: &Receipt,
    unit: &ReceivedUnit,
    map: &SourceMap,
) -> Result<Vec<u8>, ExportError> {
    let mut blocks = vec![
        Block::Recipient(format!("{}：", unit.name)),
        Block::Text("你单位报送的政务公开事项标准目录收悉。经核对，有关情况回复如下。".to_owned()),
        Block::Heading("收到的材料".to_owned()),
    ];
    blocks.extend(unit.files.iter().map(|file| Block::Text(sent(file))));
    if !unit.missing_domains.is_empty() {
        blocks.push(Block::Heading("还缺的材料".to_owned()));
        let domains = unit.missing_domains.join("、");
        let count = unit.missing_domains.len();
        blocks.push(Block::Text(format!("还缺 {count} 个领域的目录：{domains}。请一并补报。")));
    }
    let faults = ReplyFaults::of(unit, map);
    faults.write(&mut blocks);
    blocks.push(Block::Text(faults.ending(unit)));
    let date = chinese_date(&receipt.date);
    let office = if receipt.office.is_empty() { BLANK } else { &receipt.office };
    blocks.push(Block::Signature(office.to_owned(), date));
    let year = receipt.date.get(..4).unwrap_or_default();
    let document = Document {
        number: Some(format!("{BLANK}〔{year}〕{BLANK}号")),
        title: format!("关于{}报送政务公开事项标准目录的回复", unit.name),
        office: receipt.office.clone(),
        date: Some(receipt.date.clone()),
        blocks,
        ..Document::default()
    };
    Ok(document.write()?)
}

/// One file, as its sender knows it.
fn sent(file: &ReceivedFile) -> String {
    let title = file.name.rsplit('/').next().unwrap_or(&file.name);
    let title = title.rsplit_once('.').map_or(title, |(stem, _)| stem);
    match &file.unreadable {
        Some(_) => format!("《{title}》打不开，没有核对。请重新另存后再报。"),
        None if file.domains.is_empty() => {
            format!("《{title}》里没有找到目录表，没有核对。请核对是不是报错了材料。")
        }
        None => format!("《{title}》，{}。", file.domains_text()),
    }
}

/// A fault with the places where it stands.
struct GatheredFault {
    message: String,
    help: String,
    places: Vec<String>,
}

/// What has to be mended, and what is better mended.
struct ReplyFaults {
    must: Vec<GatheredFault>,
    should: Vec<GatheredFault>,
}

impl ReplyFaults {
    fn of(unit: &ReceivedUnit, map: &SourceMap) -> Self {
        let at = |severity| {
            let findings = unit.files.iter().flat_map(|file| &file.findings);
            gathered(findings.filter(|finding| finding.severity == severity), map)
        };
        Self { must: at(Severity::Error), should: at(Severity::Warning) }
    }

    fn write(&self, blocks: &mut Vec<Block>) {
        for (heading, faults) in [("必须改正的", &self.must), ("建议修改的", &self.should)]
        {
            if faults.is_empty() {
                continue;
            }
            blocks.push(Block::Heading(heading.to_owned()));
            let rows = faults
                .iter()
                .take(LISTED)
                .map(|fault| vec![fault.message.clone(), fault.places(), fault.help.clone()]);
            let head = [("问题", 12), ("在哪里", 10), ("怎样改", 9)];
            let head = head.map(|(heading, share)| (heading.to_owned(), share)).to_vec();
            blocks.push(Block::Table(head, rows.collect()));
            if let Some(more) = faults.len().checked_sub(LISTED).filter(|more| *more > 0) {
                blocks.push(Block::Text(format!(
                    "另有 {more} 类问题没有逐一列出，请向收件单位要完整的清单。"
                )));
            }
        }
    }

    fn ending(&self, unit: &ReceivedUnit) -> String {
        let unread = unit.files.iter().any(|file| file.domains.is_empty());
        if self.must.is_empty() && unit.missing_domains.is_empty() && !unread {
            return "没有必须改正的问题。特此回复。".to_owned();
        }
        format!("请于{BLANK}月{BLANK}日前改好重报。特此回复。")
    }
}

/// The same fault at several places is one fault.
fn gathered<'a>(
    findings: impl Iterator<Item = &'a Finding>,
    map: &SourceMap,
) -> Vec<GatheredFault> {
    let mut faults: Vec<GatheredFault> = Vec::new();
    for finding in findings {
        let message = message(finding);
        let place = place(finding, map);
        match faults.iter_mut().find(|fault| fault.message == message) {
            Some(fault) => fault.places.push(place),
            None => faults.push(GatheredFault {
                message,
                help: finding.help.as_deref().and_then(plain).unwrap_or_default(),
                places: vec![place],
            }),
        }
    }
    faults
}

/// What of a text does not speak of the program.
fn plain(text: &str) -> Option<String> {
    let parts = text.split('；').filter(|part| !TOOL.iter().any(|word| part.contains(word)));
    let parts: Vec<&str> = parts.collect();
    (!parts.is_empty()).then(|| parts.join("；"))
}

/// What is wrong.
fn message(finding: &Finding) -> String {
    plain(&finding.message).unwrap_or_else(|| "这里的写法看不懂".to_owned())
}

/// The sheet and the row.
fn sheet_row(finding: &Finding, map: &SourceMap) -> Option<String> {
    let FilePlace::Cell { cell, .. } = finding.location.place else { return None };
    let sheet = map.sheet(finding.location).map(|sheet| sheet.name.clone());
    Some(format!("{}第 {} 行", sheet.unwrap_or_default(), cell.row + 1))
}

/// The item, the column and the row.
fn place(finding: &Finding, map: &SourceMap) -> String {
    let mut parts = Vec::new();
    let item = item(finding);
    if !item.is_empty() {
        parts.push(item);
    }
    parts.extend(finding.field.map(|field| field.heading().to_owned()));
    parts.extend(sheet_row(finding, map));
    parts.join("，")
}

impl GatheredFault {
    fn places(&self) -> String {
        let shown = self.places.iter().take(PLACES).cloned().collect::<Vec<_>>().join("\n");
        match self.places.len() {
            all if all > PLACES => format!("{shown}\n等 {all} 处"),
            _ => shown,
        }
    }
}
