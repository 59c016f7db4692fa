//! 公开对象: everyone, or named groups.
//!
//! Groups are kept as written. Whether such a group exists is not known here.

use std::collections::BTreeSet;

use super::{fold, split};
use crate::text::Wording;

/// To whom an item is disclosed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Audience {
    /// 全社会.
    pub everyone: bool,
    /// The names of the 特定群体, as written.
    pub groups: Vec<String>,
    /// A 特定群体 was ticked or written, but none is named.
    pub group_unnamed: bool,
}

static EVERYONE: Wording = Wording::named("公开对象是全社会");
const GROUP: &str = "特定群体";

impl Audience {
    /// 全社会.
    pub fn everyone() -> Self {
        Self { everyone: true, ..Self::default() }
    }

    /// Reads 全社会, 特定群体：补贴对象, 特定群体（补贴对象）, the name of a group, several of these, or
    /// boxes before them.
    pub fn parse(text: &str) -> Self {
        let mut audience = Self::default();
        match split::ticked(text) {
            Some((before, entries)) => {
                audience.add(before);
                let ticked = entries.into_iter().filter(|(yes, _)| *yes);
                ticked.for_each(|(_, words)| audience.add(words));
            }
            None => audience.add(text),
        }
        audience.settled()
    }

    /// Reads the two columns 全社会 and 特定群体 of the official table: marks, or marks with words.
    pub fn from_columns(everyone_cell: &str, group_cell: &str) -> Self {
        let mut audience = Self::default();
        match fold::mark_with_text(everyone_cell) {
            Some((false, _)) => {}
            Some((true, words)) => {
                audience.everyone = true;
                audience.add(words);
            }
            None => audience.add(everyone_cell),
        }
        match fold::mark_with_text(group_cell) {
            Some((false, _)) => {}
            Some((true, "")) => audience.group_unnamed = true,
            Some((true, words)) => audience.add_groups(words),
            None => audience.add_groups(group_cell),
        }
        audience.settled()
    }

    /// The two cells of the official table.
    pub fn to_columns(&self) -> (String, String) {
        let everyone = if self.everyone { "√".to_owned() } else { String::new() };
        let group = match (self.groups.is_empty(), self.group_unnamed) {
            (false, _) => format!("√{}", self.groups.join("、")),
            (true, true) => "√".to_owned(),
            (true, false) => String::new(),
        };
        (everyone, group)
    }

    /// 全社会；特定群体：甲、乙.
    pub fn text(&self) -> String {
        let everyone = self.everyone.then(|| "全社会".to_owned());
        let group = match (self.groups.is_empty(), self.group_unnamed) {
            (false, _) => Some(format!("{GROUP}：{}", self.groups.join("、"))),
            (true, true) => Some(GROUP.to_owned()),
            (true, false) => None,
        };
        everyone.into_iter().chain(group).collect::<Vec<_>>().join("；")
    }

    /// Whether it says to whom: everyone, or groups with names.
    pub fn is_clear(&self) -> bool {
        !self.group_unnamed && (self.everyone || !self.groups.is_empty())
    }

    /// Adds what the words between tick marks, or a whole cell, say.
    fn add(&mut self, text: &str) {
        for phrase in split::outside(text, |_, c| matches!(c, '；' | ';' | '\n' | '\r' | '。')) {
            match phrase.find(GROUP) {
                Some(at) => {
                    self.add_words(phrase.get(..at).unwrap_or(""));
                    self.add_groups(phrase.get(at..).unwrap_or(""));
                }
                None => self.add_words(phrase),
            }
        }
    }

    fn add_words(&mut self, text: &str) {
        let separator = |at, c| {
            matches!(c, '、' | '，' | ',') || c == '/' && split::between_chinese(text, at, c)
        };
        for word in split::outside(text, separator) {
            let word = word.trim_matches(['和', '或', '及', '/', '：', ':']).trim();
            if EVERYONE.contains(&fold::compact(word).as_str()) {
                self.everyone = true;
            } else {
                self.add_groups(word);
            }
        }
    }

