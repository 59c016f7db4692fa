//! `目录.xlsx`: what a body's folder says, on sheets to fill in.
//!
//! What is on the sheets and how a cell is written is [`crate::input::book`]'s to say; here are the notes,
//! the drop-downs and what stands prepared.

use super::lists::{ChoiceList, Words};
use super::plan::{TemplateColumn, TemplatePlan, column};
use super::workbook;
use crate::input::book::{
    ADJUSTMENT_KINDS, ADOPTED, BookPart, HINT, NOT_INVOLVED, Trees, cell_text,
};
use crate::input::decode;
use crate::input::yaml::{FieldShape, Kind, Node};
use crate::layout::{LayoutError, Paper};

/// What is to be filled in and is not known yet.
#[derive(Debug, Clone, Default)]
pub struct Hints {
    /// All domains that can be adopted, by name.
    pub domains: Vec<String>,
    /// The channels of the official form.
    pub channels: Vec<String>,
    /// Roles that somebody has to fill.
    pub roles: Vec<RoleHint>,
    /// Domains that somebody has to lead.
    pub leads: Vec<String>,
}

/// A role that somebody has to fill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleHint {
    /// The domain, where the role means something else in each.
    pub domain: Option<String>,
    /// The role.
    pub role: String,
    /// What is said of it.
    pub note: String,
}

impl RoleHint {
    /// As in a profile: `领域/角色`.
    pub fn key(&self) -> String {
        match &self.domain {
            Some(domain) => format!("{domain}/{}", self.role),
            None => self.role.clone(),
        }
    }
}

/// Something that no cell can say.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// The key of what cannot be written.
    #[error("“{0}”的写法特殊，写不进表格")]
    NoCell(String),
    /// The workbook cannot be put together.
    #[error(transparent)]
    Layout(#[from] LayoutError),
}

const BLANK_ROWS: u32 = 12;

/// The workbook for settings in their normal form.
///
/// # Errors
/// When something in them fits no cell, or the workbook cannot be put together.
pub fn folder(trees: &Trees, hints: &Hints) -> Result<Vec<u8>, FolderError> {
    let Trees { profile, adjustments, records } = trees;
    let plans = BookPart::ALL.into_iter().map(|part| {
        let rows = match part {
            BookPart::Basics => facts(profile, decode::REPOSITORY.fields)?,
            BookPart::Filing => filing(profile)?,
            BookPart::Domains => domains(profile, &hints.domains)?,
            BookPart::Bodies => bodies(profile, &hints.roles)?,
            BookPart::Leads => leads(profile, &hints.leads)?,
            BookPart::Adjustments => adjusted(adjustments)?,
            BookPart::Exceptions | BookPart::LetPass | BookPart::Batches | BookPart::Versions => {
                listed(part, profile)?
            }
            BookPart::Records => listed(part, records)?,
            BookPart::Rules => pairs(part, profile)?,
        };
        Ok(plan(part, rows))
    });
    let plans = plans.collect::<Result<Vec<TemplatePlan>, FolderError>>()?;
    let channels: Vec<&str> = hints.channels.iter().map(String::as_str).collect();
    let words = Words { domains: &hints.domains, channels: &channels };
    Ok(workbook("目录", &[], plans, words)?)
}

type Rows = Vec<Vec<String>>;

fn plan(part: BookPart, rows: Rows) -> TemplatePlan {
    let columns = part.headings().iter().map(|heading| spec(part, heading)).collect();
    TemplatePlan {
        name: part.name().to_owned(),
        title: part.name().to_owned(),
        line: line(part).to_owned(),
        columns,
        rows,
        example: false,
        blank_rows: match part {
            BookPart::Basics | BookPart::Filing => 1,
            _ => BLANK_ROWS,
        },
        paper: if part == BookPart::Adjustments { Paper::A3 } else { Paper::A4 },
    }
}

/// What the sheet is for, under its title.
fn line(part: BookPart) -> &'static str {
    match part {
        BookPart::Basics => {
            "填好各张表，放在本单位的文件夹里，运行 mulu check 校验。没有内容的行可以空着。"
        }
        BookPart::Domains => {
            "不涉及的选“不涉及”，写理由和说明。“处理”都空着就是全部采用；只采用一部分的，那几个选“采用”。"
        }
        BookPart::Bodies => {
            "角色由哪个单位承担，写单位全称；几个单位一行一个（Alt+Enter）。空着的不算。"
        }
        BookPart::Leads => "每个领域由哪个单位牵头，写单位全称。空着的不算。",
        BookPart::Adjustments => {
            "只写和上一层不同的地方，一行一个事项。“修改”只填要改的栏；“不采用”写理由和说明；“新增”各栏填全。"
        }
        BookPart::Exceptions => "看过以后同意保留的问题。",
        BookPart::LetPass => "标着待核的栏还没有核实、先报送的领域，谁批准的。空着的栏不能放行。",
        BookPart::Filing => "报给谁备案，在哪里公布，找谁联系。",
        BookPart::Batches => "分批编制的才用；只有一个期限的，写在“基本信息”里。",
        BookPart::Versions => "历次版本改了什么。",
        BookPart::Records => "走到哪一步了，一行一件事。mulu submit、mulu review 会接着往下写。",
        BookPart::Rules => "个别规则的级别：关闭、提示、警告、错误。",
    }
}

