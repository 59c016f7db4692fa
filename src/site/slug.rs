//! Names of files and letters to search by: the sound of Chinese names in plain letters, so that an
//! address survives every web server and every zip program.

use std::collections::BTreeSet;

use pinyin::ToPinyin;

/// Names that are given once each.
#[derive(Debug, Default)]
pub struct Slugs(BTreeSet<String>);

impl Slugs {
    /// The name in plain letters; a number behind it where it is taken.
    pub fn give(&mut self, name: &str) -> String {
        let spelled: String = name.chars().map(sound).collect();
        let wish = if spelled.is_empty() { "x".to_owned() } else { spelled };
        let mut slug = wish.clone();
        let mut number = 2;
        while !self.0.insert(slug.clone()) {
            slug = format!("{wish}-{number}");
            number += 1;
        }
        slug
    }
}

/// The first letters of the sounds: 办事指南 gives bszn.
pub(super) fn initials(text: &str) -> String {
    text.chars().filter_map(|c| sound(c).chars().next()).collect()
}

fn sound(c: char) -> String {
    match c.to_pinyin() {
        Some(pinyin) => pinyin.plain().replace('ü', "v"),
        None if c.is_ascii_alphanumeric() => c.to_ascii_lowercase().to_string(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_spelled_and_unique() {
        let mut slugs = Slugs::default();
        assert_eq!(slugs.give("蓬莱镇"), "penglaizhen");
        assert_eq!(slugs.give("蓬莱 镇"), "penglaizhen-2");
        assert_eq!(slugs.give("〇/.."), "ling");
        assert_eq!(slugs.give("../"), "x");
        assert_eq!(initials("办事指南2"), "bszn2");
    }
}
