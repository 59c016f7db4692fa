//! 登记: one sheet for each kind of entry that a county records itself.

use super::lists::Words;
use super::plan::{TemplateColumn, TemplatePlan, column};
use super::workbook;
use crate::layout::{LayoutError, Paper};

const GUIDE: [&str; 6] = [
    "一种登记一张表，不用的表空着，不要改工作表的名称和栏名。",
    "填好存到仓库的“登记”文件夹（如 登记/登记.xlsx），下级都照用；也可以放到程序旁边的“数据”里。",
    "近的一层优先，只补充和改写，不会删掉内置的。同一件法规改过几次的，一次一行，名称写一样。",
    "年历一个节日一行，“安排”写 放假 或 上班（调休上班的周末）；七个节日写全才用。",
    "日期写成 2026-11-21 的样子。几个并列的用、隔开。",
    "存好以后运行 mulu data，看用上了没有。",
];

/// How many rows can be filled in.
const BLANK_ROWS: u32 = 60;

/// An empty workbook.
///
/// # Errors
/// When it cannot be laid out.
pub fn registers() -> Result<Vec<u8>, LayoutError> {
    let plans = vec![renamings(), instruments(), channels(), terms(), places(), calendar()];
    workbook("登记", &GUIDE, plans, Words::default())
}

fn plan(name: &str, title: &str, mut columns: Vec<TemplateColumn>) -> TemplatePlan {
    columns.insert(0, column("序号", 6, "从1编起，可以空着。"));
    TemplatePlan {
        name: name.to_owned(),
        title: title.to_owned(),
        columns,
        line: String::new(),
        rows: Vec::new(),
        example: true,
        blank_rows: BLANK_ROWS,
        paper: Paper::A4,
    }
}

fn renamings() -> TemplatePlan {
    let columns = vec![
        column("旧", 28, "原来的全称，带地名。").required().example("示例县城市管理局"),
        column("新", 28, "现在的全称，带地名。").required().example("示例县综合行政执法局"),
        column("自", 14, "从哪一天起。").required().example("2024-03-01"),
        column("依据", 40, "机构改革方案、批复的名称和文号。")
            .required()
            .example("示例府发〔2024〕3号"),
        column("说明", 24, "没有就空着。"),
    ];
    plan("单位更名", "单位更名", columns)
}

fn instruments() -> TemplatePlan {
    let columns = vec![
        column("名称", 36, "全称，不带书名号。").required().example("示例市养老服务条例"),
        column("简称", 20, "别的写法。"),
        column("种类", 12, "法律、行政法规、部门规章、规范性文件、地方等；不写就是 地方。")
            .example("地方"),
        column("发布机关", 20, "发布机关。").example("示例市人大常委会"),
        column("文号", 22, "这一次公布或修改的文号。"),
        column("公布", 14, "公布的日子。").example("2025-09-01"),
        column("施行", 14, "施行的日子。").example("2025-12-01"),
        column("状态", 12, "现行有效、已修改、已废止、已被替代；不写就是 现行有效。")
            .example("现行有效"),
        column("失效", 14, "从哪一天起不再有效。"),
        column("替代者", 28, "接替它的法规的名称。"),
        column("出处", 28, "在哪里见到：原件、网址。").required().example("原件"),
    ];
    plan("法规", "法规登记", columns)
}

fn channels() -> TemplatePlan {
    let columns = vec![
        column("名称", 28, "渠道的名称。").required().example("示例县融媒体中心客户端"),
        column("别名", 28, "别的写法。"),
        column("公开", 10, "能不能让全社会看到：是、否；不写就是 是。").example("是"),
        column("视同网站", 12, "能不能顶替政府网站：是、否；不写就是 否。").example("否"),
        column("说明", 28, "没有就空着。"),
    ];
    plan("渠道", "公开渠道登记", columns)
}

fn terms() -> TemplatePlan {
    let columns = vec![
        column("旧", 24, "不再用的写法。").required().example("示例旧词"),
        column("新", 24, "现在的写法。").example("示例新词"),
        column("自", 14, "从哪一天起。"),
        column("类别", 12, "机构、制度、领域、名称；不写就是 名称。").example("名称"),
        column("例外", 24, "可以保留旧写法的词语。"),
        column("说明", 28, "怎么改的。"),
    ];
    plan("用语", "用语登记", columns)
}

fn places() -> TemplatePlan {
    let columns = vec![
        column("名称", 24, "现在的名称。").required().example("示例街道"),
        column("层级", 10, "县级、乡级、村级等。").example("乡级"),
        column("曾用名", 24, "以前的名称；没有就空着。").example("示例镇"),
        column("自", 14, "从哪一天起用现在的名称。").example("2019-12-01"),
        column("依据", 32, "批复的名称和文号。").example("示例府函〔2019〕12号"),
    ];
    plan("地名", "地名登记", columns)
}

fn calendar() -> TemplatePlan {
    let columns = vec![
        column("年", 8, "年份；同一年的各行写一样。").required().example("2019"),
        column("文号", 26, "国务院办公厅通知的文号，写在这一年的第一行。")
            .example("国办发明电〔2018〕15号"),
        column("安排", 10, "放假，或者上班（调休上班的周末）。").required().example("放假"),
        column("节日", 18, "元旦、春节、清明节、劳动节、端午节、中秋节、国庆节；上班的不写。")
            .example("元旦"),
        column("起", 14, "第一天。").required().example("2019-01-01"),
        column("止", 14, "最后一天；只有一天的可以不写。").example("2019-01-01"),
    ];
    plan("年历", "工作日年历", columns)
}
