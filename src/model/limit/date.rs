//! Dates and periods in a time limit: 每年1月31日前, 每季度首月20日前, 按月公开.

use super::duration::is_figure;
use super::{Days, Deadline, Unit};
use crate::text::Wording;

/// The beginning or the end of a period.
static PERIOD_PARTS: Wording = Wording::named("一段时间的头尾");

/// How a date ends.
static DAY_ENDS: Wording = Wording::named("日期的结尾");

/// A date, with what stands before it. The date is given as written, up to 前 or to the verb.
pub(super) fn fixed(phrase: &str) -> Option<(Deadline, &str)> {
    let start = start(phrase)?;
    let date = phrase.get(start..)?;
    let end = end(date)?;
    Some((Deadline::FixedDate(date.get(..end)?.to_owned()), phrase.get(..start)?))
}

/// Where the words of a date begin.
fn start(phrase: &str) -> Option<usize> {
    static WORDS: Wording = Wording::named("时限的周期");
    let word = WORDS.iter().filter_map(|word| phrase.find(word)).min();
    let figure = phrase.find(is_figure).filter(|at| {
        let rest = phrase.get(*at..).unwrap_or("").trim_start_matches(is_figure);
        rest.starts_with(['月', '年'])
    });
    word.into_iter().chain(figure).min()
}

/// Where the date ends; `None` when the words name no day, month or end of a period.
fn end(date: &str) -> Option<usize> {
    let last =
        DAY_ENDS.iter().filter_map(|word| date.rfind(word).map(|at| at + word.len())).max()?;
    let named = date.get(..last)?;
    let specific = has_numbered(named, '月')
        || has_numbered(named, '日')
        // 每月10号前; a number of a document has no month before it.
        || (named.contains('月') && has_numbered(named, '号'))
        || PERIOD_PARTS.iter().any(|word| named.contains(word));
    let rest = date.get(last..)?;
    let tail = ["之前", "以前", "前", "内"].into_iter().find(|word| rest.starts_with(word));
    specific.then_some(last + tail.map_or(0, str::len))
}

fn has_numbered(text: &str, unit: char) -> bool {
    text.match_indices(unit).any(|(at, _)| text.get(..at).is_some_and(|t| t.ends_with(is_figure)))
}

/// 每月更新, 按季度公开, with what stands before it.
pub(super) fn periodic(phrase: &str) -> Option<(Deadline, &str)> {
    const PERIODS: [(&str, Days); 12] = [
        ("半年", Days { number: 6, unit: Unit::Month }),
        ("季度", Days { number: 3, unit: Unit::Month }),
        ("年度", one(Unit::Year)),
        ("年", one(Unit::Year)),
        ("季", Days { number: 3, unit: Unit::Month }),
        ("月度", one(Unit::Month)),
        ("个月", one(Unit::Month)),
        ("月", one(Unit::Month)),
        ("星期", one(Unit::Week)),
        ("周", one(Unit::Week)),
        ("日", one(Unit::Day)),
        ("天", one(Unit::Day)),
    ];
    let at = ["每", "按", "逐", "分"].iter().filter_map(|word| phrase.find(word)).min();
    let rest = match at {
        Some(at) => phrase.get(at..)?.trim_start_matches(['每', '按', '逐', '分']),
        None => ["年度", "季度", "月度"].iter().any(|w| phrase.starts_with(w)).then_some(phrase)?,
    };
    let at = at.unwrap_or(0);
    let (_, days) = PERIODS.iter().find(|(period, _)| rest.starts_with(period))?;
    Some((Deadline::Periodic(*days), phrase.get(..at)?))
}

const fn one(unit: Unit) -> Days {
    Days { number: 1, unit }
}