fn spec(part: BookPart, heading: &'static str) -> TemplateColumn {
    let plain = |width, note: &'static str| column(heading, width, note);
    match (part, heading) {
        (_, HINT) => plain(40, "只是提示，读取时不看。"),
        (BookPart::Basics | BookPart::Filing, "项目") => plain(18, "不要改。").required(),
        (BookPart::Basics | BookPart::Filing, _) => plain(40, "写在这一格。"),
        (BookPart::LetPass, "领域") => plain(30, "领域的名称，几个领域一个一行（Alt+Enter）。")
            .required()
            .list(ChoiceList::Domains),
        (BookPart::LetPass, "理由") => plain(36, "为什么可以先报送。").required(),
        (BookPart::LetPass, "批准人") => plain(14, "谁批准的。").required(),
        (_, "领域") => plain(18, "领域的名称。").list(ChoiceList::Domains),
        (BookPart::Domains, "处理") => plain(10, "采用或不涉及。").list(ChoiceList::Adoption),
        (BookPart::Adjustments, "处理") => {
            plain(10, "修改、不采用或新增。").required().list(ChoiceList::Adjustments)
        }
        (BookPart::Domains, "理由") => plain(16, "不涉及的写理由。").list(ChoiceList::Reasons),
        (BookPart::Adjustments, "理由") => plain(
            24,
            "为什么。不采用的，从这几种里选：本级无此职责、业务不发生、上级部门收回、依法不予公开、已并入其他事项、领域不涉及。",
        ),
        (_, "说明") => plain(36, "用一句话说清楚。"),
        (BookPart::Bodies, "角色") => plain(26, "指引里写的角色。").required(),
        (_, "责任单位" | "牵头单位") => plain(36, "单位的全称。"),
        (BookPart::Adjustments, "编码") => {
            plain(10, "事项的编码，如 19.004。新增的空着，由 mulu 给出。")
        }
        (_, "事项") => plain(24, "事项的名称，一级和二级用“/”隔开。写了编码的可以空着。"),
        (BookPart::Adjustments, "改名") => {
            plain(20, "只在改名称时填：新的名称，一级和二级用“/”隔开。")
        }
        (_, "公开内容") => plain(24, "一项一行（Alt+Enter）。"),
        (_, "公开依据") => plain(30, "写全称、文号和条款，一件一行。"),
        (_, "公开时限") => plain(18, "从什么时候起算、多长时间内公开。"),
        (_, "公开主体") => plain(16, "单位的全称，一个一行。"),
        (_, "公开渠道") => {
            plain(18, "选用的渠道一个一行；可选的写成“可选：名称”。").list(ChoiceList::Channels)
        }
        (_, "公开对象") => {
            plain(12, "全社会；只向一部分人公开的，写“特定群体：”和群体的名称。")
                .list(ChoiceList::Audiences)
        }
        (_, "公开方式") => plain(10, "主动或依申请。").list(ChoiceList::Modes),
        (_, "公开层级") => plain(10, "由哪一级公开。").list(ChoiceList::Levels),
        (_, "其他") => plain(14, "官方表以外的栏，一栏一行，写成“栏名：内容”。"),
        (_, "阶段") => plain(12, "到了哪个阶段。").list(ChoiceList::Stages),
        (BookPart::Records, "材料" | "SHA-256") => plain(24, "mulu submit 写上，不用填。"),
        (BookPart::Records, "经办人") => plain(12, "谁经办。"),
        (_, "条款") => plain(14, "依法不予公开的，写条款。").list(ChoiceList::Articles),
        (_, "并入") => plain(10, "已并入其他事项的，写那个事项的编码。"),
        (_, "序号") => plain(8, "新增的事项在官方表里的序号，可以空着。"),
        (_, "规则") => plain(24, "规则的编号，如 limit-too-long。").required(),
        (_, "字段") => plain(12, "哪一栏；不写就是整行。").list(ChoiceList::Fields),
        (_, "批准人") => plain(12, "谁同意的。"),
        (_, "日期" | "有效期至") => plain(14, "写成 2026-11-30。"),
        (_, "成员") => plain(40, "这一批有哪些镇街和部门，一个一行；不写就是全部。"),
        _ => plain(18, ""),
    }
}

fn text(heading: &str, node: Option<&Node>) -> Result<String, FolderError> {
    let Some(node) = node else { return Ok(String::new()) };
    cell_text(heading, node).ok_or_else(|| FolderError::NoCell(heading.to_owned()))
}

