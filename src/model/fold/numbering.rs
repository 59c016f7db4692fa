//! Numbering: `1.` `1.1` `1、` `（一）` `一、` `①`.

use super::number::{chinese_number, is_digit, is_numeral};
use crate::text::{Wording, is_wide};

/// The form of a numbering mark. Marks of one list share their style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MarkStyle {
    /// `1.` or `一.`
    Dot,
    /// `1、` or `一、`
    Comma,
    /// `（1）` or `（一）`
    Bracketed,
    /// `1）`
    HalfBracket,
    /// `1.1`, `1.1.`
    Levels,
    /// `①`, `⑴`, `⒈`, `㈠`
    Circled,
    /// `1 ` before a Chinese word.
    Space,
}

/// A numbering mark at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Marker {
    pub(crate) style: MarkStyle,
    /// Whether the number is written 一, 二 ...
    pub(crate) chinese: bool,
    /// The number; of `1.3` it is 3.
    pub(crate) value: u32,
    /// Length in bytes, without whitespace after it.
    pub(crate) len: usize,
}

/// Splits leading numbering off: `(Some("1、"), "政策法规文件")`. The rest has no leading whitespace.
pub fn split_numbering(text: &str) -> (Option<&str>, &str) {
    let start = text.trim_start();
    match marker(start) {
        Some(found) => (start.get(..found.len), start.get(found.len..).unwrap_or("").trim_start()),
        None => (None, start),
    }
}

/// The numbering mark at the very start of the text.
pub(crate) fn marker(text: &str) -> Option<Marker> {
    circled(text).or_else(|| bracketed(text)).or_else(|| digits(text)).or_else(|| chinese(text))
}

fn circled(text: &str) -> Option<Marker> {
    const BLOCKS: [(char, char); 7] =
        [('①', '⑳'), ('⑴', '⒇'), ('⒈', '⒛'), ('❶', '❿'), ('➀', '➉'), ('㈠', '㈩'), ('㊀', '㊉')];
    let c = text.chars().next()?;
    let (first, _) = BLOCKS.into_iter().find(|(first, last)| (*first..=*last).contains(&c))?;
    let value = c as u32 - first as u32 + 1;
    let after = text.get(c.len_utf8()..)?;
    let extra = after.chars().next().filter(|c| matches!(c, '、' | '.' | '．'));
    let len = c.len_utf8() + extra.map_or(0, char::len_utf8);
    Some(Marker { style: MarkStyle::Circled, chinese: false, value, len })
}

fn bracketed(text: &str) -> Option<Marker> {
    let inner = text.strip_prefix(['（', '('])?;
    let mut near = inner.char_indices().take(LONGEST_NUMBER + 1);
    let (end, _) = near.find(|(_, c)| matches!(c, '）' | ')'))?;
    let number = inner.get(..end)?.trim();
    let is_chinese = !number.chars().any(is_digit);
    let leveled = || number.rsplit_once('.').filter(|_| levels(number).1 == number.len());
    let last = leveled().map_or(number, |(_, last)| last);
    let value = chinese_number(last).filter(|n| *n < 200)?;
    let after = text.get(text.len() - inner.len() + end..)?;
    let mut rest = after.chars();
    let close = rest.next()?.len_utf8();
    let extra = rest.next().filter(|c| matches!(c, '、' | '.' | '．')).map_or(0, char::len_utf8);
    let len = text.len() - after.len() + close + extra;
    Some(Marker { style: MarkStyle::Bracketed, chinese: is_chinese, value, len })
}

/// `1.` `1、` `1）` `1.1` and `1 `.
fn digits(text: &str) -> Option<Marker> {
    let (levels, end) = levels(text);
    let (first_end, first) = *levels.first()?;
    let value = levels.last()?.1;
    let found = |style, value, len| Some(Marker { style, chinese: false, value, len });
    let many = levels.len() > 1;
    let after = text.get(end..)?;
    // `1 .甲`: a converter set the mark apart from its number.
    let close = after.trim_start_matches(' ');
    let apart = after.len() - close.len();
    if apart > 0
        && let Some((style, len)) = terminator(close.chars().next()).filter(|_| !counts_on(close))
    {
        return found(if many { MarkStyle::Levels } else { style }, value, end + apart + len);
    }
    let next = after.chars().next();
    if let Some((style, len)) = terminator(next).filter(|_| !counts_on(after)) {
        return found(if many { MarkStyle::Levels } else { style }, value, end + len);
    }
    if many
        && !next.is_none_or(|c| {
            is_measure(c) && !begins_word(after)
                || is_digit(c)
                || c.is_ascii_alphanumeric()
                || c == '%'
        })
    {
        return found(MarkStyle::Levels, value, end);
    }
    if many {
        // 1.20个工作日: a number follows the mark.
        let dot = text.get(first_end..)?.chars().next()?.len_utf8();
        return found(MarkStyle::Dot, first, first_end + dot);
    }
    let word = after.trim_start();
    let spaced = word.len() < after.len() && !word.starts_with(is_measure);
    (spaced && word.starts_with(is_wide)).then_some(())?;
    found(MarkStyle::Space, value, end)
}

