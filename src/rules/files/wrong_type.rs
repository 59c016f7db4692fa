//! wrong-type: a value of the wrong kind.

use crate::finding::{Area, Fault, Rule};
use crate::model::suggest::nearest;

pub(crate) static RULE: Rule =
    Rule::error(Area::Files, include_str!("wrong-type.md")).mended_by_body();

/// A value of a file that should be of another kind.
pub(crate) fn value(what: &str, wanted: &str, found: &str) -> Fault {
    RULE.fault(format!("{what}应当是{wanted}，现在是{found}"))
}

/// A cell that is no code of an item.
pub(crate) fn code(text: &str) -> Fault {
    RULE.fault(format!("“{text}”不是事项的编码"))
        .help("编码像 19.003，在“事项编码表”里查；不知道的空着，写事项的名称")
}

/// A cell that has to hold one of some words.
pub(crate) fn word(heading: &str, text: &str, known: &[&str]) -> Fault {
    let help = match nearest(text, known.iter().copied()) {
        Some(meant) => format!("是不是要写“{meant}”？"),
        None => format!("可以写：{}", known.join("、")),
    };
    RULE.fault(format!("“{heading}”不能写“{text}”")).help(help)
}
