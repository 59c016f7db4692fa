//! 字词: which characters belong together, as the built-in guidelines write them.
//!
//! There is no dictionary: what the guidelines put side by side often enough is a word or the seam of a
//! fixed phrase. Good enough to tell a torn word from two entries of a list; nothing else is claimed.

use foldhash::HashMap;
use std::sync::OnceLock;

use super::national::guidelines;
use crate::model::{Field, Item, fold};
use crate::source::SourceMap;

/// How often characters must stand side by side to tell anything.
const SEEN: u32 = 5;
/// The share of one side's places in which the other side stands beside it, in percent. Titles of joint
/// papers (住房城乡建设部 财政部关于) are below it.
const SHARE: u32 = 33;

/// How often each run of one to three characters is there.
#[derive(Debug, Default)]
struct WordRuns {
    runs: HashMap<String, u32>,
}

/// Whether a blank between what ends in `before` and what begins with `after` tears a word.
pub fn belong_together(before: &str, after: &str) -> bool {
    static WORDS: OnceLock<WordRuns> = OnceLock::new();
    WORDS.get_or_init(WordRuns::of_guidelines).joins(before, after)
}

impl WordRuns {
    fn of_guidelines() -> Self {
        let mut words = Self::default();
        for domain in guidelines(&mut SourceMap::new(), None) {
            domain.items.iter().for_each(|item| words.add_item(item));
        }
        words
    }

    fn add_item(&mut self, item: &Item) {
        item.names().iter().for_each(|name| self.add(name));
        for field in [Field::Elements, Field::Basis, Field::Limit, Field::Bodies, Field::Channels] {
            if let Some(text) = item.fields.text(field) {
                text.lines().for_each(|line| self.add(line));
            }
        }
    }

    fn add(&mut self, text: &str) {
        let text = fold::squeeze(text);
        let mut starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        starts.push(text.len());
        for length in 1..=3 {
            for (start, end) in starts.iter().zip(starts.iter().skip(length)) {
                let run = text.get(*start..*end).unwrap_or("");
                match self.runs.get_mut(run) {
                    Some(count) => *count += 1,
                    None => _ = self.runs.insert(run.to_owned(), 1),
                }
            }
        }
    }

    /// Looks at two characters on one side and one on the other: two alone also meet where a word ends
    /// and another begins (名单 位置).
    fn joins(&self, before: &str, after: &str) -> bool {
        let tail = |n| last(before, n);
        let head = |n| first(after, n);
        let two = |text: &str| text.chars().count() == 2;
        two(tail(2)) && self.side_by_side(tail(2), head(1))
            || two(head(2)) && self.side_by_side(tail(1), head(2))
    }

    fn side_by_side(&self, before: &str, after: &str) -> bool {
        let count = |run: &str| self.runs.get(run).copied().unwrap_or(0);
        let seen = count(&format!("{before}{after}"));
        let rarer = count(before).min(count(after));
        seen >= SEEN && seen * 100 >= rarer * SHARE
    }
}

fn last(text: &str, n: usize) -> &str {
    let at = text.char_indices().rev().nth(n - 1).map_or(0, |(at, _)| at);
    text.get(at..).unwrap_or("")
}

fn first(text: &str, n: usize) -> &str {
    let at = text.char_indices().nth(n).map_or(text.len(), |(at, _)| at);
    text.get(..at).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::writing::torn_words;

    #[test]
    fn torn_words_and_lists_are_told_apart() {
        for (text, expected) in [
            ("征收土 地信息", "征收土地信息"),
            ("最低生活 保障", "最低生活保障"),
            ("信息形成之日起20个工 作日内", "信息形成之日起20个工作日内"),
            ("办 事指南", "办事指南"),
            ("政府网 站", "政府网站"),
        ] {
            assert_eq!(torn_words(text, belong_together), expected);
        }
        for list in [
            "政府网站 政务服务中心",
            "政府网站 两微一端 公开查阅点",
            "大英县民政局 大英县财政局",
            "县级民政部门 乡镇人民政府",
            "住房城乡建设部 财政部关于印发通知",
            "最低生活保障 办事指南",
            "申请条件 申请材料 办理流程",
            "全国人大常委会 国务院",
        ] {
            assert_eq!(torn_words(list, belong_together), list);
        }
    }
}
