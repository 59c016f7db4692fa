//! 进度: one sheet with a line a body, one with a line a domain of every body.

use jiff::civil::Date;

use crate::layout::{Align, Column, Foot, Form, FormBook, Paper, Row, chinese_date};
use crate::model::Stage;
use crate::status::{BodyStatus, DomainStatus};

/// The workbook.
pub fn book(bodies: &[BodyStatus], today: Date, paper: Paper) -> FormBook {
    let first = bodies.first();
    let name = first.map(|body| body.name.clone()).unwrap_or_default();
    let office = first.and_then(|body| body.office.clone()).unwrap_or_else(|| name.clone());
    let title = format!("{name}政务公开事项标准目录编制进度");
    let left = format!("填报单位：{office}");
    FormBook {
        identity: format!("{title}　截至 {today}"),
        date: Some(today.to_string()),
        forms: vec![
            Form { left: left.clone(), ..overview(bodies, &title, today, paper) },
            Form { left, ..details(bodies, &title, today, paper) },
        ],
        title,
        office,
        ..FormBook::default()
    }
}

fn form(sheet: &str, title: String, today: Date, paper: Paper) -> Form {
    Form {
        sheet: sheet.to_owned(),
        attachment: "附件".to_owned(),
        title,
        right: format!("截至{}", chinese_date(&today.to_string())),
        paper,
        ..Form::default()
    }
}

fn overview(bodies: &[BodyStatus], title: &str, today: Date, paper: Paper) -> Form {
    let mut columns = vec![
        Column::new("序号", 4.0, Align::Center),
        Column::new("单位", 14.0, Align::Center),
        Column::new("批次", 8.0, Align::Center),
        Column::new("期限", 10.0, Align::Center),
        Column::new("应到阶段", 8.0, Align::Center),
        Column::new("领域数", 6.0, Align::Center),
    ];
    columns.extend(Stage::ALL.map(|stage| Column::new(stage.label(), 7.0, Align::Center)));
    columns.push(Column::new("进度", 16.0, Align::Center));
    columns.push(Column::new("备注", 14.0, Align::Left));
    let rows = bodies.iter().enumerate().map(|(at, body)| body_row(at, body)).collect();
    let late = bodies.iter().filter(|body| body.present && body.standing.is_late()).count();
    let missing = bodies.iter().filter(|body| !body.present).count();
    let note = format!(
        "说明：各阶段下面是到了这个阶段的领域数。逾期的单位 {late} 个；名单上有、还没有开始的 {missing} 个。逾期按工作日计。"
    );
    let fields = ["填报人：", "审核人：", "日期："].map(str::to_owned).to_vec();
    Form {
        columns,
        rows,
        foot: vec![Foot::Note(note), Foot::Fields(fields)],
        ..form("进度", format!("{title}表"), today, paper)
    }
}

fn body_row(at: usize, body: &BodyStatus) -> Row {
    let target = body.target();
    let mut cells = vec![
        (at + 1).to_string(),
        body.name.clone(),
        target.and_then(|t| t.batch.clone()).unwrap_or_default(),
        target.map(|t| t.deadline.to_string()).unwrap_or_default(),
        target.map(|t| t.goal.to_string()).unwrap_or_default(),
        if body.present { body.domains.len().to_string() } else { String::new() },
    ];
    let count = |stage| match body.count(stage) {
        0 => String::new(),
        count => count.to_string(),
    };
    cells.extend(Stage::ALL.map(count));
    cells.push(body.standing.text());
    let missing = if body.present { "" } else { "还没有开始" };
    cells.push(missing.to_owned());
    Row::Cells(cells)
}

fn details(bodies: &[BodyStatus], title: &str, today: Date, paper: Paper) -> Form {
    let columns = vec![
        Column::new("序号", 4.0, Align::Center),
        Column::new("领域", 18.0, Align::Left),
        Column::new("牵头单位", 20.0, Align::Left),
        Column::new("阶段", 8.0, Align::Center),
        Column::new("日期", 10.0, Align::Center),
        Column::new("经办人", 9.0, Align::Center),
        Column::new("进度", 16.0, Align::Center),
        Column::new("说明", 26.0, Align::Left),
    ];
    let mut rows = Vec::new();
    for body in bodies.iter().filter(|body| body.present) {
        let count = body.domains.len();
        rows.push(Row::Section(format!(
            "{}（{count} 个领域）：{}",
            body.name,
            body.standing.text()
        )));
        rows.extend(body.domains.iter().enumerate().map(|(at, domain)| domain_row(at, domain)));
    }
    Form {
        columns, rows, ..form("分领域进度", format!("{title}表（分领域）"), today, paper)
    }
}

fn domain_row(at: usize, domain: &DomainStatus) -> Row {
    let reached = &domain.reached;
    Row::Cells(vec![
        (at + 1).to_string(),
        format!("{} {}", domain.number, domain.name),
        domain.lead.clone().unwrap_or_default(),
        reached.stage.to_string(),
        reached.date.map(|date| date.to_string()).unwrap_or_default(),
        reached.handler.clone().unwrap_or_default(),
        domain.standing.text(),
        reached.note.clone().unwrap_or_default(),
    ])
}
