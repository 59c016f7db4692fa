//! broken-words: a space or a line break inside a word.

use crate::check::{Area, Check, Mends, Reporter, Rule, Scope, written};
use crate::finding::{RuleId, Severity};
use crate::model::broken_word;
use crate::model::writing::{Reading, RepairKind};

pub(in crate::check) static RULE: Rule = Rule {
    id: RuleId("broken-words"),
    title: "词中间有空格或换行",
    area: Area::Structure,
    level: Severity::Warning,
    mends: Mends::Writer,
    page: include_str!("broken-words.md"),
    check: Check::Catalogue(check),
};

const HELP: &str = "去掉词中间的空格和换行；mulu check --fix 可以改好";

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    written::report(scope, written::faults(scope, broken), HELP, reporter);
}

fn broken(reading: &Reading) -> Option<String> {
    let word = |kind, gap| broken_word(&reading.repair(kind)?.before, gap);
    let spaced = || word(RepairKind::Spaces, ' ').or_else(|| word(RepairKind::Spaces, '\u{3000}'));
    let (what, shown) = match spaced() {
        Some(word) => ("空格", word),
        None => ("换行", word(RepairKind::LineBreaks, '\n')?.replace('\n', "⏎")),
    };
    Some(format!("词中间有{what}：“{shown}”，搜索和比对时找不到这个词"))
}
