//! Items of the catalogue that are due on a day that can be named.

use jiff::civil::Date;

use super::{Clock, Task, TaskKind, TaskState};
use crate::due::{Direction, Recurrence, count};
use crate::model::{Catalogue, Deadline, Domain, Item, ItemRef, StageRecord, TimeLimit, fold};

/// One task for each fixed or periodic limit of an item.
pub(super) fn tasks(
    catalogue: &Catalogue,
    domain: &Domain,
    item: &Item,
    records: &[StageRecord],
    clock: Clock<'_>,
) -> Vec<Task> {
    let Some(limits) = &item.fields.limit else { return Vec::new() };
    let since = catalogue.profile.date.as_ref().map(|date| date.value);
    let published = published(item, records);
    let task = |limit: &TimeLimit| {
        let when = when(&limit.deadline, &published, since, clock)?;
        let subject = limit.subject.as_ref().map(|subject| format!("（{subject}）"));
        Some(Task {
            name: format!("公开{}{}", item.title(), subject.unwrap_or_default()),
            kind: TaskKind::Periodic,
            source: format!("{} {}", domain.name, item.code),
            bodies: item
                .fields
                .bodies
                .as_ref()
                .map(|bodies| bodies.value.list.iter().map(|body| body.text.clone()).collect())
                .unwrap_or_default(),
            limit: limits.value.text(),
            due: when.due,
            state: when.state,
            said: None,
            remark: when.remark,
        })
    };
    limits.value.parts.iter().filter_map(task).collect()
}

/// When a task is due, and what has become of it.
struct When {
    due: Option<Date>,
    state: TaskState,
    remark: Option<String>,
}

/// The days on which the item was published, in order.
fn published(item: &Item, records: &[StageRecord]) -> Vec<Date> {
    let is_meant = |reference: &ItemRef| match &reference.code {
        Some(code) => item.code.is_called(code),
        None => {
            let title = item.title();
            let last = item.names().last().map_or("", String::as_str);
            let word = reference.text();
            [title.as_str(), last].iter().any(|name| fold::name(name) == fold::name(&word))
        }
    };
    let about = records.iter().filter(|record| record.item.as_ref().is_some_and(is_meant));
    let mut days: Vec<Date> = about.map(|record| record.date.value).collect();
    days.sort_unstable();
    days
}

/// `None` for limits that are due when something happens.
fn when(
    deadline: &Deadline,
    published: &[Date],
    since: Option<Date>,
    clock: Clock<'_>,
) -> Option<When> {
    let last = published.last().copied();
    match Recurrence::of(deadline) {
        Some(Recurrence::Once(due)) => {
            let state =
                last.map_or(TaskState::open(Some(due), clock), |day| TaskState::Done(Some(day)));
            Some(When { due: Some(due), state, remark: None })
        }
        Some(recurrence) => Some(recurring(recurrence, published, since, clock)),
        None => match deadline {
            Deadline::Periodic(days) => Some(match last {
                Some(last) => {
                    let counted = count(clock.calendar, last, *days, Direction::After);
                    let remark = counted.as_ref().err().map(ToString::to_string);
                    let due = counted.ok().map(|counted| counted.end);
                    let told = format!("上次 {last}");
                    let remark = remark.unwrap_or(told);
                    When { due, state: TaskState::open(due, clock), remark: Some(remark) }
                }
                None => unknown("没有公开记录，算不出下一次是哪一天"),
            }),
            Deadline::FixedDate(_) => Some(unknown("时限的写法算不出是哪一天")),
            _ => None,
        },
    }
}

fn unknown(why: &str) -> When {
    When { due: None, state: TaskState::Open, remark: Some(why.to_owned()) }
}

/// The time that is over, when nothing was published for it; else the time that runs. What was due
/// before the catalogue's own date does not count.
fn recurring(
    recurrence: Recurrence,
    published: &[Date],
    since: Option<Date>,
    clock: Clock<'_>,
) -> When {
    let next = recurrence.next(clock.today);
    let past = recurrence.previous(clock.today);
    let owed = past.filter(|day| since.is_none_or(|since| *day > since));
    let after = |day: Option<Date>| {
        published.iter().filter(move |done| day.is_none_or(|day| **done > day)).copied()
    };
    let Some(owed) = owed else {
        let state = after(past).next().map_or(TaskState::Open, |day| TaskState::Done(Some(day)));
        return When { due: next, state, remark: None };
    };
    // A publication after the last day still answers for that day before it does for the next.
    let mut done = after(recurrence.previous(owed));
    if done.next().is_none() {
        let remark = Some("没有公开记录".to_owned());
        return When { due: Some(owed), state: TaskState::open(Some(owed), clock), remark };
    }
    let state = done.next().map_or(TaskState::Open, |day| TaskState::Done(Some(day)));
    When { due: next, state, remark: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::TimeLimits;
    use crate::register::built_in;

    fn day(text: &str) -> Date {
        text.parse().expect("a date")
    }

    /// Due day and state, for a limit and the days of publication.
    fn told(limit: &str, published: &[&str], today: &str) -> (Option<String>, &'static str) {
        let limits = TimeLimits::parse(limit);
        let published: Vec<Date> = published.iter().map(|text| day(text)).collect();
        let since = Some(day("2020-08-28"));
        let clock = Clock { today: day(today), calendar: built_in().calendar() };
        let when = when(&limits.parts[0].deadline, &published, since, clock).expect("a task");
        (when.due.map(|due| due.to_string()), when.state.id())
    }

    #[test]
    fn a_yearly_task() {
        let limit = "每年1月31日前";
        let due = |text: &str| Some(text.to_owned());
        assert_eq!(told(limit, &[], "2020-11-10"), (due("2021-01-31"), "open"));
        assert_eq!(told(limit, &["2020-12-30"], "2021-01-05"), (due("2021-01-31"), "done"));
        assert_eq!(told(limit, &[], "2021-03-01"), (due("2021-01-31"), "late"));
        assert_eq!(told(limit, &["2021-01-20"], "2021-03-01"), (due("2022-01-31"), "open"));
        assert_eq!(told(limit, &["2021-02-05"], "2021-03-01"), (due("2022-01-31"), "open"), "late");
        let both = ["2021-01-20", "2022-01-10"];
        assert_eq!(told(limit, &both, "2022-01-15"), (due("2022-01-31"), "done"));
    }

    #[test]
    fn every_so_many_working_days() {
        let limit = "每20个工作日更新";
        assert_eq!(told(limit, &[], "2026-11-21"), (None, "open"));
        let due = Some("2026-10-30".to_owned());
        assert_eq!(told(limit, &["2026-09-28"], "2026-10-20"), (due.clone(), "open"));
        assert_eq!(told(limit, &["2026-09-28"], "2026-11-21"), (due, "late"));
    }

    #[test]
    fn a_date_that_comes_once() {
        let due = Some("2020-09-30".to_owned());
        assert_eq!(told("2020年9月30日前", &[], "2020-11-10"), (due.clone(), "late"));
        assert_eq!(told("2020年9月30日前", &["2020-09-29"], "2020-11-10"), (due, "done"));
    }
}