    /// Adds `特定群体：甲、乙`, `特定群体（甲）` or `甲、乙`.
    fn add_groups(&mut self, text: &str) {
        let text = text.trim();
        let named = text.strip_prefix(GROUP);
        let names = named.unwrap_or(text).trim().trim_start_matches(['：', ':']).trim();
        let before = self.groups.len();
        for name in split::outside(names, is_separator).into_iter().filter_map(group_name) {
            // 特定√群体: the word itself, once its marks are gone.
            match name == GROUP {
                true => self.group_unnamed = true,
                false => self.groups.push(name),
            }
        }
        self.group_unnamed |= named.is_some() && self.groups.len() == before;
    }

    /// Groups once each, cut as their joined text would be: a bracket may run over several cells.
    fn settled(mut self) -> Self {
        loop {
            let joined = self.groups.join("、");
            let mut seen = BTreeSet::new();
            let names = split::outside(&joined, is_separator).into_iter().filter_map(group_name);
            let groups: Vec<String> = names.filter(|name| seen.insert(name.clone())).collect();
            if groups == self.groups {
                break;
            }
            self.groups = groups;
        }
        self.group_unnamed &= self.groups.is_empty();
        self
    }
}

fn is_separator(_: usize, c: char) -> bool {
    split::is_list_separator(c) || c == '。'
}

fn group_name(text: &str) -> Option<String> {
    let name = text.replace(|c: char| fold::is_tick(c) || matches!(c, '\n' | '\r'), "");
    let name = split::unwrapped(&name, is_blank);
    (!name.is_empty()).then(|| name.to_owned())
}

/// Separators, colons and the ____ of a form.
fn is_blank(c: char) -> bool {
    split::is_noise(c) || matches!(c, '_' | '＿' | '：' | ':')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn groups(names: &[&str]) -> Audience {
        Audience { groups: names.iter().map(|n| (*n).to_owned()).collect(), ..Audience::default() }
    }

    #[test]
    fn words() {
        assert_eq!(Audience::parse("全社会"), Audience::everyone());
        assert_eq!(Audience::parse("面向全 社会"), Audience::everyone());
        for text in [
            "特定群体：补贴对象",
            "特定群体（补贴对象）",
            "补贴对象",
            "□全社会 ■特定群体（补贴对象）",
        ] {
            assert_eq!(Audience::parse(text), groups(&["补贴对象"]), "{text}");
        }
        let both = Audience { everyone: true, ..groups(&["补贴对象", "村民"]) };
        assert_eq!(Audience::parse("全社会；特定群体：补贴对象、村民"), both);
        assert_eq!(Audience::parse("全社会、特定群体：补贴对象、村民"), both);
        let unnamed = Audience { group_unnamed: true, ..Audience::default() };
        assert_eq!(Audience::parse("特定群体"), unnamed);
        assert_eq!(Audience::parse("特定群体（  ）"), unnamed);
        assert!(!unnamed.is_clear() && !Audience::parse("").is_clear() && both.is_clear());
    }

    #[test]
    fn columns() {
        assert_eq!(Audience::from_columns("√", ""), Audience::everyone());
        assert_eq!(Audience::from_columns("", "√面向征地村民"), groups(&["面向征地村民"]));
        assert_eq!(Audience::from_columns("×", "被征收人、村民"), groups(&["被征收人", "村民"]));
        assert!(Audience::from_columns("/", "√").group_unnamed);
        assert_eq!(Audience::from_columns("√面向全社会", "—"), Audience::everyone());
    }

    #[test]
    fn brackets_around_a_group_are_taken_off_at_once() {
        for (text, expected) in [
            ("（（村民））", "村民"),
            ("（【 村民 】、）", "村民"),
            ("（村民）（居民）", "（村民）（居民）"),
            ("（村民（已登记））", "村民（已登记）"),
        ] {
            assert_eq!(Audience::parse(text), groups(&[expected]), "{text}");
        }
        let deep = format!("{}村民{}", "（".repeat(10_000), "）".repeat(10_000));
        assert_eq!(Audience::parse(&deep), groups(&["村民"]));
    }

    proptest! {
        #[test]
        fn reads_back(text in "[全社会特定群体：（）()、；√□村民 ]{0,20}", cell in "[√□ 村民、：（）]{0,8}") {
            for audience in [Audience::parse(&text), Audience::from_columns(&cell, &text)] {
                prop_assert_eq!(&Audience::parse(&audience.text()), &audience);
                let (everyone, group) = audience.to_columns();
                prop_assert_eq!(&Audience::from_columns(&everyone, &group), &audience);
            }
        }
    }
}
