//! vague-basis: 相关政策文件 and the like instead of an instrument.
//!
//! Beside instruments that are named it does little harm and is a note.

use crate::check::facts::citations::entries;
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Severity;
use crate::model::{Basis, Field, ItemIn};
use crate::register::WordList;

pub(crate) static CHECK: Check = Check::item(&RULE, check);
pub(crate) static RULE: Rule =
    Rule::warning(Area::Basis, include_str!("vague-basis.md")).also(&[Severity::Note]);

fn check(_: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let named = entries(at.item).any(|entry| !is_vague(entry));
    let level = if named { Severity::Note } else { RULE.level };
    for entry in entries(at.item).filter(|entry| is_vague(entry)) {
        reporter
            .at_level(
                Place::Field(at, Field::Basis),
                level,
                format!("“{}”没有说是哪一件，查不到凭什么公开", entry.text),
            )
            .help("写出名称和文号，如《社会救助暂行办法》（国务院令第649号）第四条");
    }
}

fn is_vague(entry: &Basis) -> bool {
    let has = |words: WordList| words.is_in(&entry.text);
    entry.instruments.is_empty()
        && !entry.text.contains('《')
        && has(WordList::Pointing)
        && has(WordList::PointedTo)
}
