//! 工作台账: who owes what by when, to be kept by hand from then on.

use jiff::civil::Date;

use crate::layout::{Align, Column, Foot, Form, FormBook, Paper, Row, chinese_date};
use crate::tasks::{BodyTasks, Task, TaskKind, TaskState};

/// The workbook.
pub fn book(bodies: &[BodyTasks], today: Date, paper: Paper) -> FormBook {
    let first = bodies.first();
    let name = first.map(|body| body.name.clone()).unwrap_or_default();
    let office = first.and_then(|body| body.office.clone()).unwrap_or_else(|| name.clone());
    let title = format!("{name}政务公开工作台账");
    let form = Form {
        sheet: "工作台账".to_owned(),
        attachment: "附件".to_owned(),
        title: title.clone(),
        left: format!("填报单位：{office}"),
        right: format!("截至{}", chinese_date(&today.to_string())),
        paper,
        columns: columns(),
        rows: rows(bodies),
        foot: foot(bodies),
        ..Form::default()
    };
    FormBook {
        identity: format!("{title}　截至 {today}"),
        date: Some(today.to_string()),
        forms: vec![form],
        title,
        office,
        ..FormBook::default()
    }
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("序号", 4.0, Align::Center),
        Column::new("任务", 30.0, Align::Left),
        Column::new("来源", 18.0, Align::Left),
        Column::new("责任单位", 20.0, Align::Left),
        Column::new("时限", 17.0, Align::Left),
        Column::new("完成情况", 18.0, Align::Left),
        Column::new("备注", 15.0, Align::Left),
    ]
}

/// The tasks of each body under a line of its own, the plan before the catalogue.
fn rows(bodies: &[BodyTasks]) -> Vec<Row> {
    let mut rows = Vec::new();
    for body in bodies {
        for kind in [TaskKind::Planned, TaskKind::Periodic] {
            let tasks: Vec<&Task> = body.tasks.iter().filter(|task| task.kind == kind).collect();
            if tasks.is_empty() {
                continue;
            }
            let late = tasks.iter().filter(|task| task.is_late()).count();
            let late = if late > 0 { format!("，逾期 {late} 项") } else { String::new() };
            let line = format!("{}　{}（{} 项{late}）", body.name, kind.label(), tasks.len());
            rows.push(Row::Section(line));
            rows.extend(tasks.into_iter().enumerate().map(|(at, task)| row(at, task)));
        }
    }
    if rows.is_empty() {
        rows.push(Row::Section("没有重点任务，也没有定期公开的事项".to_owned()));
    }
    rows
}

fn row(at: usize, task: &Task) -> Row {
    Row::Cells(vec![
        (at + 1).to_string(),
        task.name.clone(),
        task.source.clone(),
        task.bodies.join("、"),
        limit(task),
        done(task),
        remark(task),
    ])
}

/// The limit as written, and the day that it comes to.
fn limit(task: &Task) -> String {
    match task.due.map(|due| due.to_string()) {
        Some(due) if task.limit == due => due,
        Some(due) => format!("{}\n（{due}）", task.limit),
        None => task.limit.clone(),
    }
}

/// Blank where nothing is known: it is filled in by hand.
fn done(task: &Task) -> String {
    let date = match task.state {
        TaskState::Done(Some(date)) => Some(format!("{date} 完成")),
        TaskState::Done(None) | TaskState::Open | TaskState::Late(_) => None,
    };
    date.into_iter().chain(task.said.clone()).collect::<Vec<_>>().join("\n")
}

fn remark(task: &Task) -> String {
    let late = match task.state {
        TaskState::Late(delay) => Some(format!("逾期 {}", delay.text())),
        TaskState::Done(_) | TaskState::Open => None,
    };
    late.into_iter().chain(task.remark.clone()).collect::<Vec<_>>().join("\n")
}

fn foot(bodies: &[BodyTasks]) -> Vec<Foot> {
    let all: usize = bodies.iter().map(|body| body.tasks.len()).sum();
    let late: usize = bodies.iter().map(BodyTasks::late).sum();
    let note = format!(
        "说明：共 {all} 项，逾期 {late} 项。重点任务取自工作计划，定期公开的事项取自目录里写明日期或周期的公开时限；完成情况取自工作计划和进度记录，没有记录的空着。"
    );
    let fields = ["填报人：", "审核人：", "日期："].map(str::to_owned).to_vec();
    vec![Foot::Note(note), Foot::Fields(fields)]
}
