//! Cutting one cell into its entries, with respect for brackets and numbering.
//!
//! Shared by the value types of this module; it knows no field.

use std::cell::LazyCell;
use std::collections::BTreeMap;

use super::fold;
use crate::text::brackets::{self, Pairing, Placed};
use crate::text::is_wide;

/// The outermost stretches of a text that stand in brackets, in order; a bracket without its partner
/// does not count.
pub(super) struct Brackets(Vec<(usize, usize)>);

impl Brackets {
    pub(super) fn of(text: &str) -> Self {
        let mut found: Vec<(usize, usize)> = Vec::new();
        for pairing in brackets::scan(text, |_| true) {
            let Pairing::Pair(open, close) = pairing else { continue };
            // What was found inside is covered by the pair around it.
            while found.last().is_some_and(|(inner, _)| *inner > open.at) {
                found.pop();
            }
            found.push((open.at, close.end()));
        }
        Self(found)
    }

    /// Whether the byte at this place stands inside brackets. The opening bracket itself is outside.
    pub(super) fn contain(&self, at: usize) -> bool {
        let next = self.0.partition_point(|(start, _)| *start < at);
        next.checked_sub(1).and_then(|last| self.0.get(last)).is_some_and(|(_, end)| at < *end)
    }

    /// The outermost pairs with their brackets, in the order of the text.
    pub(super) fn pairs(&self) -> &[(usize, usize)] {
        &self.0
    }
}

/// What stands between brackets that enclose all of the text.
pub(super) fn enclosed(text: &str) -> Option<&str> {
    let brackets = Brackets::of(text);
    let whole = brackets.pairs().contains(&(0, text.len()));
    let mut inner = text.chars();
    (inner.next().is_some_and(encloses) && whole).then(|| {
        inner.next_back();
        inner.as_str().trim()
    })
}

/// The text without the brackets that enclose all of it, pair by pair, and without the noise around each.
/// The brackets are paired once, however many enclose it.
pub(super) fn unwrapped(text: &str, is_noise: impl Fn(char) -> bool + Copy) -> &str {
    let partners: BTreeMap<usize, Placed> = brackets::scan(text, |_| true)
        .into_iter()
        .filter_map(|pairing| match pairing {
            Pairing::Pair(open, close) if encloses(open.c) => Some((open.at, close)),
            _ => None,
        })
        .collect();
    let led = text.trim_start_matches(is_noise);
    let mut start = text.len() - led.len();
    let mut end = start + led.trim_end_matches(is_noise).len();
    while let Some(close) = partners.get(&start).filter(|close| close.end() == end) {
        let inner = text.get(start..close.at).unwrap_or("");
        let inner = inner.strip_prefix(encloses).unwrap_or(inner).trim_start_matches(is_noise);
        start = close.at - inner.len();
        end = start + inner.trim_end_matches(is_noise).len();
    }
    text.get(start..end).unwrap_or("")
}

/// Whether a bracket may stand around all of an entry.
fn encloses(c: char) -> bool {
    matches!(c, '（' | '(' | '【' | '[' | '［')
}

/// Cuts at separators outside brackets; gives the trimmed pieces that are not empty.
pub(super) fn outside(text: &str, is_separator: impl Fn(usize, char) -> bool) -> Vec<&str> {
    // Most texts hold no separator, and then nothing need be known of their brackets.
    let brackets = LazyCell::new(|| Brackets::of(text));
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        if is_separator(at, c) && !brackets.contain(at) {
            pieces.push(text.get(start..at).unwrap_or(""));
            start = at + c.len_utf8();
        }
    }
    pieces.push(text.get(start..).unwrap_or(""));
    pieces.into_iter().map(str::trim).filter(|piece| !piece.is_empty()).collect()
}

/// The separators of lists: 、；; and line breaks.
pub(super) fn is_list_separator(c: char) -> bool {
    matches!(c, '、' | '；' | ';' | '\n' | '\r')
}

/// Whether the character at this place stands between two Chinese words: 甲局/乙局, but not http://.
pub(super) fn between_chinese(text: &str, at: usize, c: char) -> bool {
    let word = |c: char| is_wide(c) && !matches!(c, '、' | '；' | '，' | '。' | '：');
    let before = text.get(..at).and_then(|t| t.trim_end().chars().next_back());
    let after = text.get(at + c.len_utf8()..).and_then(|t| t.trim_start().chars().next());
    before.is_some_and(word) && after.is_some_and(word)
}

/// Takes separators, full stops and whitespace off both ends.
pub(super) fn bare(text: &str) -> &str {
    text.trim_matches(is_noise)
}

/// What may stand around an entry and is no part of it.
pub(super) fn is_noise(c: char) -> bool {
    c.is_whitespace() || matches!(c, '；' | ';' | '。' | '、' | '，' | ',')
}

