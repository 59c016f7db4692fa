//! form-foreign: a form is about another catalogue, or from a unit that was not asked. The latter is a
//! warning: its opinions are read.

use crate::finding::{Area, Fault, Rule, Severity};

pub(crate) static RULE: Rule = Rule::error(Area::Process, include_str!("form-foreign.md"))
    .also(&[Severity::Warning])
    .mended_by_body();

/// A form about the catalogue of a body, `name`, that is none of those here.
pub(crate) fn other_catalogue(name: &str, here: &str) -> Fault {
    RULE.fault(format!("这份表是“{name}”的目录的，这里是 {here}，没有读"))
        .help("看是不是放错了文件夹，或者 --member 写错了")
}

/// A form that does not say whose catalogue it is about.
pub(crate) fn unnamed_catalogue(here: &str) -> Fault {
    RULE.fault("看不出是谁的目录的征求意见表，没有读")
        .help(format!("用 --member 写明是谁的，可以写：{here}"))
}

/// A form that does not say which unit answers.
pub(crate) fn unnamed_unit() -> Fault {
    RULE.fault("看不出是哪个单位的反馈，没有读")
        .help("在表里写上“征求意见单位：…”，或者把文件名改成“征求意见表（单位名）”")
}

/// A form of a unit that was not asked.
pub(crate) fn unknown_unit(unit: &str) -> Fault {
    RULE.fault(format!("“{unit}”不在征求意见的单位里，意见照读"))
        .level(Severity::Warning)
        .help("核对单位的名称")
}
