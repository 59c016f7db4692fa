//! What day it is: the day of Beijing, by which deadlines are counted, whatever zone the machine is set to
//! and whether or not the system knows any zones.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};

use super::CliError;

/// Stands for today where a run has to be repeatable: tests, and builds of an earlier version.
const VARIABLE: &str = "MULU_TODAY";
/// China has one zone, without summer time.
const BEIJING: Offset = jiff::tz::offset(8);

/// Today, or the day that `MULU_TODAY` names.
pub(super) fn today() -> Result<Date, CliError> {
    match std::env::var(VARIABLE) {
        Ok(day) => day.parse().map_err(|_| {
            CliError::Message(format!(
                "环境变量 {VARIABLE} 写的是“{day}”，不是日期；写成 2026-11-21 的样子，或者去掉"
            ))
        }),
        Err(_) => Ok(in_beijing(Timestamp::now())),
    }
}

fn in_beijing(moment: Timestamp) -> Date {
    TimeZone::fixed(BEIJING).to_datetime(moment).date()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_turns_at_midnight_in_beijing() {
        for (moment, day) in [
            ("2026-11-29T15:59:59Z", "2026-11-29"),
            ("2026-11-29T16:00:00Z", "2026-11-30"),
            ("2026-11-29T17:59:00Z", "2026-11-30"),
        ] {
            assert_eq!(in_beijing(moment.parse().expect("a moment")).to_string(), day, "{moment}");
        }
    }
}
