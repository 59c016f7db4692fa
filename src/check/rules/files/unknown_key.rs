//! unknown-key: a key that mulu does not know, so its content is lost. Raised by `input::yaml`, and for
//! the ids of rules by [`crate::check`].

use crate::check::{Area, Check, Mends, Rule};
use crate::finding::{RuleId, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    id: RuleId("unknown-key"),
    title: "写了不认识的项",
    area: Area::Files,
    level: Severity::Error,
    mends: Mends::Body,
    page: include_str!("unknown-key.md"),
    check: Check::Reading,
};
