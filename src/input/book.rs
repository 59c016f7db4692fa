//! `目录.xlsx`: one workbook in place of mulu.yaml, overlays, exceptions and 记录.yaml, as the trees that
//! those files would give. What the trees mean is checked and decoded as for YAML; a span in them stands for a cell.
//!
//! [`Part`] is the contract with whoever writes the workbook. Which cell holds what is known here and
//! nowhere else; what it means for a catalogue is not. [`edits`] says which cells make it say one thing
//! more; the workbook itself is patched elsewhere.

mod edit;
mod table;
mod value;

use super::yaml::{Key, Node, Value};
use crate::finding::Finding;
use crate::model::{fold, form};
use crate::rules::files::{missing_key, unknown_key, wrong_type};
use crate::source::{CellRef, FileId, Location, Sheet, Span, Workbook};

pub use edit::{Addition, NewText, differs_only_in, edits, says};
use table::{BookRow, BookTable};
pub use value::{cell_text, is_same, normal};

/// A sheet of the workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BookPart {
    /// 基本信息: what the profile says in one text each.
    Basics,
    /// 领域: adopted or not involved.
    Domains,
    /// 责任单位: role and bodies.
    Bodies,
    /// 牵头单位: domain and lead.
    Leads,
    /// 调整: changed, left out and added items, one a row.
    Adjustments,
    /// 例外.
    Exceptions,
    /// 待核放行.
    LetPass,
    /// 报送.
    Filing,
    /// 期限, where there are batches.
    Batches,
    /// 变更记录.
    Versions,
    /// 规则: levels of rules.
    Rules,
    /// 进度记录.
    Records,
}

/// 采用, of a domain.
pub const ADOPTED: &str = "采用";
/// 不涉及, of a domain.
pub const NOT_INVOLVED: &str = "不涉及";
/// What can be done with a domain.
pub const DOMAIN_CHOICES: [&str; 2] = [ADOPTED, NOT_INVOLVED];
/// The kinds of adjustments, which are the keys of an adjustments file.
pub const ADJUSTMENT_KINDS: [&str; 3] = ["修改", "不采用", "新增"];
/// The column that only explains, on every sheet that has one; 领域 and 调整 have a 说明 of their own.
pub const HINT: &str = "填写提示";

const FACTS: &[&str] = &["项目", "内容", HINT];
const DOMAINS: &[&str] = &["领域", "处理", "理由", "说明", HINT];
const BODIES: &[&str] = &["领域", "角色", "责任单位", HINT];
const LEADS: &[&str] = &["领域", "牵头单位", HINT];
const ADJUSTMENTS: &[&str] = &[
    "处理",
    "编码",
    "领域",
    "事项",
    "改名",
    "公开内容",
    "公开依据",
    "公开时限",
    "公开主体",
    "公开渠道",
    "公开对象",
    "公开方式",
    "公开层级",
    "其他",
    "理由",
    "说明",
    "条款",
    "并入",
    "序号",
];
const EXCEPTIONS: &[&str] = &["规则", "事项", "字段", "理由", "批准人", "有效期至"];
const LET_PASS: &[&str] = &["领域", "理由", "批准人"];
const BATCHES: &[&str] = &["批次", "日期", "阶段", "成员"];
const VERSIONS: &[&str] = &["版本", "日期", "内容", "依据"];
const RULES: &[&str] = &["规则", "级别"];
const RECORDS: &[&str] =
    &["领域", "事项", "阶段", "日期", "版本", "材料", "SHA-256", "经办人", "说明"];

impl BookPart {
    /// All sheets, in their order.
    pub const ALL: [Self; 12] = [
        Self::Basics,
        Self::Domains,
        Self::Bodies,
        Self::Leads,
        Self::Adjustments,
        Self::Exceptions,
        Self::LetPass,
        Self::Filing,
        Self::Batches,
        Self::Versions,
        Self::Rules,
        Self::Records,
    ];

