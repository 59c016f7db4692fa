//! duplicate-key: the same key twice in one mapping, or the same column twice in one table.

use crate::finding::{Area, Fault, Rule};

pub(crate) static RULE: Rule =
    Rule::error(Area::Files, include_str!("duplicate-key.md")).mended_by_body();

/// A key that stands twice in a mapping.
pub(crate) fn key(key: &str) -> Fault {
    RULE.fault(format!("“{key}”写了两次"))
        .help("同一处只能写一次：留下对的那一行，删去另一行；两行都要时，把内容合在一起")
}

/// A column that a sheet of adjustments has twice.
pub(crate) fn column(heading: &str) -> Fault {
    RULE.fault(format!("“{heading}”这一栏有两个，只读了前面一个")).help("把后面一个删掉或改名")
}
