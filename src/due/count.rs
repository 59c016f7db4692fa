//! Counting a stretch of time from a day on, or back from it.

use jiff::civil::Date;
use jiff::{Span, ToSpan as _};

use crate::model::{Days, TimeLimit, Unit};
use crate::register::Calendar;

/// Which way a limit is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// 之日起20个工作日内.
    After,
    /// 举行前7个工作日.
    Before,
}

/// A stretch of time that was counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The day that was counted to.
    pub end: Date,
    /// How many days of the calendar lie between, the last one with them.
    pub days: u32,
    /// How many of those are working days; `None` where the calendar does not reach.
    pub working_days: Option<u32>,
    /// Days that no one works on, in order of time, as far as the calendar reaches.
    pub skipped: Vec<SkippedDays>,
    /// 上班: days of weekends that are working days, in order of time.
    pub make_up: Vec<Date>,
    /// Whether the last day is a working day; `None` where the calendar does not reach.
    pub ends_on_working_day: Option<bool>,
}

/// One limit of a text, and what it comes to.
#[derive(Debug, Clone)]
pub struct DueAnswer {
    /// The limit.
    pub limit: TimeLimit,
    /// The day on which it ends.
    pub due: Date,
    /// How it was counted; `None` for a date that stands in the limit itself.
    pub counted: Option<Counted>,
    /// Why the day is only near, where the calendar does not reach.
    pub near: Option<String>,
}

/// Neighbouring days that are passed over for the same reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkippedDays {
    /// The first day.
    pub start: Date,
    /// The last day.
    pub end: Date,
    /// 周末, or the name of the holiday.
    pub why: String,
}

/// Why no day can be named.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotCounted {
    /// The calendar ends before the limit does.
    #[error(
        "工作日年历里没有{year}年的节假日安排，数到 {reached} 是第 {counted} 个工作日，还差 {left} 个。后面只按周一到周五算，大约到 {about}；{year}年的放假和调休公布、更新年历以后再算准"
    )]
    CalendarEnds {
        /// The first year without data.
        year: i16,
        /// The last day that was looked at.
        reached: Date,
        /// How many working days had been counted.
        counted: u32,
        /// How many were left.
        left: u32,
        /// Where the limit would end if only weekends were free.
        about: Date,
    },
    /// The unit is too small, or the date too far away.
    #[error("“{0}”不能按日子来算")]
    NoDay(String),
}

/// Counts from a day. As limits are counted, the day itself is not the first.
///
/// # Errors
/// When the calendar ends before the limit does, or the unit is less than a day.
pub fn count(
    calendar: &Calendar,
    start: Date,
    days: Days,
    direction: Direction,
) -> Result<Counted, NotCounted> {
    let end = match days.unit {
        Unit::WorkingDay => working(calendar, start, days.number, direction)?,
        _ => plain(start, days, direction)?,
    };
    Ok(describe(calendar, start, end, direction))
}

/// One day further.
fn step(day: Date, direction: Direction) -> Option<Date> {
    match direction {
        Direction::After => day.tomorrow().ok(),
        Direction::Before => day.yesterday().ok(),
    }
}

fn working(
    calendar: &Calendar,
    start: Date,
    number: u32,
    direction: Direction,
) -> Result<Date, NotCounted> {
    let (mut day, mut counted) = (start, 0);
    while counted < number {
        let next = step(day, direction);
        let works = next.and_then(|next| Some((next, calendar.working_day(next)?)));
        let Some((next, works)) = works else {
            let year = next.map_or(day.year(), Date::year);
            let left = number - counted;
            let about = by_weekends(day, left, direction);
            return Err(NotCounted::CalendarEnds { year, reached: day, counted, left, about });
        };
        day = next;
        counted += u32::from(works);
    }
    Ok(day)
}

/// So many days on, of which weekends do not count: as far as one can say without a calendar.
fn by_weekends(from: Date, number: u32, direction: Direction) -> Date {
    let (mut day, mut counted) = (from, 0);
    while counted < number {
        let Some(next) = step(day, direction) else { break };
        day = next;
        counted += u32::from(!is_weekend(day));
    }
    day
}

fn plain(start: Date, days: Days, direction: Direction) -> Result<Date, NotCounted> {
    let refused = || NotCounted::NoDay(format!("{}{}", days.number, days.unit.label()));
    let number = i64::from(days.number);
    let span = match days.unit {
        Unit::Day => Span::new().try_days(number),
        Unit::Week => Span::new().try_weeks(number),
        Unit::Month => Span::new().try_months(number),
        Unit::Year => Span::new().try_years(number),
        Unit::Hour | Unit::WorkingDay => return Err(refused()),
    };
    let span = span.map_err(|_| refused())?;
    let end = match direction {
        Direction::After => start.checked_add(span),
        Direction::Before => start.checked_sub(span),
    };
    end.map_err(|_| refused())
}