    /// The name of the sheet.
    pub fn name(self) -> &'static str {
        match self {
            Self::Basics => "基本信息",
            Self::Domains => "领域",
            Self::Bodies => "责任单位",
            Self::Leads => "牵头单位",
            Self::Adjustments => "调整",
            Self::Exceptions => "例外",
            Self::LetPass => "待核放行",
            Self::Filing => "报送",
            Self::Batches => "分批期限",
            Self::Versions => "变更记录",
            Self::Rules => "规则",
            Self::Records => "进度记录",
        }
    }

    /// Its columns.
    pub fn headings(self) -> &'static [&'static str] {
        match self {
            Self::Basics | Self::Filing => FACTS,
            Self::Domains => DOMAINS,
            Self::Bodies => BODIES,
            Self::Leads => LEADS,
            Self::Adjustments => ADJUSTMENTS,
            Self::Exceptions => EXCEPTIONS,
            Self::LetPass => LET_PASS,
            Self::Batches => BATCHES,
            Self::Versions => VERSIONS,
            Self::Rules => RULES,
            Self::Records => RECORDS,
        }
    }

    /// The columns without which no row can be read.
    fn needed(self) -> &'static [&'static str] {
        match self {
            Self::Basics | Self::Filing => &["项目", "内容"],
            Self::Domains => &["领域", "处理"],
            Self::Bodies => &["角色", "责任单位"],
            Self::Leads => &["领域", "牵头单位"],
            Self::Adjustments => &["处理"],
            Self::Exceptions | Self::Rules => &["规则"],
            Self::LetPass => &["领域"],
            Self::Batches => &["日期"],
            Self::Records => &["阶段", "日期"],
            Self::Versions => &["版本"],
        }
    }

    /// The key of its tree that the rows of the sheet stand under, where there is one.
    pub fn key(self) -> Option<&'static str> {
        match self {
            Self::Bodies => Some("责任单位"),
            Self::Leads => Some("牵头单位"),
            Self::Exceptions => Some("例外"),
            Self::LetPass => Some("待核放行"),
            Self::Filing => Some("报送"),
            Self::Batches => Some("期限"),
            Self::Versions => Some("变更记录"),
            Self::Rules => Some("规则"),
            Self::Records => Some("记录"),
            Self::Basics | Self::Domains | Self::Adjustments => None,
        }
    }

    fn of_sheet(name: &str) -> Option<Self> {
        let name = fold::compact(name);
        Self::ALL.into_iter().find(|part| part.name() == name)
    }
}

/// What the workbook says, as the files that it stands for would.
#[derive(Debug)]
pub struct Trees {
    /// mulu.yaml.
    pub profile: Node,
    /// An adjustments file.
    pub adjustments: Node,
    /// 记录.yaml.
    pub records: Node,
}

/// Reads the workbook; `None` when it does not say whose it is.
pub fn read(file: FileId, workbook: &Workbook, findings: &mut Vec<Finding>) -> Option<Trees> {
    let (profile, adjustments, records) = (Vec::new(), Vec::new(), Vec::new());
    let mut reader = SettingsReader { file, findings, profile, adjustments, records };
    let mut head = None;
    for (index, sheet) in (0u16..).zip(&workbook.sheets) {
        if sheet.hidden || sheet.cells.is_empty() || form::is_auxiliary_sheet(&sheet.name) {
            continue;
        }
        let Some(part) = BookPart::of_sheet(&sheet.name) else {
            reader.unknown(index, sheet);
            continue;
        };
        let Some(table) = BookTable::find(file, index, sheet, part, reader.findings) else {
            continue;
        };
        if part == BookPart::Basics {
            head = Some(table.head_span());
        }
        reader.sheet(&table);
    }
    let SettingsReader { profile, adjustments, records, .. } = reader;
    let Some(head) = head else {
        if !workbook
            .sheets
            .iter()
            .any(|sheet| BookPart::of_sheet(&sheet.name) == Some(BookPart::Basics))
        {
            let fault = missing_key::book_basics(BookPart::Basics.name());
            findings.push(fault.at(Location::whole(file)));
        }
        return None;
    };
    let mapping = |entries| Node { span: head, value: Value::Mapping(entries) };
    let (profile, adjustments) = (mapping(profile), mapping(adjustments));
    Some(Trees { profile, adjustments, records: mapping(records) })
}

type Entries = Vec<(Key, Node)>;

struct SettingsReader<'f> {
    file: FileId,
    findings: &'f mut Vec<Finding>,
    profile: Entries,
    adjustments: Entries,
    records: Entries,
}