/// The texts of a mapping, each with what it is for; also those that are not written yet.
fn facts(node: &Node, fields: &[FieldShape]) -> Result<Rows, FolderError> {
    let single = fields.iter().filter(|field| is_one_text(&field.kind));
    let row = |field: &FieldShape| {
        let value = node.get(field.key);
        // 期限 of batches has a sheet of its own.
        let value = value.filter(|value| field.key != "期限" || value.scalar().is_some());
        Ok(vec![field.key.to_owned(), text(field.key, value)?, field.doc.to_owned()])
    };
    single.map(row).collect()
}

fn is_one_text(kind: &Kind) -> bool {
    match kind {
        Kind::Either(kinds) => kinds.first().is_some_and(is_one_text),
        Kind::Text | Kind::Flag | Kind::Date | Kind::Choice(_) => true,
        _ => false,
    }
}

fn filing(profile: &Node) -> Result<Rows, FolderError> {
    let shape = decode::REPOSITORY.fields.iter().find_map(|field| match &field.kind {
        Kind::Record(shape) if Some(field.key) == BookPart::Filing.key() => Some(shape.fields),
        _ => None,
    });
    let empty = Node { span: profile.span, value: crate::input::yaml::Value::Null };
    let node = BookPart::Filing.key().and_then(|key| profile.get(key)).unwrap_or(&empty);
    facts(node, shape.unwrap_or_default())
}

/// The domains as they are decided on, then those that are not yet.
fn domains(profile: &Node, all: &[String]) -> Result<Rows, FolderError> {
    let mut rows: Rows = Vec::new();
    for name in profile.texts("领域") {
        rows.push(vec![name.to_owned(), ADOPTED.to_owned()]);
    }
    for entry in elements(profile.get("不涉及领域")) {
        let cell = |key: &str| text(key, entry.get(key));
        rows.push(vec![cell("领域")?, NOT_INVOLVED.to_owned(), cell("理由")?, cell("说明")?]);
    }
    let known = |name: &&String| !rows.iter().any(|row| row.first() == Some(name));
    let open: Rows = all.iter().filter(known).map(|name| vec![name.clone()]).collect();
    rows.extend(open);
    Ok(rows)
}

fn bodies(profile: &Node, open: &[RoleHint]) -> Result<Rows, FolderError> {
    let mut rows: Rows = Vec::new();
    let hint = |key: &str| open.iter().find(|hint| hint.key() == key);
    for (key, node) in profile.get("责任单位").map_or(&[][..], Node::entries) {
        let (domain, role) = key.text.split_once('/').unwrap_or(("", &key.text));
        let note = hint(&key.text).map(|hint| hint.note.clone()).unwrap_or_default();
        rows.push(vec![domain.to_owned(), role.to_owned(), text("责任单位", Some(node))?, note]);
    }
    let bound = profile.get("责任单位").map_or(&[][..], Node::entries);
    for hint in open.iter().filter(|hint| !bound.iter().any(|(key, _)| key.text == hint.key())) {
        let domain = hint.domain.clone().unwrap_or_default();
        rows.push(vec![domain, hint.role.clone(), String::new(), hint.note.clone()]);
    }
    Ok(rows)
}

fn leads(profile: &Node, open: &[String]) -> Result<Rows, FolderError> {
    let mut rows = pairs(BookPart::Leads, profile)?;
    let known = |name: &&String| !rows.iter().any(|row| row.first() == Some(name));
    let open: Rows = open.iter().filter(known).map(|name| vec![name.clone()]).collect();
    rows.extend(open);
    Ok(rows)
}

/// A table of texts.
fn pairs(part: BookPart, profile: &Node) -> Result<Rows, FolderError> {
    let entries = part.key().and_then(|key| profile.get(key)).map_or(&[][..], Node::entries);
    entries
        .iter()
        .map(|(key, node)| Ok(vec![key.text.to_string(), text("", Some(node))?]))
        .collect()
}

/// A list of records.
fn listed(part: BookPart, profile: &Node) -> Result<Rows, FolderError> {
    let list = part.key().and_then(|key| profile.get(key));
    elements(list).iter().map(|entry| cells(part.headings(), entry)).collect()
}

fn adjusted(adjustments: &Node) -> Result<Rows, FolderError> {
    let mut rows = Vec::new();
    for kind in ADJUSTMENT_KINDS {
        for entry in elements(adjustments.get(kind)) {
            let mut row = cells(BookPart::Adjustments.headings(), entry)?;
            if let Some(first) = row.first_mut() {
                kind.clone_into(first);
            }
            rows.push(row);
        }
    }
    Ok(rows)
}

fn cells(headings: &[&str], entry: &Node) -> Result<Vec<String>, FolderError> {
    headings.iter().map(|heading| text(heading, entry.get(heading))).collect()
}

fn elements(node: Option<&Node>) -> &[Node] {
    node.map_or(&[], Node::elements)
}
