//! The ledger for programs, versioned: the structs here are the format.

use jiff::civil::Date;
use serde::Serialize;

use crate::tasks::{BodyTasks, Task, TaskState};

/// `mulu ledger --format json`.
#[derive(Serialize)]
pub struct TasksRecord<'a> {
    version: u32,
    today: String,
    members: Vec<MemberTasksRecord<'a>>,
}

#[derive(Serialize)]
struct MemberTasksRecord<'a> {
    name: &'a str,
    late: usize,
    tasks: Vec<TaskRecord<'a>>,
}

#[derive(Serialize)]
struct TaskRecord<'a> {
    kind: &'static str,
    task: &'a str,
    source: &'a str,
    bodies: &'a [String],
    limit: &'a str,
    due: Option<String>,
    state: &'static str,
    done: Option<String>,
    late_days: Option<u32>,
    late_working_days: Option<u32>,
    said: Option<&'a str>,
    remark: Option<&'a str>,
}

impl<'a> TasksRecord<'a> {
    /// Of all members.
    pub fn new(bodies: &'a [BodyTasks], today: Date) -> Self {
        let members = bodies.iter().map(MemberTasksRecord::new).collect();
        Self { version: 1, today: today.to_string(), members }
    }
}

impl<'a> MemberTasksRecord<'a> {
    fn new(body: &'a BodyTasks) -> Self {
        let tasks = body.tasks.iter().map(TaskRecord::new).collect();
        Self { name: &body.name, late: body.late(), tasks }
    }
}

impl<'a> TaskRecord<'a> {
    fn new(task: &'a Task) -> Self {
        let (done, delay) = match task.state {
            TaskState::Done(date) => (date, None),
            TaskState::Open => (None, None),
            TaskState::Late(delay) => (None, Some(delay)),
        };
        Self {
            kind: task.kind.id(),
            task: &task.name,
            source: &task.source,
            bodies: &task.bodies,
            limit: &task.limit,
            due: task.due.map(|due| due.to_string()),
            state: task.state.id(),
            done: done.map(|date| date.to_string()),
            late_days: delay.map(|delay| delay.days),
            late_working_days: delay.and_then(|delay| delay.working_days),
            said: task.said.as_deref(),
            remark: task.remark.as_deref(),
        }
    }
}
