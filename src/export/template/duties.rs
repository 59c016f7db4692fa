//! 职责清单: the five lists of duties, one sheet each.

use super::lists::{ChoiceList, Words};
use super::plan::{TemplateColumn, TemplatePlan, column};
use super::{reference, workbook};
use crate::layout::{LayoutError, Paper};
use crate::model::{Domain, Duty, DutyList, ItemRef};
use crate::source::Located;

/// One list that is filled in already.
#[derive(Debug, Clone)]
pub struct DutyTable {
    /// The list.
    pub list: DutyList,
    /// The title above the table.
    pub title: String,
    /// The rows, cell by cell in the order of [`duty_headings`].
    pub rows: Vec<Vec<String>>,
}

const BLANK_ROWS: u32 = 15;
const LINE: &str = "单位（盖章）：　　　　　　　　　　填表人：　　　　　　　联系电话：　　　　　　　　　　填表日期：    年  月  日";
const GUIDE: [&str; 6] = [
    "五张表分别填本单位的权责清单、公共服务事项清单和乡镇（街道）履行职责事项清单的三个部分。没有的清单，那张表空着。",
    "一行写一项职责。已有的清单可以整列复制过来，用“选择性粘贴—数值”，免得带进别的格式。",
    "“对应事项”写哪些公开事项公开这项职责：写编码，几个编码用“；”隔开，编码在“事项编码表”里查；也可以写名称，如 社会救助/最低生活保障/办事指南。",
    "依法不公开的，不写对应事项，选“不予公开（条款）”，再用一句话说明。条款指《中华人民共和国政府信息公开条例》的条款：第十四条（国家秘密等）、第十五条（商业秘密、个人隐私）、第十六条（内部事务、过程性信息、行政执法案卷）。党组织、群团的事不是行政机关的职责，选“不属于政府信息”。",
    "不知道对应哪个事项的，存好以后用 mulu link 推荐，在下拉列表里选。",
    "权责清单里没有写对应事项的，按权力类型自动对应行政执法公示事项：许可、处罚的结果7个工作日内公开，其他执法结果20个工作日内公开。",
];

/// An empty workbook; `reference` are the domains whose codes can be looked up in it, those of a body where
/// it is named.
///
/// # Errors
/// When the workbook cannot be put together.
pub fn duties(reference: &[Domain], owner: Option<&str>) -> Result<Vec<u8>, LayoutError> {
    let mut plans: Vec<TemplatePlan> = DutyList::ALL.into_iter().map(empty).collect();
    plans.push(reference::plan(reference, owner));
    workbook("职责清单", &GUIDE, plans, Words::default())
}

/// A workbook with these lists filled in, and only their sheets.
///
/// # Errors
/// When the workbook cannot be put together.
pub fn filled_duties(title: &str, tables: &[DutyTable]) -> Result<Vec<u8>, LayoutError> {
    let filled = |table: &DutyTable| TemplatePlan {
        title: table.title.clone(),
        rows: table.rows.clone(),
        example: false,
        // Rows go on being added to a list that is in use.
        blank_rows: 1,
        line: String::new(),
        ..empty(table.list)
    };
    let plans: Vec<TemplatePlan> = tables.iter().map(filled).collect();
    workbook(title, &[], plans, Words::default())
}

/// A duty as a row of its list's sheet; what has no column there is left out.
pub fn duty_row(duty: &Duty) -> Vec<String> {
    let text = |located: &Option<Located<String>>| {
        located.as_ref().map(|located| located.value.clone()).unwrap_or_default()
    };
    let cell = |heading: String| match heading.as_str() {
        "序号" | "项目编码" => {
            duty.number.clone().filter(|_| heading == "项目编码").unwrap_or_default()
        }
        "权力类型" => text(&duty.power),
        "项目名称" | "事项名称" => duty.name.value.clone(),
        "实施依据" => duty.basis.clone().unwrap_or_default(),
        "实施主体" | "承接部门及工作方式" => text(&duty.body),
        "对应事项" => duty.items.iter().map(ItemRef::text).collect::<Vec<_>>().join("；"),
        "不予公开（条款）" => {
            duty.exemption.as_ref().map(|e| e.article.value.clone()).unwrap_or_default()
        }
        "不予公开说明" => {
            duty.exemption.as_ref().and_then(|e| e.note.clone()).unwrap_or_default()
        }
        other => duty.other.get(other).cloned().unwrap_or_default(),
    };
    duty_headings(duty.list).into_iter().map(cell).collect()
}

/// The headings of a list's sheet, from left to right.
pub fn duty_headings(list: DutyList) -> Vec<String> {
    columns(list).into_iter().map(|column| column.heading.into_owned()).collect()
}

fn empty(list: DutyList) -> TemplatePlan {
    let title = match list {
        DutyList::Powers | DutyList::Services => list.label().to_owned(),
        DutyList::Basic => "乡镇（街道）履行职责事项清单（基本履职事项）".to_owned(),
        DutyList::Cooperative => "乡镇（街道）履行职责事项清单（配合履职事项）".to_owned(),
        DutyList::Withdrawn => "乡镇（街道）履行职责事项清单（上级部门收回事项）".to_owned(),
    };
    TemplatePlan {
        name: list.label().to_owned(),
        title,
        line: LINE.to_owned(),
        columns: columns(list),
        rows: Vec::new(),
        example: true,
        blank_rows: BLANK_ROWS,
        paper: Paper::A3,
    }
}

