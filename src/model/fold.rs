//! Folding: what two people mean by the same words, written differently.
//!
//! Comparison keys, display repairs, numbering and tick marks. Every function is pure and works on
//! plain text; this module must not know fields, channels, bodies or file formats.

mod mark;
mod number;
mod numbering;

pub(super) use mark::{is_tick, tick};
pub use mark::{mark, mark_with_text};
pub use number::chinese_number;
pub(super) use number::{is_digit, is_numeral};
pub use numbering::split_numbering;
pub(super) use numbering::{MarkStyle, Marker, marker};

use unicode_normalization::UnicodeNormalization;

use crate::text::brackets::{self, BracketKind};
use crate::text::{Wording, is_han, is_invisible, is_wide};

/// A comparison key: NFKC, quotes and dashes unified, ASCII lower-cased, zero-width characters gone,
/// and no whitespace except one space between two ASCII words.
///
/// `〈〉` count as `《》`: the inner title of 《关于印发〈…〉的通知》 is written either way.
pub fn compact(text: &str) -> String {
    compact_plain(text).unwrap_or_else(|| compact_any(text))
}

/// Whether a character stays as it is, whatever stands beside it.
fn folds_to_itself(c: char) -> bool {
    is_han(c) || matches!(c, '0'..='9' | 'a'..='z' | '《' | '》' | '〔' | '〕' | '、' | '。')
}

/// [`compact`] for text of nothing but Chinese characters, ASCII, white space and the common punctuation, whose
/// NFKC is known without the tables: almost all text, ten times as fast.
fn compact_plain(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    // What stays as it is is taken over in one piece.
    let mut taken = 0;
    let mut gap = false;
    for (at, c) in text.char_indices() {
        if !gap && folds_to_itself(c) {
            continue;
        }
        out.push_str(text.get(taken..at)?);
        taken = at + c.len_utf8();
        let folded = match c {
            ' ' | '\n' | '\t' | '\r' | '\u{3000}' => {
                gap = true;
                continue;
            }
            c if folds_to_itself(c) => c,
            '!'..='~' | '“' | '”' | '‘' | '’' | '—' | '–' => unify(c),
            '（' | '）' | '，' | '；' | '：' => char::from_u32(u32::from(c) - 0xfee0)?,
            _ => return None,
        };
        push_folded(&mut out, folded, std::mem::take(&mut gap));
    }
    out.push_str(text.get(taken..)?);
    Some(out)
}

/// Adds a character to a key: after a gap a space where two ASCII words meet, and of several dashes one.
fn push_folded(out: &mut String, c: char, gap: bool) {
    let last = out.chars().next_back();
    if gap && is_ascii_word(last) && is_ascii_word(Some(c)) {
        out.push(' ');
    }
    if c != '-' || last != Some('-') {
        out.push(c);
    }
}

fn compact_any(text: &str) -> String {
    let folded: String = text.chars().filter(|c| !is_invisible(*c)).nfkc().map(unify).collect();
    let mut out = String::with_capacity(folded.len());
    let mut gap = false;
    for c in folded.chars() {
        if c.is_whitespace() {
            gap = true;
            continue;
        }
        push_folded(&mut out, c, std::mem::take(&mut gap));
    }
    out
}

/// The key under which names are compared: [`compact`], without leading numbering, without brackets
/// that enclose the whole, and without punctuation at the end.
pub fn name(text: &str) -> String {
    if text.chars().all(is_han) {
        return text.to_owned();
    }
    // Numbering is taken off before NFKC as well, which would turn ① into a bare 1.
    let mut key = compact(bare(text));
    loop {
        let shorter = bare(&key);
        if shorter.len() == key.len() {
            return key;
        }
        key = shorter.to_owned();
    }
}

/// One round of taking noise off a name. Never leaves nothing of something.
fn bare(text: &str) -> &str {
    let text = text.trim();
    let (_, rest) = split_numbering(text);
    let rest = rest.trim_end_matches(is_end_punctuation).trim();
    let inner = enclosed(rest).unwrap_or(rest).trim();
    if inner.is_empty() { text } else { inner }
}

fn is_end_punctuation(c: char) -> bool {
    matches!(c, '；' | ';' | '。' | '，' | ',' | '、' | '：' | ':')
}

/// What stands between brackets that enclose all of the text.
fn enclosed(text: &str) -> Option<&str> {
    let open = text.chars().next()?;
    let is_sign =
        |kind| matches!(kind, BracketKind::Round | BracketKind::Lenticular | BracketKind::Square);
    let close = match brackets::bracket(open) {
        Some(bracket) if bracket.opens && is_sign(bracket.kind) => brackets::closing(open)?,
        None if open == '"' => open,
        Some(_) | None => return None,
    };
    let inner = text.strip_prefix(open)?.strip_suffix(close)?;
    (!inner.contains([open, close])).then_some(inner)
}

/// Repairs text for display: takes out the whitespace that line breaks of PDF and Word leave between
/// Chinese characters (`征收土 地信息`). Newlines stay, and so does whitespace beside ASCII words.
///
/// It cannot know a wanted space (`《住房城乡建设部 财政部关于…》`) from an unwanted one.
pub fn squeeze(text: &str) -> String {
    text.split('\n').map(squeeze_line).collect::<Vec<_>>().join("\n")
}

fn squeeze_line(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut gap = "";
    for word in line.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        if bare.is_empty() {
            if gap.is_empty() {
                gap = " ";
            }
            continue;
        }
        let joins = out.chars().next_back().is_some_and(is_wide) && bare.starts_with(is_wide);
        if !joins && !out.is_empty() {
            out.push_str(gap);
        }
        out.push_str(bare);
        gap = if bare.len() < word.len() { " " } else { "" };
    }
    out
}

