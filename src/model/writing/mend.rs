//! What of a text is certain enough to be written back: width, brackets, spaces inside words.
//!
//! Each is a pure function that gives the whole text as it should stand, and changes nothing when it is
//! not sure. Doing it twice is the same as once. What words there are is asked of the caller; this module
//! knows no register and no file.

use super::super::basis::document_number;
use crate::text::brackets::{self, Bracket, BracketKind, Pairing};
use crate::text::{half_width, is_han, is_wide};

/// Letters and digits in half width; punctuation between Chinese characters, and brackets around or
/// behind them, in full width. A year in brackets is left to whoever knows 文号.
pub fn width(text: &str) -> String {
    let mut chars: Vec<char> = text.chars().map(half_width).collect();
    // A bracket that has become wide can make its neighbour wide; more rounds than two change nothing.
    loop {
        let before = chars.clone();
        widen_brackets(&mut chars);
        widen_marks(&mut chars);
        if chars == before {
            return chars.into_iter().collect();
        }
    }
}

/// Round brackets in Chinese text, from the outer ones to the inner.
fn widen_brackets(chars: &mut [char]) {
    let mut pairs = round_pairs(chars);
    if pairs.is_empty() {
        return;
    }
    let inner = PrefixCounts::of(chars);
    pairs.sort_unstable();
    for (open, close) in pairs {
        if is_chinese_pair(chars, &inner, open, close) {
            chars[open] = '（';
            chars[close] = '）';
        }
    }
}

fn widen_marks(chars: &mut [char]) {
    for at in 1..chars.len() {
        let between = is_wide(chars[at - 1]) && chars.get(at + 1).is_some_and(|c| is_wide(*c));
        if let Some(wide) = wide_mark(chars[at]).filter(|_| between) {
            chars[at] = wide;
        }
    }
}

fn wide_mark(c: char) -> Option<char> {
    match c {
        ',' => Some('，'),
        ';' => Some('；'),
        ':' => Some('：'),
        '?' => Some('？'),
        '!' => Some('！'),
        _ => None,
    }
}

/// Where round brackets open and close, of either width; those without a partner are left out.
fn round_pairs(chars: &[char]) -> Vec<(usize, usize)> {
    let mut open = Vec::new();
    let mut pairs = Vec::new();
    for (at, c) in chars.iter().enumerate() {
        match brackets::bracket(*c).filter(|bracket| bracket.kind == BracketKind::Round) {
            Some(bracket) if bracket.opens => open.push(at),
            Some(_) => pairs.extend(open.pop().map(|start| (start, at))),
            None => {}
        }
    }
    pairs
}

/// How many digits and Chinese characters stand before each place of a text.
struct PrefixCounts(Vec<(usize, usize)>);

impl PrefixCounts {
    fn of(chars: &[char]) -> Self {
        let mut sums = vec![(0, 0)];
        sums.extend(chars.iter().scan((0, 0), |(digits, wide), c| {
            *digits += usize::from(c.is_ascii_digit());
            *wide += usize::from(is_wide(*c));
            Some((*digits, *wide))
        }));
        Self(sums)
    }

    /// The digits and the Chinese characters from one place to another.
    fn between(&self, from: usize, to: usize) -> (usize, usize) {
        let (before, after) = (self.0[from], self.0[to]);
        (after.0 - before.0, after.1 - before.1)
    }
}

/// Whether a pair stands in Chinese text. What is only a year is the 〔〕 of a 文号 written otherwise,
/// unless its brackets differ in width; what is only a number numbers a line.
fn is_chinese_pair(chars: &[char], counts: &PrefixCounts, open: usize, close: usize) -> bool {
    let inner = &chars[open + 1..close];
    let differ = (chars[open] == '（') != (chars[close] == '）');
    let (digits, wide) = counts.between(open + 1, close);
    if digits == inner.len() {
        return differ && !is_year(inner);
    }
    let before = open.checked_sub(1).is_some_and(|at| is_wide(chars[at]));
    differ || before || wide > 0
}

fn is_year(inner: &[char]) -> bool {
    inner.len() == 4 && matches!(inner[0], '1' | '2')
}