/// No number in brackets is longer, in characters.
const LONGEST_NUMBER: usize = 16;

/// The deepest numbering that is read as one mark.
const DEEPEST: usize = 6;

/// Numbers joined by dots: the end and value of each, and the end of the last.
fn levels(text: &str) -> (Vec<(usize, u32)>, usize) {
    let mut found: Vec<(usize, u32)> = Vec::new();
    let mut start = 0;
    loop {
        let tail = text.get(start..).unwrap_or("");
        let len = tail.find(|c| !is_digit(c)).unwrap_or(tail.len());
        let number = tail.get(..len).unwrap_or("");
        let value = (number.chars().count() <= 3).then(|| chinese_number(number)).flatten();
        let Some(value) = value else { break };
        found.push((start + len, value));
        match tail.get(len..).and_then(|rest| rest.chars().next()) {
            Some(dot @ ('.' | '．')) if found.len() < DEEPEST => start += len + dot.len_utf8(),
            _ => break,
        }
    }
    let end = found.last().map_or(0, |(end, _)| *end);
    (found, end)
}

fn chinese(text: &str) -> Option<Marker> {
    let len = text.find(|c| !is_simple_numeral(c)).filter(|len| *len > 0)?;
    let value = chinese_number(text.get(..len)?)?;
    let after = text.get(len..)?;
    let (style, mark) = terminator(after.chars().next()).filter(|_| !counts_on(after))?;
    (!after.starts_with(['，', ','])).then_some(Marker {
        style,
        chinese: true,
        value,
        len: len + mark,
    })
}

fn terminator(c: Option<char>) -> Option<(MarkStyle, usize)> {
    let c = c?;
    let style = match c {
        '.' | '．' => MarkStyle::Dot,
        '、' | '，' | ',' => MarkStyle::Comma,
        '）' | ')' => MarkStyle::HalfBracket,
        _ => return None,
    };
    Some((style, c.len_utf8()))
}

/// Whether a number goes on after the separator, so that it is no numbering: 一、二级事项; 1、2号楼.
fn counts_on(after: &str) -> bool {
    let rest = after.trim_start_matches(['、', '，', ',']);
    if rest.len() == after.len() {
        return false;
    }
    let tail = rest.trim_start_matches(|c| is_digit(c) || is_numeral(c));
    tail.len() < rest.len() && tail.starts_with(is_measure)
}

/// A numeral that numbers lists: none over a hundred, no zero.
fn is_simple_numeral(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百')
}

/// Whether a word begins here that only begins like a measure: 2.1个人信息, 3.2年度报告.
fn begins_word(text: &str) -> bool {
    static WORDS: Wording = Wording::named("像量词开头的词");
    WORDS.iter().any(|word| text.starts_with(word))
}

fn is_measure(c: char) -> bool {
    matches!(
        c,
        '个' | '级'
            | '类'
            | '等'
            | '号'
            | '年'
            | '月'
            | '日'
            | '天'
            | '元'
            | '万'
            | '岁'
            | '米'
            | '期'
            | '批'
            | '层'
            | '次'
            | '条'
            | '款'
            | '项'
            | '时'
            | '周'
            | '人'
            | '户'
            | '%'
            | '％'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks() {
        for (text, mark, rest) in [
            ("1.政策", "1.", "政策"),
            ("1、政策", "1、", "政策"),
            ("１．政策", "１．", "政策"),
            ("1.1政策", "1.1", "政策"),
            ("1.1.2 政策", "1.1.2", "政策"),
            ("（一）政策", "（一）", "政策"),
            ("(12) 政策", "(12)", "政策"),
            ("十二、政策", "十二、", "政策"),
            ("①政策", "①", "政策"),
            ("⑴政策", "⑴", "政策"),
            ("㈠政策", "㈠", "政策"),
            ("3）政策", "3）", "政策"),
            ("1.20个工作日内", "1.", "20个工作日内"),
            ("1.2020年预算", "1.", "2020年预算"),
            ("2.1个人基本信息变更", "2.1", "个人基本信息变更"),
            ("3.2年度报告", "3.2", "年度报告"),
            ("7 政策", "7", "政策"),
            ("1.", "1.", ""),
        ] {
            assert_eq!(split_numbering(text), (Some(mark), rest), "{text}");
        }
        for text in [
            "政策",
            "20个工作日内",
            "20 个工作日内",
            "2018年预算",
            "（试行）",
            "（2007）78号",
            "一、二级事项",
            "1、2号楼",
            "一次性告知",
            "1",
            "2017-2020年",
            "十三五规划",
        ] {
            assert_eq!(split_numbering(text).0, None, "{text}");
        }
    }
}