/// Cuts `1.甲 2.乙` into its entries, without their numbers. `None` unless the text starts with the
/// first number of a style and the second follows. A number with nothing behind it stays as it is.
pub(super) fn numbered(text: &str) -> Option<Vec<&str>> {
    in_order(text, |mark, first| mark.style == first.style && mark.chinese == first.chinese)
}

/// Like [`numbered`], whatever form each of the numbers has: `1.甲 2、乙 （3）丙 ④丁`.
pub(super) fn numbered_in_any_form(text: &str) -> Option<Vec<&str>> {
    use fold::MarkStyle::{Levels, Space};
    in_order(text, |mark, _| !matches!(mark.style, Space | Levels))
}

/// Cuts before the numbers 1, 2, 3 ... of which each may follow the first.
fn in_order(
    text: &str,
    may_follow: impl Fn(&fold::Marker, &fold::Marker) -> bool,
) -> Option<Vec<&str>> {
    let text = text.trim();
    let first = fold::marker(text)
        .filter(|m| m.value == 1 && m.style != fold::MarkStyle::Space)
        .or_else(|| bare_first(text))
        .or_else(|| misread_first(text))?;
    let brackets = Brackets::of(text);
    let mut pieces = Vec::new();
    let mut entry = |from: usize, start: usize, end: usize| {
        let said = bare(text.get(start..end).unwrap_or(""));
        let number = text.get(from..start).unwrap_or("").trim();
        pieces.push(if said.is_empty() { number } else { said });
    };
    let (mut from, mut start, mut expected) = (0, first.len, 2);
    for (at, _) in text.char_indices().filter(|(at, _)| *at >= first.len) {
        if at < start || brackets.contain(at) || !may_start(text, at) {
            continue;
        }
        let length = match text.get(at..).and_then(fold::marker) {
            Some(mark) => (may_follow(&mark, &first) && mark.value == expected).then_some(mark.len),
            None => bare_number(text, at, expected),
        };
        if let Some(length) = length {
            entry(from, start, at);
            (from, start) = (at, at + length);
            expected += 1;
        }
    }
    entry(from, start, text.len());
    (expected > 2).then_some(pieces)
}

/// The first number of a list, where it lost its mark and the next one did not: `1政策2.标准`.
fn bare_first(text: &str) -> Option<fold::Marker> {
    let entry = text.strip_prefix('1')?;
    let ahead: String = entry.chars().take(NEXT_WITHIN).filter(|c| *c != ' ').collect();
    let style = match (ahead.contains("2."), ahead.contains("2、")) {
        (true, _) => fold::MarkStyle::Dot,
        (false, true) => fold::MarkStyle::Comma,
        (false, false) => return None,
    };
    let word = entry.starts_with(is_wide) && !entry.starts_with(COUNTED);
    word.then_some(fold::Marker { style, chinese: false, value: 1, len: 1 })
}

/// The first number of a list that was read as a letter: `L政策；2.标准；3.流程`. It stays in its entry, since nobody
/// wrote a letter there, and the two that follow tell it.
fn misread_first(text: &str) -> Option<fold::Marker> {
    let entry = text.strip_prefix(['L', 'l', 'I'])?;
    let mut numbers = entry.char_indices().filter(|(_, c)| matches!(c, '2' | '3'));
    let second = numbers.find(|(at, c)| {
        *c == '2' && (number_with_mark(entry, *at, 2) || bare_number(entry, *at, 2).is_some())
    })?;
    let third = numbers.any(|(at, c)| at > second.0 && c == '3' && number_with_mark(entry, at, 3));
    let style = fold::MarkStyle::Dot;
    (third && entry.starts_with(is_wide)).then_some(fold::Marker {
        style,
        chinese: false,
        value: 1,
        len: 0,
    })
}

/// Whether a number with the mark of a list stands at this place, at the beginning of an entry.
fn number_with_mark(text: &str, at: usize, number: u32) -> bool {
    let mark = text.get(at..).and_then(fold::marker);
    may_start(text, at)
        && mark.is_some_and(|mark| mark.value == number && mark.style == fold::MarkStyle::Dot)
}

/// How long the number of an entry is that lost its mark: `；7地点；8.电话`, with the next one behind it.
fn bare_number(text: &str, at: usize, expected: u32) -> Option<usize> {
    let (before, rest) = text.split_at_checked(at)?;
    if !before.trim_end().ends_with(['；', ';', '。', '、', '：', ':', '\n']) {
        return None;
    }
    let number = expected.to_string();
    let entry = rest.strip_prefix(number.as_str())?;
    let word = entry.starts_with(is_wide) && !entry.starts_with(COUNTED);
    let next = expected + 1;
    let ahead: String = entry.chars().take(NEXT_WITHIN).collect();
    let follows = ['.', '、', '．'].iter().any(|mark| ahead.contains(&format!("{next}{mark}")));
    (word && follows).then_some(number.len())
}

