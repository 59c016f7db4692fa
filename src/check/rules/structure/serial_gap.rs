//! serial-gap: 序号 that comes twice or jumps. Raised while a sheet is read, where every row has its
//! number; a jump is only a note, since the table may be a part of another.

use crate::check::{Area, Check, Mends, Rule};
use crate::finding::{RuleId, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    id: RuleId("serial-gap"),
    title: "序号重复或者跳号",
    area: Area::Structure,
    level: Severity::Warning,
    mends: Mends::Writer,
    page: include_str!("serial-gap.md"),
    check: Check::Reading,
};
