//! decision-unclear: a decision in 意见采纳情况表 cannot be taken over.

use crate::finding::{Area, Fault, Rule};

pub(crate) static RULE: Rule =
    Rule::error(Area::Process, include_str!("decision-unclear.md")).mended_by_body();

/// A row about an opinion that nobody gave.
pub(crate) fn unknown_number(number: usize) -> Fault {
    RULE.fault(format!("意见采纳.yaml 里没有第 {number} 号意见，这一行没有读"))
        .help("看是不是别的单位、别的一稿的表")
}

/// A row whose code is not that of its opinion.
pub(crate) fn other_code(number: usize, code: &str, written: &str) -> Fault {
    RULE.fault(format!("第 {number} 号意见是关于 {code} 的，表里写的是 {written}，这一行没有读"))
        .help("核对序号和编码；表过时了的，用新写出的表再填")
}

/// A word that is no decision.
pub(crate) fn unknown_word(word: &str, known: &[&str]) -> Fault {
    RULE.fault(format!("“采纳情况”不能写“{word}”，这一行没有读"))
        .help(format!("可以写：{}", known.join("、")))
}

/// A decision against an opinion that does not say why.
pub(crate) fn no_reason(number: usize, decision: &str) -> Fault {
    RULE.fault(format!("第 {number} 号意见定的是“{decision}”，没有写理由，没有记"))
        .help("在“理由”里写一句为什么；部门会问")
}
