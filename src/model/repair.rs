//! Repairs of a text that are certain: width, brackets, spaces inside words.
//!
//! Each is a pure function that gives the whole text as it should stand, and changes nothing when it is
//! not sure. Doing it twice is the same as once. What words there are is asked of the caller; this module
//! knows no register and no file.

use super::basis::document_number;
use super::fold::is_cjk;

/// Letters and digits in half width; punctuation between Chinese characters, and brackets around or
/// behind them, in full width. A year in brackets is left to whoever knows 文号.
pub fn width(text: &str) -> String {
    let mut chars: Vec<char> = text.chars().map(narrow).collect();
    // A mark that has become wide can make its neighbour wide.
    loop {
        let before = chars.clone();
        widen(&mut chars);
        if chars == before {
            return chars.into_iter().collect();
        }
    }
}

fn widen(chars: &mut [char]) {
    for (open, close) in round_pairs(chars) {
        if is_chinese_pair(chars, open, close) {
            chars[open] = '（';
            chars[close] = '）';
        }
    }
    for at in 1..chars.len() {
        let between = is_cjk(Some(chars[at - 1])) && is_cjk(chars.get(at + 1).copied());
        if let Some(wide) = wide_mark(chars[at]).filter(|_| between) {
            chars[at] = wide;
        }
    }
}

fn narrow(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
            char::from_u32(c as u32 - 0xfee0).unwrap_or(c)
        }
        '％' => '%',
        c => c,
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
        match c {
            '(' | '（' => open.push(at),
            ')' | '）' => pairs.extend(open.pop().map(|start| (start, at))),
            _ => {}
        }
    }
    pairs
}

/// Whether a pair stands in Chinese text. What is only a year is the 〔〕 of a 文号 written otherwise,
/// unless its brackets differ in width; what is only a number numbers a line.
fn is_chinese_pair(chars: &[char], open: usize, close: usize) -> bool {
    let inner = &chars[open + 1..close];
    let differ = (chars[open] == '（') != (chars[close] == '）');
    if inner.iter().all(char::is_ascii_digit) {
        return differ && !is_year(inner);
    }
    let before = open.checked_sub(1).map(|at| chars[at]);
    differ || is_cjk(before) || inner.iter().any(|c| is_cjk(Some(*c)))
}

fn is_year(inner: &[char]) -> bool {
    inner.len() == 4 && matches!(inner[0], '1' | '2')
}

/// Pairs of brackets whose partners cannot be mistaken, with the title marks first.
const PAIRS: [(char, char); 5] =
    [('《', '》'), ('〈', '〉'), ('（', '）'), ('〔', '〕'), ('【', '】')];

/// Brackets that have one certain repair: a partner of the wrong kind, one written twice, a 文号 whose
/// bracket is not closed, a title that is not closed before its 文号.
///
/// The text is given with its widths in order (see [`width`]). A text that needs more than one repair is
/// left as it is.
pub fn brackets(text: &str) -> String {
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

fn opening(c: char) -> Option<char> {
    PAIRS.into_iter().find(|(_, close)| *close == c).map(|(open, _)| open)
}

fn closing(c: char) -> Option<char> {
    PAIRS.into_iter().find(|(open, _)| *open == c).map(|(_, close)| close)
}

fn is_balanced(text: &str) -> bool {
    let mut open = Vec::new();
    for c in text.chars() {
        if closing(c).is_some() {
            open.push(c);
        } else if let Some(partner) = opening(c)
            && open.pop() != Some(partner)
        {
            return false;
        }
    }
    open.is_empty()
}

/// 《甲法〉 or 〔2019）: the closing bracket becomes the partner of the one that is open.
fn other_kind(text: &str) -> Option<String> {
    let mut open: Vec<char> = Vec::new();
    let mut repaired = String::with_capacity(text.len());
    let mut repairs = 0;
    for c in text.chars() {
        let mut written = c;
        if closing(c).is_some() {
            open.push(c);
        } else if let Some(partner) = opening(c) {
            // The partner may be open further out: then something else is missing.
            let last = open.pop()?;
            if last != partner {
                if open.contains(&partner) {
                    return None;
                }
                written = closing(last)?;
                repairs += 1;
            }
        }
        repaired.push(written);
    }
    (repairs == 1).then_some(repaired)
}

/// 《甲法》》: the second of two closing or opening brackets goes.
fn doubled(text: &str) -> Option<String> {
    let mut found = None;
    let mut before = None;
    for (at, c) in text.char_indices() {
        let bracket = opening(c).is_some() || closing(c).is_some();
        if bracket && before == Some(c) {
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

/// Takes out blanks that tear a word apart: `征收土 地信息`. `is_word` says whether what
/// stands on both sides of a blank belongs together. One character that stands alone between a blank and the end of a phrase is torn as well.
/// Line breaks stay.
pub fn torn_words(text: &str, is_word: impl Fn(&str, &str) -> bool) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    while let Some(gap) = (0..chars.len()).find_map(|at| torn_at(&chars, at, &is_word)) {
        chars.drain(gap);
    }
    chars.into_iter().collect()
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

/// The gap that begins here, if it tears a word.
fn torn_at(
    chars: &[char],
    at: usize,
    is_word: &impl Fn(&str, &str) -> bool,
) -> Option<std::ops::Range<usize>> {
    let start = at.checked_sub(1)?;
    let length = chars[at..].iter().take_while(|c| is_blank(**c)).count();
    let (before, after) = (*chars.get(start)?, *chars.get(at + length)?);
    if length == 0 || !is_ideograph(before) || !is_ideograph(after) {
        return None;
    }
    let run =
        |from: &mut dyn Iterator<Item = &char>| from.take_while(|c| is_ideograph(**c)).count();
    let left = run(&mut chars[..at].iter().rev());
    let right = run(&mut chars[at + length..].iter());
    let (head, tail): (String, String) = (
        chars[at - left..at].iter().collect(),
        chars[at + length..at + length + right].iter().collect(),
    );
    // 市 县 乡 is a list of single characters.
    let single = left == 1 && right > 1 && ends(chars, start.checked_sub(1))
        || right == 1 && left > 1 && ends(chars, Some(at + length + 1));
    (single || is_word(&head, &tail)).then_some(at..at + length)
}

/// Whether a phrase ends before or after: at the edge of the text or at a mark, not at another blank.
fn ends(chars: &[char], at: Option<usize>) -> bool {
    let beside = at.and_then(|at| chars.get(at));
    beside.is_none_or(|c| !is_blank(*c) && !c.is_alphanumeric())
}

fn is_blank(c: char) -> bool {
    c != '\n' && c != '\r' && c.is_whitespace()
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{323af}')
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
