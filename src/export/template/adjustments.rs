//! 调整: what a government changes, leaves out and adds, one sheet each.

use super::lists::{ChoiceList, Words};
use super::plan::{TemplateColumn, TemplatePlan, column};
use super::{reference, workbook};
use crate::layout::{LayoutError, Paper};
use crate::model::{Domain, Item};
use crate::register::ChannelRegister;

const BLANK_ROWS: u32 = 15;
const LINE: &str = "单位（盖章）：　　　　　　　　　　填表人：　　　　　　　联系电话：　　　　　　　　　　填表日期：    年  月  日";
const GUIDE: [&str; 6] = [
    "只写和上一层不同的地方；没有写到的事项照上一层采用。填好后放进仓库的 overlays 文件夹。",
    "“修改”：一行改一个事项的一栏；一个事项改几栏，写几行。“修改后内容”写改好以后的整格内容，里面分几项的，一项一行（按 Alt+Enter 换行）。",
    "“不采用”：每个不采用的事项一行，理由从列表里选，再用一句话说明。理由是“依法不予公开”的要写条款，“已并入其他事项”的要写并入哪个事项的编码。",
    "“新增”：上一层没有、本级自己增加的事项，每个一行。“编码”空着，由 mulu 给出。",
    "事项用编码指认，编码在“事项编码表”里查；没有编码的写领域和名称，一级和二级用“/”隔开，如 最低生活保障/办事指南。",
    "有“逐项处理”表的：逐行看一遍，在“处理”里选。采用的可以空着；选“不采用”的，在同一行写理由和说明；选“修改”的，到“修改”表里写改成什么。",
];

/// An empty workbook; `reference` are the domains whose codes can be looked up in it, those of a body where
/// it is named. For `domains` there is one more sheet that lists their items, to decide on one by one.
///
/// # Errors
/// When the workbook cannot be put together.
pub fn adjustments(
    domains: &[Domain],
    reference: &[Domain],
    channels: &ChannelRegister,
    owner: Option<&str>,
) -> Result<Vec<u8>, LayoutError> {
    let mut plans = Vec::new();
    if !domains.is_empty() {
        plans.push(one_by_one(domains));
    }
    plans.extend([changes(), drops(), additions(), reference::plan(reference, owner)]);
    let names: Vec<String> = reference.iter().map(|domain| domain.name.clone()).collect();
    let words = Words { domains: &names, channels: &channels.standard_names() };
    workbook("目录调整表", &GUIDE, plans, words)
}

fn plan(name: &str, title: &str, columns: Vec<TemplateColumn>, paper: Paper) -> TemplatePlan {
    TemplatePlan {
        name: name.to_owned(),
        title: title.to_owned(),
        line: LINE.to_owned(),
        columns,
        rows: Vec::new(),
        example: true,
        blank_rows: BLANK_ROWS,
        paper,
    }
}

fn serial() -> TemplateColumn {
    column("序号", 6, "从1编起，可以空着。")
}

fn code() -> TemplateColumn {
    column("编码", 10, "事项的编码，在“事项编码表”里查。编码和事项至少写一样。").example("19.004")
}

fn domain() -> TemplateColumn {
    column("领域", 14, "事项属于哪个领域。").list(ChoiceList::Domains).example("社会救助")
}

fn names() -> TemplateColumn {
    column("事项", 24, "事项的名称，一级和二级用“/”隔开。写了编码的可以空着，写上便于核对。")
        .example("最低生活保障/办事指南")
}

fn changes() -> TemplatePlan {
    let columns = vec![
        serial(),
        code(),
        domain(),
        names(),
        column("栏目", 12, "改哪一栏。").required().list(ChoiceList::Fields).example("公开时限"),
        column(
            "修改后内容",
            46,
            "改好以后这一格的全部内容。分几项的，一项一行（按 Alt+Enter 换行）。",
        )
        .required()
        .example("自信息形成或者变更之日起10个工作日内"),
        column("理由", 24, "为什么改。").example("县里要求提前公开"),
    ];
    plan("修改", "修改的事项", columns, Paper::A4)
}

/// 理由 and what belongs to it, the same on two sheets.
fn reasons() -> [TemplateColumn; 4] {
    [
        column("理由", 16, "为什么不采用，从列表里选。")
            .required()
            .list(ChoiceList::Reasons)
            .example("业务不发生"),
        column("说明", 36, "用一句话说清楚。").required().example("辖区内没有这类业务（示例）"),
        column("条款", 14, "理由是“依法不予公开”的，选《政府信息公开条例》的条款。")
            .list(ChoiceList::Articles),
        column("并入", 10, "理由是“已并入其他事项”的，写并入哪个事项的编码。"),
    ]
}

fn drops() -> TemplatePlan {
    let mut columns = vec![serial(), code(), domain(), names()];
    columns.extend(reasons());
    plan("不采用", "不采用的事项", columns, Paper::A4)
}

fn one_by_one(domains: &[Domain]) -> TemplatePlan {
    let mut columns = vec![
        serial(),
        code(),
        domain(),
        names(),
        column("处理", 10, "采用、修改或不采用。采用的可以空着。")
            .list(ChoiceList::Treatments)
            .example("不采用"),
    ];
    columns
        .extend(reasons().into_iter().map(|column| TemplateColumn { required: false, ..column }));
    let items = domains.iter().flat_map(|d| d.items.iter().map(move |item| (d, item)));
    let rows = (1..).zip(items).map(|(number, (domain, item))| listed(number, domain, item));
    TemplatePlan {
        rows: rows.collect(),
        // The list is complete: further rows would name items that the guideline does not have.
        blank_rows: 1,
        ..plan("逐项处理", "逐项处理", columns, Paper::A4)
    }
}

fn listed(number: u32, domain: &Domain, item: &Item) -> Vec<String> {
    vec![number.to_string(), item.code.to_string(), domain.name.clone(), item.title()]
}

fn additions() -> TemplatePlan {
    let columns = vec![
        serial(),
        column("编码", 10, "空着，由 mulu 给出。以前给过编码的，照写。"),
        domain().required(),
        column("一级事项", 14, "一级事项的名称。").required().example("临时救助"),
        column("二级事项", 16, "二级事项的名称。").required().example("街道备用金使用情况（示例）"),
        column("公开内容", 24, "要公开哪些内容，一项一行。")
            .required()
            .example("使用范围\n使用结果"),
        column("公开依据", 30, "写全称、文号和条款，一件一行。")
            .required()
            .example("《社会救助暂行办法》（国务院令第649号）第四十七条"),
        column("公开时限", 18, "从什么时候起算、多长时间内公开。")
            .required()
            .example("自信息形成或者变更之日起20个工作日内"),
        column("公开主体", 16, "由谁公开，写单位全称，几个单位用“、”隔开。")
            .required()
            .example("盐井街道办事处"),
        column("公开渠道", 18, "选用哪些渠道，用“、”隔开；可选的另起一行写“可选：”。")
            .required()
            .list(ChoiceList::Channels)
            .example("政府网站、公开查阅点"),
        column("公开对象", 12, "全社会；只向一部分人公开的，写“特定群体：”和群体的名称。")
            .required()
            .list(ChoiceList::Audiences)
            .example("全社会"),
        column("公开方式", 10, "主动或依申请。").required().list(ChoiceList::Modes).example("主动"),
        column("公开层级", 10, "由哪一级公开。")
            .required()
            .list(ChoiceList::Levels)
            .example("乡级"),
        column("理由", 20, "为什么增加。"),
    ];
    plan("新增", "新增的事项", columns, Paper::A3)
}
