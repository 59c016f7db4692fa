//! 征求意见表 and 意见采纳情况表.
//!
//! What stands in the forms; how they are laid out is the business of [`crate::layout`], and the words on
//! which readers rely are those of [`crate::review::words`].

use super::heading::unverified;
use super::identity::{book, date, office, version};
use super::papers::SIGNED;
use super::{ExportError, fingerprint};
use crate::layout::{Align, Column, Foot, Form, FormBook, Input, Paper, Row, chinese_date};
use crate::model::{Catalogue, DropReason, Field, Item, ItemIn};
use crate::review::{Adoption, Answer, Group, Origins, Record, Recorded, words};

/// Rows for what the table has no row for.
const MORE_ROWS: usize = 6;
const GUIDE: &str = "填表说明：逐项看一遍，“部门意见”从下拉列表里选，没有意见的选“同意”。\
选“修改”的，选要改的栏目，写改好以后这一栏的全部内容和依据；选“删除”的，选删除理由。\
一个事项要改几栏，或者要增加事项的，写在表后的“补充意见”里。";

/// What a form for one department is made of.
#[derive(Debug, Clone, Copy)]
pub struct Inquiry<'a> {
    /// The draft.
    pub catalogue: &'a Catalogue,
    /// What is known of its layers.
    pub origins: &'a Origins,
    /// The department and its items.
    pub group: &'a Group<'a>,
    /// Until when to answer, as `2020-09-30`.
    pub until: Option<&'a str>,
}

/// 征求意见表 for one department.
///
/// # Errors
/// When a text is too long for a cell, or the workbook cannot be put together.
pub fn inquiry(inquiry: &Inquiry<'_>) -> Result<Vec<u8>, ExportError> {
    let catalogue = inquiry.catalogue;
    let fingerprint = fingerprint(catalogue);
    let version = version(catalogue).map(|v| format!("　版本：{v}")).unwrap_or_default();
    let until = match inquiry.until {
        Some(date) => format!("请于{}前反馈", chinese_date(date)),
        None => "请于　　　　年　　月　　日前反馈".to_owned(),
    };
    let items = inquiry.group.items.iter().enumerate();
    let mut rows: Vec<Row> = items.map(|(at, item)| row(inquiry, at, *item)).collect();
    rows.push(Row::Section(format!(
        "{}（一个事项要改几栏的，另写一行；要增加事项的，意见选“新增”，在“修改后内容”里写清楚）",
        words::MORE
    )));
    rows.extend((0..MORE_ROWS).map(|_| Row::Free));
    let form = Form {
        sheet: words::FORM.to_owned(),
        attachment: "附件".to_owned(),
        title: format!("{}政务公开事项标准目录{}", catalogue.name(), words::FORM),
        left: format!(
            "{}：{}　{}：{}{version}　{}：{fingerprint}",
            words::UNIT_LABEL,
            inquiry.group.unit,
            words::CATALOGUE_LABEL,
            catalogue.name(),
            words::FINGERPRINT_LABEL,
        ),
        right: until,
        paper: Paper::A3,
        columns: columns(),
        rows,
        foot: vec![
            Foot::Note(GUIDE.to_owned()),
            Foot::Fields(words::FOOT.map(|label| format!("{label}：")).to_vec()),
        ],
        locked: true,
        ..Form::default()
    };
    Ok(book(catalogue, &fingerprint, words::FORM, vec![form]).write()?)
}

/// 意见采纳情况表: every opinion and what was decided on it. `mark` is its 附件 mark.
///
/// # Errors
/// As for [`inquiry`].
pub fn decisions(
    catalogue: &Catalogue,
    record: &Record,
    mark: &str,
    paper: Paper,
    draft: bool,
) -> Result<Vec<u8>, ExportError> {
    let fingerprint = fingerprint(catalogue);
    let form = Form { attachment: mark.to_owned(), paper, ..decisions_form(catalogue, record) };
    Ok(FormBook { draft, ..book(catalogue, &fingerprint, words::RESULT, vec![form]) }.write()?)
}

