//! Brackets and quotation marks: what is left open, closed without being opened, or of two widths.
//!
//! Judges 《》〈〉（）【】“” only; 〔〕 belongs to the grammar of document numbers.

use crate::text::brackets::{self, Bracket, BracketKind, Pairing};

/// What is wrong with a bracket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BracketFault {
    /// It is never closed; the byte at which it stands.
    Unclosed(char, usize),
    /// It closes what was never opened.
    Unopened(char),
    /// （ is closed by ) or ( by ）.
    MixedWidth(char, char),
}

/// What is wrong with the brackets of a text, in the order in which it shows.
pub fn bracket_faults(text: &str) -> Vec<BracketFault> {
    if is_sound(text) {
        return Vec::new();
    }
    let fault = |pairing| match pairing {
        Pairing::Pair(open, close) => mixed(open.c, close.c),
        Pairing::Unclosed(open) => Some(BracketFault::Unclosed(open.c, open.at)),
        Pairing::Unopened(close) => {
            let numbers = is_numbering(text.get(..close.at).unwrap_or(""), close.c);
            (!numbers).then_some(BracketFault::Unopened(close.c))
        }
    };
    brackets::scan(text, is_judged).into_iter().filter_map(fault).collect()
}

/// Whether every bracket is closed by its like before one around it is, as in nearly all texts; deep ones are
/// left to the full scan.
fn is_sound(text: &str) -> bool {
    /// So many are open at once in real texts, and more.
    const DEEPEST: usize = 8;
    let mut open = ['\0'; DEEPEST];
    let mut depth = 0;
    for (c, read) in brackets::all(text).filter(|(_, read)| is_judged(*read)) {
        if read.opens {
            let Some(place) = open.get_mut(depth) else { return false };
            (*place, depth) = (c, depth + 1);
        } else {
            let last = depth.checked_sub(1).and_then(|last| Some((last, *open.get(last)?)));
            let Some((last, _)) = last.filter(|(_, c1)| brackets::closing(*c1) == Some(c)) else {
                return false;
            };
            depth = last;
        }
    }
    depth == 0
}

/// The stretches of a text that stand in no 《》.
pub fn outside_titles(text: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0usize;
    text.split(move |c: char| match c {
        '《' | '〈' => {
            depth += 1;
            true
        }
        '》' | '〉' => {
            depth = depth.saturating_sub(1);
            true
        }
        _ => depth > 0,
    })
    .filter(|stretch| !stretch.is_empty())
}

/// Whether a bracket is judged here.
fn is_judged(bracket: Bracket) -> bool {
    match bracket.kind {
        BracketKind::Title | BracketKind::InnerTitle | BracketKind::Round => true,
        BracketKind::Lenticular | BracketKind::Quote => true,
        BracketKind::Tortoise | BracketKind::Square | BracketKind::Corner => false,
    }
}

fn mixed(open: char, close: char) -> Option<BracketFault> {
    let mixed = matches!((open, close), ('（', ')') | ('(', '）'));
    mixed.then_some(BracketFault::MixedWidth(open, close))
}

/// Whether a ） that nothing opened closes a number: 1）, 一）, a).
fn is_numbering(before: &str, close: char) -> bool {
    let number = |c: &char| c.is_ascii_alphanumeric() || "一二三四五六七八九十".contains(*c);
    let rest = before.trim_end_matches(|c| number(&c));
    let length = before.get(rest.len()..).unwrap_or("").chars().count();
    let starts =
        rest.is_empty() || rest.ends_with(|c: char| c.is_whitespace() || "；;。、，".contains(c));
    matches!(close, '）' | ')') && (1..=2).contains(&length) && starts
}

/// Whether a text breaks off after this unclosed bracket, so that more is missing than its partner: it
/// ends in the bracket, in a word that joins, or in a title that is none yet.
pub fn breaks_off(text: &str, open: char, at: usize) -> bool {
    let inner = text.get(at + open.len_utf8()..).unwrap_or("").trim_end();
    let Some(last) = inner.chars().next_back() else { return true };
    if inner.contains(|c| brackets::bracket(c).is_some_and(is_judged)) {
        return false;
    }
    let joins = "、，：的和及与或第".contains(last);
    let short = inner.chars().count() <= 2 && matches!(open, '（' | '(');
    let title = matches!(open, '《' | '〈') && !TITLE_ENDINGS.contains(last);
    joins || short || title
}

/// The last characters of titles of legal instruments: 法, 条例, 规定, 通知 ...
const TITLE_ENDINGS: &str = "法例定知见案则划要准录函复告书号南引令表制度行》";

#[cfg(test)]
mod tests {
    use super::BracketFault::{MixedWidth, Unclosed, Unopened};
    use super::*;

    #[test]
    fn balanced() {
        for text in [
            "《关于印发〈甲办法〉的通知》（国办发〔2019〕54号）",
            "《国务院办公厅印发《关于全面推进政务公开工作的意见》实施细则的通知》（国办发〔2016〕80号）",
            "【法律】《土地管理法》",
            "1）办理条件；2）办理材料",
            "（1）办理条件(2)办理材料",
            "“两微一端”",
            "",
        ] {
            assert_eq!(bracket_faults(text), [], "{text}");
        }
    }

    /// What the quick look calls sound has no faults for the full scan either.
    #[test]
    fn sound_brackets_have_no_faults() {
        let signs = ["《", "》", "（", "）", "(", ")", "“", "”", "〔", "甲"];
        let mut texts = vec![String::new()];
        for _ in 0..5 {
            let longer =
                texts.iter().flat_map(|t| signs.iter().map(move |sign| format!("{t}{sign}")));
            texts = longer.collect();
            for text in texts.iter().filter(|text| is_sound(text)) {
                let pairs = brackets::scan(text, is_judged);
                let sound = |found: &Pairing| matches!(found, Pairing::Pair(a, b) if mixed(a.c, b.c).is_none());
                assert!(pairs.iter().all(sound), "{text}");
            }
        }
        assert!(is_sound("“《甲（乙）》”（丙）") && !is_sound("（甲)") && !is_sound("《甲（》）"));
        assert!(
            !is_sound(&"（".repeat(9))
                && bracket_faults(&["（".repeat(9), "）".repeat(9)].concat()).is_empty()
        );
    }

    #[test]
    fn faults() {
        assert_eq!(bracket_faults("《土地管理法（主席令第32号）"), [Unclosed('《', 0)]);
        assert_eq!(bracket_faults("土地管理法》第二条"), [Unopened('》')]);
        assert_eq!(bracket_faults("《甲法》（2019年修订)"), [MixedWidth('（', ')')]);
        assert_eq!(bracket_faults("《关于印发〈甲办法的通知》"), [Unclosed('〈', 15)]);
        assert_eq!(bracket_faults("国令第711号) 号"), [Unopened(')')]);
    }

    #[test]
    fn broken_off() {
        let cut = |text: &str| {
            let Some(Unclosed(open, at)) = bracket_faults(text).first().copied() else {
                return false;
            };
            breaks_off(text, open, at)
        };
        for text in ["1.识别标准（", "申请材料（身份证、", "《中华人民共和国土地管", "公示（名"]
        {
            assert!(cut(text), "{text}");
        }
        for text in [
            "《中华人民共和国土地管理法",
            "《土地管理法（主席令第32号）",
            "乡镇人民政府（街道办事处",
            "《政府信息公开条例》（国务院令第711号",
        ] {
            assert!(!cut(text), "{text}");
        }
    }
}
