//! Words of the field with one character exchanged by one that sounds or looks alike, by the name of
//! another word, or with one left out.
//!
//! Which they are is data: `catalogues/registers/near.txt`. Nothing in it stands in any right text that was
//! looked through, so a hit is a slip, and what it does not hold is let stand.

use std::sync::LazyLock;

use foldhash::HashMap;

use super::is_han;

const FILE: &str = include_str!("../../catalogues/registers/near.txt");

/// The characters of a slip; all of them have as many.
const LENGTH: usize = 4;
/// So many characters beside a slip are shown with it.
const BESIDE: usize = 2;

/// A slip, with what stands beside it, and what was meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misspelt {
    /// As written.
    pub wrong: String,
    /// As it should be.
    pub right: String,
}

/// The slips, each as its characters, with the word that is meant.
static SLIPS: LazyLock<HashMap<u64, &'static str>> = LazyLock::new(|| {
    let lines = FILE.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once(' '))
        .flat_map(|(word, slips)| of(word, slips))
        .collect()
});

/// The slips of a line.
fn of(word: &'static str, slips: &'static str) -> impl Iterator<Item = (u64, &'static str)> {
    slips.split(' ').flat_map(move |slip| {
        let place = slip.chars().next().and_then(|c| c.to_digit(10));
        let keys: Vec<u64> = match place {
            Some(place) => {
                slip.chars().skip(1).map(|c| key_with(word, place as usize, c)).collect()
            }
            None => vec![key(slip.chars())],
        };
        keys.into_iter().map(move |key| (key, word))
    })
}

/// A word with another character at a place, counted from 1.
fn key_with(word: &str, place: usize, other: char) -> u64 {
    key(word.chars().enumerate().map(|(at, c)| if at + 1 == place { other } else { c }))
}

/// Four characters as a number: those of the field take two bytes each.
fn key(characters: impl Iterator<Item = char>) -> u64 {
    characters.fold(0, |key, c| key << 16 | u64::from(c) & 0xffff)
}

/// The first slip in a text.
pub fn misspelt(text: &str) -> Option<Misspelt> {
    let (mut run, mut key) = (0, 0);
    for (at, c) in text.char_indices() {
        if !is_han(c) {
            run = 0;
            continue;
        }
        key = key << 16 | u64::from(c) & 0xffff;
        run += 1;
        if run < LENGTH {
            continue;
        }
        if let Some(word) = SLIPS.get(&key) {
            return shown(text, at + c.len_utf8(), word);
        }
    }
    None
}

/// The slip that ends at `end`, with the characters beside it in the same run.
fn shown(text: &str, end: usize, word: &str) -> Option<Misspelt> {
    let (before, after) = (text.get(..end)?, text.get(end..)?);
    let tail: Vec<char> =
        before.chars().rev().take(LENGTH + BESIDE).take_while(|c| is_han(*c)).collect();
    let wrong: String = tail.iter().take(LENGTH).rev().collect();
    let led: String = tail.iter().skip(LENGTH).rev().collect();
    let next: String = after.chars().take(BESIDE).take_while(|c| is_han(*c)).collect();
    Some(Misspelt { wrong: format!("{led}{wrong}{next}"), right: format!("{led}{word}{next}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_gives_slips_of_one_length() {
        for line in FILE.lines().filter(|line| !line.starts_with('#')) {
            let (word, slips) = line.split_once(' ').unwrap();
            assert!(word.chars().count() >= LENGTH && word.chars().all(is_han), "{line}");
            for slip in slips.split(' ') {
                let whole = slip.chars().all(is_han);
                let place = slip.chars().next().and_then(|c| c.to_digit(10));
                assert!(whole || place.is_some_and(|at| at as usize <= LENGTH), "{line}");
                assert!(!whole || slip.chars().count() == LENGTH, "{line}");
                assert!(whole || slip.chars().skip(1).all(is_han), "{line}");
            }
        }
    }

    #[test]
    fn slips_are_found_and_right_words_are_not() {
        for (text, wrong, right) in [
            ("自信息形城或者变更之日起", "自信息形城或者", "自信息形成或者"),
            ("政府网战", "政府网战", "政府网站"),
            ("申请财料", "申请财料", "申请材料"),
        ] {
            let found = misspelt(text).unwrap();
            assert_eq!((found.wrong.as_str(), found.right.as_str()), (wrong, right), "{text}");
        }
        for text in ["政府网站、公开查阅点", "公开形式", "领导干部", "A级旅游景区", ""]
        {
            assert_eq!(misspelt(text), None, "{text}");
        }
    }
}
