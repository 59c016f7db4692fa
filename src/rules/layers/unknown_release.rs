//! unknown-release: the release of the guidelines does not exist.

use crate::finding::{Area, Fault, Rule};

pub(crate) static RULE: Rule =
    Rule::error(Area::Layers, include_str!("unknown-release.md")).mended_by_body();

/// A release that is none of the `known` ones; `none` is the word for no guidelines at all.
pub(crate) fn unknown(name: &str, known: &[&str], none: &str) -> Fault {
    RULE.fault(format!("没有“{name}”这一版国家指引"))
        .help(format!("可以写：{}；只编本级自己的目录，写 {none}", known.join("、")))
}
