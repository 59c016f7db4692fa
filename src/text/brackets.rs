//! Brackets and quotation marks: which belong together, which have no partner.
//!
//! Every bracket is looked at once and taken from the list of open ones once, so that texts of nothing
//! but brackets are read as fast as others.

use crate::text::work;

/// A kind of brackets; full and half width are one, since people mix them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BracketKind {
    /// 《》.
    Title,
    /// 〈〉.
    InnerTitle,
    /// （） and ().
    Round,
    /// 〔〕.
    Tortoise,
    /// 【】.
    Lenticular,
    /// ［］ and [].
    Square,
    /// “”.
    Quote,
    /// 「」.
    Corner,
}

const KINDS: usize = 8;

/// A bracket by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bracket {
    /// Its kind.
    pub kind: BracketKind,
    /// Whether it opens.
    pub opens: bool,
    /// Whether it is an ASCII character.
    pub half: bool,
}

/// What a character is as a bracket.
pub fn bracket(c: char) -> Option<Bracket> {
    // Nearly all characters are none, and are told at once.
    if matches!(c, '\u{4e00}'..='\u{9fff}' | '0'..='9' | 'A'..='Z' | 'a'..='z') {
        return None;
    }
    let (kind, opens) = match c {
        '《' | '》' => (BracketKind::Title, c == '《'),
        '〈' | '〉' => (BracketKind::InnerTitle, c == '〈'),
        '（' | '(' | '）' | ')' => (BracketKind::Round, matches!(c, '（' | '(')),
        '〔' | '〕' => (BracketKind::Tortoise, c == '〔'),
        '【' | '】' => (BracketKind::Lenticular, c == '【'),
        '［' | '[' | '］' | ']' => (BracketKind::Square, matches!(c, '［' | '[')),
        '“' | '”' => (BracketKind::Quote, c == '“'),
        '「' | '」' => (BracketKind::Corner, c == '「'),
        _ => return None,
    };
    Some(Bracket { kind, opens, half: c.is_ascii() })
}

/// The brackets of a text, from left to right.
pub fn all(text: &str) -> impl Iterator<Item = (char, Bracket)> {
    let starts = text.bytes().enumerate().filter(|(_, byte)| may_begin_one(*byte));
    starts.filter_map(|(at, _)| {
        work::step();
        let c = text.get(at..)?.chars().next()?;
        Some((c, bracket(c)?))
    })
}

/// The bracket that closes this one, of the same width.
pub fn closing(open: char) -> Option<char> {
    Some(match open {
        '《' => '》',
        '〈' => '〉',
        '（' => '）',
        '(' => ')',
        '〔' => '〕',
        '【' => '】',
        '［' => '］',
        '[' => ']',
        '“' => '”',
        '「' => '」',
        _ => return None,
    })
}

/// A bracket and the byte at which it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// The byte.
    pub at: usize,
    /// The bracket as written.
    pub c: char,
}

impl Placed {
    /// The byte behind it.
    pub fn end(self) -> usize {
        self.at + self.c.len_utf8()
    }
}

/// What a scan comes upon, in the order in which it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pairing {
    /// Two that belong together.
    Pair(Placed, Placed),
    /// One that is never closed.
    Unclosed(Placed),
    /// One that closes what was never opened.
    Unopened(Placed),
}

