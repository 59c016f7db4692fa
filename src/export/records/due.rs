//! What limits come to, for programs, versioned: the structs here are the format.

use jiff::civil::Date;
use serde::Serialize;

use crate::due::{DueAnswer, SkippedDays};
use crate::register::Calendar;

/// `mulu due --format json`.
#[derive(Serialize)]
pub struct DueRecord<'a> {
    version: u32,
    date: String,
    limit: &'a str,
    calendar_ends: Option<String>,
    results: Vec<ResultRecord<'a>>,
}

#[derive(Serialize)]
struct ResultRecord<'a> {
    subject: Option<&'a str>,
    trigger: Option<&'a str>,
    due: String,
    /// Why the day is only near, where the calendar does not reach.
    #[serde(skip_serializing_if = "Option::is_none")]
    near: Option<&'a str>,
    days: Option<u32>,
    working_days: Option<u32>,
    ends_on_working_day: Option<bool>,
    skipped: Vec<SkippedDaysRecord<'a>>,
    make_up: Vec<String>,
}

#[derive(Serialize)]
struct SkippedDaysRecord<'a> {
    start: String,
    end: String,
    why: &'a str,
}

impl<'a> DueRecord<'a> {
    /// Of the limits of a text, each counted from `start`.
    pub fn new(calendar: &Calendar, start: Date, limit: &'a str, answers: &'a [DueAnswer]) -> Self {
        let last = calendar.years().last();
        Self {
            version: 1,
            date: start.to_string(),
            limit,
            calendar_ends: last.map(|last| Date::constant(last.year, 12, 31).to_string()),
            results: answers.iter().map(|answer| ResultRecord::new(calendar, answer)).collect(),
        }
    }
}

impl<'a> ResultRecord<'a> {
    fn new(calendar: &Calendar, answer: &'a DueAnswer) -> Self {
        let counted = answer.counted.as_ref();
        let skipped = counted.map_or(&[][..], |counted| &counted.skipped);
        let record = |skipped: &'a SkippedDays| SkippedDaysRecord {
            start: skipped.start.to_string(),
            end: skipped.end.to_string(),
            why: &skipped.why,
        };
        let make_up = counted.map_or(&[][..], |counted| &counted.make_up);
        Self {
            subject: answer.limit.subject.as_deref(),
            trigger: answer.limit.trigger.as_deref(),
            due: answer.due.to_string(),
            near: answer.near.as_deref(),
            days: counted.map(|counted| counted.days),
            working_days: counted.and_then(|counted| counted.working_days),
            ends_on_working_day: calendar.working_day(answer.due),
            skipped: skipped.iter().map(record).collect(),
            make_up: make_up.iter().map(ToString::to_string).collect(),
        }
    }
}
