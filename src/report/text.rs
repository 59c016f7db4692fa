//! Text on a terminal: widths, cleaning, clipping, and wrapping by the rules of Chinese typesetting.
//!
//! Widths count columns: 2 for a Chinese character. Where the width of a character is a matter of the
//! terminal (“ ” … ·), the larger one is taken, so that no line is ever too long.

use crate::text::is_format;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Marks that may not begin a line.
const CLOSING: &str = "，。、；：！？）》〉”’】〕」』％…—,.;:!?)]}";
/// Marks that may not end a line.
const OPENING: &str = "（《〈“‘【〔「『([{";

/// How many columns a text takes at most.
pub(crate) fn width(text: &str) -> usize {
    text.width_cjk()
}

fn char_width(c: char) -> usize {
    c.width_cjk().unwrap_or(0)
}

/// Lines without anything that would act on a terminal, for what is printed as it was put together.
pub(crate) fn harmless(text: &str) -> String {
    text.chars().map(|c| if acts(c) { '\u{fffd}' } else { c }).collect()
}

/// Whether a terminal does something at this character besides showing it or going on.
fn acts(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t') || is_format(c) || is_separator(c)
}

/// Whether this ends a line or a paragraph for some terminals and not for others.
fn is_separator(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}')
}

/// The text without anything that would act on a terminal: control characters and direction marks.
pub(super) fn clean(text: &str) -> String {
    let visible = |c: char| match c {
        '\u{feff}' => None,
        '\t' => Some(' '),
        '\n' => Some('⏎'),
        '\r' => None,
        c if acts(c) => Some('\u{fffd}'),
        c => Some(c),
    };
    text.chars().filter_map(visible).collect()
}

/// The beginning of a text, with … when something was left out.
pub(super) fn clip(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut clipped = take(text.chars(), columns.saturating_sub(2));
    clipped.push('…');
    clipped
}

/// The end of a text, with … when something was left out.
pub(super) fn clip_start(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let end = take(text.chars().rev(), columns.saturating_sub(2));
    std::iter::once('…').chain(end.chars().rev()).collect()
}

fn take(chars: impl Iterator<Item = char>, columns: usize) -> String {
    let mut used = 0;
    chars
        .take_while(|c| {
            used += char_width(*c);
            used <= columns
        })
        .collect()
}

/// The text in lines of at most `columns`. Words of Latin letters stay whole, no line begins with a
/// closing mark and none ends with an opening one.
pub(crate) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for unit in units(text).iter().flat_map(|unit| split_long(unit, columns)) {
        let wide = width(&unit);
        if used > 0 && used + wide > columns {
            trim_end(&mut lines);
            lines.push(String::new());
            used = 0;
        }
        if used == 0 && unit == " " {
            continue;
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(&unit);
        }
        used += wide;
    }
    trim_end(&mut lines);
    lines
}

fn trim_end(lines: &mut [String]) {
    if let Some(line) = lines.last_mut() {
        line.truncate(line.trim_end().len());
    }
}

/// The pieces between which a line may break.
fn units(text: &str) -> Vec<String> {
    let mut units: Vec<String> = Vec::new();
    let mut before: Option<char> = None;
    for c in text.chars() {
        let together = before.is_some_and(|before| keep_together(before, c));
        match units.last_mut() {
            Some(unit) if together => unit.push(c),
            _ => units.push(c.to_string()),
        }
        before = Some(c);
    }
    units
}

fn keep_together(before: char, c: char) -> bool {
    if before == ' ' || c == ' ' {
        return false;
    }
    CLOSING.contains(c) || OPENING.contains(before) || (is_word(before) && is_word(c))
}

fn is_word(c: char) -> bool {
    c.is_ascii_graphic()
}

/// A piece that is longer than a line, cut where it fits; a cut never puts a closing mark first.
fn split_long(unit: &str, columns: usize) -> Vec<String> {
    if width(unit) <= columns {
        return vec![unit.to_owned()];
    }
    let chars: Vec<char> = unit.chars().collect();
    let mut pieces = Vec::new();
    let mut start = 0;
    while start < chars.len() {
        let fits = take(chars[start..].iter().copied(), columns).chars().count().max(1);
        let mut end = start + fits;
        while end < chars.len() && end > start + 1 && CLOSING.contains(chars[end]) {
            end -= 1;
        }
        pieces.push(chars[start..end].iter().collect());
        start = end;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn closing_marks_stay_with_what_they_close() {
        assert_eq!(wrap("一二三四，五六", 8), ["一二三", "四，五六"]);
        assert_eq!(wrap("一二三（四五）六", 8), ["一二三", "（四五）", "六"]);
        assert_eq!(wrap("见 mulu.yaml 第3行", 8), ["见", "mulu.yam", "l 第3行"]);
        assert_eq!(wrap("", 8), [""]);
    }

    #[test]
    fn clipping_keeps_within_the_columns() {
        assert_eq!(clip("一二三四五", 10), "一二三四五");
        assert_eq!(clip("一二三四五", 9), "一二三…");
        assert_eq!(clip_start("一二三四五", 9), "…三四五");
    }

    #[test]
    fn nothing_reaches_the_terminal_that_acts_on_it() {
        assert_eq!(clean("甲\u{1b}[31m\t乙\r\n丙\u{202e}"), "甲\u{fffd}[31m 乙⏎丙\u{fffd}");
    }

    proptest! {
        #[test]
        fn wrapping_loses_nothing_but_blanks(
            text in "[一二《》（）“”，。、a-z0-9/. ]{0,60}", columns in 12usize..40,
        ) {
            let lines = wrap(&text, columns);
            let joined: String = lines.concat();
            prop_assert_eq!(joined.replace(' ', ""), text.replace(' ', ""));
            for line in &lines {
                prop_assert!(width(line) <= columns);
            }
        }

        #[test]
        fn no_line_begins_with_a_closing_mark(
            text in "([一-三]{1,3}[，。）》”]?){1,30}", columns in 12usize..40,
        ) {
            for line in wrap(&text, columns) {
                prop_assert!(!line.starts_with(|c| CLOSING.contains(c)), "{line}");
            }
        }
    }
}
