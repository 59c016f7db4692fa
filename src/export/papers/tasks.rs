//! 部门任务分工表: each body with its items, their limits and channels; a sheet a body, after the list of them.

use super::{Dossier, attachment};
use crate::export::identity;
use crate::layout::{Align, Column, Foot, Form, Row, SheetNames};
use crate::model::Field;
use crate::submit::{BodyItem, tasks};

/// The sheet that lists the bodies.
const LIST: &str = "单位";

/// Who signs the list, which has few columns.
const LIST_SIGNED: [&str; 3] = ["填报单位（盖章）：", "负责人：", "日期："];

/// The sheets.
pub(super) fn forms(dossier: &Dossier<'_>) -> Vec<Form> {
    let tasks = tasks(dossier.catalogue);
    let mut names = SheetNames::new([LIST]);
    let named: Vec<(String, &String, &Vec<BodyItem<'_>>)> =
        tasks.iter().map(|(body, tasks)| (names.unique(body), body, tasks)).collect();
    let mut forms = vec![list(dossier, &named)];
    forms.extend(named.iter().map(|(sheet, body, tasks)| one(dossier, sheet, body, tasks)));
    forms
}

/// What all sheets have in common.
fn sheet(dossier: &Dossier<'_>, name: &str, left: String) -> Form {
    Form {
        sheet: name.to_owned(),
        attachment: attachment(5),
        title: dossier.title("部门任务分工表"),
        left,
        right: identity::date(dossier.catalogue),
        ..Form::default()
    }
}

/// The bodies, each with the number of its items and the way to its sheet.
fn list(dossier: &Dossier<'_>, named: &[(String, &String, &Vec<BodyItem<'_>>)]) -> Form {
    let row = |(at, (sheet, body, tasks)): (usize, &(String, &String, &Vec<BodyItem<'_>>))| {
        let leads = tasks.iter().filter(|task| task.leads).count();
        let counts = [tasks.len(), leads, tasks.len() - leads].map(|count| count.to_string());
        let first = [(at + 1).to_string(), (*body).clone()];
        Row::Linked { cells: [&first[..], &counts].concat(), at: 1, sheet: sheet.clone() }
    };
    Form {
        columns: vec![
            Column::new("序号", 5.0, Align::Center),
            Column::new("单位", 50.0, Align::Left),
            Column::new("事项数", 12.0, Align::Center),
            Column::new("负责", 12.0, Align::Center),
            Column::new("配合", 12.0, Align::Center),
        ],
        rows: named.iter().enumerate().map(row).collect(),
        foot: vec![
            Foot::Note(
                "说明：每个单位一张表。一个事项由几个单位公开的，在每个单位的表里各列一次。"
                    .to_owned(),
            ),
            Foot::Fields(LIST_SIGNED.map(str::to_owned).to_vec()),
        ],
        ..sheet(dossier, LIST, dossier.office_line())
    }
}

/// The sheet of one body.
fn one(dossier: &Dossier<'_>, name: &str, body: &str, tasks: &[BodyItem<'_>]) -> Form {
    Form {
        columns: vec![
            Column::new("序号", 4.0, Align::Center),
            Column::new("编码", 7.0, Align::Center),
            Column::new("领域", 10.0, Align::Center),
            Column::new("事项", 24.0, Align::Left),
            Column::new("分工", 5.0, Align::Center),
            Column::new("公开时限", 22.0, Align::Left),
            Column::new("公开渠道", 22.0, Align::Left),
            Column::new("公开方式", 6.0, Align::Center),
        ],
        rows: tasks.iter().enumerate().map(|(at, task)| row(at, task)).collect(),
        foot: vec![Foot::Fields(
            ["单位（盖章）：", "负责人：", "经办人：", "日期："].map(str::to_owned).to_vec(),
        )],
        ..sheet(dossier, name, format!("单位：{body}（{} 项）", tasks.len()))
    }
}

fn row(at: usize, task: &BodyItem<'_>) -> Row {
    let item = task.item.item;
    let text = |field| item.fields.text(field).unwrap_or_default();
    Row::Cells(vec![
        (at + 1).to_string(),
        item.code.to_string(),
        task.item.domain.name.clone(),
        item.title(),
        if task.leads { "负责" } else { "配合" }.to_owned(),
        text(Field::Limit),
        text(Field::Channels),
        text(Field::Mode),
    ])
}
