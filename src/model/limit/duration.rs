//! Stretches of time in text: 20个工作日, 十五日, 一周, 半年.

use super::super::fold::{chinese_number, is_numeral};
use super::{Days, Unit};

/// A stretch of time and its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FoundDuration {
    pub(super) days: Days,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Words for units; the flag says that 个 must stand before them, since 1月 and 2020年 are dates.
const UNITS: [(&str, Unit, bool); 15] = [
    ("工作日", Unit::WorkingDay, false),
    ("自然日", Unit::Day, false),
    ("日历日", Unit::Day, false),
    ("日历天", Unit::Day, false),
    ("自然天", Unit::Day, false),
    ("工作天", Unit::WorkingDay, false),
    ("小时", Unit::Hour, false),
    ("星期", Unit::Week, false),
    ("季度", Unit::Month, true),
    ("日", Unit::Day, false),
    ("天", Unit::Day, false),
    ("周", Unit::Week, false),
    ("月", Unit::Month, true),
    ("年", Unit::Year, false),
    ("时", Unit::Hour, true),
];

/// The stretches of time in the text, from left to right. Dates (1月31日, 2020年) are none.
pub(super) fn all(text: &str) -> Vec<FoundDuration> {
    let mut found: Vec<FoundDuration> = Vec::new();
    let may_start = |c: char| c == '半' || is_figure(c);
    for (at, _) in text.char_indices().filter(|(_, c)| may_start(*c)) {
        if found.last().is_some_and(|last| at < last.end) {
            continue;
        }
        found.extend(half(text, at).or_else(|| counted(text, at)));
    }
    found
}

/// 半年, 半个月, 半月.
fn half(text: &str, start: usize) -> Option<FoundDuration> {
    let rest = text.get(start..)?.strip_prefix('半')?;
    let (days, word) = [("年", 6, Unit::Month), ("个月", 15, Unit::Day), ("月", 15, Unit::Day)]
        .into_iter()
        .find(|(word, _, _)| rest.starts_with(word))
        .map(|(word, number, unit)| (Days { number, unit }, word))?;
    Some(FoundDuration { days, start, end: start + '半'.len_utf8() + word.len() })
}

fn counted(text: &str, start: usize) -> Option<FoundDuration> {
    let before = text.get(..start)?.chars().next_back();
    // Inside a number, after 第, or the day of a date.
    if before.is_some_and(|c| is_figure(c) || matches!(c, '第' | '.' | '月')) {
        return None;
    }
    let rest = text.get(start..)?;
    let length = rest.find(|c| !is_figure(c)).filter(|length| *length > 0)?;
    let number = chinese_number(rest.get(..length)?)?;
    let after = rest.get(length..)?;
    let bare = after.strip_prefix(['个', '個', '整']).unwrap_or(after);
    let is_counted = bare.len() < after.len();
    let (word, unit, _) = UNITS
        .into_iter()
        .find(|(word, _, needs)| bare.starts_with(word) && (is_counted || !needs))?;
    let is_date = unit == Unit::Year && number >= 1900;
    let number = if word == "季度" { number.checked_mul(3)? } else { number };
    let end = start + length + (after.len() - bare.len()) + word.len();
    (!is_date && number > 0).then_some(FoundDuration { days: Days { number, unit }, start, end })
}

/// A figure of a limit, which never comes to thousands.
pub(super) fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || is_numeral(c) && !matches!(c, '千' | '万')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches() {
        for (text, number, unit) in [
            ("20个工作日", 20, Unit::WorkingDay),
            ("20工作日", 20, Unit::WorkingDay),
            ("二十个工作日", 20, Unit::WorkingDay),
            ("20日", 20, Unit::Day),
            ("十五日", 15, Unit::Day),
            ("3天", 3, Unit::Day),
            ("5个自然日", 5, Unit::Day),
            ("一周", 1, Unit::Week),
            ("两个月", 2, Unit::Month),
            ("半年", 6, Unit::Month),
            ("半个月", 15, Unit::Day),
            ("一年", 1, Unit::Year),
            ("24小时", 24, Unit::Hour),
        ] {
            let found = all(text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].days, Days { number, unit }, "{text}");
        }
        for text in ["1月31日", "2020年", "2020年9月30日前", "每月", "第3日", "统一公开", "一月"]
        {
            assert_eq!(all(text), vec![], "{text}");
        }
    }
}
