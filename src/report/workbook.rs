//! The report as a workbook: 校验结果 with every finding, and 整改反馈表, the form in which departments
//! answer what has to be mended.
//!
//! What stands in the sheets; how they are laid out is the business of [`crate::layout`].

use super::Report;
use super::answers::{AnswerRow, answers};
use crate::check::find_rule;
use crate::finding::Finding;
use crate::layout::Align::{Center, Left};
use crate::layout::{Column, Form, FormBook, LayoutError, Paper, Purpose, Row};
use crate::model::Field;

/// The size of the text, in points.
const FONT: f64 = 9.0;
/// The columns of 整改反馈表.
const ANSWERS: usize = 7;

/// Writes the workbook.
///
/// # Errors
/// When the workbook cannot be put together.
pub fn workbook(report: &Report<'_>) -> Result<Vec<u8>, LayoutError> {
    let title = "校验结果";
    let forms = vec![
        Form { columns: finding_columns(), rows: finding_rows(report), ..sheet(report, title) },
        Form {
            columns: answer_columns(),
            rows: answer_rows(report),
            ..sheet(report, "整改反馈表")
        },
    ];
    FormBook { title: title.to_owned(), forms, ..FormBook::default() }.write()
}

fn sheet(report: &Report<'_>, name: &str) -> Form {
    Form {
        sheet: name.to_owned(),
        purpose: Purpose::Part,
        title: name.to_owned(),
        left: report.line(),
        paper: Paper::A4,
        font: Some(FONT),
        ..Form::default()
    }
}

fn finding_columns() -> Vec<Column> {
    vec![
        Column::new("序号", 5.0, Center),
        Column::new("级别", 5.0, Center),
        Column::new("规则", 14.0, Left),
        Column::new("位置", 18.0, Left),
        Column::new("领域", 9.0, Left),
        Column::new("编码", 8.0, Center),
        Column::new("事项", 16.0, Left),
        Column::new("栏目", 9.0, Center),
        Column::new("问题", 30.0, Left),
        Column::new("改法", 26.0, Left),
        Column::new("继承", 5.0, Center),
    ]
}

fn answer_columns() -> Vec<Column> {
    let columns: [Column; ANSWERS] = [
        Column::new("序号", 5.0, Center),
        Column::new("问题", 42.0, Left),
        Column::new("依据", 30.0, Left),
        Column::new("整改措施", 28.0, Left),
        Column::new("责任单位", 14.0, Left),
        Column::new("完成时限", 11.0, Left),
        Column::new("整改情况", 20.0, Left),
    ];
    columns.into()
}

fn finding_rows(report: &Report<'_>) -> Vec<Row> {
    let findings = report.findings.iter().enumerate();
    findings.map(|(at, finding)| Row::Cells(finding_row(report, at, finding))).collect()
}

fn answer_rows(report: &Report<'_>) -> Vec<Row> {
    let answers = answers(report).into_iter().enumerate();
    answers.map(|(at, answer)| Row::Cells(answer_row(at, answer))).collect()
}

fn finding_row(report: &Report<'_>, at: usize, finding: &Finding) -> Vec<String> {
    let item = finding.item.as_ref();
    let code = item.and_then(|item| item.code.as_ref());
    vec![
        (at + 1).to_string(),
        finding.severity.label().to_owned(),
        titled(finding),
        report.map.describe(finding.location),
        item.map(|item| item.domain.clone()).unwrap_or_default(),
        code.map(ToString::to_string).unwrap_or_default(),
        item.map(|item| item.path.join("/")).unwrap_or_default(),
        finding.field.map(Field::heading).unwrap_or_default().to_owned(),
        finding.message.clone(),
        finding.help.clone().unwrap_or_default(),
        if finding.inherited { "是" } else { "" }.to_owned(),
    ]
}

/// The last two columns are for the unit.
fn answer_row(at: usize, answer: AnswerRow) -> Vec<String> {
    let AnswerRow { problem, reason, measure, unit } = answer;
    let mut row = vec![(at + 1).to_string(), problem, reason, measure, unit];
    row.resize(ANSWERS, String::new());
    row
}

fn titled(finding: &Finding) -> String {
    match find_rule(finding.rule.0) {
        Some(rule) => format!("{}\n{}", finding.rule, rule.title),
        None => finding.rule.to_string(),
    }
}
