//! Today, as rules ask for it. They only compare it with days that they know, and every comparison notes among
//! which days it comes out the same: a result that asked for nothing else holds on all of these. What is
//! remembered from one body to the next must not depend on the day, since it asks only once.

use std::cell::Cell;
use std::cmp::Ordering;
use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The day of a run.
#[derive(Debug, Clone, Copy)]
pub struct Today(Date);

/// Days from a first to a last one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct DaySpan {
    first: Date,
    last: Date,
}

impl DaySpan {
    /// All days.
    pub const ALL: Self = Self { first: Date::MIN, last: Date::MAX };

    /// Whether a day is one of these.
    pub fn contains(self, day: Date) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// The days that are among these and others.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self { first: self.first.max(other.first), last: self.last.min(other.last) }
    }

    fn from(first: Date) -> Self {
        Self { first, ..Self::ALL }
    }

    fn until(last: Date) -> Self {
        Self { last, ..Self::ALL }
    }
}

impl fmt::Display for DaySpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.first, self.last)
    }
}

impl From<DaySpan> for String {
    fn from(days: DaySpan) -> Self {
        days.to_string()
    }
}

impl TryFrom<String> for DaySpan {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let days = text.split_once('/').and_then(|(first, last)| {
            Some(Self { first: first.parse().ok()?, last: last.parse().ok()? })
        });
        days.ok_or("no span of days")
    }
}

thread_local! {
    static SAME: Cell<DaySpan> = const { Cell::new(DaySpan::ALL) };
}

/// Does some work, and tells on which days it comes out the same as far as this thread asked for the day.
pub fn on_same_days<T>(work: impl FnOnce() -> T) -> (T, DaySpan) {
    let outer = SAME.replace(DaySpan::ALL);
    let done = work();
    let span = SAME.replace(outer);
    note(span);
    (done, span)
}

fn note(span: DaySpan) {
    SAME.set(SAME.get().and(span));
}

impl Today {
    /// A day as that of the run.
    pub const fn new(day: Date) -> Self {
        Self(day)
    }

    /// The year.
    pub fn year(self) -> i16 {
        let first = self.0.first_of_year();
        note(DaySpan::from(first).and(DaySpan::until(first.last_of_year())));
        self.0.year()
    }

    /// How it stands to another day.
    fn against(self, day: Date) -> Ordering {
        let is = self.0.cmp(&day);
        note(match is {
            Ordering::Less => day.yesterday().map_or(DaySpan::ALL, DaySpan::until),
            Ordering::Equal => DaySpan::from(day).and(DaySpan::until(day)),
            Ordering::Greater => day.tomorrow().map_or(DaySpan::ALL, DaySpan::from),
        });
        is
    }

    /// Whether it is this day or a later one.
    fn has_come(self, day: Date) -> bool {
        let has_come = self.0 >= day;
        note(match has_come {
            true => DaySpan::from(day),
            false => day.yesterday().map_or(DaySpan::ALL, DaySpan::until),
        });
        has_come
    }

    /// Whether it is a later day.
    fn is_after(self, day: Date) -> bool {
        day.tomorrow().is_ok_and(|next| self.has_come(next))
    }
}

impl From<Date> for Today {
    fn from(day: Date) -> Self {
        Self(day)
    }
}

impl PartialEq<Date> for Today {
    fn eq(&self, day: &Date) -> bool {
        self.against(*day) == Ordering::Equal
    }
}

impl PartialOrd<Date> for Today {
    fn partial_cmp(&self, day: &Date) -> Option<Ordering> {
        Some(self.against(*day))
    }

    fn lt(&self, day: &Date) -> bool {
        !self.has_come(*day)
    }

    fn le(&self, day: &Date) -> bool {
        !self.is_after(*day)
    }

    fn gt(&self, day: &Date) -> bool {
        self.is_after(*day)
    }

    fn ge(&self, day: &Date) -> bool {
        self.has_come(*day)
    }
}

impl PartialEq<Today> for Date {
    fn eq(&self, today: &Today) -> bool {
        today == self
    }
}

impl PartialOrd<Today> for Date {
    fn partial_cmp(&self, today: &Today) -> Option<Ordering> {
        today.partial_cmp(self).map(Ordering::reverse)
    }

    fn lt(&self, today: &Today) -> bool {
        today > self
    }

    fn le(&self, today: &Today) -> bool {
        today >= self
    }

    fn gt(&self, today: &Today) -> bool {
        today < self
    }

    fn ge(&self, today: &Today) -> bool {
        today <= self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    const BASE: Date = date(2024, 2, 20);

    fn day(after: i32) -> Date {
        BASE.checked_add(jiff::Span::new().days(after)).unwrap()
    }

    /// Everything that can be asked.
    fn asked(today: Today, other: Date, question: u8) -> String {
        match question {
            0 => (today < other).to_string(),
            1 => (today <= other).to_string(),
            2 => (today > other).to_string(),
            3 => (today >= other).to_string(),
            4 => (today == other).to_string(),
            5 => format!("{:?}", today.partial_cmp(&other)),
            6 => (other < today).to_string(),
            7 => (other <= today).to_string(),
            8 => (other > today).to_string(),
            9 => (other >= today).to_string(),
            10 => (other == today).to_string(),
            11 => format!("{:?}", other.partial_cmp(&today)),
            _ => today.year().to_string(),
        }
    }

    #[test]
    fn answers_are_those_of_plain_days() {
        for after in -2..=2 {
            let other = day(after);
            let today = Today::new(BASE);
            assert_eq!(
                [today < other, today <= other, today > other, today >= other, today == other],
                [BASE < other, BASE <= other, BASE > other, BASE >= other, BASE == other]
            );
            assert_eq!(
                [other < today, other <= today, other > today, other >= today, other == today],
                [other < BASE, other <= BASE, other > BASE, other >= BASE, other == BASE]
            );
        }
    }

    #[test]
    fn what_is_not_asked_holds_always() {
        let ((), outer) = on_same_days(|| {
            let (_, inner) = on_same_days(|| Today::new(BASE) > day(5));
            assert_eq!(inner.to_string(), format!("{}/{}", Date::MIN, day(5)));
        });
        assert_eq!(outer, DaySpan::until(day(5)));
        assert_eq!(on_same_days(|| ()).1, DaySpan::ALL);
        for span in [outer, DaySpan::ALL] {
            assert_eq!(DaySpan::try_from(span.to_string()), Ok(span));
        }
    }

    proptest! {
        #[test]
        fn on_the_same_days_all_answers_are_the_same(
            questions in prop::collection::vec((0u8..13, -400i32..400), 1..6),
            today in -400i32..400, later in -400i32..400,
        ) {
            let all = |today: i32| -> Vec<String> {
                let today = Today::new(day(today));
                questions.iter().map(|(question, other)| asked(today, day(*other), *question)).collect()
            };
            let (answers, span) = on_same_days(|| all(today));
            prop_assert!(span.contains(day(today)));
            if span.contains(day(later)) {
                prop_assert_eq!(answers, all(later));
            }
        }
    }
}
