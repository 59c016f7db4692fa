//! 动态调整申请表: one change of one item, with its reason, and room for every opinion.

use crate::export::{ExportError, fingerprint, identity};
use crate::layout::{
    Align, BoxKind, Column, FontProfile, Foot, Form, FormBook, FormBox, Paper, Row,
};
use crate::model::{Catalogue, Code};

/// What kind of adjustment it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AdjustmentKind {
    /// 新增.
    Add,
    /// 变更.
    Change,
    /// 删除.
    Remove,
}

impl AdjustmentKind {
    const ALL: [Self; 3] = [Self::Add, Self::Change, Self::Remove];

    /// The Chinese word.
    pub fn label(self) -> &'static str {
        match self {
            Self::Add => "新增",
            Self::Change => "变更",
            Self::Remove => "删除",
        }
    }
}

/// An adjustment of one item.
#[derive(Debug, Clone)]
pub struct Adjusted {
    /// What kind.
    pub kind: AdjustmentKind,
    /// The item.
    pub code: Code,
    /// Its domain.
    pub domain: String,
    /// Its names.
    pub names: String,
    /// Who applies: the lead body of the domain.
    pub applicant: Option<String>,
    /// Field, before and after; empty where it does not stand on that side.
    pub fields: Vec<(String, String, String)>,
    /// Why, as the adjustments say.
    pub reasons: Vec<String>,
}

/// Room for hand and seal.
const BLANK: &str = "\n\n签字（盖章）：　　　　　　　　　　　　　　年　　月　　日";
const OPINIONS: [&str; 3] = ["申请部门意见", "政务公开办公室审核意见", "批准意见"];

/// The form.
///
/// # Errors
/// When a text is too long for a cell, or the workbook cannot be put together.
pub fn adjustment(
    catalogue: &Catalogue,
    adjusted: &Adjusted,
    (fonts, paper): (FontProfile, Paper),
) -> Result<Vec<u8>, ExportError> {
    let print = fingerprint(catalogue);
    let form = Form { paper, ..form(catalogue, adjusted) };
    let book = identity::book(catalogue, &print, "动态调整申请表", vec![form]);
    Ok(FormBook { fonts, ..book }.write()?)
}

fn form(catalogue: &Catalogue, adjusted: &Adjusted) -> Form {
    let filing = &catalogue.profile.filing;
    let kinds = AdjustmentKind::ALL.map(|kind| {
        let mark = if kind == adjusted.kind { "☑" } else { "□" };
        format!("{mark}{}", kind.label())
    });
    let next = filing.next_review.as_ref().map(|date| date.value.to_string()).unwrap_or_default();
    let mut rows = vec![
        pair(
            "申请单位",
            adjusted.applicant.clone().unwrap_or_default(),
            "调整类型",
            kinds.join("　"),
        ),
        pair("事项编码", adjusted.code.to_string(), "领域", adjusted.domain.clone()),
        wide("事项名称", adjusted.names.clone(), BoxKind::Text, 24.0),
        heads(["栏目", "调整前", "调整后"]),
    ];
    rows.extend(adjusted.fields.iter().map(field));
    rows.extend([
        wide("调整依据和理由", adjusted.reasons.join("\n"), BoxKind::Blank, 56.0),
        wide("触发情形", TRIGGERS.to_owned(), BoxKind::Blank, 40.0),
        pair(
            "生效日期",
            identity::date(catalogue),
            "版本",
            identity::version(catalogue).unwrap_or_default().to_owned(),
        ),
        pair(
            "涉及网站栏目",
            filing.website.clone().unwrap_or_default(),
            "下次评估日期",
            crate::layout::chinese_date(&next),
        ),
    ]);
    rows.extend(OPINIONS.map(|label| wide(label, BLANK.to_owned(), BoxKind::Blank, 76.0)));
    Form {
        sheet: "动态调整申请表".to_owned(),
        attachment: "附件".to_owned(),
        title: format!("{}政务公开事项标准目录动态调整申请表", catalogue.name()),
        left: format!("编制单位：{}", identity::office(catalogue)),
        right: "申请日期：　　　　年　　月　　日".to_owned(),
        upright: true,
        columns: [11.0, 25.0, 10.0, 15.0].map(|share| Column::new("", share, Align::Left)).to_vec(),
        rows,
        foot: vec![Foot::Fields(["经办人：", "联系电话："].map(str::to_owned).to_vec())],
        ..Form::default()
    }
}

/// What may be ticked.
const TRIGGERS: &str = "□法律法规规章或标准指引变化　□机构职能调整　□权责清单、公共服务事项清单调整\n\
    □信息公开申请、行政复议、行政诉讼反映的问题　□评估结果　□其他：";

fn label(text: &str) -> FormBox {
    FormBox::new(1, text.to_owned(), BoxKind::Label)
}

fn pair(first: &str, text: String, second: &str, other: String) -> Row {
    let kind = |text: &str| if text.is_empty() { BoxKind::Blank } else { BoxKind::Text };
    let (a, b) = (kind(&text), kind(&other));
    Row::Boxes(
        vec![label(first), FormBox::new(1, text, a), label(second), FormBox::new(1, other, b)],
        26.0,
    )
}

fn wide(first: &str, text: String, kind: BoxKind, tall: f64) -> Row {
    Row::Boxes(vec![label(first), FormBox::new(3, text, kind)], tall)
}

fn heads(texts: [&str; 3]) -> Row {
    let [field, before, after] = texts.map(label);
    let after = FormBox { columns: 2, ..after };
    Row::Boxes(vec![field, before, after], 24.0)
}

fn field((heading, before, after): &(String, String, String)) -> Row {
    let text = |text: &str, columns| FormBox::new(columns, text, BoxKind::Text);
    Row::Boxes(vec![label(heading), text(before, 1), text(after, 2)], 26.0)
}
