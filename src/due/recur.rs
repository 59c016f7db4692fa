//! Dates that recur: 每年1月31日前, 每季度首月20日前, 按月公开.

use jiff::civil::Date;

use crate::model::fold::chinese_number;
use crate::model::{Days, Deadline, Unit};

/// When something is due, again and again or once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recurrence {
    /// On one day.
    Once(Date),
    /// In every period of so many months.
    Every {
        /// 12, 6, 3 or 1.
        months: i8,
        /// Which month of the period, from 1.
        month: i8,
        /// Which day of that month; `None` for the last.
        day: Option<i8>,
    },
}

/// The last day of every period of so many months.
const fn end_of(months: i8) -> Recurrence {
    Recurrence::Every { months, month: months, day: None }
}

impl Recurrence {
    /// What a fixed or periodic limit means; `None` for other limits, and where the words do not say a
    /// day: 每20个工作日更新 counts from the last time, which is not known here.
    pub fn of(deadline: &Deadline) -> Option<Self> {
        match deadline {
            Deadline::FixedDate(text) => fixed(text),
            Deadline::Periodic(days) => periodic(*days),
            _ => None,
        }
    }

    /// The first day on which it is due, this day or later.
    pub fn next(self, from: Date) -> Option<Date> {
        self.around(from).into_iter().find(|day| *day >= from)
    }

    /// The last day on which it was due, before this day.
    pub fn previous(self, before: Date) -> Option<Date> {
        self.around(before).into_iter().rev().find(|day| *day < before)
    }

    /// All days of the year before, this year and the next, in order.
    fn around(self, date: Date) -> Vec<Date> {
        let (months, month, day) = match self {
            Self::Once(day) => return vec![day],
            Self::Every { months, month, day } => (months, month, day),
        };
        let years = [date.year().saturating_sub(1), date.year(), date.year().saturating_add(1)];
        let in_year = |year: i16| {
            let firsts = (0..12 / months.max(1)).map(move |n| n * months + month);
            firsts.filter_map(move |month| day_of(year, month, day))
        };
        years.into_iter().flat_map(in_year).collect()
    }
}

/// A day of a month, or its last; 31 in a shorter month is its last day.
fn day_of(year: i16, month: i8, day: Option<i8>) -> Option<Date> {
    let last = Date::new(year, month, 1).ok()?.last_of_month();
    let day = day.map_or(last.day(), |day| day.min(last.day()));
    Date::new(year, month, day).ok()
}

fn periodic(days: Days) -> Option<Recurrence> {
    match (days.number, days.unit) {
        (1, Unit::Year) => Some(end_of(12)),
        (1, Unit::Month) => Some(end_of(1)),
        (3, Unit::Month) => Some(end_of(3)),
        (6, Unit::Month) => Some(end_of(6)),
        _ => None,
    }
}

fn fixed(text: &str) -> Option<Recurrence> {
    let year = before(text, '年').filter(|year| *year >= 1900);
    let (month, day) = (before(text, '月'), before(text, '日').or_else(|| before(text, '号')));
    let (month, day) = (small(month), small(day));
    let at_end = ["底", "末"].iter().any(|word| text.contains(word));
    if let Some(year) = year {
        let day = if at_end { None } else { Some(day?) };
        return day_of(i16::try_from(year).ok()?, month?, day).map(Recurrence::Once);
    }
    if text.contains('季') {
        return quarter(text, day, at_end);
    }
    if let Some(month) = month {
        // 每年3月前 may mean the first day of the month or the last: no date is named.
        let bare_month = day.is_none() && !at_end && text.ends_with('前');
        return (!bare_month).then_some(Recurrence::Every { months: 12, month, day });
    }
    if text.contains('月') {
        return (day.is_some() || at_end).then_some(Recurrence::Every { months: 1, month: 1, day });
    }
    (at_end && text.contains('年') && !text.contains("半年")).then_some(end_of(12))
}

/// 每季度首月20日前, 每季度末月25日前, 每季度末前.
fn quarter(text: &str, day: Option<i8>, at_end: bool) -> Option<Recurrence> {
    let first = ["首月", "第一个月", "第1个月"].iter().any(|word| text.contains(word));
    match (first, at_end, day) {
        (true, _, Some(day)) => Some(Recurrence::Every { months: 3, month: 1, day: Some(day) }),
        (false, true, Some(day)) => Some(Recurrence::Every { months: 3, month: 3, day: Some(day) }),
        (_, true, None) => Some(end_of(3)),
        _ => None,
    }
}

/// The number right before this character.
fn before(text: &str, unit: char) -> Option<u32> {
    text.match_indices(unit).find_map(|(at, _)| {
        let head = text.get(..at)?;
        let figures = head.trim_end_matches(is_figure).len();
        chinese_number(head.get(figures..)?)
    })
}

fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || "〇零一二两三四五六七八九十百".contains(c)
}

fn small(number: Option<u32>) -> Option<i8> {
    number.and_then(|number| i8::try_from(number).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::TimeLimits;

    fn next(limit: &str, from: &str) -> Option<String> {
        let limits = TimeLimits::parse(limit);
        let recurrence = limits.parts.iter().find_map(|part| Recurrence::of(&part.deadline))?;
        Some(recurrence.next(from.parse().expect("a date"))?.to_string())
    }

    #[test]
    fn fixed_dates() {
        for (limit, from, due) in [
            ("每年1月31日前", "2026-11-21", "2027-01-31"),
            ("每年1月31日前公开", "2027-01-31", "2027-01-31"),
            ("每年3月底前", "2026-04-01", "2027-03-31"),
            ("每年2月底前", "2027-12-01", "2028-02-29"),
            ("每年年底前", "2026-11-21", "2026-12-31"),
            ("每季度首月20日前", "2026-11-21", "2027-01-20"),
            ("每季度末前", "2026-11-21", "2026-12-31"),
            ("每月10日前", "2026-11-21", "2026-12-10"),
            ("每月10号前", "2026-11-21", "2026-12-10"),
            ("每月底前", "2026-02-01", "2026-02-28"),
            ("2020年9月30日前", "2026-11-21", "2020-09-30"),
        ] {
            let found = next(limit, from).or_else(|| once(limit));
            assert_eq!(found.as_deref(), Some(due), "{limit}");
        }
    }

    fn once(limit: &str) -> Option<String> {
        match Recurrence::of(&TimeLimits::parse(limit).parts.first()?.deadline)? {
            Recurrence::Once(day) => Some(day.to_string()),
            Recurrence::Every { .. } => None,
        }
    }

    #[test]
    fn periods_end_with_the_calendar() {
        for (limit, due) in [
            ("按月公开", "2026-11-30"),
            ("每月公开", "2026-11-30"),
            ("每月", "2026-11-30"),
            ("每季度公开", "2026-12-31"),
            ("每半年公开", "2026-12-31"),
            ("每年更新", "2026-12-31"),
        ] {
            assert_eq!(next(limit, "2026-11-21").as_deref(), Some(due), "{limit}");
        }
    }

    #[test]
    fn nothing_is_guessed() {
        for limit in ["每年3月前", "每20个工作日更新", "20个工作日内", "长期公开", "及时公开"]
        {
            assert_eq!(next(limit, "2026-11-21"), None, "{limit}");
        }
    }

    #[test]
    fn the_time_before() {
        let quarter = Recurrence::Every { months: 3, month: 1, day: Some(20) };
        let from = Date::constant(2026, 1, 20);
        assert_eq!(quarter.previous(from), Some(Date::constant(2025, 10, 20)));
        assert_eq!(quarter.next(from), Some(from));
    }
}
