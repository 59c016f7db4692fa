//! unsure-reading: what a reader guessed or could not have. Raised by `input::doubt`, at warning level where
//! text is lost.

use crate::check::{Area, Check, Mends, Rule};
use crate::finding::{RuleId, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    id: RuleId("unsure-reading"),
    title: "读取时有拿不准的地方",
    area: Area::Files,
    level: Severity::Note,
    mends: Mends::Body,
    page: include_str!("unsure-reading.md"),
    check: Check::Reading,
};