impl SettingsReader<'_> {
    fn unknown(&mut self, index: u16, sheet: &Sheet) {
        let first = sheet.cells.keys().next().copied().unwrap_or(CellRef::new(0, 0));
        let fault = unknown_key::book_sheet(&sheet.name, &BookPart::ALL.map(BookPart::name));
        self.findings.push(fault.at(Location::cell(self.file, index, first)));
    }

    fn sheet(&mut self, table: &BookTable<'_>) {
        let rows: Vec<BookRow<'_>> = table.rows().collect();
        let span = table.head_span();
        let value = match table.part {
            BookPart::Basics => {
                let facts: Entries = rows.iter().filter_map(|row| self.fact(row)).collect();
                self.profile.extend(facts);
                return;
            }
            BookPart::Domains => return self.domains(&rows),
            BookPart::Adjustments => return self.adjust(&rows),
            BookPart::Filing => Value::Mapping(rows.iter().filter_map(|r| self.fact(r)).collect()),
            BookPart::Bodies => {
                Value::Mapping(rows.iter().filter_map(|r| self.binding(r)).collect())
            }
            BookPart::Leads => Value::Mapping(
                rows.iter().filter_map(|r| self.pair(r, "领域", "牵头单位")).collect(),
            ),
            BookPart::Rules => {
                Value::Mapping(rows.iter().filter_map(|r| self.pair(r, "规则", "级别")).collect())
            }
            BookPart::Exceptions
            | BookPart::LetPass
            | BookPart::Batches
            | BookPart::Versions
            | BookPart::Records => Value::Sequence(rows.iter().map(BookRow::record).collect()),
        };
        let is_empty = match &value {
            Value::Mapping(entries) => entries.is_empty(),
            Value::Sequence(elements) => elements.is_empty(),
            Value::Null | Value::Scalar(_) => true,
        };
        let tree = match table.part {
            BookPart::Records => &mut self.records,
            _ => &mut self.profile,
        };
        if let (Some(key), false) = (table.part.key(), is_empty) {
            tree.push((entry_key(key, span), Node { span, value }));
        }
    }

    /// 项目 and 内容. A row that is not filled in says nothing.
    fn fact(&mut self, row: &BookRow<'_>) -> Option<(Key, Node)> {
        self.pair(row, "项目", "内容")
    }

    /// A row of two cells as key and value. One without a value was prepared and not filled in.
    fn pair(&mut self, row: &BookRow<'_>, key: &str, value: &str) -> Option<(Key, Node)> {
        let value = row.text(value)?;
        let Some(key) = row.text(key) else {
            self.missing(row, key);
            return None;
        };
        Some((entry_key(key.scalar()?, key.span), value))
    }

    /// A role, with its domain where it has one, and its bodies.
    fn binding(&mut self, row: &BookRow<'_>) -> Option<(Key, Node)> {
        let bodies = row.lines("责任单位")?;
        let Some(role) = row.text("角色") else {
            self.missing(row, "角色");
            return None;
        };
        let name = match row.text("领域") {
            Some(domain) => format!("{}/{}", domain.scalar()?, role.scalar()?),
            None => role.scalar()?.to_owned(),
        };
        Some((entry_key(&name, role.span), bodies))
    }

    fn domains(&mut self, rows: &[BookRow<'_>]) {
        let (mut adopted, mut left_out) = (Vec::new(), Vec::new());
        for row in rows {
            let Some(choice) = row.text("处理") else {
                if row.text("理由").or_else(|| row.text("说明")).is_some() {
                    self.missing(row, "处理");
                }
                continue;
            };
            let Some(domain) = row.text("领域") else {
                self.missing(row, "领域");
                continue;
            };
            match fold::compact(choice.scalar().unwrap_or_default()).as_str() {
                ADOPTED => adopted.push(domain),
                NOT_INVOLVED => left_out.push(row.record_of(&["领域", "理由", "说明"])),
                other => {
                    let fault = wrong_type::word("处理", other, &DOMAIN_CHOICES);
                    self.findings.push(fault.at(Location::span(self.file, choice.span)));
                }
            }
        }
        for (key, list) in [("领域", adopted), ("不涉及领域", left_out)] {
            if let Some(first) = list.first() {
                let span = first.span;
                self.profile
                    .push((entry_key(key, span), Node { span, value: Value::Sequence(list) }));
            }
        }
    }

    fn adjust(&mut self, rows: &[BookRow<'_>]) {
        let mut lists = ADJUSTMENT_KINDS.map(|kind| (kind, Vec::new()));
        for row in rows {
            let Some(choice) = row.text("处理") else {
                self.missing(row, "处理");
                continue;
            };
            let word = fold::compact(choice.scalar().unwrap_or_default());
            match lists.iter_mut().find(|(kind, _)| *kind == word) {
                Some((kind, list)) => list.push(row.adjustment(kind)),
                None => {
                    let fault = wrong_type::word("处理", &word, &ADJUSTMENT_KINDS);
                    self.findings.push(fault.at(Location::span(self.file, choice.span)));
                }
            }
        }
        for (key, list) in lists {
            if let Some(first) = list.first() {
                let span = first.span;
                let value = Value::Sequence(list);
                self.adjustments.push((entry_key(key, span), Node { span, value }));
            }
        }
    }

    fn missing(&mut self, row: &BookRow<'_>, heading: &str) {
        let fault = missing_key::cell(heading, "补上这一格；不用的行整行删掉");
        self.findings.push(fault.at(Location::span(self.file, row.span(heading))));
    }
}

fn entry_key(text: &str, span: Span) -> Key {
    Key { span, text: text.to_owned().into() }
}
