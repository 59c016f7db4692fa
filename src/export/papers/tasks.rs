//! 部门任务分工表: each body with its items, their limits and channels.

use super::{Dossier, SIGNED, attachment};
use crate::export::identity;
use crate::layout::{Align, Column, Foot, Form, Paper, Row};
use crate::model::Field;
use crate::submit::{BodyItem, tasks};

/// The sheet.
pub(super) fn form(dossier: &Dossier<'_>) -> Form {
    let mut rows = Vec::new();
    for (body, tasks) in tasks(dossier.catalogue) {
        rows.push(Row::Section(format!("{body}（{} 项）", tasks.len())));
        rows.extend(tasks.iter().enumerate().map(|(at, task)| row(at, task)));
    }
    Form {
        sheet: "部门任务分工表".to_owned(),
        attachment: attachment(5),
        title: dossier.title("部门任务分工表"),
        left: dossier.office_line(),
        right: identity::date(dossier.catalogue),
        paper: Paper::A4,
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
        rows,
        foot: vec![
            Foot::Note("说明：一个事项由几个单位公开的，在每个单位下各列一次。".to_owned()),
            Foot::Fields(SIGNED.map(str::to_owned).to_vec()),
        ],
        ..Form::default()
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
