//! missing-key: a key that must be there is not. Raised by `input::yaml`.

use crate::check::{Area, Check, Mends, Rule};
use crate::finding::{RuleId, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    id: RuleId("missing-key"),
    title: "缺少必须写的项",
    area: Area::Files,
    level: Severity::Error,
    mends: Mends::Body,
    page: include_str!("missing-key.md"),
    check: Check::Reading,
};
