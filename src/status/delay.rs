//! How late something is.

use jiff::civil::Date;

use crate::register::Calendar;

/// From a deadline to the day on which something was done, or to today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Delay {
    /// Days of the calendar.
    pub days: u32,
    /// Working days; `None` where the calendar does not reach.
    pub working_days: Option<u32>,
}

impl Delay {
    /// The time after `deadline` up to and with `day`; `None` when the day is not later.
    pub fn between(calendar: &Calendar, deadline: Date, day: Date) -> Option<Self> {
        let days = deadline.until(day).ok()?.get_days();
        let days = u32::try_from(days).ok().filter(|days| *days > 0)?;
        Some(Self { days, working_days: calendar.days_between(deadline, day).ok() })
    }

    /// 6 个工作日, or 400 天 where working days cannot be counted.
    pub fn text(self) -> String {
        match self.working_days {
            Some(number) => format!("{number} 个工作日"),
            None => format!("{} 天（工作日年历不全）", self.days),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::built_in;

    #[test]
    fn delays() {
        let day = |text: &str| text.parse::<Date>().expect("a date");
        let text = |from: &str, to: &str| {
            Delay::between(built_in().calendar(), day(from), day(to)).map(Delay::text)
        };
        // Over 国庆节 2020: 9 October is a Friday, 10 October a make-up Saturday.
        assert_eq!(text("2020-09-30", "2020-10-10").as_deref(), Some("2 个工作日"));
        assert_eq!(text("2020-10-31", "2020-11-01").as_deref(), Some("0 个工作日"), "a Sunday");
        assert_eq!(text("2020-10-31", "2020-10-31"), None);
        assert_eq!(text("2098-01-01", "2098-01-11").as_deref(), Some("10 天（工作日年历不全）"));
    }
}
