//! unknown-key: a key that mulu does not know, so that its content is lost; so with sheets and columns
//! of adjustments, and with the ids of rules in settings. A column is a warning: people add some of
//! their own.

use crate::finding::{Area, Fault, Rule, Severity};
use crate::model::suggest::nearest;

pub(crate) static RULE: Rule = Rule::error(Area::Files, include_str!("unknown-key.md"))
    .also(&[Severity::Warning])
    .mended_by_body();

/// A key of a mapping that can have the `known` ones.
pub(crate) fn key(within: &str, key: &str, known: &[&str]) -> Fault {
    RULE.fault(format!("{within}里没有“{key}”这一项，写在这里的内容不会被用到")).help(meant(
        key,
        known,
        || format!("{within}里可以写：{}", known.join("、")),
    ))
}

/// So many more keys of a mapping that are unknown, from one on.
pub(crate) fn more(within: &str, count: usize) -> Fault {
    RULE.fault(format!("{within}里从这里起还有 {count} 项不认识，写在里面的内容都不会被用到"))
        .help("看看这是不是要的文件；是的话照上面说的改好几项，再检查一遍")
}

/// A sheet in a workbook of adjustments that can have the `known` ones.
pub(crate) fn sheet(name: &str, known: &[&str]) -> Fault {
    RULE.fault(format!("调整表里没有“{name}”这种工作表，这张表的内容不会被用到"))
        .help(format!("工作表的名称改成其中之一：{}；不用的删掉或隐藏", known.join("、")))
}

/// A sheet of 目录.xlsx, which can have the `known` ones.
pub(crate) fn book_sheet(name: &str, known: &[&str]) -> Fault {
    RULE.fault(format!("目录.xlsx 里没有“{name}”这种工作表，这张表的内容不会被用到"))
        .help(format!("工作表的名称改成其中之一：{}；不用的删掉或隐藏", known.join("、")))
}

/// A column of a sheet of adjustments; `folded` is its heading as it is compared.
pub(crate) fn column(heading: &str, folded: &str, known: &[&str]) -> Fault {
    RULE.fault(format!("没有“{heading}”这一栏，写在里面的内容不会被用到"))
        .level(Severity::Warning)
        .help(meant(folded, known, || format!("可以有的栏：{}", known.join("、"))))
}

/// A rule named in the settings that does not exist: what is said of it would silently do nothing.
pub(crate) fn rule(id: &str, what: &str, known: &[&str]) -> Fault {
    RULE.fault(format!("没有“{id}”这条规则，写在这里的{what}不起作用")).help(meant(
        id,
        known,
        || "用 mulu rules 看有哪些规则".to_owned(),
    ))
}

fn meant(written: &str, known: &[&str], otherwise: impl FnOnce() -> String) -> String {
    match nearest(written, known.iter().copied()) {
        Some(meant) => format!("是不是要写“{meant}”？"),
        None => otherwise(),
    }
}
