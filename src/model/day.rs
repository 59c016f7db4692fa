//! 日期 as people write them in titles and cells: 2026年2月1日, 2026-02-01, 2026.2.1, 2026年版.
//!
//! Reads a day out of words; what it means is not known here.

use jiff::civil::Date;

/// The first day that a text names. A month stands for its first day, a year before 版 likewise.
pub fn day_in(text: &str) -> Option<Date> {
    let starts = text.char_indices().filter(|(at, c)| {
        // A year begins where no other figure stands before it.
        let inside = text.get(..*at).is_some_and(|before| before.ends_with(is_figure));
        is_figure(*c) && !inside
    });
    starts.filter_map(|(at, _)| text.get(at..)).find_map(day_at)
}

fn day_at(text: &str) -> Option<Date> {
    let (year, rest) = figure(text)?;
    let year = i16::try_from(year).ok().filter(|year| (1980..2100).contains(year))?;
    if rest.starts_with("年版") || rest.starts_with('版') {
        return Date::new(year, 1, 1).ok();
    }
    let (month, rest) = figure(rest.strip_prefix(['年', '-', '.', '/', '．'])?)?;
    let month = i8::try_from(month).ok()?;
    let day = rest.strip_prefix(['月', '-', '.', '/', '．']).and_then(figure);
    let day = day.map_or(Some(1), |(day, _)| i8::try_from(day).ok())?;
    Date::new(year, month, day).ok()
}

/// The number that a text begins with, and what follows it.
fn figure(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !is_figure(c)).unwrap_or(text.len());
    let (number, rest) = text.split_at_checked(end)?;
    Some((number.parse().ok()?, rest))
}

fn is_figure(c: char) -> bool {
    c.is_ascii_digit()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days() {
        for (text, day) in [
            ("2026年2月1日", Some("2026-02-01")),
            ("更新日期：2026-02-01", Some("2026-02-01")),
            ("（2026.2.1调整）", Some("2026-02-01")),
            ("2026/12/31", Some("2026-12-31")),
            ("大英县民政局权责清单（2025年版）", Some("2025-01-01")),
            ("2025年6月更新", Some("2025-06-01")),
            ("2026-02-01 09:00:00", Some("2026-02-01")),
            ("国办发〔2019〕54号", None),
            ("共2019项", None),
            ("电话0825-7820000", None),
            ("2026年2月30日", None),
            ("2026年", None),
            ("", None),
        ] {
            assert_eq!(day_in(text).map(|day| day.to_string()).as_deref(), day, "{text}");
        }
    }
}
