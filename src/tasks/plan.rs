//! A line of the plan as a task.

use jiff::civil::Date;

use super::{Clock, Task, TaskKind, TaskState};
use crate::due::{Recurrence, parse_date};
use crate::model::{PlannedTask, TimeLimits};
use crate::text::Wording;

/// How 完成情况 begins when it says that the task is done.
static DONE: Wording = Wording::named("办结的说法");

/// The task on a day.
pub(super) fn task(planned: &PlannedTask, clock: Clock<'_>) -> Task {
    let limit = planned.limit.as_ref().map(|limit| limit.value.trim().to_owned());
    let due = limit.as_deref().and_then(|limit| due(limit, clock.today));
    let said_done = planned.state.as_deref().is_some_and(is_done);
    let state = match &planned.done {
        Some(date) => TaskState::Done(Some(date.value)),
        None if said_done => TaskState::Done(None),
        None => TaskState::open(due, clock),
    };
    Task {
        name: planned.name.value.clone(),
        kind: TaskKind::Planned,
        source: planned.source.clone().unwrap_or_default(),
        bodies: planned.bodies.clone(),
        limit: limit.unwrap_or_default(),
        due,
        state,
        said: planned.state.clone(),
        remark: planned.remark.clone(),
    }
}

/// 完成情况 such as 完成60% or 完成一半 is not done.
fn is_done(state: &str) -> bool {
    let rest = DONE.iter().find_map(|word| state.trim().strip_prefix(word));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['，', '。', '；', '（', '(', ',']))
}

/// A date, or the next day of 每年1月31日前 and its like.
fn due(limit: &str, today: Date) -> Option<Date> {
    if let Some(date) = parse_date(limit) {
        return Some(date);
    }
    let limits = TimeLimits::parse(limit);
    match limits.parts.iter().find_map(|part| Recurrence::of(&part.deadline))? {
        Recurrence::Once(date) => Some(date),
        recurrence @ Recurrence::Every { .. } => recurrence.next(today),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_done() {
        for state in ["已完成", "已完成，8月28日公布", "完成。", "已办结（见附件）"]
        {
            assert!(is_done(state), "{state}");
        }
        for state in ["完成60%", "完成一半", "正在办理", "未完成", ""] {
            assert!(!is_done(state), "{state}");
        }
    }

    #[test]
    fn when_a_task_is_due() {
        let today = Date::constant(2026, 11, 21);
        assert_eq!(due("2020-10-31", today), Some(Date::constant(2020, 10, 31)));
        assert_eq!(due("每年1月31日前", today), Some(Date::constant(2027, 1, 31)));
        assert_eq!(due("长期坚持", today), None);
    }
}
