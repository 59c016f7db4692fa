//! 到期日历: what each body has to do by when, as an iCalendar file (RFC 5545) and as a sheet by months.

use indexmap::IndexMap;
use jiff::civil::Date;

use crate::layout::{Align, Column, Foot, Form, FormBook, Paper, Row};
use crate::output::sha256;
use crate::tasks::{BodyTasks, Task, TaskState};

/// How many bytes a line of the file may have.
const LINE: usize = 75;
/// How many digits of the digest tell one entry from another.
const DIGITS: usize = 24;
/// How many days before it a task is reminded of.
const REMIND: u32 = 7;

/// The bodies that have to do something, each with its tasks: one that several share stands under each.
/// What names nobody is for the body whose list it is on.
pub fn owners(bodies: &[BodyTasks]) -> IndexMap<String, Vec<&Task>> {
    let mut owners: IndexMap<String, Vec<&Task>> = IndexMap::new();
    for body in bodies {
        for task in &body.tasks {
            let named: Vec<&str> = match task.bodies.as_slice() {
                [] => vec![body.name.as_str()],
                some => some.iter().map(String::as_str).collect(),
            };
            for name in named {
                let tasks = owners.entry(name.to_owned()).or_default();
                // A task of the plan above is on the list of each member that it names.
                if !tasks.iter().any(|known| same(known, task)) {
                    tasks.push(task);
                }
            }
        }
    }
    owners
}

fn same(a: &Task, b: &Task) -> bool {
    (&a.name, &a.source, &a.limit, a.due) == (&b.name, &b.source, &b.limit, b.due)
}

fn is_open(task: &Task) -> bool {
    !matches!(task.state, TaskState::Done(_))
}

/// The calendar of a body: what is open and has a day.
pub fn ics(owner: &str, tasks: &[&Task], today: Date) -> String {
    let stamp = format!("{}T000000Z", basic(today));
    let mut out = String::new();
    let mut line = |text: &str| folded(text, &mut out);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//mulu//到期日历//ZH");
    line("CALSCALE:GREGORIAN");
    line(&format!("X-WR-CALNAME:{}政务公开到期", escaped(owner)));
    for task in tasks.iter().filter(|task| is_open(task)) {
        let Some(due) = task.due else { continue };
        let after = due.tomorrow().unwrap_or(due);
        let id = sha256(format!("{owner}\n{}\n{}\n{due}", task.name, task.source).as_bytes());
        line("BEGIN:VEVENT");
        line(&format!("UID:{}@mulu", id.get(..DIGITS).unwrap_or(&id)));
        line(&format!("DTSTAMP:{stamp}"));
        line(&format!("DTSTART;VALUE=DATE:{}", basic(due)));
        line(&format!("DTEND;VALUE=DATE:{}", basic(after)));
        line(&format!("SUMMARY:{}", escaped(&task.name)));
        let about = [task.source.as_str(), task.limit.as_str()];
        let about: Vec<&str> = about.into_iter().filter(|text| !text.is_empty()).collect();
        line(&format!("DESCRIPTION:{}", escaped(&about.join("；"))));
        line("BEGIN:VALARM");
        line("ACTION:DISPLAY");
        line(&format!("DESCRIPTION:{}", escaped(&task.name)));
        line(&format!("TRIGGER:-P{REMIND}D"));
        line("END:VALARM");
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    out
}

/// 20261231.
fn basic(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// A line with its end; a long one goes on behind a blank on the next.
fn folded(text: &str, out: &mut String) {
    let mut length = 0;
    for c in text.chars() {
        if length + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(c);
        length += c.len_utf8();
    }
    out.push_str("\r\n");
}

/// The sheet of a body: a part a month, from the first on; what has no day comes last.
pub fn monthly(owner: &str, tasks: &[&Task], today: Date, paper: Paper) -> FormBook {
    let mut open: Vec<&&Task> = tasks.iter().filter(|task| is_open(task)).collect();
    open.sort_by_key(|task| (task.due.is_none(), task.due));
    let mut rows = Vec::new();
    let mut part = None;
    for task in open {
        let month = task.due.map(|due| format!("{}年{}月", due.year(), due.month()));
        let heading = month.unwrap_or_else(|| "没有写明日子的".to_owned());
        if part.as_ref() != Some(&heading) {
            rows.push(Row::Section(heading.clone()));
            part = Some(heading);
        }
        rows.push(row(task));
    }
    if rows.is_empty() {
        rows.push(Row::Section("没有要办的".to_owned()));
    }
    let title = format!("{owner}政务公开到期表");
    let form = Form {
        sheet: "到期表".to_owned(),
        attachment: "附件".to_owned(),
        title: title.clone(),
        left: format!("单位：{owner}"),
        right: format!("截至{}", crate::layout::chinese_date(&today.to_string())),
        paper,
        columns: vec![
            Column::new("到期", 10.0, Align::Center),
            Column::new("任务", 34.0, Align::Left),
            Column::new("来源", 22.0, Align::Left),
            Column::new("时限", 18.0, Align::Left),
            Column::new("情况", 16.0, Align::Left),
            Column::new("办结日期", 10.0, Align::Center),
        ],
        rows,
        foot: vec![Foot::Fields(["负责人：", "经办人："].map(str::to_owned).to_vec())],
        ..Form::default()
    };
    FormBook {
        identity: format!("{title}　截至 {today}"),
        title,
        office: owner.to_owned(),
        date: Some(today.to_string()),
        forms: vec![form],
        ..FormBook::default()
    }
}

fn row(task: &Task) -> Row {
    let state = match task.state {
        TaskState::Late(delay) => format!("逾期 {}", delay.text()),
        TaskState::Open | TaskState::Done(_) => task.said.clone().unwrap_or_default(),
    };
    Row::Cells(vec![
        task.due.map(|due| due.to_string()).unwrap_or_default(),
        task.name.clone(),
        task.source.clone(),
        task.limit.clone(),
        state,
        String::new(),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_characters() {
        let mut out = String::new();
        folded(&format!("SUMMARY:{}", "公开".repeat(30)), &mut out);
        assert!(out.ends_with("\r\n") && out.lines().all(|line| line.len() <= LINE), "{out}");
        assert_eq!(out.replace("\r\n ", "").trim_end(), format!("SUMMARY:{}", "公开".repeat(30)));
        assert_eq!(escaped("甲,乙;丙\n丁"), "甲\\,乙\\;丙\\n丁");
    }
}
