//! From calamine's values to cells.

use calamine::{DataRef, ExcelDateTime};

use crate::source::{Cell, CellKind};

/// The cell for a value; `None` for an empty one.
pub(super) fn cell(value: &DataRef<'_>, formula: bool) -> Option<Cell> {
    let (text, kind) = match value {
        DataRef::Empty => return None,
        DataRef::String(text) => (text.clone(), CellKind::Text),
        DataRef::SharedString(text) => ((*text).to_owned(), CellKind::Text),
        DataRef::Int(number) => (number.to_string(), CellKind::Number),
        DataRef::Float(number) => (number_text(*number), CellKind::Number),
        DataRef::Bool(true) => ("TRUE".to_owned(), CellKind::Bool),
        DataRef::Bool(false) => ("FALSE".to_owned(), CellKind::Bool),
        DataRef::Error(error) => (error.to_string(), CellKind::Error),
        DataRef::DateTime(date) => date_cell(date),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => (iso_text(text), CellKind::Date),
    };
    Some(Cell { text, kind, formula })
}

/// The shortest decimal form, to the 15 digits that spreadsheets show: 0.1 + 0.2 is 0.3.
pub(super) fn number_text(number: f64) -> String {
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    if rounded == 0.0 {
        "0".to_owned()
    } else if (1e-9..1e21).contains(&rounded.abs()) {
        rounded.to_string()
    } else {
        format!("{rounded:e}")
    }
}

/// `2026-11-21T09:00:00` as `2026-11-21 09:00:00`, and without a time of midnight.
pub(super) fn iso_text(text: &str) -> String {
    let text = text.trim_end_matches('Z').replacen('T', " ", 1);
    text.strip_suffix(" 00:00:00").map(str::to_owned).unwrap_or(text)
}

fn date_cell(date: &ExcelDateTime) -> (String, CellKind) {
    let serial = date.as_f64();
    if !(0.0..2_958_466.0).contains(&serial) {
        return (number_text(serial), CellKind::Number);
    }
    if date.is_duration() {
        return (duration_text(serial), CellKind::Date);
    }
    let (year, month, day, hour, minute, second, milli) = date.to_ymd_hms_milli();
    let time = rounded_time(hour, minute, second, milli);
    let text = match (serial < 1.0, time.as_str()) {
        (true, _) => time,
        (false, "00:00:00") => format!("{year:04}-{month:02}-{day:02}"),
        (false, _) => format!("{year:04}-{month:02}-{day:02} {time}"),
    };
    (text, CellKind::Date)
}

/// Serials are binary fractions, so a full second can come as 999.9 milliseconds before it. The last
/// half second of a day stays in the day.
fn rounded_time(hour: u8, minute: u8, second: u8, milli: u16) -> String {
    let seconds = u32::from(hour) * 3600 + u32::from(minute) * 60 + u32::from(second);
    clock((seconds + u32::from(milli >= 500)).min(86_399))
}

fn duration_text(serial: f64) -> String {
    clock((serial * 86_400.0).round() as u32)
}

fn clock(seconds: u32) -> String {
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType;

    use super::*;

    #[test]
    fn numbers_are_as_short_as_they_are_shown() {
        for (number, text) in [
            (20.0, "20"),
            (0.0, "0"),
            (-0.0, "0"),
            (-1.5, "-1.5"),
            (0.1 + 0.2, "0.3"),
            (1.1, "1.1"),
            (1e-7, "0.0000001"),
            (123_456_789_012_345_000.0, "123456789012345000"),
            (1e300, "1e300"),
        ] {
            assert_eq!(number_text(number), text);
        }
    }

    #[test]
    fn dates_of_both_epochs() {
        let text = |serial, kind, is_1904| {
            cell(&DataRef::DateTime(ExcelDateTime::new(serial, kind, is_1904)), false)
                .map(|cell| cell.text)
        };
        let date = ExcelDateTimeType::DateTime;
        assert_eq!(text(46_347.0, date, false).as_deref(), Some("2026-11-21"));
        assert_eq!(text(46_347.375, date, false).as_deref(), Some("2026-11-21 09:00:00"));
        assert_eq!(text(44_885.0, date, true).as_deref(), Some("2026-11-21"));
        assert_eq!(text(0.375, date, false).as_deref(), Some("09:00:00"));
        assert_eq!(text(1.25, ExcelDateTimeType::TimeDelta, false).as_deref(), Some("30:00:00"));
        assert_eq!(text(-3.0, date, false).as_deref(), Some("-3"));
    }
}
