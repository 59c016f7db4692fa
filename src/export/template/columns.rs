//! 栏目.xlsx: which column of the website shows what, filled in with proposals.

use super::lists::Words;
use super::plan::{TemplatePlan, column};
use super::workbook;
use crate::layout::{LayoutError, Paper};
use crate::website::ColumnProposal;

const GUIDE: [&str; 6] = [
    "一行一个栏目。栏目写网站上的名称，上一级写在前面，如 重点领域/社会救助。",
    "领域写名称或编号，几个用、隔开；只公布其中几项的，再写“事项”。",
    "事项写编码或名称；写一级事项，就是它下面的全部。一个事项可以写在几个栏目里。",
    "“把握”说建议有多可靠：高，名称一样；中，名称相近；低，网站上没有看到，只是照领域的名称写的。",
    "改好存成 栏目.xlsx，放在本级的文件夹里（和 mulu.yaml 或 目录.xlsx 在一起），下级没有自己的就用它。",
    "存好以后运行 mulu check，看有没有写错；再用 mulu site 对站。",
];

/// How many rows can be filled in below the proposals.
const BLANK_ROWS: u32 = 30;

/// The workbook with these proposals.
///
/// # Errors
/// When it cannot be laid out.
pub fn columns(proposals: &[ColumnProposal], owner: Option<&str>) -> Result<Vec<u8>, LayoutError> {
    let columns = vec![
        column("序号", 6, "从1编起，可以空着。"),
        column("栏目", 34, "网站栏目的名称，上一级写在前面，用 / 隔开。")
            .required()
            .example("重点领域/社会救助"),
        column("领域", 22, "公布哪些领域，几个用、隔开。").example("社会救助"),
        column("事项", 26, "只公布其中几项的写：编码或名称，几个用、隔开。").example("19.004"),
        column("网址", 34, "栏目的网址，没有就空着。")
            .example("https://www.example.gov.cn/zwgk/shjz"),
        column("别名", 18, "网站导出的清单里别的叫法，几个用、隔开。"),
        column("把握", 8, "建议有多可靠；不用填。"),
    ];
    let rows = (1..).zip(proposals).map(|(number, proposal): (usize, &ColumnProposal)| {
        let (column, domain) = (proposal.column.clone(), proposal.domain.clone());
        let confidence = proposal.confidence.label().to_owned();
        let empty = String::new;
        vec![number.to_string(), column, domain, empty(), empty(), empty(), confidence]
    });
    let plan = TemplatePlan {
        name: "栏目".to_owned(),
        title: format!("{}网站栏目", owner.unwrap_or_default()),
        columns,
        line: String::new(),
        rows: rows.collect(),
        example: proposals.is_empty(),
        blank_rows: BLANK_ROWS,
        paper: Paper::A4,
    };
    workbook("栏目", &GUIDE, vec![plan], Words::default())
}
