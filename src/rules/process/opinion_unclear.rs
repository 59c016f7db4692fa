//! opinion-unclear: an opinion does not say what is to become of which item. A warning where it is read
//! all the same.

use crate::finding::{Area, Fault, Rule, Severity};
use crate::model::suggest::nearest;

pub(crate) static RULE: Rule = Rule::error(Area::Process, include_str!("opinion-unclear.md"))
    .also(&[Severity::Warning])
    .mended_by_body();

/// A word that is no answer.
pub(crate) fn unknown_answer(word: &str, known: &[&str]) -> Fault {
    RULE.fault(format!("“部门意见”写的是“{word}”，看不懂，这条意见没有读"))
        .help(format!("可以写：{}", known.join("、")))
}

/// An opinion on something that is not in the catalogue.
pub(crate) fn unknown_item(written: &str) -> Fault {
    RULE.fault(format!("现在的目录里没有“{written}”，这条意见没有读"))
        .help("核对编码和事项名称；事项已经删去的，不用再处理")
}

/// No answer, but something is written behind it.
pub(crate) fn no_answer() -> Fault {
    RULE.fault("没有选“部门意见”，但后面写了内容，按“修改”读")
        .level(Severity::Warning)
        .help("核对是不是这个意思")
}

/// 修改 without the new text.
pub(crate) fn no_text() -> Fault {
    RULE.fault("意见是“修改”，没有写修改后的内容，采纳不了").help("请单位补上，或者按不采纳处理")
}

/// 修改 without the field.
pub(crate) fn no_field() -> Fault {
    RULE.fault("意见是“修改”，没有选改哪一栏，采纳不了").help("请单位补上")
}

/// 修改 of a field that there is not.
pub(crate) fn unknown_field(word: &str, known: &[&str]) -> Fault {
    let help = match nearest(word, known.iter().copied()) {
        Some(meant) => format!("是不是“{meant}”？"),
        None => format!("可以写：{}", known.join("、")),
    };
    RULE.fault(format!("没有“{word}”这一栏，采纳不了")).help(help)
}

/// 删除 without one of the reasons.
pub(crate) fn no_reason(known: &[&str]) -> Fault {
    RULE.fault("意见是“删除”，没有选理由")
        .level(Severity::Warning)
        .help(format!("采纳以前要定下来，在“删除理由”里写：{}", known.join("、")))
}
