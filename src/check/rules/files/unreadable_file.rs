//! unreadable-file: a file whose content cannot be read at all. Raised by `input::project`.

use crate::check::{Area, Check, Mends, Rule};
use crate::finding::{RuleId, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    id: RuleId("unreadable-file"),
    title: "文件读不出来",
    area: Area::Files,
    level: Severity::Error,
    mends: Mends::Body,
    page: include_str!("unreadable-file.md"),
    check: Check::Reading,
};
