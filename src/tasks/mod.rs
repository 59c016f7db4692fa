//! 工作台账: who owes what by when, from the catalogue and from the plan, checked off from records.
//!
//! Of the catalogue only items with a fixed or periodic limit are tasks: the others are due when
//! something happens, which no catalogue knows. Without a record nothing is said to be done. This module
//! reads no files and prints nothing.

mod item;
mod plan;

use jiff::civil::Date;

use crate::model::{Catalogue, PlannedTask, StageRecord};
use crate::register::Calendar;
use crate::status::Delay;

/// The tasks of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyTasks {
    /// Its name.
    pub name: String,
    /// The name of its folder.
    pub folder: String,
    /// 编制单位.
    pub office: Option<String>,
    /// The tasks: those of the plan, then those of the catalogue, each by the day on which they are due.
    pub tasks: Vec<Task>,
}

impl BodyTasks {
    /// How many tasks are late.
    pub fn late(&self) -> usize {
        self.tasks.iter().filter(|task| task.is_late()).count()
    }
}

/// A task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// 任务.
    pub name: String,
    /// Whether the plan or the catalogue sets it.
    pub kind: TaskKind,
    /// 来源.
    pub source: String,
    /// 责任单位.
    pub bodies: Vec<String>,
    /// 时限, as written.
    pub limit: String,
    /// The day on which it is due, where one can be named.
    pub due: Option<Date>,
    /// What has become of it.
    pub state: TaskState,
    /// 完成情况, as written in the plan or in the record.
    pub said: Option<String>,
    /// 备注.
    pub remark: Option<String>,
}

impl Task {
    /// Whether the day is over and nothing says that it was done.
    pub fn is_late(&self) -> bool {
        matches!(self.state, TaskState::Late(_))
    }
}

/// What sets a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TaskKind {
    /// 重点任务, from the plan.
    Planned,
    /// 定期公开, an item of the catalogue.
    Periodic,
}

impl TaskKind {
    /// The Chinese words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Planned => "重点任务",
            Self::Periodic => "目录里定期公开的事项",
        }
    }

    /// The name in machine formats.
    pub fn id(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Periodic => "periodic",
        }
    }
}

/// What has become of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskState {
    /// Done; the day, where it is noted down.
    Done(Option<Date>),
    /// There is time left, or no day can be named.
    Open,
    /// The day is over.
    Late(Delay),
}

impl TaskState {
    /// What is open, on a day.
    fn open(due: Option<Date>, clock: Clock<'_>) -> Self {
        due.and_then(|due| Delay::between(clock.calendar, due, clock.today))
            .map_or(Self::Open, Self::Late)
    }

    /// The name in machine formats.
    pub fn id(self) -> &'static str {
        match self {
            Self::Done(_) => "done",
            Self::Open => "open",
            Self::Late(_) => "late",
        }
    }
}

/// The day of which tasks are told, and the calendar that it lies in.
#[derive(Debug, Clone, Copy)]
pub struct Clock<'a> {
    /// Today.
    pub today: Date,
    /// The working days.
    pub calendar: &'a Calendar,
}

/// The tasks of a body on a day.
pub fn body(
    catalogue: &Catalogue,
    folder: &str,
    plan: &[PlannedTask],
    records: &[StageRecord],
    clock: Clock<'_>,
) -> BodyTasks {
    let mut tasks: Vec<Task> = plan.iter().map(|task| plan::task(task, clock)).collect();
    for (domain, item) in catalogue.items() {
        tasks.extend(item::tasks(catalogue, domain, item, records, clock));
    }
    // What has no day comes last; the sort keeps the order of the plan and of the catalogue.
    tasks.sort_by_key(|task| (task.kind, task.due.is_none(), task.due));
    BodyTasks {
        name: catalogue.name().to_owned(),
        folder: folder.to_owned(),
        office: catalogue.profile.office.as_ref().map(|office| office.value.clone()),
        tasks,
    }
}
