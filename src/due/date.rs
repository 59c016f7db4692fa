//! Dates as people write them.

use jiff::civil::{Date, Weekday};

/// 2026-09-28, 2026/9/28, 2026.9.28 or 2026年9月28日.
pub fn parse(text: &str) -> Option<Date> {
    let text = text.trim();
    let text = text.strip_suffix(['日', '号']).unwrap_or(text);
    let parts: Vec<&str> = text.split(['-', '/', '.', '年', '月']).map(str::trim).collect();
    let [year, month, day] = parts.as_slice() else { return None };
    if year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// 星期一.
pub fn weekday(date: Date) -> &'static str {
    match date.weekday() {
        Weekday::Monday => "星期一",
        Weekday::Tuesday => "星期二",
        Weekday::Wednesday => "星期三",
        Weekday::Thursday => "星期四",
        Weekday::Friday => "星期五",
        Weekday::Saturday => "星期六",
        Weekday::Sunday => "星期日",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_dates() {
        let expected = Date::constant(2026, 9, 8);
        for text in
            ["2026-09-08", "2026-9-8", "2026/9/8", "2026.9.8", "2026年9月8日", " 2026-09-08 "]
        {
            assert_eq!(parse(text), Some(expected), "{text}");
        }
        for text in ["26-09-08", "2026-09", "2026-13-01", "2026-02-30", "九月八日", ""] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(weekday(expected), "星期二");
    }
}