/// Whether a text only points to the one above it: 同上, 〃.
pub fn is_ditto(text: &str) -> bool {
    static DITTO: Wording = Wording::named("同上的写法");
    // Folding leaves these characters as they are, so nearly every text is told by its first one.
    let other = |c: char| is_han(c) && c != '同' || c.is_ascii_digit() || c == '《';
    if text.starts_with(other) {
        return false;
    }
    let text = compact(text);
    let bare = text.trim_matches(|c: char| matches!(c, '。' | '.' | '、' | ',' | '(' | ')'));
    DITTO.contains(&bare)
}

/// How alike two names are, from 0 to 1, after folding.
pub fn similarity(a: &str, b: &str) -> f64 {
    strsim::normalized_damerau_levenshtein(&name(a), &name(b))
}

/// How alike two names are that are folded already (see [`name()`]); `None` below `least`.
pub fn similarity_from(a: &str, b: &str, least: f64) -> Option<f64> {
    // Every character that the other has not costs an edit, which tells most pairs apart at once.
    let (of_a, of_b) = (a.chars().count(), b.chars().count());
    let common = b.chars().filter(|c| a.contains(*c)).count().min(of_a);
    let longer = of_a.max(of_b);
    let at_most = if longer == 0 { 1.0 } else { common as f64 / longer as f64 };
    let alike = || strsim::normalized_damerau_levenshtein(a, b);
    (at_most + f64::EPSILON >= least).then(alike).filter(|alike| *alike >= least)
}

fn unify(c: char) -> char {
    match c {
        '“' | '”' | '„' | '‟' | '「' | '」' | '『' | '』' | '〝' | '〞' | '«' | '»' => {
            '"'
        }
        '‘' | '’' | '‚' | '‛' | '′' | '`' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '─' | '━' | 'ー' | '﹘' => {
            '-'
        }
        '〈' | '‹' | '⟨' => '《',
        '〉' | '›' | '⟩' => '》',
        c => c.to_ascii_lowercase(),
    }
}

fn is_ascii_word(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn keys() {
        assert_eq!(compact("征收土 地信息"), "征收土地信息");
        assert_eq!(compact("（ＡＢ）　C d"), "(ab)c d");
        assert_eq!(compact("2016—2020年"), compact("2016－2020 年"));
        assert_eq!(compact("中国——东盟"), compact("中国-东盟"));
        assert_eq!(compact("“两微一端”"), compact("「两微一端」"));
        assert_eq!(compact("关于印发〈甲〉的通知"), compact("关于印发《甲》的通知"));
        assert_eq!(compact("政府\u{200b}网站\u{feff}"), "政府网站");
        assert_eq!(compact("GB/T 32939"), "gb/t 32939");
    }

    #[test]
    fn names() {
        for same in [
            "政策法规文件",
            "1.1政策法规文件",
            "1、政策法规文件",
            "（一）政策法规文件",
            "一、政策法规文件；",
            "①政策法规文件",
            "（政策法规文件）",
            "1 政策 法规文件",
            "【政策法规文件】",
        ] {
            assert_eq!(name(same), "政策法规文件", "{same}");
        }
        assert_eq!(name("1."), "1.");
        assert_eq!(name("一、二级事项"), "一、二级事项");
    }

    #[test]
    fn display() {
        assert_eq!(squeeze("征收土 地信息\n20个工 作日内 "), "征收土地信息\n20个工作日内");
        assert_eq!(squeeze("GB/T 32939 标准"), "GB/T 32939 标准");
        assert_eq!(squeeze("a   b"), "a b");
    }

    #[test]
    fn likeness() {
        assert!((similarity("1.政策法规文件", "政策法规文件") - 1.0).abs() < 1e-9);
        assert!(similarity("政策法规文件", "政策法规") > 0.6);
        assert!(similarity("政策法规文件", "监督检查") < 0.2);
    }

    proptest! {
        #[test]
        fn likeness_from_a_bound_is_the_same(a in "[政策法规文件]{0,8}", b in "[政策法规文件]{0,8}") {
            let exact = similarity(&a, &b);
            prop_assert_eq!(similarity_from(&a, &b, 0.6), Some(exact).filter(|s| *s >= 0.6));
        }

        #[test]
        fn keys_are_stable(text in "[政策法规一二十1-9.、（）()①\\-— A-Za-zＡ〈》]{0,16}") {
            prop_assert_eq!(compact(&compact(&text)), compact(&text));
            prop_assert_eq!(name(&name(&text)), name(&text));
            prop_assert_eq!(squeeze(&squeeze(&text)), squeeze(&text));
        }
    }

    proptest! {
        #[test]
        fn names_of_plain_words_are_themselves(text in "[政策法规一二十同上]{0,8}") {
            prop_assert_eq!(compact(bare(&text)), text.clone());
            prop_assert_eq!(name(&text), text);
        }
    }

    proptest! {
        #[test]
        fn what_folds_to_itself_stays(text in "[一-龥《》〔〕、。a-z0-9]{0,30}") {
            prop_assert!(text.chars().all(folds_to_itself));
            prop_assert_eq!(compact_any(&text), text);
        }

        #[test]
        fn the_short_way_gives_the_same_key(text in "[一-龥《》〔〕、。（），；：“”‘’—–a-zA-Z0-9\"'!_/.~` \n\t\u{3000}-]{0,30}") {
            prop_assert_eq!(compact_plain(&text), Some(compact_any(&text)));
        }
    }
}