/// What lies between the two days; the first of them does not count.
fn describe(calendar: &Calendar, start: Date, end: Date, direction: Direction) -> Counted {
    let (first, last) = match direction {
        Direction::After => (start.tomorrow().unwrap_or(start), end),
        Direction::Before => (end, start.yesterday().unwrap_or(start)),
    };
    let mut counted = Counted {
        end,
        days: 0,
        working_days: Some(0),
        skipped: Vec::new(),
        make_up: Vec::new(),
        ends_on_working_day: calendar.working_day(end),
    };
    for day in first.series(1.day()).take_while(|day| *day <= last) {
        counted.days += 1;
        match calendar.working_day(day) {
            None => counted.working_days = None,
            Some(false) => counted.skip(day, why(calendar, day)),
            Some(true) => {
                counted.working_days = counted.working_days.map(|number| number + 1);
                if is_weekend(day) {
                    counted.make_up.push(day);
                }
            }
        }
    }
    counted
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), jiff::civil::Weekday::Saturday | jiff::civil::Weekday::Sunday)
}

fn why(calendar: &Calendar, day: Date) -> String {
    calendar.holiday(day).map_or_else(|| "周末".to_owned(), |h| format!("{}放假", h.name))
}

impl Counted {
    fn skip(&mut self, day: Date, why: String) {
        match self.skipped.last_mut() {
            Some(last) if last.why == why && last.end.tomorrow().is_ok_and(|next| next == day) => {
                last.end = day;
            }
            _ => self.skipped.push(SkippedDays { start: day, end: day, why }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::built_in;

    fn day(text: &str) -> Date {
        text.parse().expect("a date")
    }

    fn working_days(start: &str, number: u32, direction: Direction) -> String {
        let days = Days { number, unit: Unit::WorkingDay };
        count(built_in().calendar(), day(start), days, direction)
            .map(|c| c.end.to_string())
            .unwrap_or_else(|e| e.to_string())
    }

    #[test]
    fn working_days_over_holidays() {
        // 20 working days over 国庆节 and 春节 of three years, with their make-up days.
        for (start, end) in [
            ("2024-01-26", "2024-02-28"),
            ("2024-09-20", "2024-10-23"),
            ("2025-01-17", "2025-02-20"),
            ("2025-09-19", "2025-10-23"),
            ("2026-02-06", "2026-03-12"),
            ("2026-09-28", "2026-10-30"),
        ] {
            assert_eq!(working_days(start, 20, Direction::After), end, "{start}");
            assert_eq!(working_days(end, 20, Direction::Before), start, "back from {end}");
        }
    }

    #[test]
    fn what_is_passed_over_is_named() {
        let days = Days { number: 7, unit: Unit::WorkingDay };
        let counted = count(built_in().calendar(), day("2026-09-28"), days, Direction::After)
            .expect("known years");
        assert_eq!(counted.end, day("2026-10-13"));
        assert_eq!((counted.days, counted.working_days), (15, Some(7)));
        assert_eq!(counted.make_up, [day("2026-10-10")]);
        let skipped: Vec<(String, &str)> =
            counted.skipped.iter().map(|s| (format!("{}..{}", s.start, s.end), &*s.why)).collect();
        let expected = [
            ("2026-10-01..2026-10-07".to_owned(), "国庆节放假"),
            ("2026-10-11..2026-10-11".to_owned(), "周末"),
        ];
        assert_eq!(skipped, expected);
    }

    #[test]
    fn other_units() {
        let end = |start: &str, number, unit| {
            count(built_in().calendar(), day(start), Days { number, unit }, Direction::After)
                .map(|c| c.end.to_string())
        };
        assert_eq!(end("2026-01-31", 1, Unit::Month), Ok("2026-02-28".to_owned()));
        assert_eq!(end("2026-01-31", 15, Unit::Day), Ok("2026-02-15".to_owned()));
        assert_eq!(end("2026-01-31", 2, Unit::Week), Ok("2026-02-14".to_owned()));
        assert_eq!(end("2024-02-29", 1, Unit::Year), Ok("2025-02-28".to_owned()));
        assert!(matches!(end("2026-01-31", 24, Unit::Hour), Err(NotCounted::NoDay(_))));
        let holiday = count(
            built_in().calendar(),
            day("2026-01-31"),
            Days { number: 15, unit: Unit::Day },
            Direction::After,
        );
        assert_eq!(holiday.expect("a day").ends_on_working_day, Some(false), "春节");
    }

    #[test]
    fn the_end_of_the_calendar_is_an_error() {
        let last = built_in().calendar().years().last().expect("years").year;
        let days = Days { number: 20, unit: Unit::WorkingDay };
        let error =
            count(built_in().calendar(), Date::constant(last, 12, 21), days, Direction::After)
                .expect_err("no data");
        let NotCounted::CalendarEnds { year, reached, counted, left, about } = error else {
            panic!("{error}")
        };
        assert_eq!((year, reached), (last + 1, Date::constant(last, 12, 31)));
        assert_eq!(counted + left, 20);
        assert!(counted > 5, "{counted}");
        assert!(about > reached && !is_weekend(about), "{about}");
    }
}