/// What a number counts, and does not number.
const COUNTED: [char; 14] =
    ['个', '年', '月', '日', '天', '次', '项', '号', '条', '家', '人', '万', '元', '类'];
/// The next number of a list is not further away.
const NEXT_WITHIN: usize = 200;

/// Whether a numbering mark may start here: not inside a number or an ASCII word.
fn may_start(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|t| t.chars().next_back());
    !before.is_some_and(|c| {
        c.is_ascii_alphanumeric()
            || matches!(c, '０'..='９' | '．' | '.' | '第')
            || matches!(
                c,
                '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百'
            )
    })
}

/// Takes the numbers off lines that are numbered throughout, 1, 2, 3 ...
pub(super) fn unnumbered(lines: &[String]) -> Option<Vec<String>> {
    if lines.len() < 2 {
        return None;
    }
    let first = fold::marker(lines.first()?)?;
    let strip = |(line, expected): (&String, u32)| {
        let mark = fold::marker(line)?;
        let fits = mark.style == first.style && mark.chinese == first.chinese;
        let rest = line.get(mark.len..)?.trim();
        (fits && mark.value == expected && !rest.is_empty()).then(|| rest.to_owned())
    };
    lines.iter().zip(1..).map(strip).collect()
}

/// Cuts text with tick marks into `(ticked, words)`, and gives what stands before the first mark.
/// `None` when there is no tick mark. Where the text ends in a mark, marks stand behind their words.
pub(super) fn ticked(text: &str) -> Option<(&str, Vec<(bool, &str)>)> {
    let text = text.trim();
    let marks: Vec<(usize, bool, usize)> = text
        .char_indices()
        .filter_map(|(at, c)| fold::tick(c).map(|yes| (at, yes, at + c.len_utf8())))
        .collect();
    let (first, _, _) = *marks.first()?;
    let behind = first > 0 && text.ends_with(fold::is_tick);
    let piece = |start: usize, end: usize| text.get(start..end).unwrap_or("").trim();
    let starts = std::iter::once(0).chain(marks.iter().map(|m| m.2));
    let ends = marks.iter().skip(1).map(|m| m.0).chain([text.len()]);
    let entries = if behind {
        marks.iter().zip(starts).map(|(m, start)| (m.1, piece(start, m.0))).collect()
    } else {
        marks.iter().zip(ends).map(|(m, end)| (m.1, piece(m.2, end))).collect()
    };
    Some((if behind { "" } else { piece(0, first) }, entries))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets() {
        let cut = |text| outside(text, |_, c| is_list_separator(c));
        assert_eq!(cut("县（市、区）民政局、乡镇政府"), ["县（市、区）民政局", "乡镇政府"]);
        assert_eq!(cut("甲（、乙"), ["甲（", "乙"]);
        assert_eq!(cut("甲（一、二)；；丙"), ["甲（一、二)", "丙"]);
    }

    #[test]
    fn numbers() {
        assert_eq!(numbered("1.政策；2.标准 3.流程。"), Some(vec!["政策", "标准", "流程"]));
        assert_eq!(numbered("（一）政策（二）标准"), Some(vec!["政策", "标准"]));
        assert_eq!(numbered("①政策②标准"), Some(vec!["政策", "标准"]));
        assert_eq!(numbered("1.政策；2.标准；3."), Some(vec!["政策", "标准", "3."]));
        assert_eq!(numbered("1.政策；2标准；3.流程"), Some(vec!["政策", "标准", "流程"]));
        assert_eq!(numbered("1.政策:2.标准:3流程；4.依据").map(|list| list.len()), Some(4));
        assert_eq!(numbered("L政策；2标准；3.流程"), Some(vec!["L政策", "标准", "流程"]));
        assert_eq!(numbered("L政策；2.标准"), None);
        assert_eq!(numbered("1.政策；2个工作日；3.流程"), None);
        assert_eq!(numbered("1政策2 .标准3.流程"), Some(vec!["政策", "标准", "流程"]));
        assert_eq!(numbered("1个工作日2.标准"), None);
        assert_eq!(numbered("1.政策"), None);
        assert_eq!(numbered("1.政策（1.甲 2.乙）"), None);
        assert_eq!(numbered("流程：1.申请 2.审核"), None);
        let mixed = "1.甲 2、乙 （3）丙④丁";
        assert_eq!(numbered_in_any_form(mixed), Some(vec!["甲", "乙", "丙", "丁"]));
        assert_eq!(numbered_in_any_form("1.甲（1）乙"), None);
    }

    #[test]
    fn ticks() {
        assert_eq!(ticked("■甲 □乙"), Some(("", vec![(true, "甲"), (false, "乙")])));
        assert_eq!(ticked("甲■ 乙□"), Some(("", vec![(true, "甲"), (false, "乙")])));
        assert_eq!(ticked("渠道：■甲"), Some(("渠道：", vec![(true, "甲")])));
        assert_eq!(ticked("甲"), None);
    }
}