/// Brackets whose partners cannot be mistaken.
fn is_certain(bracket: Bracket) -> bool {
    match bracket.kind {
        BracketKind::Title | BracketKind::InnerTitle | BracketKind::Tortoise => true,
        BracketKind::Round | BracketKind::Lenticular => !bracket.half,
        BracketKind::Square | BracketKind::Quote | BracketKind::Corner => false,
    }
}

/// Brackets that have one certain repair: a partner of the wrong kind, one written twice, a 文号 whose
/// bracket is not closed, a title that is not closed before its 文号.
///
/// The text is given with its widths in order (see [`width`]). A text that needs more than one repair is
/// left as it is.
pub fn brackets(text: &str) -> String {
    let is_balanced = |text: &str| brackets::is_balanced(text, is_certain);
    if is_balanced(text) {
        return text.to_owned();
    }
    let mut candidates: Vec<String> = [other_kind, doubled, unclosed_number, unclosed_title]
        .into_iter()
        .filter_map(|repair| repair(text))
        .filter(|repaired| is_balanced(repaired))
        .collect();
    candidates.dedup();
    match candidates.as_slice() {
        [only] => only.clone(),
        _ => text.to_owned(),
    }
}

/// 《甲法〉 or 〔2019）: the closing bracket becomes the partner of the one that is open.
fn other_kind(text: &str) -> Option<String> {
    let found = brackets::scan(text, is_certain);
    let mut faults = found.iter().filter(|found| !matches!(found, Pairing::Pair(..)));
    let (Pairing::Unopened(wrong), Pairing::Unclosed(open)) = (*faults.next()?, *faults.next()?)
    else {
        return None;
    };
    let only = faults.next().is_none() && open.at < wrong.at;
    let partner = brackets::closing(open.c).filter(|_| only)?;
    Some(format!("{}{partner}{}", text.get(..wrong.at)?, text.get(wrong.end()..)?))
}

/// 《甲法》》: the second of two closing or opening brackets goes.
fn doubled(text: &str) -> Option<String> {
    let mut found = None;
    let mut before = None;
    for (at, c) in text.char_indices() {
        let is_bracket = brackets::bracket(c).is_some_and(is_certain);
        if is_bracket && before == Some(c) {
            if found.is_some() {
                return None;
            }
            found = Some(at..at + c.len_utf8());
        }
        before = Some(c);
    }
    let range = found?;
    Some(format!("{}{}", text.get(..range.start)?, text.get(range.end..)?))
}

/// 《甲法》（国办发〔2019〕54号: closed where the 文号 ends.
fn unclosed_number(text: &str) -> Option<String> {
    let (before, inner) = text.rsplit_once('（')?;
    if inner.contains('）') {
        return None;
    }
    let end = inner.find('号')? + '号'.len_utf8();
    let (number, after) = inner.split_at(end);
    let is_number = document_number(number).is_some_and(|number| number.well_formed);
    let goes_on = after.is_empty() || after.starts_with(['第', '；', '。']);
    (is_number && goes_on).then(|| format!("{before}（{number}）{after}"))
}

/// 《甲意见（国办发〔2019〕54号）: closed before its 文号.
fn unclosed_title(text: &str) -> Option<String> {
    let (before, inner) = text.rsplit_once('《')?;
    if inner.contains('》') {
        return None;
    }
    let (title, rest) = inner.split_once('（')?;
    let (number, _) = rest.split_once('）')?;
    let is_number = document_number(number).is_some_and(|number| number.well_formed);
    let named = title.chars().count() >= 3;
    (named && is_number).then(|| format!("{before}《{title}》（{rest}"))
}

