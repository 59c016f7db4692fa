//! broken-words: a space or a line break inside a word. What stands in sheets the reader joins and
//! reports itself.

use crate::finding::{Area, Fault, Rule};

pub(crate) static RULE: Rule = Rule::warning(Area::Structure, include_str!("broken-words.md"));

/// A word with a space in it, in a text that has no cell.
pub(crate) fn space(word: &str) -> Fault {
    fault("空格", word).help("去掉词中间的空格；mulu check --fix 可以改好")
}

/// A word of a cell with a gap in it, a space or a line break.
pub(crate) fn in_cell(word: &str, gap: char) -> Fault {
    let fault = match gap {
        '\n' => fault("换行", &word.replace('\n', "⏎")),
        _ => fault("空格", word),
    };
    fault.help("去掉词中间的空格和换行；mulu check --fix 可以改好")
}

fn fault(what: &str, word: &str) -> Fault {
    RULE.fault(format!("词中间有{what}：“{word}”，搜索和比对时找不到这个词"))
}
