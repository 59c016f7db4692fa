//! broken-words: a space or a line break inside a word.

use crate::check::{Area, Check, Reporter, Rule, Scope, written};
use crate::model::broken_word;
use crate::model::writing::{Reading, RepairKind};

pub(crate) static CHECK: Check = Check::catalogue(&RULE, check);
pub(crate) static RULE: Rule = Rule::warning(Area::Structure, include_str!("broken-words.md"));

const HELP: &str = "去掉词中间的空格和换行；mulu check --fix 可以改好";

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    written::report(scope, written::slips(scope, broken), HELP, reporter);
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