/// Takes out blanks that tear a word apart: `征收土 地信息`. Line breaks stay.
///
/// `is_word` says whether what stands on both sides of a blank belongs together; it is shown the nearest
/// characters only. One character that stands alone between a blank and the end of a phrase is torn as
/// well.
pub fn torn_words(text: &str, is_word: impl Fn(&str, &str) -> bool) -> String {
    let chars: Vec<char> = text.chars().collect();
    let gaps = TextGaps { gaps: gaps(&chars), chars: &chars };
    let mut joined = vec![false; gaps.gaps.len()];
    // Gaps that part words as far as is known; one that is joined makes the word before it longer.
    let mut open: Vec<usize> = Vec::new();
    for at in 0..gaps.gaps.len() {
        open.push(at);
        while let Some(last) = open.last().copied()
            && gaps.is_torn(last, &joined, &is_word)
        {
            joined[last] = true;
            open.pop();
        }
    }
    gaps.without(&joined)
}

/// So many characters on each side of a blank tell whether it tears a word.
const SIGHT: usize = 16;

/// The blanks of a text between Chinese characters.
struct TextGaps<'t> {
    chars: &'t [char],
    gaps: Vec<std::ops::Range<usize>>,
}

fn gaps(chars: &[char]) -> Vec<std::ops::Range<usize>> {
    let mut gaps = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let length = chars[at..].iter().take_while(|c| is_gap(**c)).count();
        let before = at.checked_sub(1).is_some_and(|before| is_han(chars[before]));
        if length > 0 && before && chars.get(at + length).is_some_and(|c| is_han(*c)) {
            gaps.push(at..at + length);
        }
        at += length.max(1);
    }
    gaps
}

impl TextGaps<'_> {
    fn is_torn(&self, gap: usize, joined: &[bool], is_word: &impl Fn(&str, &str) -> bool) -> bool {
        let (mut head, before) = self.left(gap, joined);
        let (tail, after) = self.right(gap, joined);
        head.reverse();
        // 市 县 乡 is a list of single characters.
        let single = head.len() == 1 && tail.len() > 1 && ends(before)
            || tail.len() == 1 && head.len() > 1 && ends(after);
        single || is_word(&String::from_iter(head), &String::from_iter(tail))
    }

    /// The characters before a gap, the nearest first, and what stands before those.
    fn left(&self, gap: usize, joined: &[bool]) -> (Vec<char>, Option<char>) {
        let mut run = Vec::new();
        let mut at = self.gaps[gap].start;
        let mut earlier = gap;
        while let Some(c) = at.checked_sub(1).map(|before| self.chars[before]) {
            if is_han(c) && run.len() < SIGHT {
                run.push(c);
                at -= 1;
            } else if earlier > 0 && joined[earlier - 1] && self.gaps[earlier - 1].end == at {
                earlier -= 1;
                at = self.gaps[earlier].start;
            } else {
                return (run, Some(c));
            }
        }
        (run, None)
    }

    /// The characters behind a gap, and what stands behind those.
    fn right(&self, gap: usize, joined: &[bool]) -> (Vec<char>, Option<char>) {
        let mut run = Vec::new();
        let mut at = self.gaps[gap].end;
        let mut later = gap + 1;
        while let Some(c) = self.chars.get(at).copied() {
            if is_han(c) && run.len() < SIGHT {
                run.push(c);
                at += 1;
            } else if joined.get(later) == Some(&true) && self.gaps[later].start == at {
                at = self.gaps[later].end;
                later += 1;
            } else {
                return (run, Some(c));
            }
        }
        (run, None)
    }

    /// The text without the gaps that are joined.
    fn without(&self, joined: &[bool]) -> String {
        let mut text = String::with_capacity(self.chars.len());
        let mut from = 0;
        for (gap, _) in self.gaps.iter().zip(joined).filter(|(_, joined)| **joined) {
            text.extend(&self.chars[from..gap.start]);
            from = gap.end;
        }
        text.extend(&self.chars[from..]);
        text
    }
}

/// Takes out line breaks that tear a word apart: `政府信息公开条⏎例`. `is_word` says whether what stands on
/// both sides belongs together; all other line breaks stay.
pub fn torn_lines(text: &str, is_word: impl Fn(&str, &str) -> bool) -> String {
    let mut lines = text.split('\n');
    let mut out = lines.next().unwrap_or("").to_owned();
    for line in lines {
        let (before, after) = (out.trim_end(), line.trim_start());
        if is_word(before, after) {
            out.truncate(before.len());
            out.push_str(after);
        } else {
            out.push('\n');
            out.push_str(line);
        }
    }
    out
}

