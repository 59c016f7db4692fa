//! 到期: from a day and a limit to the day on which the limit ends, and the dates that recur.
//!
//! Working days come from the register's calendar; where it ends, counting ends with an error that says
//! how far it came. This module knows no catalogues and prints nothing.

mod count;
mod date;
mod recur;

pub use count::{Counted, Direction, DueAnswer, NotCounted, SkippedDays, count};
pub use date::{parse as parse_date, weekday};
pub use recur::Recurrence;
