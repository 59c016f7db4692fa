//! confirm-unclear: an answer about the original cannot be used as it stands.

use crate::finding::{Area, Fault, Rule};
use crate::model::{Code, Field, Verdict};

pub(crate) static RULE: Rule =
    Rule::error(Area::Process, include_str!("confirm-unclear.md")).mended_by_body();

/// A field is said to stand in the original, but not with what text.
pub(crate) fn no_text(code: &Code, field: Field) -> Fault {
    RULE.fault(format!("{code} 的“{field}”没有写清楚原件里是什么文字，这一条没有取"))
        .help("结果选“改为”，在“原件文字”里照抄原件；原件空着的选“原件没有”")
}

/// A name is said not to be in the original.
pub(crate) fn names(code: &Code) -> Fault {
    RULE.fault(format!("{code} 的“事项”不能核实成没有或不适用，这一条没有取"))
        .help("原件里没有这个事项、或者本级没有的，在 overlays 的“不采用”里写理由")
}

/// The column of results holds a word that is none of the list.
pub(crate) fn verdict(code: &str, word: &str) -> Fault {
    let message = match word {
        "" => format!("{code} 填了内容，没有选“结果”，这一行没有取"),
        _ => format!("{code} 的结果“{word}”不在列表里，这一行没有取"),
    };
    RULE.fault(message).help(format!("从下拉列表里选：{}", Verdict::LABELS.join("、")))
}

/// A cell that an answer needs is empty, or not understood.
pub(crate) fn lacking(code: &str, field: &str, heading: &str) -> Fault {
    RULE.fault(format!("{code} 的“{field}”没有写明“{heading}”，这一行没有取"))
        .help("结果、原件和页码、核实人、日期（如 2026-11-20）都要写，以后才查得到")
}

/// The row does not say which item or which field it is about.
pub(crate) fn nowhere(what: &str) -> Fault {
    RULE.fault(format!("这一行看不出是哪个事项的哪一栏（{what}），没有取"))
        .help("编码和栏目照核实表的原样，不要改")
}