/// Whether a phrase ends before or after: at the edge of the text or at a mark, not at another blank.
fn ends(beside: Option<char>) -> bool {
    beside.is_none_or(|c| !is_blank(c) && !c.is_alphanumeric())
}

/// What stands between the pieces of a torn word: blanks, and signs of Braille, which some pages have in
/// their place.
fn is_gap(c: char) -> bool {
    is_blank(c) || ('\u{2800}'..='\u{28ff}').contains(&c)
}

fn is_blank(c: char) -> bool {
    c != '\n' && c != '\r' && c.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn widths() {
        for (text, expected) in [
            ("２０个工作日内", "20个工作日内"),
            ("《条例》(国务院令第711号)", "《条例》（国务院令第711号）"),
            ("县级民政部门（街道办事处)", "县级民政部门（街道办事处）"),
            ("申请条件,申请材料", "申请条件，申请材料"),
            ("GB/T 32939(附录A), 第2版", "GB/T 32939（附录A）, 第2版"),
            ("ISO 9001(2015)", "ISO 9001(2015)"),
            ("国办发(2019)54号", "国办发(2019)54号"),
            ("(1)申请 (2)受理", "(1)申请 (2)受理"),
            ("12:30至14:00", "12:30至14:00"),
            ("http://www.gov.cn/a?b=1", "http://www.gov.cn/a?b=1"),
        ] {
            assert_eq!(width(text), expected);
        }
    }

    #[test]
    fn bracket_repairs() {
        for (text, expected) in [
            ("《甲法〉", "《甲法》"),
            ("国办发〔2019）54号", "国办发〔2019〕54号"),
            ("《甲办法》》（国办发〔2019〕54号）", "《甲办法》（国办发〔2019〕54号）"),
            ("《甲意见（国办发〔2017〕97号）第二条", "《甲意见》（国办发〔2017〕97号）第二条"),
            ("《甲办法》（国办发〔2019〕54号", "《甲办法》（国办发〔2019〕54号）"),
            ("《甲办法》（国办发〔2019〕54号第三条", "《甲办法》（国办发〔2019〕54号）第三条"),
        ] {
            assert_eq!(brackets(text), expected);
        }
        for unsure in [
            "《甲法",
            "甲法》",
            "（甲",
            "《关于印发《甲办法》的通知",
            "《甲（乙》",
            "《甲法》（国办发〔2019〕54号，国发〔2019〕5号",
            "1）申请2）受理",
            "《关于〈甲〉的通知》（国办发〔2019〕54号）",
        ] {
            assert_eq!(brackets(unsure), unsure);
        }
    }

    #[test]
    fn torn() {
        let is_word = |a: &str, b: &str| {
            a.ends_with('土') && b.starts_with('地') || a.ends_with('作') && b.starts_with('日')
        };
        for (text, expected) in [
            ("征收土 地信息", "征收土地信息"),
            ("20个工作 日内", "20个工作日内"),
            ("大英县民政 局", "大英县民政局"),
            ("政府网站 政务服务中心", "政府网站 政务服务中心"),
            ("市 县 乡", "市 县 乡"),
            ("征收土\n地信息", "征收土\n地信息"),
            ("住房城乡建设部 财政部", "住房城乡建设部 财政部"),
            ("第 三 条", "第 三 条"),
        ] {
            assert_eq!(torn_words(text, is_word), expected);
        }
    }

    proptest! {
        #[test]
        fn twice_is_once(text in "[政府网站（）()《》〔〕〈〉 2１9a,，号\n]{0,16}") {
            let is_word = |a: &str, b: &str| a.ends_with('政') && b.starts_with('府');
            prop_assert_eq!(width(&width(&text)), width(&text));
            prop_assert_eq!(brackets(&brackets(&text)), brackets(&text));
            prop_assert_eq!(torn_words(&torn_words(&text, is_word), is_word), torn_words(&text, is_word));
        }
    }
}