/// Pairs the brackets of a text as far as the caller counts them as such.
///
/// A closing bracket belongs to the last open one of its kind. What was opened in between and is still
/// open is never closed.
pub fn scan(text: &str, counts: impl Fn(Bracket) -> bool) -> Vec<Pairing> {
    if !text.bytes().any(may_begin_one) {
        return Vec::new();
    }
    let mut open: Vec<(BracketKind, Placed)> = Vec::new();
    let mut number_open = [0usize; KINDS];
    let mut found = Vec::new();
    for (at, c) in text.char_indices() {
        work::step();
        let Some(read) = bracket(c).filter(|bracket| counts(*bracket)) else { continue };
        let here = Placed { at, c };
        let Some(count) = number_open.get_mut(read.kind as usize) else { continue };
        if read.opens {
            *count += 1;
            open.push((read.kind, here));
        } else if *count == 0 {
            found.push(Pairing::Unopened(here));
        } else {
            *count -= 1;
            let partner = open.iter().rposition(|(kind, _)| *kind == read.kind).unwrap_or(0);
            for (kind, inner) in open.drain(partner + 1..) {
                number_open[kind as usize] -= 1;
                found.push(Pairing::Unclosed(inner));
            }
            found.extend(open.pop().map(|(_, start)| Pairing::Pair(start, here)));
        }
    }
    found.extend(open.into_iter().map(|(_, at)| Pairing::Unclosed(at)));
    found
}

/// Whether a character that begins with this byte may be a bracket: hardly any text without one has such bytes.
fn may_begin_one(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'[' | b']' | 0xe2 | 0xe3 | 0xef)
}

/// Whether every bracket that counts has its partner, and no two cross.
pub fn is_balanced(text: &str, counts: impl Fn(Bracket) -> bool) -> bool {
    scan(text, counts).iter().all(|found| matches!(found, Pairing::Pair(..)))
}

/// How many brackets of some kinds are open at the end of a text that grows.
#[derive(Debug, Clone, Default)]
pub struct Depth([isize; KINDS]);

impl Depth {
    /// Goes on with the text.
    pub fn read(&mut self, text: &str) {
        for read in text.chars().filter_map(bracket) {
            if let Some(depth) = self.0.get_mut(read.kind as usize) {
                *depth += if read.opens { 1 } else { -1 };
            }
        }
    }

    /// Whether more brackets of these kinds were opened than closed.
    pub fn is_open(&self, kinds: &[BracketKind]) -> bool {
        kinds.iter().filter_map(|kind| self.0.get(*kind as usize)).sum::<isize>() > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    fn marks(text: &str) -> Vec<String> {
        let shown = |found| match found {
            Pairing::Pair(a, b) => format!("{}{}", a.c, b.c),
            Pairing::Unclosed(a) => format!("{}?", a.c),
            Pairing::Unopened(a) => format!("?{}", a.c),
        };
        scan(text, |_| true).into_iter().map(shown).collect()
    }

    #[test]
    fn pairs_and_others() {
        assert_eq!(marks("《甲（乙）》"), ["（）", "《》"]);
        assert_eq!(marks("（甲)"), ["（)"]);
        assert_eq!(marks("《甲（乙》"), ["（?", "《》"]);
        assert_eq!(marks("1）甲【"), ["?）", "【?"]);
        assert!(marks("甲").is_empty());
        assert!(is_balanced("“《甲》”（乙)", |_| true));
        assert!(!is_balanced("《甲（》）", |_| true));
    }

    #[test]
    fn every_closing_bracket_is_that_of_its_kind() {
        for c in '\0'..='\u{ffff}' {
            let Some(read) = bracket(c) else { continue };
            assert!(may_begin_one(c.to_string().as_bytes()[0]), "{c}");
            let partner = closing(c).and_then(bracket);
            let expected = Bracket { opens: false, ..read };
            assert_eq!(partner, read.opens.then_some(expected), "{c}");
        }
    }

    /// What counts is asked once for each bracket, and no list is walked again for those left open.
    #[test]
    fn texts_of_brackets_alone_take_one_step_each() {
        for text in ["（", "《", "〔", "《（", "（》", "《甲法》（国发〔2019〕", "（）》）"]
        {
            let long = text.repeat(20_000);
            let asked = Cell::new(0usize);
            let found = scan(&long, |_| {
                asked.set(asked.get() + 1);
                true
            });
            assert_eq!(asked.get(), long.chars().filter(|c| bracket(*c).is_some()).count());
            let told: usize =
                found.iter().map(|f| if matches!(f, Pairing::Pair(..)) { 2 } else { 1 }).sum();
            assert_eq!(told, asked.get());
        }
    }
}