fn columns(list: DutyList) -> Vec<TemplateColumn> {
    let mut columns = vec![column("序号", 6, "从1编起，一行一个。")];
    columns.extend(match list {
        DutyList::Powers => powers(),
        DutyList::Services => services(),
        DutyList::Basic => basic(),
        DutyList::Cooperative => cooperative(),
        DutyList::Withdrawn => withdrawn(),
    });
    columns.extend(links(list));
    columns
}

fn powers() -> Vec<TemplateColumn> {
    vec![
        column("权力类型", 12, "权力属于哪一类，与公布的权责清单一致。")
            .required()
            .list(ChoiceList::Powers)
            .example("行政给付"),
        column("项目编码", 12, "权责清单上的编码，没有的空着。").example("0511001"),
        column("项目名称", 26, "权力的名称，照权责清单写。")
            .required()
            .example("最低生活保障金的给付"),
        column("子项", 16, "分子项的，一个子项写一行。没有的空着。"),
        column("实施依据", 34, "依据的名称、文号和条款，一件一行。")
            .example("《社会救助暂行办法》（国务院令第649号）第十一条"),
        column("责任事项", 26, "受理、审查、决定、送达、监管等各环节的责任。")
            .example("受理、入户调查、公示、报送"),
        column("追责情形", 20, "应当追究责任的情形。").example("对符合条件的申请不予受理的"),
        column("实施主体", 16, "谁实施，写单位全称。").example("盐井街道办事处"),
    ]
}

fn services() -> Vec<TemplateColumn> {
    vec![
        column("服务类别", 12, "如 社会救助、养老服务、就业创业。没有分类的空着。")
            .example("社会救助"),
        column("事项名称", 30, "公共服务事项的名称，照公布的清单写。")
            .required()
            .example("特困人员救助供养申请受理"),
        column("子项", 16, "分子项的，一个子项写一行。没有的空着。"),
        column("实施依据", 38, "依据的名称、文号和条款，一件一行。")
            .example("《社会救助暂行办法》（国务院令第649号）第十六条"),
        column("服务对象", 16, "谁可以办。").example("辖区居民"),
        column("实施主体", 18, "谁提供，写单位全称。").example("盐井街道便民服务中心"),
    ]
}

fn basic() -> Vec<TemplateColumn> {
    vec![
        column("所属类别", 16, "清单里的大类，如 民生服务、平安法治、乡村振兴。")
            .example("民生服务"),
        column("事项名称", 60, "基本履职事项，照印发的清单写。")
            .required()
            .example("负责最低生活保障的申请受理、初审、公示和动态管理"),
        column("实施主体", 18, "谁承担，写单位或内设机构的全称。没有的空着。")
            .example("盐井街道办事处"),
    ]
}

fn cooperative() -> Vec<TemplateColumn> {
    vec![
        column("所属类别", 14, "清单里的大类，如 应急管理及消防、自然资源。")
            .example("应急管理及消防"),
        column("事项名称", 30, "配合履职事项，照印发的清单写。").required().example("森林防灭火"),
        column("对应上级部门", 20, "由哪个上级部门牵头，写单位全称。").example("大英县应急管理局"),
        column("上级部门职责", 38, "上级部门做什么，一条一行。")
            .example("1.组织编制预案\n2.指导火灾扑救"),
        column("配合职责", 38, "乡镇（街道）做什么，一条一行。")
            .example("1.开展宣传和巡查\n2.发现火情及时报告、先期处置"),
    ]
}

fn withdrawn() -> Vec<TemplateColumn> {
    vec![
        column("所属类别", 14, "清单里的大类，如 城乡建设、市场监管。").example("民政"),
        column("事项名称", 40, "上级部门收回的事项，照印发的清单写。")
            .required()
            .example("对养老机构违规行为的行政处罚"),
        column("承接部门及工作方式", 48, "收回后由哪个部门承接，怎样开展工作。")
            .required()
            .example("承接部门：大英县民政局\n工作方式：县民政局依法查处"),
    ]
}

/// The columns that mulu adds to the published lists: which item discloses the duty, or why none does.
fn links(list: DutyList) -> Vec<TemplateColumn> {
    let items = match list {
        DutyList::Withdrawn => {
            "收回以前公开它的事项的编码；本级目录里不应当再有这些事项。几个编码用“；”隔开。"
        }
        _ => "公开这项职责的事项的编码，在“事项编码表”里查；几个编码用“；”隔开。也可以写名称。",
    };
    let example = match list {
        DutyList::Powers => "19.004；19.006",
        DutyList::Services => "19.008",
        DutyList::Basic => "19.004；19.005",
        DutyList::Cooperative => "04.013",
        DutyList::Withdrawn => "20.011",
    };
    vec![
        column("对应事项", 18, items).example(example),
        column(
            "不予公开（条款）",
            14,
            "依法不公开、没有对应事项的，选《政府信息公开条例》的条款；党组织、群团的事，选“不属于政府信息”。有对应事项的空着。",
        )
        .list(ChoiceList::WithoutItem),
        column("不予公开说明", 20, "用一句话说明为什么不公开。选了条款的必须写。"),
    ]
}
