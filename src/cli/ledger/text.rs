//! The ledger for people.

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::cli::listing::{row, rule};
use crate::tasks::{BodyTasks, Task, TaskKind, TaskState};

/// Widths of the columns: due, task, body, state.
const WIDTHS: [usize; 4] = [10, 38, 24, 22];

/// The whole listing.
pub(super) fn write(bodies: &[BodyTasks], today: Date) -> String {
    let mut text = format!("工作台账（截至 {today}）\n");
    for body in bodies {
        let _ =
            writeln!(text, "\n{}（{} 项，逾期 {} 项）", body.name, body.tasks.len(), body.late());
        for kind in [TaskKind::Planned, TaskKind::Periodic] {
            let tasks: Vec<&Task> = body.tasks.iter().filter(|task| task.kind == kind).collect();
            if !tasks.is_empty() {
                let _ = writeln!(text, "\n{}", kind.label());
                table(&tasks, &mut text);
            }
        }
    }
    text
}

fn table(tasks: &[&Task], text: &mut String) {
    text.push_str(&cells(["到期", "任务", "责任单位", "情况"]));
    text.push_str(&rule());
    for task in tasks {
        let due = task.due.map(|due| due.to_string()).unwrap_or_default();
        text.push_str(&cells([&due, &task.name, &task.bodies.join("、"), &state(task)]));
    }
}

fn cells(texts: [&str; 4]) -> String {
    let cells: Vec<(&str, usize)> = texts.into_iter().zip(WIDTHS).collect();
    row(&cells)
}

fn state(task: &Task) -> String {
    let state = match task.state {
        TaskState::Done(Some(date)) => format!("{date} 完成"),
        TaskState::Done(None) => "完成".to_owned(),
        TaskState::Open => String::new(),
        TaskState::Late(delay) => format!("逾期 {}", delay.text()),
    };
    let parts = [Some(state), task.said.clone(), task.remark.clone()];
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    parts.join("；")
}
