//! 不予公开事项重新评估表.

use jiff::civil::Date;

use super::{ExportError, fingerprint, identity};
use crate::layout::{Align, Column, Foot, Form, Input, Paper, Row};
use crate::model::Catalogue;
use crate::submit::{VERDICTS, Withheld, WithheldLook, headings, is_due, last_look};

/// The form: what is withheld, with the day of the last look, and room for this year's answer.
///
/// # Errors
/// When the workbook cannot be put together.
pub fn reassessment(
    catalogue: &Catalogue,
    withheld: &[Withheld],
    looks: &[WithheldLook],
    today: Date,
    paper: Paper,
) -> Result<Vec<u8>, ExportError> {
    let choice = Input::Choice(VERDICTS.map(str::to_owned).to_vec());
    let given = |heading, share| Column::new(heading, share, Align::Left);
    let filled = |heading, share, input| Column::new(heading, share, Align::Left).filled_in(input);
    let rows = withheld.iter().enumerate().map(|(at, one)| {
        let last = last_look(looks, &one.subject);
        let due = if is_due(last, today) { "到期" } else { "" };
        Row::Cells(vec![
            (at + 1).to_string(),
            one.subject.clone(),
            one.what.clone(),
            one.basis.clone(),
            last.map(|look| format!("{} {}", look.date, look.verdict)).unwrap_or_default(),
            due.to_owned(),
        ])
    });
    let mut rows: Vec<Row> = rows.collect();
    if rows.is_empty() {
        rows.push(Row::Section("没有不予公开的事项和职责".to_owned()));
    }
    let form = Form {
        sheet: "重新评估".to_owned(),
        attachment: "附件".to_owned(),
        title: format!("{}不予公开事项重新评估表", catalogue.name()),
        left: format!("编制单位：{}", identity::office(catalogue)),
        right: crate::layout::chinese_date(&today.to_string()),
        paper,
        columns: vec![
            Column::new("序号", 4.0, Align::Center),
            given(headings::SUBJECT, 14.0),
            given("事项或清单", 16.0),
            given("不予公开的依据", 20.0),
            given("上次评估", 12.0),
            Column::new("是否到期", 6.0, Align::Center),
            filled(headings::VERDICT, 10.0, choice),
            filled(headings::REASON, 18.0, Input::Text),
            filled(headings::DATE, 10.0, Input::Text),
            filled(headings::PERSON, 8.0, Input::Text),
        ],
        rows,
        foot: vec![
            Foot::Note(
                "说明：不予公开的每年评估一次；情形已经改变、可以公开的，写“转为公开”，目录同步调整。"
                    .to_owned(),
            ),
            Foot::Fields(["单位（盖章）：", "负责人：", "经办人："].map(str::to_owned).to_vec()),
        ],
        locked: true,
        ..Form::default()
    };
    let print = fingerprint(catalogue);
    Ok(identity::book(catalogue, &print, "不予公开事项重新评估表", vec![form]).write()?)
}
