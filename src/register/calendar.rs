//! 工作日年历: the State Council's holiday and make-up days.
//!
//! A year without data is said to be one; nothing is guessed from weekends alone. What a limit counts
//! from is not known here.

use std::collections::BTreeMap;

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

use crate::input::yaml::Node;

/// One year of the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarYear {
    /// The year.
    pub year: i16,
    /// 文号 of the State Council's notice.
    pub number: String,
    /// The holidays, which may begin in the year before.
    pub holidays: Vec<Holiday>,
    /// 上班: days of weekends on which people work.
    pub make_up: Vec<Date>,
}

/// A holiday with its first and last day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holiday {
    /// 节日.
    pub name: String,
    /// The first day.
    pub start: Date,
    /// The last day.
    pub end: Date,
}

/// There is no calendar for a year, so its working days cannot be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("没有{year}年的节假日安排，这一年的工作日算不出来")]
pub struct NoCalendar {
    /// The year.
    pub year: i16,
}

/// The register of working days.
#[derive(Debug)]
pub struct Calendar {
    years: BTreeMap<i16, CalendarYear>,
}

impl Calendar {
    /// Reads a checked tree.
    pub(super) fn read(node: &Node) -> Self {
        let years = node.get("年历").map_or(&[][..], Node::elements);
        Self { years: years.iter().filter_map(year).map(|year| (year.year, year)).collect() }
    }

    /// The years with data, in order.
    pub fn years(&self) -> impl Iterator<Item = &CalendarYear> {
        self.years.values()
    }

    /// Whether people work on this day; `None` when there is no data for its year.
    pub fn working_day(&self, date: Date) -> Option<bool> {
        self.years.get(&date.year())?;
        let mut near = self.near(date);
        if near.any(|year| year.make_up.contains(&date)) {
            return Some(true);
        }
        let weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
        Some(!weekend && self.holiday(date).is_none())
    }

    /// The holiday that the day belongs to.
    pub fn holiday(&self, date: Date) -> Option<&Holiday> {
        let mut all = self.near(date).flat_map(|year| &year.holidays);
        all.find(|holiday| (holiday.start..=holiday.end).contains(&date))
    }

    /// The years whose notice may speak of this day: 元旦 and the work before it can lie in December.
    fn near(&self, date: Date) -> impl Iterator<Item = &CalendarYear> {
        [Some(date.year()), date.year().checked_add(1)]
            .into_iter()
            .filter_map(|year| self.years.get(&year?))
    }

    /// How many working days lie after `start` up to and with `end`; 0 when `end` is not later.
    ///
    /// # Errors
    /// When a year that has to be counted through has no data.
    pub fn days_between(&self, start: Date, end: Date) -> Result<u32, NoCalendar> {
        let days = start.series(1.day()).skip(1).take_while(|day| *day <= end);
        days.map(|day| self.counts(day).map(u32::from)).sum()
    }

    fn counts(&self, day: Date) -> Result<bool, NoCalendar> {
        self.working_day(day).ok_or(NoCalendar { year: day.year() })
    }
}

fn date(node: &Node, key: &str) -> Option<Date> {
    node.text(key)?.parse().ok()
}

fn year(node: &Node) -> Option<CalendarYear> {
    let holidays = node.get("放假").map_or(&[][..], Node::elements);
    Some(CalendarYear {
        year: node.text("年")?.parse().ok()?,
        number: node.text("文号").unwrap_or_default().to_owned(),
        holidays: holidays.iter().filter_map(holiday).collect(),
        make_up: node.texts("上班").iter().filter_map(|day| day.parse().ok()).collect(),
    })
}

fn holiday(node: &Node) -> Option<Holiday> {
    let name = node.text("节日").unwrap_or_default().to_owned();
    Some(Holiday { name, start: date(node, "起")?, end: date(node, "止")? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::built_in;

    fn day(text: &str) -> Date {
        text.parse().expect("a date")
    }

    fn works(text: &str) -> Option<bool> {
        built_in().calendar().working_day(day(text))
    }

    #[test]
    fn holidays() {
        // 春节 and 国庆节, first and last days, with the working days around them.
        for (last_work, first, last, next_work) in [
            ("2024-02-09", "2024-02-10", "2024-02-17", "2024-02-18"),
            ("2024-09-30", "2024-10-01", "2024-10-07", "2024-10-08"),
            ("2025-01-27", "2025-01-28", "2025-02-04", "2025-02-05"),
            ("2025-09-30", "2025-10-01", "2025-10-08", "2025-10-09"),
            ("2026-02-14", "2026-02-15", "2026-02-23", "2026-02-24"),
            ("2026-09-30", "2026-10-01", "2026-10-07", "2026-10-08"),
        ] {
            assert_eq!(works(last_work), Some(true), "{last_work}");
            assert_eq!(works(first), Some(false), "{first}");
            assert_eq!(works(last), Some(false), "{last}");
            assert_eq!(works(next_work), Some(true), "{next_work}");
        }
        let spring = built_in().calendar().holiday(day("2025-01-29")).map(|h| h.name.as_str());
        assert_eq!(spring, Some("春节"));
    }

    #[test]
    fn make_up_days() {
        for text in [
            "2024-02-04",
            "2024-02-18",
            "2024-04-07",
            "2024-04-28",
            "2024-05-11",
            "2024-09-14",
            "2024-09-29",
            "2024-10-12",
            "2025-01-26",
            "2025-02-08",
            "2025-04-27",
            "2025-09-28",
            "2025-10-11",
            "2026-01-04",
            "2026-02-14",
            "2026-02-28",
            "2026-05-09",
            "2026-09-20",
            "2026-10-10",
        ] {
            let weekday = day(text).weekday();
            assert!(matches!(weekday, Weekday::Saturday | Weekday::Sunday), "{text}");
            assert_eq!(works(text), Some(true), "{text}");
        }
        assert_eq!(works("2024-03-02"), Some(false), "an ordinary Saturday");
        assert_eq!(works("2024-03-04"), Some(true), "an ordinary Monday");
    }

    #[test]
    fn counting() {
        let calendar = built_in().calendar();
        // Over 国庆节 2024: 30 September is the first day, 8 to 11 October the next four, then the
        // make-up Saturday.
        let until = |end| calendar.days_between(day("2024-09-29"), day(end));
        assert_eq!(until("2024-09-30"), Ok(1));
        assert_eq!(until("2024-10-11"), Ok(5));
        assert_eq!(until("2024-10-12"), Ok(6));
        assert_eq!(until("2024-10-14"), Ok(7));
        assert_eq!(calendar.days_between(day("2024-09-29"), day("2024-10-13")), Ok(6));
        assert_eq!(calendar.days_between(day("2024-10-13"), day("2024-09-29")), Ok(0));
    }

    #[test]
    fn a_year_without_data_is_said() {
        let calendar = built_in().calendar();
        assert_eq!(works("2018-12-31"), None);
        assert_eq!(works("2099-01-05"), None);
        let late = calendar.days_between(day("2098-12-30"), day("2099-01-20"));
        assert_eq!(late, Err(NoCalendar { year: 2098 }));
        let last = calendar.years().last().expect("years").year;
        let over =
            calendar.days_between(Date::constant(last, 12, 20), Date::constant(last + 1, 1, 20));
        assert_eq!(over, Err(NoCalendar { year: last + 1 }));
        assert!(NoCalendar { year: 2031 }.to_string().contains("2031"));
    }
}