/// The sheet of 意见采纳情况表.
fn decisions_form(catalogue: &Catalogue, record: &Record) -> Form {
    let labels = Adoption::LABELS.map(str::to_owned).to_vec();
    let columns = vec![
        Column::new(words::SERIAL, 3.0, Align::Center),
        Column::new(words::CODE, 6.0, Align::Center),
        Column::new(words::ITEM, 14.0, Align::Left),
        Column::new(words::OPINION, 30.0, Align::Left),
        Column::new(words::FROM, 16.0, Align::Left),
        Column::new(words::DECISION, 7.0, Align::Center).filled_in(Input::Choice(labels)),
        Column::new(words::REASON, 16.0, Align::Left).filled_in(Input::Text),
        Column::new(words::FINAL_TEXT, 18.0, Align::Left).filled_in(Input::Text),
        Column::new(words::OUTCOME, 14.0, Align::Left),
    ];
    Form {
        sheet: words::RESULT.to_owned(),
        attachment: "附件".to_owned(),
        title: format!("{}政务公开事项标准目录{}", catalogue.name(), words::RESULT),
        left: format!("编制单位：{}", office(catalogue)),
        right: date(catalogue),
        paper: Paper::A4,
        columns,
        rows: record.opinions.iter().map(decision_row).collect(),
        foot: vec![
            Foot::Note(
                "“采纳情况”从下拉列表里选；部分采纳、不采纳、不处理的写理由，部分采纳的再写采纳后内容。"
                    .to_owned(),
            ),
            Foot::Fields(SIGNED.map(str::to_owned).to_vec()),
        ],
        locked: true,
        ..Form::default()
    }
}

fn decision_row(known: &Recorded) -> Row {
    let opinion = &known.opinion;
    let decision = match known.decision {
        Adoption::Open => String::new(),
        decided => decided.label().to_owned(),
    };
    Row::Cells(vec![
        known.number.to_string(),
        opinion.code.as_ref().map(ToString::to_string).unwrap_or_default(),
        opinion.item.clone(),
        opinion.summary(),
        opinion.unit.clone(),
        decision,
        known.why.clone(),
        known.final_text.clone(),
        outcome(known).to_owned(),
    ])
}

/// What came of an opinion, in words.
fn outcome(known: &Recorded) -> &'static str {
    match (known.decision, known.written.as_str()) {
        (Adoption::Open, _) => "未定",
        (Adoption::Refused, _) => "维持原稿",
        (Adoption::Waived, _) => "不处理",
        (Adoption::Adopted | Adoption::Partly, "") => "已采纳，还没有改目录",
        (Adoption::Adopted | Adoption::Partly, _) => "已改目录",
    }
}

/// The columns with their shares of an A3 page.
fn columns() -> Vec<Column> {
    let given = |heading, share| Column::new(heading, share, Align::Left);
    let short = |heading, share| Column::new(heading, share, Align::Center);
    let words_of =
        |labels: &[&str]| Input::Choice(labels.iter().map(|l| (*l).to_owned()).collect());
    let targets: Vec<&str> =
        Field::ALL.map(Field::heading).into_iter().chain(DropReason::LABELS).collect();
    vec![
        short(words::SERIAL, 3.5),
        short(words::CODE, 6.0),
        short(words::DOMAIN, 5.5),
        given(words::ITEM, 12.0),
        given("公开内容（要素）", 19.0),
        given(Field::Basis.heading(), 24.0),
        given(Field::Limit.heading(), 13.0),
        given(Field::Bodies.heading(), 12.0),
        given("公开渠道和载体", 12.0),
        given(words::SCOPE, 9.0),
        given(words::ORIGIN, 17.0),
        short(words::ANSWER, 7.5).filled_in(words_of(&Answer::ALL.map(Answer::label))),
        short(words::FIELD, 9.0).filled_in(words_of(&targets)),
        given(words::TEXT, 22.0).filled_in(Input::Text),
        given(words::BASIS, 14.0).filled_in(Input::Text),
        given(words::NOTE, 9.0).filled_in(Input::Text),
    ]
}

fn row(inquiry: &Inquiry<'_>, at: usize, ItemIn { domain, item }: ItemIn<'_>) -> Row {
    let text = |field| item.fields.text(field).unwrap_or_default();
    Row::Cells(vec![
        (at + 1).to_string(),
        item.code.to_string(),
        domain.name.clone(),
        item.names().join("\n"),
        text(Field::Elements),
        text(Field::Basis),
        text(Field::Limit),
        text(Field::Bodies),
        text(Field::Channels),
        scope(item),
        origin(inquiry, item),
    ])
}

fn scope(item: &Item) -> String {
    let fields = [Field::Audience, Field::Mode, Field::Levels];
    let parts = fields.into_iter().filter_map(|field| item.fields.text(field));
    parts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Where the item is from, and what of it was not seen in any source.
fn origin(inquiry: &Inquiry<'_>, item: &Item) -> String {
    let described = inquiry.origins.describe(inquiry.catalogue, item);
    match unverified(item) {
        unseen if unseen.is_empty() => described,
        unseen => format!("{described}\n待核：{unseen}"),
    }
}
