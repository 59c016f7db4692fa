//! hidden-sheet: a hidden sheet, which is not read. Raised by `input::sheet`.

use crate::check::{Area, Check, Mends, Rule};
use crate::finding::{RuleId, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    id: RuleId("hidden-sheet"),
    title: "隐藏的工作表没有读",
    area: Area::Files,
    level: Severity::Note,
    mends: Mends::Body,
    page: include_str!("hidden-sheet.md"),
    check: Check::Reading,
};
