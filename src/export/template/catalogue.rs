//! 标准目录: the official table with its two-row head, with the guidelines' rows filled in.

use super::lists::{ChoiceList, Words};
use super::plan::{TemplateColumn, TemplatePlan, column};
use super::workbook;
use crate::layout::{LayoutError, Paper};
use crate::model::{AdminLevel, Domain, Field, Item};
use crate::register::ChannelRegister;

const BLANK_ROWS: u32 = 12;
const LINE: &str =
    "编制单位：　　　　　　　　　　　　　　　审核人：　　　　　　　　　　日期：    年  月  日";
/// What is said of the rows that are there, of guidelines and of a body.
const FROM_GUIDELINES: &str = "已经填好的行来自国家标准指引。“公开主体”里写的是角色（如 县级民政部门），请改成实际单位的全称，或者在“责任单位”里统一对应。";
const FROM_BODY: &str = "已经填好的行是本级现在的目录：上一层的文字和本级的调整都在里面，“公开主体”已经写了实际单位，只列本级公开的事项。";
const GUIDE: [&str; 5] = [
    "这是本级的整表：写本级要公开的全部事项。和上一层相比，不写的行就是不采用，要在“不采用”里说明理由（用 mulu template adjustments 生成的表填）。",
    "“编码”是事项的身份证号，不要改，也不要重新编；自己增加的事项，“编码”空着。",
    "本级没有的事项整行删掉；要改的直接在格子里改；一个格子里写几项的，一项一行（按 Alt+Enter 换行）。",
    "“一级事项”每行都写，不要合并单元格；导出报审表时会自动合并。",
    "“公开渠道和载体”写选用的渠道，用“、”隔开；可以用、不是必须用的，另起一行写“可选：”。",
];

/// A workbook with one sheet a domain, filled in; without domains one empty table with a column 领域.
/// `names` are the domains to choose from in that column. The domains are those of a body where it is
/// named.
///
/// # Errors
/// When the workbook cannot be put together.
pub fn catalogue(
    domains: &[Domain],
    names: &[String],
    channels: &ChannelRegister,
    owner: Option<&str>,
) -> Result<Vec<u8>, LayoutError> {
    let plans = match domains {
        [] => vec![empty()],
        _ => domains.iter().map(filled).collect(),
    };
    let mut guide = GUIDE.to_vec();
    guide.insert(2, if owner.is_some() { FROM_BODY } else { FROM_GUIDELINES });
    let words = Words { domains: names, channels: &channels.standard_names() };
    workbook("政务公开事项标准目录", &guide, plans, words)
}

fn empty() -> TemplatePlan {
    let mut columns = columns(&[AdminLevel::County, AdminLevel::Town]);
    let domain = column("领域", 14, "事项属于哪个领域，写领域的名称。")
        .required()
        .list(ChoiceList::Domains)
        .example("社会救助");
    columns.insert(0, domain);
    plan("目录", "政务公开事项标准目录".to_owned(), columns, Vec::new())
}

fn filled(domain: &Domain) -> TemplatePlan {
    let levels = levels(domain);
    let rows = domain.items.iter().map(|item| row(item, &levels)).collect();
    let title = format!("{}领域基层政务公开标准目录", domain.name);
    plan(&domain.name, title, columns(&levels), rows)
}

fn plan(
    name: &str,
    title: String,
    columns: Vec<TemplateColumn>,
    rows: Vec<Vec<String>>,
) -> TemplatePlan {
    TemplatePlan {
        name: name.to_owned(),
        title,
        line: LINE.to_owned(),
        columns,
        rows,
        example: true,
        blank_rows: BLANK_ROWS,
        paper: Paper::A3,
    }
}

/// The levels that the domain's items have, and in any case county and town.
fn levels(domain: &Domain) -> Vec<AdminLevel> {
    let used = |level: &AdminLevel| {
        matches!(level, AdminLevel::County | AdminLevel::Town)
            || domain.items.iter().any(|item| has_level(item, *level))
    };
    AdminLevel::ALL.into_iter().filter(used).collect()
}

fn has_level(item: &Item, level: AdminLevel) -> bool {
    item.fields.levels.as_ref().is_some_and(|levels| levels.value.contains(level))
}

fn columns(levels: &[AdminLevel]) -> Vec<TemplateColumn> {
    let mut columns = vec![
        column("编码", 9, "事项的编码，不要改。自己增加的事项空着。").example("19.004"),
        column("序号", 6, "表里的顺序号。"),
        column("一级事项", 12, "一级事项的名称，每行都写。")
            .under("公开事项")
            .required()
            .example("最低生活保障"),
        column("二级事项", 14, "二级事项的名称。").under("公开事项").required().example("办事指南"),
        column("公开内容（要素）", 26, "要公开哪些内容，一项一行。")
            .required()
            .example("办理事项\n办理条件\n申请材料\n办理流程"),
        column("公开依据", 34, "法律、法规、规章和文件，写全称、文号和条款，一件一行。")
            .required()
            .example("《社会救助暂行办法》（国务院令第649号）第九条"),
        column("公开时限", 18, "从什么时候起算、多长时间内公开。")
            .required()
            .example("制定或获取信息之日起10个工作日内"),
        column("公开主体", 16, "由谁公开，写实际单位的全称，几个单位用“、”隔开。")
            .required()
            .example("大英县民政局、盐井街道办事处"),
        column("公开渠道和载体", 22, "选用哪些渠道，用“、”隔开；可选的另起一行写“可选：”。")
            .required()
            .list(ChoiceList::Channels)
            .example("政府网站、公开查阅点"),
        tick("全社会", 8, "面向全社会公开的打√。").under("公开对象").example("√"),
        column("特定群体", 12, "只向特定群体公开的，写群体的名称。").under("公开对象"),
        tick("主动", 7, "主动公开的打√。").under("公开方式").example("√"),
        tick("依申请公开", 9, "依申请公开的打√。").under("公开方式"),
    ];
    columns.extend(levels.iter().map(|level| {
        let example = if *level == AdminLevel::Town { "√" } else { "" };
        let note = format!("由{}公开的打√。", level.label());
        tick(level.label(), 6, note).under("公开层级").example(example)
    }));
    columns
}

fn tick(
    heading: &'static str,
    width: u16,
    note: impl Into<std::borrow::Cow<'static, str>>,
) -> TemplateColumn {
    column(heading, width, note).list(ChoiceList::Tick)
}

fn row(item: &Item, levels: &[AdminLevel]) -> Vec<String> {
    let text = |field: Field| item.fields.text(field).unwrap_or_default();
    let names = item.names();
    let audience = item.fields.audience.as_ref().map(|v| v.value.to_columns()).unwrap_or_default();
    let mode = item.fields.mode.as_ref().map(|v| v.value.to_columns()).unwrap_or_default();
    let mut row = vec![
        item.code.to_string(),
        item.serial.clone().unwrap_or_default(),
        names.first().cloned().unwrap_or_default(),
        names.get(1..).unwrap_or_default().join("/"),
        text(Field::Elements),
        text(Field::Basis),
        text(Field::Limit),
        text(Field::Bodies),
        text(Field::Channels),
        audience.0,
        audience.1,
        mode.0,
        mode.1,
    ];
    let mark = |level: &AdminLevel| if has_level(item, *level) { "√" } else { "" };
    row.extend(levels.iter().map(|level| mark(level).to_owned()));
    row
}
